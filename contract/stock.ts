import { z } from 'zod'
import { endpointsOf } from './endpoint.ts'
import { date, id, identifier, name, page, quantityOrZero, searchQuery, time } from './primitives.ts'

const endpoint = endpointsOf('stock')

export const bin = z.object({ id, code: z.string(), archived: z.boolean() })
export type Bin = z.infer<typeof bin>

/** A store or warehouse ("location for depositing") with its bins ("warehousing locations"). */
export const location = z.object({
  id,
  code: z.string(),
  name: z.string(),
  kind: z.enum(['store', 'warehouse']),
  bins: z.array(bin),
})
export type Location = z.infer<typeof location>

export const hold = z.object({
  /** Expired lots are put on hold by the house itself. */
  kind: z.enum(['quarantined', 'recalled', 'expired']),
  reason: z.string(),
  placedAt: time,
  placedBy: z.string(),
})
export type Hold = z.infer<typeof hold>

/** A row of the stock overview: one variant over all locations, or at one. */
export const stockRow = z.object({
  productId: id,
  variantId: id,
  name: z.string(),
  productNumber: z.string(),
  decimals: z.number().int(),
  tracking: z.object({ lots: z.boolean(), serials: z.boolean() }),
  onHand: quantityOrZero,
  allocated: quantityOrZero,
  reserved: quantityOrZero,
  /** On hand but on hold or expired. */
  blocked: quantityOrZero,
  /** What can be sold now: on hand − allocated − reserved − blocked, never below zero; what is both allocated and blocked counts once. */
  available: quantityOrZero,
  /** What confirmed purchase orders still bring. */
  onOrder: quantityOrZero,
  soonestExpiry: date.nullable(),
})
export type StockRow = z.infer<typeof stockRow>

/** What is on hand of a variant and lot in one bin. */
export const levelRow = z.object({
  variantId: id,
  lot: z
    .object({ id, number: z.string(), expiresOn: date.nullable(), held: z.string().nullable() })
    .nullable(),
  location: z.object({ id, code: z.string(), name: z.string() }),
  bin: z.object({ id, code: z.string() }),
  onHand: quantityOrZero,
  allocated: quantityOrZero,
})
export type LevelRow = z.infer<typeof levelRow>

/** A lot of a variant as lists offer it; quantities are of the location asked for, or of all. */
export const lotChoice = z.object({
  id,
  variantId: id,
  number: z.string(),
  madeOn: date.nullable(),
  expiresOn: date.nullable(),
  supplier: z.string().nullable(),
  onHand: quantityOrZero,
  /** On hand and not allocated; zero when it may not be sold. */
  free: quantityOrZero,
  /** Why it cannot be chosen for a sale ("recalled: glass found"), or null. */
  blockedBecause: z.string().nullable(),
})
export type LotChoice = z.infer<typeof lotChoice>

/** A piece as lists offer it. */
export const unitChoice = z.object({
  id,
  variantId: id,
  serial: z.string(),
  lot: z.object({ id, number: z.string(), expiresOn: date.nullable() }).nullable(),
  bin: z.object({ id, code: z.string() }).nullable(),
  location: z.object({ id, code: z.string(), name: z.string() }).nullable(),
  /** Why it cannot be chosen for a sale, or null. */
  blockedBecause: z.string().nullable(),
})
export type UnitChoice = z.infer<typeof unitChoice>

const variantId = z.object({ variantId: id })
const lotId = z.object({ lotId: id })
const unitId = z.object({ unitId: id })
const atLocation = z.object({ locationId: id.optional() })
const holdInput = z.object({
  kind: z.enum(['quarantined', 'recalled']),
  reason: z.string().trim().min(1, 'Say why, so that a colleague knows.').max(500),
})
const releaseInput = z.object({
  reason: z.string().trim().min(1, 'Say why, so that a colleague knows.').max(500),
})

export const api = {
  listLocations: endpoint({
    method: 'GET',
    path: '/locations',
    summary: 'Locations with their bins',
    access: 'stock.read',
    answer: z.object({ items: z.array(location) }),
  }),
  addLocation: endpoint({
    method: 'POST',
    path: '/locations',
    summary: 'Add a location; it starts with one bin',
    access: 'stock.write',
    body: z.object({
      code: identifier.max(20, 'Use 20 characters at most.'),
      name,
      kind: z.enum(['store', 'warehouse']),
      bins: z.array(identifier.max(50, 'Use 50 characters at most.')).max(5000).default([]),
    }),
    answer: location,
    refusals: ['code_taken'],
  }),
  addBins: endpoint({
    method: 'POST',
    path: '/locations/:locationId/bins',
    summary: 'Add bins to a location; those it has already are left as they are',
    access: 'stock.write',
    params: z.object({ locationId: id }),
    body: z.object({ codes: z.array(identifier.max(50, 'Use 50 characters at most.')).min(1).max(5000) }),
    answer: location,
    refusals: ['not_found'],
  }),
  listStock: endpoint({
    method: 'GET',
    path: '/stock',
    summary: 'The stock overview, by product',
    access: 'stock.read',
    query: searchQuery.extend({ locationId: id.optional(), onlyInStock: z.stringbool().default(false) }),
    answer: page(stockRow),
  }),
  listLevels: endpoint({
    method: 'GET',
    path: '/variants/:variantId/levels',
    summary: 'What is on hand of a variant, by lot and bin',
    access: 'stock.read',
    params: variantId,
    query: atLocation,
    answer: z.object({ items: z.array(levelRow) }),
    refusals: ['not_found'],
  }),
  listLots: endpoint({
    method: 'GET',
    path: '/variants/:variantId/lots',
    summary: 'Lots of a variant, soonest expiry first',
    access: 'stock.read',
    params: variantId,
    query: searchQuery.extend({ locationId: id.optional(), onlyOnHand: z.stringbool().default(false) }),
    answer: page(lotChoice),
  }),
  listUnits: endpoint({
    method: 'GET',
    path: '/variants/:variantId/units',
    summary: 'Pieces of a variant, searched by serial',
    access: 'stock.read',
    params: variantId,
    query: searchQuery.extend({
      locationId: id.optional(),
      lotId: id.optional(),
      /** Only those that can be chosen for a sale right now. */
      onlyFree: z.stringbool().default(false),
      /** Only those that are in a bin (of the location asked for, or any). */
      onlyOnHand: z.stringbool().default(true),
    }),
    answer: page(unitChoice),
  }),
  holdLot: endpoint({
    method: 'POST',
    path: '/lots/:lotId/hold',
    summary: 'Put a lot on hold: it cannot be sold through any door',
    access: 'stock.write',
    params: lotId,
    body: holdInput,
    answer: hold,
    refusals: ['not_found', 'already_on_hold'],
  }),
  releaseLot: endpoint({
    method: 'POST',
    path: '/lots/:lotId/release',
    summary: 'Release a lot from its hold',
    access: 'stock.write',
    params: lotId,
    body: releaseInput,
    answer: z.object({ ok: z.literal(true) }),
    refusals: ['not_found', 'not_on_hold'],
  }),
  holdUnit: endpoint({
    method: 'POST',
    path: '/units/:unitId/hold',
    summary: 'Put one piece on hold',
    access: 'stock.write',
    params: unitId,
    body: holdInput,
    answer: hold,
    refusals: ['not_found', 'already_on_hold'],
  }),
  releaseUnit: endpoint({
    method: 'POST',
    path: '/units/:unitId/release',
    summary: 'Release one piece from its hold',
    access: 'stock.write',
    params: unitId,
    body: releaseInput,
    answer: z.object({ ok: z.literal(true) }),
    refusals: ['not_found', 'not_on_hold'],
  }),
}
