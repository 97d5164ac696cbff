import { z } from 'zod'
import { endpointsOf } from './endpoint.ts'
import { deliveryNoteState } from './fulfilment.ts'
import { id, moneyMinor, note, page, quantity, quantityOrZero, searchQuery, time } from './primitives.ts'
import { documentEvent } from './purchasing.ts'

const endpoint = endpointsOf('sales')

export const salesOrderState = z.enum(['open', 'part_delivered', 'delivered', 'cancelled'])
export type SalesOrderState = z.infer<typeof salesOrderState>

export const salesOrderInput = z.object({
  customerId: id,
  /** Where the goods are sent from; they are reserved there. */
  locationId: id,
  notes: note.default(''),
  lines: z
    .array(z.object({ variantId: id, quantity, priceMinor: moneyMinor }))
    .min(1, 'Add at least one product.')
    .max(1000, 'An order has 1,000 lines at most.'),
})
export type SalesOrderInput = z.infer<typeof salesOrderInput>

const header = {
  id,
  number: z.string(),
  state: salesOrderState,
  customer: z.object({ id, name: z.string() }),
  location: z.object({ id, code: z.string(), name: z.string() }),
  createdAt: time,
  createdBy: z.string(),
  totalMinor: z.number().int(),
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
  quantity,
  priceMinor: z.number().int(),
  /** On delivery notes that are not cancelled. */
  quantityOnNotes: quantityOrZero,
  quantityDelivered: quantityOrZero,
})
export type SalesLine = z.infer<typeof salesLine>

export const salesOrder = z.object({
  ...header,
  notes: z.string(),
  lines: z.array(salesLine),
  deliveryNotes: z.array(
    z.object({
      id,
      number: z.string(),
      state: deliveryNoteState,
      createdAt: time,
      createdBy: z.string(),
    }),
  ),
  events: z.array(documentEvent),
})
export type SalesOrder = z.infer<typeof salesOrder>

const orderId = z.object({ orderId: id })

export const api = {
  listSalesOrders: endpoint({
    method: 'GET',
    path: '/sales-orders',
    summary: 'The sales overview, newest first; searched by order number or customer',
    access: 'sales.read',
    query: searchQuery.extend({
      tab: z.enum(['all', 'awaiting', 'part_delivered', 'delivered', 'cancelled']).default('all'),
    }),
    answer: page(salesOrderRow),
  }),
  readSalesOrder: endpoint({
    method: 'GET',
    path: '/sales-orders/:orderId',
    summary: 'One sales order with its lines and delivery notes',
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
  cancelSalesOrder: endpoint({
    method: 'POST',
    path: '/sales-orders/:orderId/cancel',
    summary: 'Cancel an order of which nothing is on a delivery note; its reservation is given back',
    access: 'sales.write',
    params: orderId,
    answer: salesOrder,
    refusals: ['not_found', 'wrong_state', 'has_delivery_notes'],
  }),
}
