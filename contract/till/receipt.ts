import { z } from 'zod'
import { date, id, quantity, quantityOrZero, time } from '../primitives.ts'
import { tillMethod } from './drawer.ts'

const product = {
  variantId: id,
  productNumber: z.string(),
  productName: z.string(),
  decimals: z.number().int(),
}

/** A receipt as it is shown and printed: everything on it is as it was when it was paid. */
export const receipt = z.object({
  saleId: z.uuid(),
  /** Its document; null never: a conflict has its number, too. */
  documentId: id,
  number: z.string(),
  provisionalNumber: z.string(),
  token: z.string(),
  /** `conflict`: waits for a manager; `refunded`: settled by giving the money back. */
  state: z.enum(['sold', 'conflict', 'refunded']),
  takenAt: time,
  cashier: z.string(),
  till: z.object({ id, number: z.number().int(), name: z.string() }),
  location: z.object({ id, name: z.string() }),
  /** Null for a customer who was not asked. */
  customer: z.object({ id, name: z.string() }).nullable(),
  currency: z.string(),
  pricesIncludeTax: z.boolean(),
  discountBasisPoints: z.number().int(),
  /** Who allowed the discount that the cashier had no right to give. */
  discountAllowedBy: z.string().nullable(),
  lines: z.array(
    z.object({
      ...product,
      quantity,
      priceMinor: z.number().int(),
      discountBasisPoints: z.number().int(),
      taxBasisPoints: z.number().int(),
      /** After the line's own discount. */
      amountMinor: z.number().int(),
      lots: z.array(z.object({ number: z.string(), expiresOn: date.nullable(), quantity })),
      serials: z.array(z.string()),
      identifiers: z.array(z.string()),
      quantityReturned: quantityOrZero,
    }),
  ),
  subtotalMinor: z.number().int(),
  discountMinor: z.number().int(),
  taxMinor: z.number().int(),
  totalMinor: z.number().int(),
  taxes: z.array(
    z.object({ basisPoints: z.number().int(), amountMinor: z.number().int(), taxMinor: z.number().int() }),
  ),
  /** What was paid at the sale; refunds below. */
  payments: z.array(
    z.object({
      method: tillMethod,
      amountMinor: z.number().int(),
      tenderedMinor: z.number().int().nullable(),
      changeMinor: z.number().int(),
      reference: z.string(),
    }),
  ),
  /** The goods of an earlier receipt that this sale was an exchange for. */
  broughtBack: z
    .object({
      returnNumber: z.string(),
      receiptNumber: z.string(),
      /** What they were worth: what paid a part of this sale, and what was given back beside it. */
      refundMinor: z.number().int(),
      givenBackMinor: z.number().int(),
      lines: z.array(
        z.object({
          productName: z.string(),
          quantity,
          decimals: z.number().int(),
          lot: z.string().nullable(),
          serial: z.string().nullable(),
        }),
      ),
    })
    .nullable(),
  refunds: z.array(
    z.object({
      at: time,
      by: z.string(),
      /** The return R…; null where a conflict was settled by a refund. */
      returnNumber: z.string().nullable(),
      amountMinor: z.number().int(),
      methods: z.array(z.object({ method: tillMethod, amountMinor: z.number().int() })),
    }),
  ),
  note: z.string(),
})
export type Receipt = z.infer<typeof receipt>

export const receiptRow = z.object({
  saleId: z.uuid(),
  documentId: id,
  number: z.string(),
  provisionalNumber: z.string(),
  takenAt: time,
  cashier: z.string(),
  customer: z.string().nullable(),
  totalMinor: z.number().int(),
  state: z.enum(['sold', 'conflict', 'refunded']),
})
export type ReceiptRow = z.infer<typeof receiptRow>
