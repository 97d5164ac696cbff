import { randomInt } from 'node:crypto'
import { sql } from 'kysely'
import type { Tx } from '../../platform/database/public.ts'
import { refuse } from '../../platform/refusal.ts'
import { hashOf } from './which-till.ts'

/** Letters and digits that nobody takes for another. */
const signs = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'
const codeLength = 10
const codeMinutes = 15

/**
 * Makes the code by which one device becomes the till: ten letters and digits, for a quarter of an hour, once; a code that
 * was made before works no more. The database keeps only its hash. Refuses not_found.
 */
export async function makeEnrolmentCode(
  tx: Tx,
  tillId: number,
): Promise<{ code: string; expiresAt: string }> {
  const code = Array.from({ length: codeLength }, () => signs[randomInt(signs.length)]).join('')
  const { rows } = await sql<{ expiresAt: string }>`
    insert into till_enrolment (till_id, code_hash, made_at, made_by, expires_at)
    select id, ${hashOf(code)}, ${tx.at}, ${tx.actor.id}, ${tx.at}::timestamptz + make_interval(mins => ${codeMinutes})
      from till where id = ${tillId} and archived_at is null
    on conflict (till_id) do update
      set code_hash = excluded.code_hash, made_at = excluded.made_at, made_by = excluded.made_by, expires_at = excluded.expires_at
    returning expires_at as "expiresAt"`.execute(tx.db)
  if (rows[0] === undefined) throw refuse('not_found', { what: 'till' })
  return { code: `${code.slice(0, 5)}-${code.slice(5)}`, expiresAt: rows[0].expiresAt }
}

/**
 * Makes a device the till of a code, and ends the enrolment of the one that was it before. The token, for its cookie, is
 * made before the transaction, which keeps its answers. Of two devices with one code, the first has it. Refuses enrolment_code_wrong.
 */
export async function enrol(
  tx: Tx,
  given: { code: string; deviceName: string },
  token: string,
): Promise<{ tillId: number }> {
  const code = given.code.toUpperCase().replace(/[^0-9A-Z]/g, '')
  const { rows } = await sql<{ tillId: number; madeBy: number }>`
    delete from till_enrolment e using till
     where e.code_hash = ${hashOf(code)} and e.expires_at > ${tx.at} and till.id = e.till_id and till.archived_at is null
    returning e.till_id as "tillId", e.made_by as "madeBy"`.execute(tx.db)
  if (rows[0] === undefined) throw refuse('enrolment_code_wrong', {})
  const { tillId, madeBy } = rows[0]
  await sql`select from till where id = ${tillId} for no key update`.execute(tx.db)
  await endDevice(tx, tillId, madeBy)
  await sql`
    insert into till_device (till_id, token_hash, name, enrolled_at, enrolled_by, last_seen_at)
    values (${tillId}, ${hashOf(token)}, ${given.deviceName}, ${tx.at}, ${madeBy}, ${tx.at})`.execute(tx.db)
  return { tillId }
}

/** Ends the enrolment of the till's device, if it has one. */
export async function endDevice(tx: Tx, tillId: number, by: number): Promise<void> {
  await sql`
    update till_device set ended_at = ${tx.at}, ended_by = ${by} where till_id = ${tillId} and ended_at is null`.execute(
    tx.db,
  )
}
