import { z } from 'zod'
import { unitChoice } from './buying.ts'
import { endpointsOf } from './endpoint.ts'
import { id, page, quantity, quantityOrZero, searchQuery } from './primitives.ts'
import { pricePer } from './purchase-lines.ts'

const endpoint = endpointsOf('purchasing')

/** A variant below its reorder point. All quantities are in its smallest unit. */
export const reorderRow = z.object({
  ruleId: id,
  productId: id,
  variantId: id,
  productNumber: z.string(),
  productName: z.string(),
  decimals: z.number().int(),
  /** The location that the rule is for; null: all that have no rule of their own. */
  location: z.object({ id, code: z.string(), name: z.string() }).nullable(),
  reorderPoint: quantity,
  targetLevel: quantity.nullable(),
  onHand: quantityOrZero,
  reserved: quantityOrZero,
  allocated: quantityOrZero,
  /** What confirmed orders have not brought in yet. */
  onOrder: quantityOrZero,
  /** On hand − reserved − allocated + on order; below zero where more is promised than there is. */
  expected: z.number().int(),
  /** Up to the target level, in whole units of the preferred supplier. */
  suggestedSku: quantity,
  /** The default unit, for a supplier without one. */
  unit: unitChoice,
  /** The preferred one first. */
  suppliers: z.array(
    z.object({
      id,
      name: z.string(),
      currency: z.string().nullable(),
      leadTimeDays: z.number().int().nullable(),
      priceMinor: z.number().int().nullable(),
      pricePer,
      unit: unitChoice,
    }),
  ),
  /** Drafts that it stands on already; nobody can put it on another one from this list. */
  drafts: z.array(z.object({ id, number: z.string(), quantitySku: quantity })),
})
export type ReorderRow = z.infer<typeof reorderRow>

export const api = {
  listReorder: endpoint({
    method: 'GET',
    path: '/reorder-list',
    summary: 'What is below its reorder point, counting what is promised and what is on order',
    access: 'purchasing.read',
    query: searchQuery.extend({
      supplierId: id.optional(),
      locationId: id.optional(),
      /** Leaves out what stands on a draft already. */
      onlyOpen: z.stringbool().default(false),
    }),
    answer: page(reorderRow).extend({ total: quantityOrZero }),
  }),
  orderFromReorderList: endpoint({
    method: 'POST',
    path: '/reorder-list/draft-orders',
    summary: 'Make draft purchase orders of rows of the reorder list, one for each supplier and location',
    access: 'purchasing.write',
    body: z.object({
      /** Where the goods of rules without a location are to come in. */
      locationId: id.nullable().default(null),
      rows: z
        .array(z.object({ ruleId: id, supplierId: id.nullable().default(null), quantitySku: quantity }))
        .min(1, 'Tick at least one row.')
        .max(2000, 'Order 2,000 rows at a time at most.'),
    }),
    answer: z.object({
      orders: z.array(
        z.object({ id, number: z.string(), supplier: z.string().nullable(), lines: z.number().int() }),
      ),
    }),
    refusals: ['not_found', 'on_draft_already', 'not_below_point', 'product_archived'],
  }),
}
