import { createHash, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { permissionsOf, type Role } from '../../contract/permissions.ts'
import type { Session } from '../../contract/session.ts'
import type { Reader, Tx } from '../platform/database/public.ts'

export const sessionDays = 14

/** Starts a session and gives the token for the cookie; the database keeps only its hash. */
export async function startSession(tx: Tx, staffId: number, token = newToken()): Promise<string> {
  await sql`
    insert into session (token_hash, staff_id, created_at, expires_at)
    values (${hashOf(token)}, ${staffId}, ${tx.at}, ${tx.at}::timestamptz + make_interval(days => ${sessionDays}))
  `.execute(tx.db)
  return token
}

/** A token that nobody guesses. It is made before the transaction, which keeps its answers, and this is kept nowhere. */
export const newToken = (): string => randomBytes(32).toString('base64url')

/** Ends a session; ending it twice is the same as once. */
export async function endSession(tx: Tx, token: string): Promise<void> {
  await sql`delete from session where token_hash = ${hashOf(token)} or expires_at < ${tx.at}`.execute(tx.db)
}

export interface SessionOwner {
  readonly id: number
  readonly name: string
  readonly role: Role
  readonly timeZone: string
}

/** Whose session a token is, or null when it is unknown, over, or its owner no longer works here. */
export async function findSession(
  reader: Pick<Reader, 'db' | 'at'>,
  token: string,
): Promise<SessionOwner | null> {
  const { rows } = await sql<SessionOwner>`
    select s.id, s.name, s.role, shop.time_zone as "timeZone"
      from session join staff s on s.id = session.staff_id cross join shop
     where session.token_hash = ${hashOf(token)} and session.expires_at > ${reader.at} and s.archived_at is null
  `.execute(reader.db)
  return rows[0] ?? null
}

/** What the screens need to know about who is signed in and where. */
export async function readSession(reader: Reader): Promise<Session> {
  const { rows } = await sql<{ id: number; name: string; email: string; role: Role; shop: Session['shop'] }>`
    select s.id, s.name, s.email, s.role,
           jsonb_build_object('name', shop.name, 'currency', shop.currency, 'timeZone', shop.time_zone,
                              'empty', not exists (select from product), 'sample', shop.sample_loaded_at is not null) as shop
      from staff s cross join shop where s.id = ${reader.actor.id}`.execute(reader.db)
  const { shop, ...staff } = rows[0]!
  return { staff, permissions: [...permissionsOf(staff.role)], shop }
}

function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}
