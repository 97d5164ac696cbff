import { sql } from 'kysely'
import type { PurchaseOrder } from '../../contract/purchasing.ts'
import type { ReceiptLineInput } from '../../contract/warehousing.ts'
import * as documents from '../documents/public.ts'
import type { Tx } from '../platform/database/public.ts'
import * as stock from '../stock/public.ts'
import { moveOrder } from './order-guard.ts'
import { settleState } from './order-state.ts'
import { readPurchaseOrder } from './read-purchase-order.ts'
import { insertGivenLines, insertOpenLines, receiptGoods } from './receipt-lines.ts'

/**
 * Warehouses an order: goods go into their bins under a goods receipt (G…), everything that is still open, or only the
 * `lines` that came in. The order changes its state first: whoever comes second waits there, and sees what is left then.
 * With a version, only the order that the clerk saw is warehoused. Refuses not_found, wrong_state, changed_meanwhile,
 * bad_input, line_over_received, and what stock.checkGoods refuses.
 */
export async function warehousePurchaseOrder(
  tx: Tx,
  orderId: number,
  version: number | null,
  lines?: readonly ReceiptLineInput[],
): Promise<PurchaseOrder> {
  const reached = lines === undefined ? 'warehoused' : 'part_warehoused'
  const order = await moveOrder(tx, orderId, version, ['confirmed', 'part_warehoused'], reached)
  const receipt = await documents.openDocument(tx, 'goods_receipt', 'created', { order: order.number })
  await sql`
    insert into goods_receipt (id, order_id, location_id)
    select ${receipt.id}, id, location_id from purchase_order where id = ${orderId}`.execute(tx.db)
  if (lines === undefined) await insertOpenLines(tx, receipt.id, orderId)
  else await insertGivenLines(tx, receipt.id, orderId, lines)
  const { quantity, units } = await stock.receive(tx, {
    documentId: receipt.id,
    goods: receiptGoods(receipt.id),
  })
  await documents.recordEvent(tx, receipt.id, 'warehoused', { quantity, units })
  const state = lines === undefined ? reached : await settleState(tx, orderId)
  await documents.recordEvent(tx, orderId, state, { receipt: receipt.number })
  return readPurchaseOrder(tx, orderId)
}
