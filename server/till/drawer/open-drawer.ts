import { sql } from 'kysely'
import type { Drawer } from '../../../contract/till/drawer.ts'
import type { Tx } from '../../platform/database/public.ts'
import { actingAs, cashierOf } from '../device/cashier-of.ts'
import type { TillDevice } from '../device/which-till.ts'

/**
 * Opens the till's drawer with a float, once for the id that the device made. What came in too late for the last Z report
 * is told by this drawer's. A device that opened it while it was open, which without the network it cannot know, has sold
 * from it: the open drawer is the answer, and its report tells of the second float. Refuses cashier_unknown.
 */
export async function openDrawer(
  tx: Tx,
  till: TillDevice,
  given: { id: string; signInId: string; floatMinor: number; at: string },
): Promise<Drawer> {
  const known = await readDrawer(tx, till.tillId, given.id)
  if (known !== undefined) return known
  const cashier = await cashierOf(tx, till, given.signInId, false)
  // Whoever numbers a sale takes this row, too: what comes in late is counted by the old drawer, or by this one.
  await sql`select from till where id = ${till.tillId} for no key update`.execute(tx.db)
  const { rows } = await sql`
    insert into till_drawer (id, till_id, opened_at, opened_by, float_minor)
    values (${given.id}, ${till.tillId}, ${given.at}, ${cashier.id}, ${given.floatMinor})
    on conflict do nothing returning id`.execute(actingAs(tx, cashier).db)
  if (rows.length > 0) await takeOverLateOnes(tx, till.tillId, given.id)
  else await keepWithOpenOne(actingAs(tx, cashier), till, given)
  return (await readDrawer(tx, till.tillId, given.id))!
}

/** Behind the till's row, so that nobody closes the open one meanwhile. */
async function keepWithOpenOne(
  tx: Tx,
  till: TillDevice,
  given: { id: string; floatMinor: number; at: string },
): Promise<void> {
  await sql`
    insert into till_drawer_again (id, drawer_id, opened_at, opened_by, float_minor)
    select ${given.id}, open.id, ${given.at}, ${tx.actor.id}, ${given.floatMinor}
      from till_drawer open where open.till_id = ${till.tillId} and open.closed_at is null
    on conflict do nothing`.execute(tx.db)
}

async function readDrawer(tx: Tx, tillId: number, id: string): Promise<Drawer | undefined> {
  const { rows } = await sql<Drawer>`
    select d.id, d.opened_at as "openedAt", coalesce(s.name, 'Lotbook') as "openedBy", d.float_minor as "floatMinor"
      from till_drawer d left join staff s on s.id = d.opened_by
     where d.id = coalesce((select again.drawer_id from till_drawer_again again where again.id = ${id}), ${id}) and d.till_id = ${tillId}`.execute(
    tx.db,
  )
  return rows[0]
}

async function takeOverLateOnes(tx: Tx, tillId: number, drawerId: string): Promise<void> {
  await sql`update till_sale set counted_in = ${drawerId} where till_id = ${tillId} and counted_in is null`.execute(
    tx.db,
  )
  await sql`update till_return set counted_in = ${drawerId} where till_id = ${tillId} and counted_in is null`.execute(
    tx.db,
  )
}
