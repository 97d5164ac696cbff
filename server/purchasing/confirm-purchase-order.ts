import { sql } from 'kysely'
import type { PurchaseOrder } from '../../contract/purchasing.ts'
import * as documents from '../documents/public.ts'
import type { Tx } from '../platform/database/public.ts'
import { refuse } from '../platform/refusal.ts'
import * as stock from '../stock/public.ts'
import { orderGoods } from './order-goods.ts'
import { moveOrder } from './order-guard.ts'
import { refuseBrokenUnits } from './order-units.ts'
import { readPurchaseOrder } from './read-purchase-order.ts'

/**
 * Confirms a draft: from now on its lines stand. Every line must say where its goods go. Lots and serial numbers may be
 * unknown until the goods are here; those that are announced must be right, and serials new to the shop. Refuses not_found,
 * wrong_state, changed_meanwhile, no_lines, bin_needed, whole_units_needed, and what stock.checkAnnounced refuses.
 */
export async function confirmPurchaseOrder(tx: Tx, orderId: number, version: number): Promise<PurchaseOrder> {
  const { number } = await moveOrder(tx, orderId, version, ['draft'], 'confirmed')
  await refuseIncompleteLines(tx, orderId, number)
  await refuseBrokenUnits(tx, orderId)
  await stock.checkAnnounced(tx, orderGoods(orderId))
  await documents.recordEvent(tx, orderId, 'confirmed')
  return readPurchaseOrder(tx, orderId)
}

async function refuseIncompleteLines(tx: Tx, orderId: number, document: string): Promise<void> {
  const { rows } = await sql<{ lines: number; binless: number | null }>`
    select count(*) as lines, min(line_number) filter (where place_id is null) as binless
      from purchase_order_line where order_id = ${orderId}`.execute(tx.db)
  const { lines, binless } = rows[0]!
  if (lines === 0) throw refuse('no_lines', { document })
  if (binless !== null) throw refuse('bin_needed', { document, line: binless })
}
