import { z } from 'zod'
import { dispatchIdentifierMode } from './dispatch-identifiers.ts'
import { endpointsOf } from './endpoint.ts'
import { date, id, identifier, page, quantity, quantityOrZero, searchQuery, time } from './primitives.ts'
import { documentEvent } from './purchasing.ts'
import { lotChoice } from './stock.ts'

const endpoint = endpointsOf('fulfilment')

/** A draft is not complete yet; a shipped note has left the shelves with a carrier, and is not with the customer yet. */
export const deliveryNoteState = z.enum(['draft', 'ready', 'shipped', 'delivered', 'cancelled'])
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
  /** For products whose pieces have serials; as many as `quantity`. */
  unitIds: z.array(id).max(20_000).default([]),
  /** For identifiers that are given out at dispatch and name no piece in stock: one for each piece, null where one lacks. */
  identifiers: z.array(identifier.nullable()).max(20_000).optional(),
})
export type DeliveryChoice = z.infer<typeof deliveryChoice>

export const deliveryNoteInput = z.object({
  lines: z.array(deliveryChoice).min(1, 'Choose at least one line to deliver.').max(1000),
  /** True keeps a note of which something is not chosen yet, as a draft. False refuses it. */
  draft: z.boolean().optional(),
  /** Where the goods go from; the order's location unless another is named. */
  locationId: id.optional(),
})
export type DeliveryNoteInput = z.infer<typeof deliveryNoteInput>

export const deliveryNoteChange = deliveryNoteInput.omit({ locationId: true }).extend({
  /** The version that was read; a newer one is not overwritten. */
  version: z.number().int(),
})
export type DeliveryNoteChange = z.infer<typeof deliveryNoteChange>

/** What goes with a carrier. */
export const shipment = z.object({
  carrier: z.string().trim().max(200).default(''),
  trackingNumber: z.union([z.literal(''), identifier]).default(''),
})
export type Shipment = z.infer<typeof shipment>

/** An open order line with what can be chosen for it. */
export const openLine = z.object({
  orderLineId: id,
  variantId: id,
  productNumber: z.string(),
  productName: z.string(),
  decimals: z.number().int(),
  /** `serials`: each piece in stock has its own, because of its tracking or its identifier mode. */
  tracking: z.object({ lots: z.boolean(), serials: z.boolean() }),
  identifierMode: dispatchIdentifierMode,
  /** Not yet on any delivery note, or on the one that is being changed. */
  open: quantityOrZero,
  /** Free and sellable at the location that the goods go from. */
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
  shippedAt: time.nullable(),
  carrier: z.string().nullable(),
  trackingNumber: z.string().nullable(),
  endedAt: time.nullable(),
}
export const deliveryNoteRow = z.object(header)
export type DeliveryNoteRow = z.infer<typeof deliveryNoteRow>

export const deliveryNote = z.object({
  ...header,
  version: z.number().int(),
  /** Why it went without identifiers that its products ask for, or null. */
  withoutIdentifiersBecause: z.string().nullable(),
  /** When a wrong serial or lot on it was last swapped for the right one, after it was delivered. */
  correctedAt: time.nullable(),
  lines: z.array(
    z.object({
      id,
      orderLineId: id,
      variantId: id,
      productNumber: z.string(),
      productName: z.string(),
      decimals: z.number().int(),
      quantity,
      /** How much of it the ledger chose by itself, soonest expiry first. */
      quantitySuggested: quantityOrZero,
      /** How much of it came back on returns. */
      quantityReturned: quantityOrZero,
      /** Chosen so far: less than `quantity` on a draft. */
      quantityChosen: quantityOrZero,
      /** How many identifiers it still needs before it can leave. */
      identifiersLacking: quantityOrZero,
      /** Given out at dispatch, by piece. */
      identifiers: z.array(z.object({ position: z.number().int(), value: z.string() })),
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
const choosing = [
  'not_found',
  'wrong_state',
  'line_over_delivered',
  'choice_incomplete',
  'identifiers_needed',
  'identifier_not_listed',
  'lot_short',
  'not_enough',
  'unit_unknown',
  'unit_taken',
  'unit_elsewhere',
  'on_hold',
  'expired',
  'expires_too_soon',
] as const

export const api = {
  listOpenLines: endpoint({
    method: 'GET',
    path: '/sales-orders/:orderId/open-lines',
    summary: 'What a new delivery note of this order can hold, with lots to choose from',
    access: 'fulfilment.read',
    params: orderId,
    /** With the note that is being changed, what it has counts as open and free. A new one may go from another location. */
    query: z.object({ noteId: id.optional(), locationId: id.optional() }),
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
    refusals: choosing,
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
  changeDeliveryNote: endpoint({
    method: 'PUT',
    path: '/delivery-notes/:noteId',
    summary: 'Change what a draft or ready note holds: all of its choices are replaced in one step',
    access: 'fulfilment.write',
    params: noteId,
    body: deliveryNoteChange,
    answer: deliveryNote,
    refusals: [...choosing, 'changed_meanwhile'],
  }),
  shipDeliveryNote: endpoint({
    method: 'POST',
    path: '/delivery-notes/:noteId/ship',
    summary: 'Set the status to Shipped: the goods leave the shelves with a carrier',
    access: 'fulfilment.write',
    params: noteId,
    body: shipment,
    answer: deliveryNote,
    refusals: choosing,
  }),
  deliverDeliveryNote: endpoint({
    method: 'POST',
    path: '/delivery-notes/:noteId/deliver',
    summary: 'Set the status to Delivered: goods that are still on the shelves leave them for the customer',
    access: 'fulfilment.write',
    params: noteId,
    answer: deliveryNote,
    refusals: choosing,
  }),
  cancelDeliveryNote: endpoint({
    method: 'POST',
    path: '/delivery-notes/:noteId/cancel',
    summary: 'Cancel a note that is not delivered: lots, serials and the reservation are given back',
    access: 'fulfilment.write',
    params: noteId,
    answer: deliveryNote,
    refusals: ['not_found', 'wrong_state', 'unit_elsewhere', 'not_returnable'],
  }),
}
