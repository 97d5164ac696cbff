import { z } from 'zod'
import { id, time } from './primitives.ts'

/** The whole order, or what was delivered of it; in both cases only what no valid invoice has yet. */
export const invoiceInput = z.object({ of: z.enum(['order', 'delivered']) })
export type InvoiceInput = z.infer<typeof invoiceInput>

export const invoiceRow = z.object({
  id,
  number: z.string(),
  createdAt: time,
  createdBy: z.string(),
  /** Below zero on a credit note. */
  totalMinor: z.number().int(),
  /** The invoice that this one, a credit note, cancels. */
  cancels: z.object({ id, number: z.string() }).nullable(),
  /** The credit note that cancels this invoice. */
  cancelledBy: z.object({ id, number: z.string() }).nullable(),
})
export type InvoiceRow = z.infer<typeof invoiceRow>

/** What writing an invoice answers: its number, and where to print it. */
export const writtenInvoice = z.object({ id, number: z.string() })
export type WrittenInvoice = z.infer<typeof writtenInvoice>
