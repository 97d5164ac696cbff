import { z } from 'zod'
import { endpointsOf } from './endpoint.ts'
import { paymentState } from './payments.ts'
import { id, page, quantity, searchQuery, time } from './primitives.ts'

const endpoint = endpointsOf('sales')

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

const money = z.number().int()

/** A row of the list of all invoices and credit notes. */
export const listedInvoice = invoiceRow.extend({
  order: z.object({ id, number: z.string() }),
  customer: z.object({ id, name: z.string() }),
  /** Money is paid for the order: what is paid of it as a whole. */
  paymentState,
  paidMinor: money,
})
export type ListedInvoice = z.infer<typeof listedInvoice>

/** An invoice as it was written. A credit note has the lines of what it cancels; its sums are below zero. */
export const invoice = listedInvoice.extend({
  billTo: z.string(),
  pricesIncludeTax: z.boolean(),
  sums: z.object({
    subtotalMinor: money,
    discountMinor: money,
    shippingMinor: money,
    taxMinor: money,
    totalMinor: money,
    taxes: z.array(
      z.object({ basisPoints: money, discountMinor: money, amountMinor: money, taxMinor: money }),
    ),
  }),
  lines: z.array(
    z.object({
      productNumber: z.string(),
      productName: z.string(),
      decimals: z.number().int(),
      quantity,
      priceMinor: money,
      amountMinor: money,
    }),
  ),
  /** The delivered notes that it tells of. */
  notes: z.array(z.object({ id, number: z.string() })),
})
export type Invoice = z.infer<typeof invoice>

/** Valid ones by what is paid of their order; or credit notes and what they cancel. */
export const invoiceView = z.enum(['unpaid', 'paid', 'cancelled'])
export type InvoiceView = z.infer<typeof invoiceView>

export const api = {
  listInvoices: endpoint({
    method: 'GET',
    path: '/invoices',
    summary:
      'Invoices and credit notes, newest first; searched by their number, that of the order, or the customer',
    access: 'sales.read',
    query: searchQuery.extend({ view: invoiceView.optional() }),
    answer: page(listedInvoice),
  }),
  readInvoice: endpoint({
    method: 'GET',
    path: '/invoices/:invoiceId',
    summary: 'One invoice or credit note as it was written',
    access: 'sales.read',
    params: z.object({ invoiceId: id }),
    answer: invoice,
    refusals: ['not_found'],
  }),
}
