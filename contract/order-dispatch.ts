import { z } from 'zod'
import { dispatchIdentifierMode } from './dispatch-identifiers.ts'
import { endpointsOf } from './endpoint.ts'
import { deliveryNote, deliveryNoteState } from './fulfilment.ts'
import { id, identifier, page, quantity, quantityOrZero, searchQuery, time } from './primitives.ts'

const endpoint = endpointsOf('fulfilment')

const location = z.object({ id, code: z.string(), name: z.string() })
const noteHead = z.object({ id, number: z.string(), state: deliveryNoteState, version: z.number().int() })

/** What an order awaiting dispatch can be looked for by. */
export const dispatchNeed = z.enum(['all', 'ready', 'identifiers', 'short'])
export type DispatchNeed = z.infer<typeof dispatchNeed>

const filter = { locationId: id.optional(), need: dispatchNeed.default('all') }

/** An order of which something is still to be dispatched. */
export const dispatchRow = z.object({
  id,
  number: z.string(),
  customer: z.object({ id, name: z.string() }),
  location,
  createdAt: time,
  /** Lines of which something is to be dispatched now. */
  lines: z.number().int(),
  /** The draft or ready note that the dispatch goes on with, or null before there is one. */
  note: noteHead.nullable(),
  identifiersLacking: quantityOrZero,
  /** Whether some of it is not there to be sent. */
  short: z.boolean(),
})
export type DispatchRow = z.infer<typeof dispatchRow>

/** A line as it is dispatched: how much, and which identifiers it has so far. */
export const dispatchLine = z.object({
  orderLineId: id,
  variantId: id,
  productNumber: z.string(),
  productName: z.string(),
  decimals: z.number().int(),
  tracking: z.object({ lots: z.boolean(), serials: z.boolean() }),
  identifierMode: dispatchIdentifierMode,
  ordered: quantity,
  /** On the note that is under way; without one, all that is open. */
  toDispatch: quantityOrZero,
  /** The most that could be dispatched now. */
  most: quantityOrZero,
  /** A box for each piece of `toDispatch`, null where it is empty; none for products without identifiers. */
  identifiers: z.array(z.string().nullable()),
  /** Chosen lots; without any, the soonest to expire are taken at completion. */
  lots: z.array(z.object({ number: z.string(), quantity })),
})
export type DispatchLine = z.infer<typeof dispatchLine>

export const dispatchOrder = z.object({
  id,
  number: z.string(),
  customer: z.object({ id, name: z.string() }),
  location,
  createdAt: time,
  note: noteHead.nullable(),
  lines: z.array(dispatchLine),
})
export type DispatchOrder = z.infer<typeof dispatchOrder>

/** The identifiers of an order's lines; those of lines that are not named stay as they are. */
export const identifierChoice = z.object({
  orderId: id,
  /** The version of the note that was read; null when there was none. */
  version: z.number().int().nullable(),
  lines: z
    .array(
      z.object({
        orderLineId: id,
        /** How many are to be dispatched, where that was changed. */
        quantity: quantity.optional(),
        identifiers: z.array(identifier.nullable()).max(20_000),
      }),
    )
    .max(1000),
})
export type IdentifierChoice = z.infer<typeof identifierChoice>

/** Of several orders, each in a transaction of its own: which were not done, and why. */
export const dispatchResult = z.object({
  done: z.array(
    z.object({
      orderId: id,
      number: z.string(),
      note: z.object({ id, number: z.string() }).nullable(),
    }),
  ),
  failed: z.array(z.object({ orderId: id, number: z.string(), code: z.string(), sentence: z.string() })),
})
export type DispatchResult = z.infer<typeof dispatchResult>

/** Orders that went out through another door, a line for each, by their numbers. */
export const dispatchElsewhere = z.object({
  rows: z
    .array(z.object({ order: identifier, identifiers: z.array(identifier).max(20_000) }))
    .min(1, 'Enter at least one order.')
    .max(500),
  /** Why identifiers that were given out are not known; empty asks for all of them. */
  reason: z.string().trim().max(500).default(''),
})
export type DispatchElsewhere = z.infer<typeof dispatchElsewhere>

/** A value that can be chosen for a box, or why it cannot. */
export const identifierOption = z.object({
  value: z.string(),
  detail: z.string(),
  blocked: z.string().nullable(),
})
export type IdentifierOption = z.infer<typeof identifierOption>

/** Where a scanned or typed text fits. */
export const identifierFit = z.object({
  variantId: id,
  value: z.string(),
  /** Where the piece is; null for values that are no pieces. */
  locationId: id.nullable(),
  /** Why it cannot be sent ("chosen for D1004: O1003, Ada Byrne"), or null. */
  blocked: z.string().nullable(),
  /** The order whose note has it, or null. */
  orderId: id.nullable(),
})
export type IdentifierFit = z.infer<typeof identifierFit>

const variantIds = z.array(id).max(2000)
const many = 500
const orderIds = z.array(id).min(1, 'Tick at least one order.').max(many)

export const api = {
  listDispatch: endpoint({
    method: 'GET',
    path: '/order-dispatch',
    summary: 'Orders awaiting dispatch, oldest first; searched by order number or customer',
    access: 'fulfilment.read',
    query: searchQuery.extend(filter),
    answer: page(dispatchRow),
  }),
  listDispatchIds: endpoint({
    method: 'GET',
    path: '/order-dispatch/ids',
    summary: 'The ids of all orders awaiting dispatch that match, oldest first, 5,000 at most',
    access: 'fulfilment.read',
    query: z.object({ search: z.string().trim().max(200).optional(), ...filter }),
    answer: z.object({ ids: z.array(id) }),
  }),
  readDispatch: endpoint({
    method: 'GET',
    path: '/order-dispatch/orders',
    summary: 'What is to be dispatched of these orders, with their identifiers; 500 at most',
    access: 'fulfilment.read',
    query: z.object({ orders: z.string().regex(/^\d{1,15}(,\d{1,15}){0,499}$/) }),
    answer: z.object({ items: z.array(dispatchOrder) }),
  }),
  saveIdentifiers: endpoint({
    method: 'POST',
    path: '/order-dispatch/identifiers',
    summary: 'Save the identifiers of one or many orders: what is chosen is allocated on each one’s note',
    access: 'fulfilment.write',
    body: z.object({ orders: z.array(identifierChoice).min(1).max(many) }),
    answer: dispatchResult,
  }),
  completeOrder: endpoint({
    method: 'POST',
    path: '/sales-orders/:orderId/complete',
    summary: 'Complete an order: its delivery note is made or finished, and its goods leave',
    access: 'fulfilment.write',
    params: z.object({ orderId: id }),
    body: z.object({
      /** How many of each line; all that is to be dispatched unless told. */
      lines: z
        .array(z.object({ orderLineId: id, quantity: quantityOrZero }))
        .max(1000)
        .optional(),
    }),
    answer: deliveryNote,
    refusals: [
      'not_found',
      'wrong_state',
      'nothing_to_dispatch',
      'identifiers_needed',
      'choice_incomplete',
      'line_over_delivered',
      'not_enough',
      'lot_short',
      'on_hold',
      'expired',
      'expires_too_soon',
    ],
  }),
  completeOrders: endpoint({
    method: 'POST',
    path: '/order-dispatch/complete',
    summary: 'Complete many orders; those that cannot be are listed with the reason, the others are done',
    access: 'fulfilment.write',
    body: z.object({ orderIds }),
    answer: dispatchResult,
  }),
  dispatchElsewhere: endpoint({
    method: 'POST',
    path: '/order-dispatch/elsewhere',
    summary:
      'Complete orders that were dispatched elsewhere, with their identifiers or a reason without them',
    access: 'fulfilment.write',
    body: dispatchElsewhere,
    answer: z.object({
      done: z.array(z.object({ orderId: id, number: z.string() })),
      failed: z.array(z.object({ orderId: id.nullable(), number: z.string(), sentence: z.string() })),
    }),
  }),
  listIdentifierOptions: endpoint({
    method: 'GET',
    path: '/variants/:variantId/identifier-options',
    summary: 'What the box of a product drops down: its serial numbers or its pre-entered values',
    access: 'fulfilment.read',
    params: z.object({ variantId: id }),
    query: z.object({ locationId: id, search: z.string().max(200).optional() }),
    answer: z.object({ items: z.array(identifierOption) }),
    refusals: ['not_found'],
  }),
  fitIdentifier: endpoint({
    method: 'POST',
    path: '/order-dispatch/fit',
    summary: 'Which of these products a scanned or typed text is an identifier of, and whether it is free',
    access: 'fulfilment.read',
    body: z.object({ text: z.string().min(1).max(500), variantIds }),
    answer: z.object({
      /** Products whose own code was scanned, so that the cursor can go to their box. */
      products: z.array(id),
      fits: z.array(identifierFit),
      /** Why a code that is marked as GS1 could not be read, or null. */
      problem: z.string().nullable(),
    }),
  }),
  suggestIdentifiers: endpoint({
    method: 'POST',
    path: '/order-dispatch/suggest',
    summary: 'Fill empty boxes: soonest expiry first, then oldest; claims nothing',
    access: 'fulfilment.read',
    body: z.object({
      wants: z
        .array(z.object({ variantId: id, locationId: id, count: z.number().int().min(1).max(20_000) }))
        .max(2000),
      /** Chosen on the screen already, saved or not. */
      taken: z.array(z.object({ variantId: id, value: identifier })).max(100_000),
    }),
    answer: z.object({
      items: z.array(z.object({ variantId: id, locationId: id, values: z.array(z.string()) })),
    }),
  }),
}
