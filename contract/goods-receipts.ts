import { z } from 'zod'
import { endpointsOf } from './endpoint.ts'
import { act, date, id, page, quantityOrZero, searchQuery, time } from './primitives.ts'
import { documentEvent, purchaseOrder } from './purchasing.ts'

const endpoint = endpointsOf('purchasing')

const header = {
  id,
  number: z.string(),
  order: z.object({ id, number: z.string() }),
  supplier: z.object({ id, name: z.string() }).nullable(),
  location: z.object({ id, code: z.string(), name: z.string() }),
  createdAt: time,
  createdBy: z.string(),
  lineCount: quantityOrZero,
}

export const goodsReceiptRow = z.object({ ...header, isReversed: z.boolean() })
export type GoodsReceiptRow = z.infer<typeof goodsReceiptRow>

export const goodsReceiptState = z.enum(['in_stock', 'reversed'])

export const goodsReceipt = z.object({
  ...header,
  /** Who took it back, and when; null while its goods count. */
  reversed: act.nullable(),
  events: z.array(documentEvent),
})
export type GoodsReceipt = z.infer<typeof goodsReceipt>

export const goodsReceiptLine = z.object({
  lineNumber: z.number().int(),
  /** The row of the order that it came in for, by its number there. */
  orderLineNumber: z.number().int(),
  productId: id,
  productNumber: z.string(),
  productName: z.string(),
  decimals: z.number().int(),
  quantity: quantityOrZero,
  damagedQuantity: quantityOrZero,
  damageReason: z.string().nullable(),
  binCode: z.string(),
  lotNumber: z.string().nullable(),
  lotId: id.nullable(),
  serial: z.string().nullable(),
  unitId: id.nullable(),
  madeOn: date.nullable(),
  expiresOn: date.nullable(),
  supplierLot: z.string().nullable(),
})
export type GoodsReceiptLine = z.infer<typeof goodsReceiptLine>

const receiptId = z.object({ receiptId: id })

export const api = {
  listGoodsReceipts: endpoint({
    method: 'GET',
    path: '/goods-receipts',
    summary:
      'Goods receipts, newest first; searched by part of a number, order or supplier, or by a whole lot or serial number',
    access: 'purchasing.read',
    query: searchQuery.extend({ state: goodsReceiptState.optional() }),
    answer: page(goodsReceiptRow),
  }),
  readGoodsReceipt: endpoint({
    method: 'GET',
    path: '/goods-receipts/:receiptId',
    summary: 'One goods receipt, without its rows',
    access: 'purchasing.read',
    params: receiptId,
    answer: goodsReceipt,
    refusals: ['not_found'],
  }),
  listGoodsReceiptLines: endpoint({
    method: 'GET',
    path: '/goods-receipts/:receiptId/lines',
    summary: 'What came in under a goods receipt, row by row',
    access: 'purchasing.read',
    params: receiptId,
    query: z.object({
      after: z.coerce.number().int().min(0).default(0),
      limit: z.coerce.number().int().min(1).max(10_000).default(10_000),
    }),
    answer: z.object({ items: z.array(goodsReceiptLine), next: z.number().int().nullable() }),
    refusals: ['not_found'],
  }),
  reverseGoodsReceipt: endpoint({
    method: 'POST',
    path: '/goods-receipts/:receiptId/reverse',
    summary: 'Take a goods receipt back, while its goods are untouched; its rows are open on the order again',
    access: 'purchasing.write',
    params: receiptId,
    answer: goodsReceipt,
    refusals: ['not_found', 'wrong_state', 'receipt_goods_moved'],
  }),
  closePurchaseOrder: endpoint({
    method: 'POST',
    path: '/purchase-orders/:orderId/close',
    summary: 'Close a partly warehoused order: nothing more is expected for it',
    access: 'purchasing.write',
    params: z.object({ orderId: id }),
    body: z.object({ version: z.number().int() }),
    answer: purchaseOrder,
    refusals: ['not_found', 'changed_meanwhile', 'wrong_state'],
  }),
}
