import { z } from 'zod'
import { endpointsOf } from './endpoint.ts'
import { api as noteSwaps } from './note-swaps.ts'
import { id, moneyMinor, note, page, quantity, quantityOrZero, searchQuery, time } from './primitives.ts'
import { documentEvent } from './purchasing.ts'

const endpoint = endpointsOf('returns')

/**
 * What became of goods that came back: on the shelf again, kept aside for a repair, written off, or sent back to the
 * supplier. Until then they wait in their bin, and no door sells them.
 */
export const returnOutcome = z.enum(['resell', 'repair', 'scrap', 'supplier'])
export type ReturnOutcome = z.infer<typeof returnOutcome>

export const returnReason = z.object({ id, name: z.string(), archived: z.boolean() })
export type ReturnReason = z.infer<typeof returnReason>

const product = z.object({
  id,
  variantId: id,
  name: z.string(),
  productNumber: z.string(),
  decimals: z.number().int(),
})
const lot = z.object({ id, number: z.string() })
const piece = z.object({ id, serial: z.string() })

/** A part of a delivery line that can come back: one piece, a quantity of a lot, or a quantity of goods that are all alike. */
export const returnablePart = z.object({
  noteLineId: id,
  product,
  lot: lot.nullable(),
  unit: piece.nullable(),
  delivered: quantity,
  returned: quantityOrZero,
  /** Why nothing more of it can come back ("returned with R1007 on 2026-11-20"), or null. */
  blocked: z.string().nullable(),
  /** The text that was searched names this part. */
  isMeant: z.boolean(),
  /** Where it was sent from: the bin that it probably goes back to. */
  bin: z.object({ id, code: z.string(), locationId: id }),
})
export type ReturnablePart = z.infer<typeof returnablePart>

/** A delivered note with what its customer has of it. */
export const returnableSale = z.object({
  note: z.object({ id, number: z.string() }),
  order: z.object({ id, number: z.string() }),
  customer: z.object({ id, name: z.string() }),
  deliveredAt: time,
  parts: z.array(returnablePart),
})
export type ReturnableSale = z.infer<typeof returnableSale>

export const returnLineInput = z
  .object({
    /** A piece by its id: which sale it belongs to is known. */
    unitId: id.nullable().default(null),
    /** Anything else by its delivery line, and its lot where there is one. */
    noteLineId: id.nullable().default(null),
    lotId: id.nullable().default(null),
    quantity: quantity.default(1),
    reasonId: id,
    comment: z.string().trim().max(500, 'Use 500 characters at most.').default(''),
    /** The bin that it goes to. */
    binId: id,
    /** Null: it is inspected later, and cannot be sold until then. */
    outcome: returnOutcome.nullable().default(null),
  })
  .refine(line => (line.unitId === null) !== (line.noteLineId === null), {
    path: ['unitId'],
    error: 'Name either a piece or a delivery line.',
  })
  .refine(line => line.unitId === null || line.quantity === 1, {
    path: ['quantity'],
    error: 'A piece with a serial number is one.',
  })
export type ReturnLineInput = z.output<typeof returnLineInput>

export const returnInput = z.object({
  customerId: id,
  note: note.default(''),
  /** What the customer is to get back; null when that is not settled. */
  refundMinor: moneyMinor.nullable().default(null),
  lines: z
    .array(returnLineInput)
    .min(1, 'Add what came back.')
    .max(1000, 'A return has 1,000 lines at most.'),
})
export type ReturnInput = z.output<typeof returnInput>

export const inspectionInput = z.object({
  lines: z
    .array(
      z.object({
        lineId: id,
        outcome: returnOutcome,
        finding: z.string().trim().max(500, 'Use 500 characters at most.').default(''),
        /** Where it goes back on the shelf, for `resell`; null leaves it in its bin. */
        binId: id.nullable().default(null),
      }),
    )
    .min(1, 'Choose what was inspected.')
    .max(1000),
})
export type InspectionInput = z.output<typeof inspectionInput>

const header = {
  id,
  number: z.string(),
  customer: z.object({ id, name: z.string() }),
  createdAt: time,
  createdBy: z.string(),
  refundMinor: z.number().int().nullable(),
}
export const returnRow = z.object({
  ...header,
  /** The first product that came back, and how many other lines. */
  product: z.string(),
  otherLines: z.number().int(),
  /** Lines that nobody has inspected. */
  toInspect: z.number().int(),
  inRepair: z.number().int(),
})
export type ReturnRow = z.infer<typeof returnRow>

export const returnLine = z.object({
  id,
  product,
  lot: lot.nullable(),
  unit: piece.nullable(),
  quantity,
  reason: z.string(),
  comment: z.string(),
  note: z.object({ id, number: z.string() }),
  order: z.object({ id, number: z.string() }),
  bin: z.object({ id, code: z.string(), location: z.string(), locationId: id }),
  outcome: returnOutcome.nullable(),
  finding: z.string(),
  inspectedAt: time.nullable(),
  inspectedBy: z.string().nullable(),
})
export type ReturnLine = z.infer<typeof returnLine>

export const goodsReturn = z.object({
  ...header,
  note: z.string(),
  lines: z.array(returnLine),
  events: z.array(documentEvent),
})
export type GoodsReturn = z.infer<typeof goodsReturn>

const returnId = z.object({ returnId: id })
const reasonId = z.object({ reasonId: id })
const reasonInput = z.object({
  name: z.string().trim().min(1, 'Enter a name.').max(100, 'Use 100 characters at most.'),
})
const judging = ['not_found', 'on_hold', 'expired', 'expires_too_soon'] as const

export const api = {
  ...noteSwaps,
  findReturnable: endpoint({
    method: 'GET',
    path: '/returnable',
    summary:
      'The original sale of a serial, an identifier, a note or an order, with what can come back of it',
    access: 'fulfilment.read',
    query: z.object({ text: z.string().trim().min(1).max(200) }),
    answer: z.object({ sales: z.array(returnableSale) }),
    refusals: ['not_found', 'already_returned', 'not_with_customer'],
  }),
  listReturns: endpoint({
    method: 'GET',
    path: '/returns',
    summary: 'Returns, newest first; searched by number, customer, product, serial, lot, note or order',
    access: 'fulfilment.read',
    query: searchQuery.extend({ waits: z.enum(['inspection', 'repair']).optional() }),
    answer: page(returnRow),
  }),
  readReturn: endpoint({
    method: 'GET',
    path: '/returns/:returnId',
    summary: 'One return with what became of its goods',
    access: 'fulfilment.read',
    params: returnId,
    answer: goodsReturn,
    refusals: ['not_found'],
  }),
  takeReturn: endpoint({
    method: 'POST',
    path: '/returns',
    summary: 'Take goods back from a customer: each piece only from the one it was sold to, and only once',
    access: 'fulfilment.write',
    body: returnInput,
    answer: goodsReturn,
    refusals: [
      ...judging,
      'already_returned',
      'not_with_customer',
      'sold_to_another',
      'line_over_returned',
      'not_returnable',
      'wrong_state',
    ],
  }),
  inspectReturn: endpoint({
    method: 'POST',
    path: '/returns/:returnId/inspect',
    summary: 'Say what becomes of goods that came back: resell, repair, scrap, back to supplier',
    access: 'fulfilment.write',
    params: returnId,
    body: inspectionInput,
    answer: goodsReturn,
    refusals: [...judging, 'inspected_already'],
  }),
  listReturnReasons: endpoint({
    method: 'GET',
    path: '/return-reasons',
    summary: 'Why goods come back: the shop’s own list',
    access: 'fulfilment.read',
    answer: z.object({ items: z.array(returnReason) }),
  }),
  addReturnReason: endpoint({
    method: 'POST',
    path: '/return-reasons',
    summary: 'Add a reason',
    access: 'stock.reasons',
    body: reasonInput,
    answer: returnReason,
    refusals: ['name_taken'],
  }),
  changeReturnReason: endpoint({
    method: 'PUT',
    path: '/return-reasons/:reasonId',
    summary: 'Rename a reason, archive it, or bring it back; returns that were made keep it',
    access: 'stock.reasons',
    params: reasonId,
    body: reasonInput.extend({ archived: z.boolean().default(false) }),
    answer: returnReason,
    refusals: ['not_found', 'name_taken'],
  }),
}
