import { sql } from 'kysely'
import type { GoodsReceipt } from '../../contract/goods-receipts.ts'
import * as documents from '../documents/public.ts'
import { changed, type Tx } from '../platform/database/public.ts'
import { refuse } from '../platform/refusal.ts'
import * as stock from '../stock/public.ts'
import { settleState } from './order-state.ts'
import { readGoodsReceipt } from './read-goods-receipt.ts'

/**
 * Takes a goods receipt back while its goods are untouched: they leave the stock by movements the other way, and its rows
 * are open on the order again, also on one that was closed. Refuses not_found, wrong_state, receipt_goods_moved.
 */
export async function reverseGoodsReceipt(tx: Tx, receiptId: number): Promise<GoodsReceipt> {
  const { orderId, number } = await lockOrder(tx, receiptId)
  const result = await sql`
    update goods_receipt set reversed_at = ${tx.at}, reversed_by = ${tx.actor.id}
     where id = ${receiptId} and reversed_at is null`.execute(tx.db)
  if (changed(result) === 0)
    throw refuse('wrong_state', { document: number, state: 'reversed', needed: 'in stock' })
  await stock.reverseReceipt(tx, { documentId: receiptId })
  await settleState(tx, orderId)
  await documents.recordEvent(tx, receiptId, 'reversed')
  await documents.recordEvent(tx, orderId, 'receipt_reversed', { receipt: number })
  return readGoodsReceipt(tx, receiptId)
}

/** The order's row is the queue of all its receipts. */
async function lockOrder(tx: Tx, receiptId: number): Promise<{ orderId: number; number: string }> {
  const { rows } = await sql<{ orderId: number; number: string }>`
    update purchase_order o set version = o.version + 1
      from goods_receipt r join document d on d.id = r.id
     where r.id = ${receiptId} and o.id = r.order_id
    returning o.id as "orderId", d.number`.execute(tx.db)
  if (rows[0] === undefined) throw refuse('not_found', { what: 'goods receipt' })
  return rows[0]
}
