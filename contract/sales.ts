import { z } from 'zod'
import { endpointsOf } from './endpoint.ts'
import { deliveryNoteState } from './fulfilment.ts'
import { invoiceInput, invoiceRow, writtenInvoice } from './invoices.ts'
import { payment, paymentInput, paymentState } from './payments.ts'
import {
  date,
  id,
  moneyMinor,
  note,
  page,
  quantity,
  quantityOrZero,
  searchQuery,
  time,
} from './primitives.ts'
import { documentEvent } from './purchasing.ts'

const endpoint = endpointsOf('sales')

export const salesOrderState = z.enum(['open', 'part_delivered', 'delivered', 'cancelled'])
export type SalesOrderState = z.infer<typeof salesOrderState>

/** Through which door an order came. */
export const salesChannel = z.enum(['back_office', 'store', 'till', 'api'])
export type SalesChannel = z.infer<typeof salesChannel>

/** Hundredths of a percent: 12.5 % is 1250. */
const basisPoints = z
  .number('Enter a percentage.')
  .int('Use two decimals at most.')
  .min(0)
  .max(10_000, 'Enter 100 % at most.')

const terms = {
  notes: note.default(''),
  /** Where it is sent; without it, the customer's own address. */
  address: note.optional(),
  /** Name and address for the invoice; without it, or empty, those of the customer. */
  billingAddress: note.optional(),
  /** Off the goods, after the lines' own discounts. */
  discountBasisPoints: basisPoints.optional(),
  /** As the prices are: with its tax in it, or without. */
  shippingMinor: moneyMinor.optional(),
  shippingTaxBasisPoints: basisPoints.optional(),
}
const lineInput = z.object({
  variantId: id,
  quantity,
  /** For one whole of the product; with tax or without as the shop's setting says. */
  priceMinor: moneyMinor,
  discountBasisPoints: basisPoints.optional(),
})
const linesOf = <Line extends z.ZodType>(line: Line) =>
  z.array(line).min(1, 'Add at least one product.').max(1000, 'An order has 1,000 lines at most.')

export const salesOrderInput = z.object({
  customerId: id,
  /** Where the goods are sent from; they are reserved there. */
  locationId: id,
  ...terms,
  /** Which door it came through, where that is not another program. */
  channel: z.enum(['back_office', 'api']).optional(),
  lines: linesOf(lineInput),
})
export type SalesOrderInput = Omit<z.infer<typeof salesOrderInput>, 'channel'> & {
  channel?: SalesChannel | undefined
}

export const salesOrderChange = z.object({
  ...terms,
  /** The version that was read; a newer one is not overwritten. */
  version: z.number().int(),
  /** All lines as they are to be: those with an id are changed, those without are added, those missing are removed. */
  lines: linesOf(lineInput.extend({ id: id.optional() })),
})
export type SalesOrderChange = z.infer<typeof salesOrderChange>

/** How much of an order is on delivery notes. */
export const allocatedState = z.enum(['none', 'part', 'all'])

const header = {
  id,
  number: z.string(),
  state: salesOrderState,
  paymentState,
  channel: salesChannel,
  customer: z.object({ id, name: z.string() }),
  location: z.object({ id, code: z.string(), name: z.string() }),
  createdAt: time,
  createdBy: z.string(),
  totalMinor: z.number().int(),
  paidMinor: z.number().int(),
}
export const salesOrderRow = z.object(header)
export type SalesOrderRow = z.infer<typeof salesOrderRow>

export const salesLine = z.object({
  id,
  lineNumber: z.number().int(),
  variantId: id,
  productId: id,
  productNumber: z.string(),
  productName: z.string(),
  decimals: z.number().int(),
  tracking: z.object({ lots: z.boolean(), serials: z.boolean() }),
  backordersAllowed: z.boolean(),
  quantity,
  priceMinor: z.number().int(),
  discountBasisPoints: z.number().int(),
  /** As the product was taxed on the day of the order. */
  taxBasisPoints: z.number().int(),
  /** On delivery notes that are not cancelled. */
  quantityOnNotes: quantityOrZero,
  quantityDelivered: quantityOrZero,
  /** Reserved, and not in stock now: it waits for goods to come in. */
  quantityWaiting: quantityOrZero,
  /** How much of the same goods earlier orders wait for: that comes first. */
  quantityAhead: quantityOrZero,
})
export type SalesLine = z.infer<typeof salesLine>

const taxSum = z.object({
  basisPoints: z.number().int(),
  discountMinor: z.number().int(),
  amountMinor: z.number().int(),
  taxMinor: z.number().int(),
})

export const salesOrder = z.object({
  ...header,
  version: z.number().int(),
  notes: z.string(),
  address: z.string(),
  /** Empty: it is billed to the customer. */
  billingAddress: z.string(),
  pricesIncludeTax: z.boolean(),
  discountBasisPoints: z.number().int(),
  shippingMinor: z.number().int(),
  shippingTaxBasisPoints: z.number().int(),
  sums: z.object({
    subtotalMinor: z.number().int(),
    discountMinor: z.number().int(),
    shippingMinor: z.number().int(),
    taxMinor: z.number().int(),
    totalMinor: z.number().int(),
    taxes: z.array(taxSum).readonly(),
  }),
  allocated: allocatedState,
  lines: z.array(salesLine),
  payments: z.array(payment),
  invoices: z.array(invoiceRow),
  deliveryNotes: z.array(
    z.object({
      id,
      number: z.string(),
      state: deliveryNoteState,
      location: z.object({ id, name: z.string() }),
      createdAt: time,
      createdBy: z.string(),
    }),
  ),
  events: z.array(documentEvent),
})
export type SalesOrder = z.infer<typeof salesOrder>

export const salesTab = z.enum(['all', 'awaiting', 'part_delivered', 'delivered', 'cancelled'])
export type SalesTab = z.infer<typeof salesTab>

/** What the overview is narrowed to. Days are the shop's. */
const narrowing = {
  tab: salesTab.default('all'),
  payment: paymentState.optional(),
  channel: salesChannel.optional(),
  customerId: id.optional(),
  locationId: id.optional(),
  placedFrom: date.optional(),
  placedTo: date.optional(),
  /** Only orders of which something waits for goods to come in. */
  waiting: z.stringbool().optional(),
}
const search = searchQuery.shape.search
export const salesNarrowing = z.object({ ...narrowing, search })
export type SalesNarrowing = z.infer<typeof salesNarrowing>

const orderId = z.object({ orderId: id })

export const api = {
  listSalesOrders: endpoint({
    method: 'GET',
    path: '/sales-orders',
    summary:
      'The sales overview, newest first; searched by order number, customer, serial, lot or identifier',
    access: 'sales.read',
    query: searchQuery.extend(narrowing),
    answer: page(salesOrderRow),
  }),
  exportSalesOrders: endpoint({
    method: 'GET',
    path: '/sales-orders/export',
    summary: 'The orders that the overview shows, as an Excel workbook or CSV',
    access: 'sales.read',
    query: salesNarrowing.extend({
      format: z.enum(['xlsx', 'csv']).default('xlsx'),
      /** Of CSV. With a semicolon, decimals have a comma, as spreadsheets expect where semicolons separate. */
      separator: z.enum(['comma', 'semicolon']).default('comma'),
    }),
    file: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    answer: z.unknown(),
  }),
  readSalesOrder: endpoint({
    method: 'GET',
    path: '/sales-orders/:orderId',
    summary: 'One sales order with its lines, payments, invoices and delivery notes',
    access: 'sales.read',
    params: orderId,
    answer: salesOrder,
    refusals: ['not_found'],
  }),
  placeSalesOrder: endpoint({
    method: 'POST',
    path: '/sales-orders',
    summary: 'Place a sales order: its goods are reserved at once',
    access: 'sales.write',
    body: salesOrderInput,
    answer: salesOrder,
    refusals: ['not_found', 'not_enough'],
  }),
  changeSalesOrder: endpoint({
    method: 'PUT',
    path: '/sales-orders/:orderId',
    summary: 'Change an order while nothing of it is delivered or invoiced; its reservation follows',
    access: 'sales.write',
    params: orderId,
    body: salesOrderChange,
    answer: salesOrder,
    refusals: [
      'not_found',
      'wrong_state',
      'changed_meanwhile',
      'not_enough',
      'line_on_notes',
      'has_invoices',
    ],
  }),
  cancelSalesOrder: endpoint({
    method: 'POST',
    path: '/sales-orders/:orderId/cancel',
    summary: 'Cancel an order of which nothing is on a delivery note; its reservation is given back',
    access: 'sales.write',
    params: orderId,
    answer: salesOrder,
    refusals: ['not_found', 'wrong_state', 'has_delivery_notes', 'has_invoices'],
  }),
  recordPayment: endpoint({
    method: 'POST',
    path: '/sales-orders/:orderId/payments',
    summary: 'Record that an order, or a part of it, was paid',
    access: 'sales.write',
    params: orderId,
    body: paymentInput,
    answer: salesOrder,
    refusals: ['not_found', 'wrong_state', 'changed_meanwhile'],
  }),
  refundPayment: endpoint({
    method: 'POST',
    path: '/sales-orders/:orderId/refunds',
    summary: 'Record that money was given back, or that a payment was recorded by mistake',
    access: 'sales.write',
    params: orderId,
    body: paymentInput,
    answer: salesOrder,
    refusals: ['not_found', 'changed_meanwhile', 'refund_too_large'],
  }),
  writeInvoice: endpoint({
    method: 'POST',
    path: '/sales-orders/:orderId/invoices',
    summary:
      'Write an invoice for the order, or for what was delivered of it, as far as it is not invoiced yet',
    access: 'sales.write',
    params: orderId,
    body: invoiceInput,
    answer: writtenInvoice,
    refusals: ['not_found', 'wrong_state', 'nothing_to_invoice'],
  }),
  cancelInvoice: endpoint({
    method: 'POST',
    path: '/invoices/:invoiceId/cancel',
    summary: 'Cancel an invoice by a credit note over all of it',
    access: 'sales.write',
    params: z.object({ invoiceId: id }),
    answer: writtenInvoice,
    refusals: ['not_found', 'invoice_cancelled'],
  }),
}
