import { z } from 'zod'
import { adjustment } from './adjustments.ts'
import { endpointsOf } from './endpoint.ts'
import {
  date,
  id,
  identifier,
  moneyMinor,
  page,
  quantity,
  quantityOrZero,
  searchQuery,
} from './primitives.ts'

const endpoint = endpointsOf('stock')

/** What is there of a lot with an expiry date at one location. */
export const expiryRow = z.object({
  lotId: id,
  lot: z.string(),
  variantId: id,
  product: z.string(),
  productNumber: z.string(),
  decimals: z.number().int(),
  location: z.object({ id, code: z.string(), name: z.string() }),
  expiresOn: date,
  /** Below zero when it has expired. */
  daysLeft: z.number().int(),
  onHand: quantityOrZero,
  allocated: quantityOrZero,
  /** At the product’s selling price. */
  valueMinor: moneyMinor,
  held: z.string().nullable(),
})
export type ExpiryRow = z.infer<typeof expiryRow>

/** Expired already, or expiring within so many days. */
export const expiryWindow = z.enum(['expired', '30', '60', '90'])
export type ExpiryWindow = z.infer<typeof expiryWindow>

export const api = {
  listExpiring: endpoint({
    method: 'GET',
    path: '/expiring',
    summary: 'Lots on the shelf by their expiry, soonest first',
    access: 'stock.read',
    query: searchQuery.extend({ window: expiryWindow, locationId: id.optional() }),
    answer: page(expiryRow),
  }),
  readExpirySums: endpoint({
    method: 'GET',
    path: '/expiring/sums',
    summary: 'How many lots have expired or will, and what they are worth',
    access: 'stock.read',
    query: z.object({ locationId: id.optional() }),
    answer: z.object({
      items: z.array(z.object({ window: expiryWindow, lots: z.number().int(), valueMinor: moneyMinor })),
    }),
  }),
  disposeExpired: endpoint({
    method: 'POST',
    path: '/expiring/dispose',
    summary: 'Write expired lots off to scrap, all that is there of them or nothing',
    access: 'stock.write',
    body: z.object({
      rows: z
        .array(z.object({ lotId: id, locationId: id, onHand: quantity }))
        .min(1)
        .max(500),
    }),
    answer: adjustment,
    refusals: [
      'not_found',
      'not_expired',
      'changed_meanwhile',
      'below_claimed',
      'below_reserved',
      'unit_taken',
    ],
  }),
  moveBetweenBins: endpoint({
    method: 'POST',
    path: '/bin-moves',
    summary: 'Move goods from one bin to another of the same location',
    access: 'stock.write',
    body: z.object({
      toBinId: id,
      moves: z
        .array(
          z.object({
            variantId: id,
            fromBinId: id,
            quantity,
            lotNumber: identifier.nullable().default(null),
            serial: identifier.nullable().default(null),
          }),
        )
        .min(1)
        .max(10_000),
    }),
    answer: adjustment,
    refusals: [
      'not_found',
      'other_location',
      'same_bin',
      'below_reserved',
      'below_claimed',
      'unit_unknown',
      'unit_elsewhere',
      'unit_taken',
      'serial_twice',
      'serial_needed',
      'lot_number_needed',
      'pieces_unnamed',
    ],
  }),
}
