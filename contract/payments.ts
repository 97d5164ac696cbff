import { z } from 'zod'
import { date, id, moneyMinor, time } from './primitives.ts'

export const paymentMethod = z.enum(['cash', 'card', 'bank_transfer', 'other'])
export type PaymentMethod = z.infer<typeof paymentMethod>

/** Follows from what an order costs and what was paid. `nothing_due`: it costs nothing, or is cancelled and was not paid. */
export const paymentState = z.enum(['unpaid', 'part_paid', 'paid', 'overpaid', 'nothing_due'])
export type PaymentState = z.infer<typeof paymentState>

export const paymentInput = z.object({
  amountMinor: moneyMinor.min(1, 'Enter an amount above zero.'),
  method: paymentMethod,
  paidOn: date,
  /** The bank's text, the terminal's number. */
  reference: z.string().trim().max(200, 'Use 200 characters at most.').default(''),
  /** What was paid when the clerk looked: two who record the same payment differ from each other here. */
  paidBeforeMinor: moneyMinor,
})
export type PaymentInput = z.infer<typeof paymentInput>

export const payment = z.object({
  id,
  /** Below zero for a refund. */
  amountMinor: z.number().int(),
  method: paymentMethod,
  paidOn: date,
  reference: z.string(),
  recordedAt: time,
  recordedBy: z.string(),
})
export type Payment = z.infer<typeof payment>
