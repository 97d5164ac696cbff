import { z } from 'zod'
import { endpointsOf } from './endpoint.ts'
import { date, id, identifier, note, page, quantity, searchQuery, time } from './primitives.ts'

const endpoint = endpointsOf('stock')

/** Which way a reason may change the stock. */
export const adjustmentDirection = z.enum(['up', 'down', 'both'])
export type AdjustmentDirection = z.infer<typeof adjustmentDirection>

export const adjustmentReason = z.object({
  id,
  name: z.string(),
  direction: adjustmentDirection,
  /** What goes for this reason is spoiled: it goes to scrap, where nothing is found again. */
  writesOff: z.boolean(),
  archived: z.boolean(),
})
export type AdjustmentReason = z.infer<typeof adjustmentReason>

const reasonInput = z
  .object({
    name: z.string().trim().min(1, 'Enter a name.').max(100, 'Use 100 characters at most.'),
    direction: adjustmentDirection,
    writesOff: z.boolean().default(false),
  })
  .refine(reason => !reason.writesOff || reason.direction === 'down', {
    path: ['writesOff'],
    error: 'Only goods that go can be spoiled. Choose “Lowers the stock”.',
  })

/** A change of what is on hand of one variant in one bin, up or down. */
export const stockChange = z.object({
  variantId: id,
  binId: id,
  /** By how much: above zero for what is found, below zero for what goes. */
  quantity: z
    .number()
    .int()
    .min(-1_000_000_000_000)
    .max(1_000_000_000_000)
    .refine(change => change !== 0, 'Enter by how much the stock changes.'),
  /** For goods tracked by lot: a lot that is known, or, for goods that are found, a new one. Pieces that go know theirs. */
  lotNumber: identifier.nullable().default(null),
  /** For goods whose pieces are identified: the serial number of each. */
  serials: z.array(identifier).max(100_000, 'Use 100,000 serial numbers at most.').default([]),
  /** Of a lot that is new. */
  madeOn: date.nullable().default(null),
  expiresOn: date.nullable().default(null),
})
export type StockChange = z.output<typeof stockChange>

/** An adjustment as lists show it. */
export const adjustmentRow = z.object({
  id,
  number: z.string(),
  at: time,
  actor: z.string(),
  reason: z.string(),
  note: z.string(),
  /** The first product that it changed, and how many others. */
  product: z.string(),
  otherProducts: z.number().int(),
  lines: z.number().int(),
})
export type AdjustmentRow = z.infer<typeof adjustmentRow>

export const adjustment = z.object({
  id,
  number: z.string(),
  at: time,
  actor: z.string(),
  reason: z.string(),
  note: z.string(),
  lines: z.array(
    z.object({
      product: z.object({ id, variantId: id, name: z.string(), productNumber: z.string() }),
      decimals: z.number().int(),
      lot: z.object({ id, number: z.string() }).nullable(),
      location: z.object({ id, code: z.string(), name: z.string() }),
      bin: z.string(),
      direction: z.enum(['up', 'down']),
      quantity,
      /** The first 500 of the pieces. */
      serials: z.array(z.object({ id, serial: z.string() })),
    }),
  ),
})
export type Adjustment = z.infer<typeof adjustment>

const reasonId = z.object({ reasonId: id })

export const api = {
  listAdjustmentReasons: endpoint({
    method: 'GET',
    path: '/adjustment-reasons',
    summary: 'Why stock is adjusted: the shop’s own list',
    access: 'stock.read',
    answer: z.object({ items: z.array(adjustmentReason) }),
  }),
  addAdjustmentReason: endpoint({
    method: 'POST',
    path: '/adjustment-reasons',
    summary: 'Add a reason',
    access: 'stock.reasons',
    body: reasonInput,
    answer: adjustmentReason,
    refusals: ['name_taken'],
  }),
  changeAdjustmentReason: endpoint({
    method: 'PUT',
    path: '/adjustment-reasons/:reasonId',
    summary: 'Rename a reason, archive it, or bring it back; adjustments that were made keep it',
    access: 'stock.reasons',
    params: reasonId,
    body: reasonInput.and(z.object({ archived: z.boolean().default(false) })),
    answer: adjustmentReason,
    refusals: ['not_found', 'name_taken'],
  }),
  adjustStock: endpoint({
    method: 'POST',
    path: '/adjustments',
    summary: 'Change what is on hand, up or down, for a reason; all of it or nothing',
    access: 'stock.write',
    body: z.object({
      reasonId: id,
      note: note.default(''),
      changes: z.array(stockChange).min(1).max(10_000),
    }),
    answer: adjustment,
    refusals: [
      'not_found',
      'reason_wrong_way',
      'pieces_unnamed',
      'below_claimed',
      'below_reserved',
      'unit_unknown',
      'unit_taken',
      'unit_elsewhere',
      'lot_number_needed',
      'serial_needed',
      'lot_not_tracked',
      'serial_not_tracked',
      'serial_twice',
      'serial_exists',
      'serial_malformed',
      'lot_differs',
      'expiry_needed',
      'made_on_needed',
    ],
  }),
  listAdjustments: endpoint({
    method: 'GET',
    path: '/adjustments',
    summary: 'Adjustments, newest first; searched by number, product or note',
    access: 'stock.read',
    query: searchQuery.extend({ reasonId: id.optional(), variantId: id.optional() }),
    answer: page(adjustmentRow),
  }),
  readAdjustment: endpoint({
    method: 'GET',
    path: '/adjustments/:adjustmentId',
    summary: 'One adjustment with what it changed',
    access: 'stock.read',
    params: z.object({ adjustmentId: id }),
    answer: adjustment,
    refusals: ['not_found'],
  }),
}
