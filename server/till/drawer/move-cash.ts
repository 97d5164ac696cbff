import { sql } from 'kysely'
import type { DrawerReport } from '../../../contract/till/drawer.ts'
import type { Tx } from '../../platform/database/public.ts'
import { refuse } from '../../platform/refusal.ts'
import { cashierOf } from '../device/cashier-of.ts'
import type { TillDevice } from '../device/which-till.ts'
import { shareDrawers } from '../sales/drawers.ts'
import { readDrawerReport } from './drawer-report.ts'

/** Pays cash in or out, with a reason, once for its id. Refuses cashier_unknown, not_found and drawer_closed. */
export async function moveCash(
  tx: Tx,
  till: TillDevice,
  drawerId: string,
  given: {
    id: string
    signInId: string
    kind: 'in' | 'out'
    amountMinor: number
    reason: string
    at: string
  },
): Promise<DrawerReport> {
  const cashier = await cashierOf(tx, till, given.signInId, false)
  const { id, isOpen } = await shareDrawers(tx, till, drawerId)
  const before = await sql`select from till_cash where id = ${given.id} and drawer_id = ${id}`.execute(tx.db)
  if (before.rows.length === 0) {
    if (!isOpen) throw refuse('drawer_closed', { till: till.name })
    const amount = given.kind === 'in' ? given.amountMinor : -given.amountMinor
    await sql`
      insert into till_cash (id, drawer_id, amount_minor, reason, at, by)
      values (${given.id}, ${id}, ${amount}, ${given.reason}, ${given.at}, ${cashier.id}) on conflict do nothing`.execute(
      tx.db,
    )
  }
  return readDrawerReport(tx, id, till.tillId)
}
