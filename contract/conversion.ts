import { z } from 'zod'
import { adjustment } from './adjustments.ts'
import { endpointsOf } from './endpoint.ts'
import { date, id, identifier, quantity, quantityOrZero, time } from './primitives.ts'

const endpoint = endpointsOf('stock')

const tracking = z.object({ lots: z.boolean(), serials: z.boolean() })

/** What stands in the way of a conversion now: who has chosen goods, what is under way, what is held or expired and would become sellable. */
export const conversionObstacle = z.object({
  kind: z.enum(['chosen', 'in_transit', 'held', 'expired']),
  /** Numbers of documents, or lots and serials, the first few by name. */
  names: z.string(),
})
export type ConversionObstacle = z.infer<typeof conversionObstacle>

/** A shelf of the count: the goods of a variant (and of the lot that they have now) in one bin. */
export const conversionShelf = z.object({
  variantId: id,
  /** The product with its options, as “T-shirt · Red · M”. */
  name: z.string(),
  productNumber: z.string(),
  location: z.object({ id, code: z.string(), name: z.string() }),
  bin: z.object({ id, code: z.string() }),
  /** The lot that the goods have now; null while they have none. */
  lot: z.object({ id, number: z.string(), expiresOn: date.nullable() }).nullable(),
  onHand: quantityOrZero,
  identified: quantityOrZero,
  /** `changed`: the stock has moved since somebody saved the shelf, who should look again. */
  state: z.enum(['open', 'part', 'over', 'changed', 'done']),
  /** 0 until it is saved for the first time. */
  version: z.number().int(),
  savedAt: time.nullable(),
  savedBy: z.string().nullable(),
})
export type ConversionShelf = z.infer<typeof conversionShelf>

export const conversion = z.object({
  id,
  number: z.string(),
  state: z.enum(['draft', 'done', 'cancelled']),
  product: z.object({ id, name: z.string(), productNumber: z.string() }),
  decimals: z.number().int(),
  from: tracking,
  to: tracking,
  startedAt: time,
  startedBy: z.string(),
  endedAt: time.nullable(),
  endedBy: z.string().nullable(),
  /** Whether lots or serials must be entered; going back, the ledger knows all that it needs. */
  asks: z.boolean(),
  onHand: quantityOrZero,
  identified: quantityOrZero,
  /** Empty unless it is a draft. */
  shelves: z.array(conversionShelf),
  obstacles: z.array(conversionObstacle),
  /** What the goods on hand are told apart by now, which a conversion back gives up. */
  givesUp: z.object({ lots: z.number().int(), serials: z.number().int() }),
  /** Both sides, once it is done: what went out unidentified (down), and what came in (up). */
  moved: adjustment.shape.lines,
})
export type Conversion = z.infer<typeof conversion>

export const conversionLine = z.object({
  quantity,
  lotNumber: identifier.nullable().default(null),
  serial: identifier.nullable().default(null),
  madeOn: date.nullable().default(null),
  expiresOn: date.nullable().default(null),
})
export type ConversionLine = z.output<typeof conversionLine>

export const conversionCount = z.object({
  shelf: conversionShelf,
  lines: z.array(conversionLine),
  /** What the shop knows against a line, by its position from 0 (the first 500). */
  problems: z.array(z.object({ line: z.number().int(), sentence: z.string() })),
})
export type ConversionCount = z.infer<typeof conversionCount>

const conversionId = z.object({ conversionId: id })
const shelfKey = z.object({ variantId: id, binId: id, lotId: id.nullable().default(null) })

export const api = {
  listConversions: endpoint({
    method: 'GET',
    path: '/products/:productId/conversions',
    summary: 'The conversions of a product, newest first; at most one of them is a draft',
    access: 'catalog.read',
    params: z.object({ productId: id }),
    answer: z.object({
      items: z.array(
        conversion.pick({
          id: true,
          number: true,
          state: true,
          from: true,
          to: true,
          startedAt: true,
          startedBy: true,
        }),
      ),
    }),
  }),
  startConversion: endpoint({
    method: 'POST',
    path: '/products/:productId/conversions',
    summary: 'Start the guided conversion of a product’s tracking: a draft that can be counted for days',
    access: 'catalog.write',
    params: z.object({ productId: id }),
    body: z.object({
      to: tracking.refine(t => t.lots || !t.serials, 'Track with Serial Number needs Track by Lot Number.'),
    }),
    answer: conversion,
    refusals: ['not_found', 'conversion_open', 'conversion_needless', 'conversion_single_use'],
  }),
  readConversion: endpoint({
    method: 'GET',
    path: '/conversions/:conversionId',
    summary: 'One conversion: what is on hand place by place, how far the count is, what stands in the way',
    access: 'catalog.read',
    params: conversionId,
    answer: conversion,
    refusals: ['not_found'],
  }),
  readShelf: endpoint({
    method: 'GET',
    path: '/conversions/:conversionId/shelf',
    summary: 'What was entered for one shelf of the count',
    access: 'catalog.read',
    params: conversionId,
    query: z.object({ variantId: id, binId: id, lotId: id.optional() }),
    answer: conversionCount,
    refusals: ['not_found'],
  }),
  saveShelf: endpoint({
    method: 'PUT',
    path: '/conversions/:conversionId/shelf',
    summary: 'Save the count of one shelf, in part or whole',
    access: 'stock.write',
    params: conversionId,
    body: shelfKey.extend({ version: z.number().int().min(0), lines: z.array(conversionLine).max(100_000) }),
    answer: conversionCount,
    refusals: ['not_found', 'wrong_state', 'changed_meanwhile'],
  }),
  cancelConversion: endpoint({
    method: 'POST',
    path: '/conversions/:conversionId/cancel',
    summary: 'Give a draft up; nothing of the stock has changed',
    access: 'catalog.write',
    params: conversionId,
    answer: conversion,
    refusals: ['not_found', 'wrong_state'],
  }),
  convert: endpoint({
    method: 'POST',
    path: '/conversions/:conversionId/convert',
    summary: 'Convert: the old stock moves out and the identified stock in, in one transaction',
    access: 'tracking.convert',
    params: conversionId,
    answer: conversion,
    refusals: [
      'not_found',
      'wrong_state',
      'conversion_blocked',
      'conversion_uncounted',
      'lot_number_needed',
      'serial_needed',
      'serial_twice',
      'serial_exists',
      'serial_malformed',
      'lot_differs',
      'expiry_needed',
      'made_on_needed',
    ],
  }),
}
