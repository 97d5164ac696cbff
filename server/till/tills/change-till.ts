import { sql } from 'kysely'
import type { Till } from '../../../contract/till/tills.ts'
import { brokenConstraint, type Tx } from '../../platform/database/public.ts'
import { refuse } from '../../platform/refusal.ts'
import { endDevice } from '../device/enrol.ts'
import { readTill } from './list-tills.ts'

/**
 * Renames a till, archives it (its device is a till no more), or brings it back. Refuses not_found, name_taken, and
 * drawer_open: money that nobody has counted.
 */
export async function changeTill(
  tx: Tx,
  tillId: number,
  { name, archived }: { name: string; archived: boolean },
): Promise<Till> {
  try {
    const { rows } = await sql`
      update till set name = ${name}, archived_at = case when ${archived} then coalesce(archived_at, ${tx.at}) end
       where id = ${tillId} returning id`.execute(tx.db)
    if (rows.length === 0) throw refuse('not_found', { what: 'till' })
  } catch (error) {
    if (brokenConstraint(error) === 'till_name') throw refuse('name_taken', { what: 'till', name })
    throw error
  }
  if (!archived) return readTill(tx, tillId)
  const till = await readTill(tx, tillId)
  if (till.drawer !== null) throw refuse('drawer_open', { till: name, by: till.drawer.openedBy })
  await endDevice(tx, tillId, tx.actor.id)
  return readTill(tx, tillId)
}

/** Ends the enrolment of the till's device. Refuses not_found. */
export async function revokeDevice(tx: Tx, tillId: number): Promise<Till> {
  await endDevice(tx, tillId, tx.actor.id)
  return readTill(tx, tillId)
}

/** Forgets the wrong PINs that were given at the till. Refuses not_found. */
export async function unlockTill(tx: Tx, tillId: number): Promise<Till> {
  await sql`update till_device set wrong_pins = 0, wait_until = null where till_id = ${tillId} and ended_at is null`.execute(
    tx.db,
  )
  return readTill(tx, tillId)
}
