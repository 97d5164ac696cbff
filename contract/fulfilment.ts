import { z } from 'zod'
import { endpointsOf } from './endpoint.ts'
import { date, id, page, quantity, quantityOrZero, searchQuery, time } from './primitives.ts'
import { documentEvent } from './purchasing.ts'
import { lotChoice } from './stock.ts'

const endpoint = endpointsOf('fulfilment')

export const deliveryNoteState = z.enum(['ready', 'delivered', 'cancelled'])
export type DeliveryNoteState = z.infer<typeof deliveryNoteState>

/** What is chosen for one order line: lots with quantities, pieces, or (untracked) just a quantity. */
export const deliveryChoice = z.object({
  orderLineId: id,
  quantity,
  /** For lot products; their quantities add up to `quantity`. */
  lots: z
    .array(z.object({ lotId: id, quantity }))
    .max(200)
    .default([]),
  /** For serial products; as many as `quantity`. */
  unitIds: z.array(id).max(20_000).default([]),
})
export type DeliveryChoice = z.infer<typeof deliveryChoice>

export const deliveryNoteInput = z.object({
  lines: z.array(deliveryChoice).min(1, 'Choose at least one line to deliver.').max(1000),
})
export type DeliveryNoteInput = z.infer<typeof deliveryNoteInput>

/** An open order line with what can be chosen for it. */
export const openLine = z.object({
  orderLineId: id,
  variantId: id,
  productNumber: z.string(),
  productName: z.string(),
  decimals: z.number().int(),
  tracking: z.object({ lots: z.boolean(), serials: z.boolean() }),
  /** Not yet on any delivery note. */
  open: quantityOrZero,
  /** Free at the order's location and sellable. */
  free: quantityOrZero,
  /** Soonest expiry first; lots that may not be sold come last with their reason. Empty for untracked products. */
  lots: z.array(lotChoice),
  /** How the ledger would fill the line by itself, soonest expiry first: shown as a suggestion, never forced. */
  suggestedLots: z.array(z.object({ lotId: id, quantity })),
})
export type OpenLine = z.infer<typeof openLine>

const header = {
  id,
  number: z.string(),
  state: deliveryNoteState,
  order: z.object({ id, number: z.string() }),
  customer: z.object({ id, name: z.string() }),
  location: z.object({ id, code: z.string(), name: z.string() }),
  createdAt: time,
  createdBy: z.string(),
  endedAt: time.nullable(),
}
export const deliveryNoteRow = z.object(header)
export type DeliveryNoteRow = z.infer<typeof deliveryNoteRow>

export const deliveryNote = z.object({
  ...header,
  lines: z.array(
    z.object({
      id,
      orderLineId: id,
      variantId: id,
      productNumber: z.string(),
      productName: z.string(),
      decimals: z.number().int(),
      quantity,
      /** Where each part comes from. */
      picks: z.array(
        z.object({
          lot: z.object({ id, number: z.string(), expiresOn: date.nullable() }).nullable(),
          bin: z.string(),
          quantity,
          units: z.array(z.object({ id, serial: z.string() })),
        }),
      ),
    }),
  ),
  events: z.array(documentEvent),
})
export type DeliveryNote = z.infer<typeof deliveryNote>

const noteId = z.object({ noteId: id })
const orderId = z.object({ orderId: id })

export const api = {
  listOpenLines: endpoint({
    method: 'GET',
    path: '/sales-orders/:orderId/open-lines',
    summary: 'What a new delivery note of this order can hold, with lots to choose from',
    access: 'fulfilment.read',
    params: orderId,
    answer: z.object({
      order: z.object({ id, number: z.string() }),
      location: z.object({ id, code: z.string(), name: z.string() }),
      items: z.array(openLine),
    }),
    refusals: ['not_found'],
  }),
  createDeliveryNote: endpoint({
    method: 'POST',
    path: '/sales-orders/:orderId/delivery-notes',
    summary: 'Create a delivery note: what was chosen is allocated',
    access: 'fulfilment.write',
    params: orderId,
    body: deliveryNoteInput,
    answer: deliveryNote,
    refusals: [
      'not_found',
      'wrong_state',
      'line_over_delivered',
      'choice_incomplete',
      'lot_short',
      'not_enough',
      'unit_unknown',
      'unit_taken',
      'unit_elsewhere',
      'on_hold',
      'expired',
      'expires_too_soon',
    ],
  }),
  listDeliveryNotes: endpoint({
    method: 'GET',
    path: '/delivery-notes',
    summary: 'Delivery notes, newest first; searched by number, order or customer',
    access: 'fulfilment.read',
    query: searchQuery.extend({ state: deliveryNoteState.optional() }),
    answer: page(deliveryNoteRow),
  }),
  readDeliveryNote: endpoint({
    method: 'GET',
    path: '/delivery-notes/:noteId',
    summary: 'One delivery note with its lots and serial numbers',
    access: 'fulfilment.read',
    params: noteId,
    answer: deliveryNote,
    refusals: ['not_found'],
  }),
  deliverDeliveryNote: endpoint({
    method: 'POST',
    path: '/delivery-notes/:noteId/deliver',
    summary: 'Set the status to Delivered: the goods leave the ledger’s shelves for the customer',
    access: 'fulfilment.write',
    params: noteId,
    answer: deliveryNote,
    refusals: ['not_found', 'wrong_state', 'on_hold', 'expired', 'expires_too_soon'],
  }),
  cancelDeliveryNote: endpoint({
    method: 'POST',
    path: '/delivery-notes/:noteId/cancel',
    summary: 'Cancel a note that is not delivered: lots, serials and the reservation are given back',
    access: 'fulfilment.write',
    params: noteId,
    answer: deliveryNote,
    refusals: ['not_found', 'wrong_state'],
  }),
}
