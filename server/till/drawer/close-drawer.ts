import { sql } from 'kysely'
import type { DrawerReport } from '../../../contract/till/drawer.ts'
import type { Tx } from '../../platform/database/public.ts'
import { refuse } from '../../platform/refusal.ts'
import { actingAs, cashierOf } from '../device/cashier-of.ts'
import type { TillDevice } from '../device/which-till.ts'
import { readDrawerReport } from './drawer-report.ts'

/**
 * Closes a drawer with what was counted, and writes its Z report under the till's next number, without gaps. Sales that are
 * being taken into it are waited for. Done once: a second time gives the report that was written. Refuses cashier_unknown
 * and not_found.
 */
export async function closeDrawer(
  tx: Tx,
  till: TillDevice,
  drawerId: string,
  given: { signInId: string; countedMinor: number; note: string; at: string },
): Promise<DrawerReport> {
  const { rows } = await sql<{ isOpen: boolean }>`
    select closed_at is null as "isOpen" from till_drawer where id = ${drawerId} and till_id = ${till.tillId} for update`.execute(
    tx.db,
  )
  if (rows[0] === undefined) throw refuse('not_found', { what: 'drawer' })
  if (!rows[0].isOpen) return readDrawerReport(tx, drawerId, till.tillId)
  const cashier = await cashierOf(tx, till, given.signInId, false)
  const x = await readDrawerReport(actingAs(tx, cashier), drawerId, till.tillId)
  const report: DrawerReport = {
    ...x,
    zNumber: await nextZ(tx, till),
    closedAt: given.at,
    closedBy: cashier.name,
    countedCashMinor: given.countedMinor,
    differenceMinor: given.countedMinor - x.expectedCashMinor,
    note: given.note,
  }
  await sql`
    update till_drawer set closed_at = ${given.at}, closed_by = ${cashier.id}, counted_minor = ${given.countedMinor}, note = ${given.note},
           z_number = ${report.zNumber}, report = ${JSON.stringify(report)}::jsonb
     where id = ${drawerId}`.execute(tx.db)
  return report
}

/** The till's row is held from here to the commit; whatever rolls back gives the number back with it. */
async function nextZ(tx: Tx, till: TillDevice): Promise<number> {
  const { rows } = await sql<{ number: number }>`
    update till set next_z = next_z + 1 where id = ${till.tillId} returning next_z - 1 as number`.execute(
    tx.db,
  )
  return rows[0]!.number
}
