import { z } from 'zod'
import { endpointsOf } from '../endpoint.ts'
import { id, identifier, moneyMinor, page, quantity, searchQuery, time } from '../primitives.ts'
import { tillMethod } from './drawer.ts'
import { receipt, receiptRow } from './receipt.ts'

const endpoint = endpointsOf('till')

const basisPoints = z.number().int().min(0).max(10_000)

/** A line of a basket as it was paid. Quantities are in smallest units. */
export const tillLineInput = z.object({
  variantId: id,
  quantity,
  /** For one whole of the product; with tax or without as the shop's setting says. */
  priceMinor: moneyMinor,
  discountBasisPoints: basisPoints.default(0),
  /** As the device's catalogue says it: what the receipt that was handed over shows. */
  taxBasisPoints: basisPoints,
  /** For products by lot: they add up to the quantity. */
  lots: z
    .array(z.object({ lotId: id, quantity }))
    .max(100)
    .default([]),
  /** For products whose pieces have serials: one for each piece, as it was read. */
  serials: z.array(identifier).max(1000).default([]),
  /** For products that ask for one at dispatch (entered, or of multiple use): one for each piece. */
  identifiers: z.array(identifier).max(1000).default([]),
})
export type TillLineInput = z.output<typeof tillLineInput>

export const tillPayment = z.object({
  method: tillMethod,
  amountMinor: moneyMinor.min(1),
  /** What was handed over in cash; the change is the rest. Null for other methods. */
  tenderedMinor: moneyMinor.nullable().default(null),
  /** The terminal's number or the like. */
  reference: z.string().trim().max(200).default(''),
})
export type TillPayment = z.output<typeof tillPayment>

/**
 * A whole sale. The id is made on the device and names it for ever: sent again with the same content it changes nothing and
 * has the first answer; other content under the id is refused.
 */
export const tillSaleInput = z.object({
  id: z.uuid(),
  drawerId: z.uuid(),
  signInId: z.uuid(),
  /** When it was paid, by the device's clock. */
  takenAt: time,
  /** What stands on the receipt when it was printed before the number T… was known; empty otherwise. */
  provisionalNumber: z.string().trim().max(40).default(''),
  customerId: id.nullable().default(null),
  /** Off the goods as a whole, after the lines' own discounts. */
  discountBasisPoints: basisPoints.default(0),
  /**
   * The sign-in of somebody who may give discounts and allowed this one by their PIN. Left out, and not null, where nobody
   * had to: so a sale that was first sent before there was this field has the same content still.
   */
  discountSignInId: z.uuid().optional(),
  pricesIncludeTax: z.boolean(),
  /** What `salesSums` makes of the lines; the server computes it again. */
  totalMinor: moneyMinor,
  lines: z.array(tillLineInput).min(1, 'Add at least one product.').max(500),
  /** They add up to the total. */
  payments: z.array(tillPayment).max(20),
  note: z.string().trim().max(500).default(''),
})
export type TillSaleInput = z.output<typeof tillSaleInput>
/** What the device writes and keeps: before the schema's defaults. */
export type TillSaleDraft = z.input<typeof tillSaleInput>

/** How a sale was first answered. It stays so, however often it is asked. */
export const takenSale = z.object({
  id: z.uuid(),
  /** `conflict`: it was paid and is kept whole, but its goods were gone; a manager settles it. Only by `send`. */
  result: z.enum(['taken', 'conflict']),
  /** The receipt's number, T1-1001. */
  number: z.string(),
  /** Opens the receipt for everybody who has it: `/receipt/<token>`. */
  token: z.string(),
  /** What stood in the way, for a conflict. */
  sentence: z.string().nullable(),
})
export type TakenSale = z.infer<typeof takenSale>

/** The answer to one sale of a batch: taken, or not stored at all and to be put right on the device (a bug, or a strange till). */
export const sentSale = z.discriminatedUnion('result', [
  takenSale.extend({ result: z.enum(['taken', 'conflict']) }),
  z.object({ id: z.string(), result: z.literal('refused'), code: z.string(), sentence: z.string() }),
])
export type SentSale = z.infer<typeof sentSale>

/** What the ledger may say about the goods of a sale. */
export const goodsRefusals = [
  'choice_incomplete',
  'identifiers_needed',
  'identifier_not_listed',
  'not_enough',
  'lot_short',
  'unit_unknown',
  'piece_sold',
  'unit_taken',
  'unit_elsewhere',
  'on_hold',
  'expired',
  'expires_too_soon',
] as const
const paying = [
  'till_not_enrolled',
  'cashier_unknown',
  'till_right_lacking',
  'drawer_closed',
  'sale_id_reused',
  'sale_sums_differ',
] as const
const saleId = z.object({ saleId: z.uuid() })

export const api = {
  takeSale: endpoint({
    method: 'POST',
    path: '/till/sales',
    summary: 'Take a sale: paid, numbered and handed over in one act, all of it or nothing',
    access: 'till',
    body: tillSaleInput,
    answer: takenSale,
    refusals: ['not_found', ...paying, ...goodsRefusals],
  }),
  sendSales: endpoint({
    method: 'POST',
    path: '/till/sales/send',
    summary:
      'Send sales that were taken offline, oldest first: each in a transaction of its own, none blocks another; repeat at will',
    access: 'till',
    body: z.object({ sales: z.array(tillSaleInput).min(1).max(200) }),
    answer: z.object({ items: z.array(sentSale) }),
    refusals: ['till_not_enrolled'],
  }),
  listReceipts: endpoint({
    method: 'GET',
    path: '/till/sales',
    summary:
      'The till’s receipts, newest first; searched by their number, their provisional number or the customer',
    access: 'till',
    query: searchQuery,
    answer: page(receiptRow),
    refusals: ['till_not_enrolled'],
  }),
  readReceipt: endpoint({
    method: 'GET',
    path: '/till/sales/:saleId',
    summary: 'One receipt of any till of this location',
    access: 'till',
    params: saleId,
    answer: receipt,
    refusals: ['till_not_enrolled', 'not_found'],
  }),
  printReceipt: endpoint({
    method: 'GET',
    path: '/till/sales/:saleId/receipt.pdf',
    summary: 'The receipt as a PDF of 80 mm',
    access: 'till',
    params: saleId,
    file: 'application/pdf',
    answer: z.unknown(),
    refusals: ['till_not_enrolled', 'not_found'],
  }),
  readReceiptDocument: endpoint({
    method: 'GET',
    path: '/receipts/:documentId',
    summary: 'One receipt, for the back office',
    access: 'sales.read',
    params: z.object({ documentId: id }),
    answer: receipt,
    refusals: ['not_found'],
  }),
  printReceiptDocument: endpoint({
    method: 'GET',
    path: '/receipts/:documentId/receipt.pdf',
    summary: 'The receipt as a PDF of 80 mm, for the back office',
    access: 'sales.read',
    params: z.object({ documentId: id }),
    file: 'application/pdf',
    answer: z.unknown(),
    refusals: ['not_found'],
  }),
}
