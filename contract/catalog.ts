import { z } from 'zod'
import { captureRules } from './capture-rules.ts'
import { endpointsOf } from './endpoint.ts'
import {
  id,
  identifier,
  moneyMinor,
  name,
  note,
  page,
  quantityOrZero,
  searchQuery,
  time,
} from './primitives.ts'

const endpoint = endpointsOf('catalog')

/** How closely a product is followed. Serial brings lot. */
export const tracking = z
  .object({ lots: z.boolean(), serials: z.boolean() })
  .refine(t => t.lots || !t.serials, 'Track with Serial Number needs Track by Lot Number.')
export type Tracking = z.infer<typeof tracking>

export const dispatchIdentifierMode = z.enum(['off', 'at_dispatch', 'single_use', 'multiple_use'])

const fields = {
  name,
  productNumber: identifier,
  description: note.default(''),
  /** GTINs (check digit verified) or own codes. */
  barcodes: z.array(identifier).max(50, 'Use 50 barcodes at most.').default([]),
  /** Selling price of one SKU. */
  priceMinor: moneyMinor.default(0),
  /** How many SKUs one purchase unit (a carton of 12) holds. */
  unitsPerPu: z.number().int().min(1, 'Enter at least 1.').max(1_000_000).default(1),
  /** Decimals that the product is counted with: 0 for pieces, 3 for kilograms to the gram. */
  decimals: z.number().int().min(0).max(3).default(0),
  tracking: tracking.default({ lots: false, serials: false }),
  backordersAllowed: z.boolean().default(false),
  /** Left out: none for a new product, and as they were for a known one. */
  capture: captureRules.optional(),
}

export const productInput = z.object(fields).refine(p => p.decimals === 0 || !p.tracking.serials, {
  path: ['decimals'],
  error: 'A serial-tracked product is counted in whole pieces.',
})

export const product = z.object({
  id,
  variantId: id,
  version: z.number().int(),
  name: z.string(),
  productNumber: z.string(),
  description: z.string(),
  barcodes: z.array(z.string()),
  priceMinor: z.number().int(),
  unitsPerPu: z.number().int(),
  decimals: z.number().int(),
  tracking: z.object({ lots: z.boolean(), serials: z.boolean() }),
  /** When the first inventory change locked the tracking switches; null while they can be changed. */
  trackingLockedAt: time.nullable(),
  dispatchIdentifierMode,
  backordersAllowed: z.boolean(),
  capture: captureRules,
  archived: z.boolean(),
  /** Over all locations, in smallest units. */
  onHand: quantityOrZero,
  allocated: quantityOrZero,
  reserved: quantityOrZero,
  /** On hand but on hold or expired. */
  blocked: quantityOrZero,
  /** What can be sold now, as the stock overview says it. */
  available: quantityOrZero,
})
export type Product = z.infer<typeof product>

const productId = z.object({ productId: id })

export const api = {
  listProducts: endpoint({
    method: 'GET',
    path: '/products',
    summary: 'Products, searched by name, product number or barcode',
    access: 'catalog.read',
    query: searchQuery.extend({
      tracking: z.enum(['none', 'lots', 'serials']).optional(),
      archived: z.stringbool().default(false),
    }),
    answer: page(product),
  }),
  readProduct: endpoint({
    method: 'GET',
    path: '/products/:productId',
    summary: 'One product',
    access: 'catalog.read',
    params: productId,
    answer: product,
    refusals: ['not_found'],
  }),
  addProduct: endpoint({
    method: 'POST',
    path: '/products',
    summary: 'Add a product',
    access: 'catalog.write',
    body: productInput,
    answer: product,
    refusals: ['product_number_taken', 'barcode_taken', 'barcode_wrong'],
  }),
  changeProduct: endpoint({
    method: 'PUT',
    path: '/products/:productId',
    summary: 'Change a product; its tracking only before the first inventory change',
    access: 'catalog.write',
    params: productId,
    body: productInput.and(z.object({ version: z.number().int(), archived: z.boolean().default(false) })),
    answer: product,
    refusals: [
      'not_found',
      'changed_meanwhile',
      'product_number_taken',
      'barcode_taken',
      'barcode_wrong',
      'tracking_locked',
      'decimals_locked',
    ],
  }),
}
