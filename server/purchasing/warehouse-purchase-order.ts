import { sql } from 'kysely'
import type { PurchaseOrder } from '../../contract/purchasing.ts'
import * as documents from '../documents/public.ts'
import type { Tx } from '../platform/database/public.ts'
import * as stock from '../stock/public.ts'
import { orderGoods } from './order-goods.ts'
import { moveOrder } from './order-guard.ts'
import { readPurchaseOrder } from './read-purchase-order.ts'

/**
 * Warehouses a confirmed order: its goods go into their bins under a goods receipt (G…). The order changes its state
 * first: whoever comes second waits there, and is refused before any goods have moved twice. Refuses not_found,
 * wrong_state, changed_meanwhile, and what stock.checkGoods refuses.
 */
export async function warehousePurchaseOrder(
  tx: Tx,
  orderId: number,
  version: number,
): Promise<PurchaseOrder> {
  const order = await moveOrder(tx, orderId, version, ['confirmed'], 'warehoused')
  const receipt = await documents.openDocument(tx, 'goods_receipt', 'created', { order: order.number })
  await sql`
    insert into goods_receipt (id, order_id, location_id)
    select ${receipt.id}, id, location_id from purchase_order where id = ${orderId}`.execute(tx.db)
  const { quantity, units } = await stock.receive(tx, {
    documentId: receipt.id,
    goods: orderGoods(orderId),
  })
  await documents.recordEvent(tx, receipt.id, 'warehoused', { quantity, units })
  await documents.recordEvent(tx, orderId, 'warehoused', { receipt: receipt.number })
  return readPurchaseOrder(tx, orderId)
}
