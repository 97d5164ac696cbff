import { z } from 'zod'
import { endpointsOf } from '../endpoint.ts'
import { id, moneyMinor, quantity, quantityOrZero, time } from '../primitives.ts'
import { tillMethod } from './drawer.ts'
import { receipt } from './receipt.ts'
import { goodsRefusals, takenSale, tillSaleInput } from './sales.ts'

const endpoint = endpointsOf('till')

/** A part of a receipt that can come back: one piece, a quantity of a lot, or of goods that are all alike. */
export const returnableReceiptPart = z.object({
  noteLineId: id,
  /** Which of the receipt's lines it is, from 0. */
  lineIndex: z.number().int(),
  lot: z.object({ id, number: z.string() }).nullable(),
  unit: z.object({ id, serial: z.string() }).nullable(),
  sold: quantity,
  returned: quantityOrZero,
  /** Why no more of it can come back, or null. */
  blocked: z.string().nullable(),
  /** What was scanned names this part. */
  isMeant: z.boolean(),
})
export type ReturnableReceiptPart = z.infer<typeof returnableReceiptPart>

/**
 * What comes back. `refundMinor` is what `refundSums` (contract/till/refund-sums.ts) makes of the receipt's lines; the server
 * computes it again.
 */
export const tillReturnInput = z.object({
  id: z.uuid(),
  drawerId: z.uuid(),
  signInId: z.uuid(),
  at: time,
  /** The sale that it undoes. */
  saleId: z.uuid(),
  lines: z
    .array(
      z.object({
        noteLineId: id,
        lotId: id.nullable().default(null),
        unitId: id.nullable().default(null),
        quantity,
        reasonId: id,
        /** Back on the shelf at once, or kept aside until somebody inspects it. */
        outcome: z.enum(['resell', 'inspect']),
        comment: z.string().trim().max(500).default(''),
      }),
    )
    .min(1, 'Choose what comes back.')
    .max(500),
  refundMinor: moneyMinor,
  /** They add up to the refund. */
  refunds: z
    .array(
      z.object({
        method: tillMethod,
        amountMinor: moneyMinor.min(1),
        reference: z.string().trim().max(200).default(''),
      }),
    )
    .max(20),
})
export type TillReturnInput = z.output<typeof tillReturnInput>

export const takenReturn = z.object({
  id: z.uuid(),
  /** The return R… that it became. */
  returnId: id,
  number: z.string(),
  refundMinor: z.number().int(),
})
export type TakenReturn = z.infer<typeof takenReturn>

const refusals = [
  'till_not_enrolled',
  'cashier_unknown',
  'till_right_lacking',
  'drawer_closed',
  'sale_id_reused',
  'sale_sums_differ',
  'refund_too_large',
  'not_found',
  'already_returned',
  'not_with_customer',
  'line_over_returned',
  'not_returnable',
  'on_hold',
  'expired',
  'expires_too_soon',
] as const

export const api = {
  findReceipt: endpoint({
    method: 'GET',
    path: '/till/returnable',
    summary: 'The receipt behind a receipt number, a receipt’s link, or a serial that was sold at a till',
    access: 'till',
    query: z.object({ text: z.string().trim().min(1).max(500) }),
    answer: z.object({ receipt, parts: z.array(returnableReceiptPart) }),
    refusals: ['till_not_enrolled', 'not_found', 'already_returned', 'not_with_customer', 'not_sold_at_till'],
  }),
  takeReturn: endpoint({
    method: 'POST',
    path: '/till/returns',
    summary: 'Take goods back and give the money back; by right, while the network is there',
    access: 'till',
    body: tillReturnInput,
    answer: takenReturn,
    refusals,
  }),
  exchange: endpoint({
    method: 'POST',
    path: '/till/exchanges',
    summary:
      'Take goods back and sell others in one act: the refund of method exchange pays the sale’s part of the same method',
    access: 'till',
    body: z.object({ back: tillReturnInput, sale: tillSaleInput }),
    answer: z.object({ back: takenReturn, sale: takenSale }),
    refusals: [...refusals, ...goodsRefusals],
  }),
}
