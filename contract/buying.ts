import { z } from 'zod'
import { endpointsOf } from './endpoint.ts'
import { acknowledged, id, identifier, moneyMinor, name, page, quantity, searchQuery } from './primitives.ts'
import { pricePer } from './purchase-lines.ts'

const endpoint = endpointsOf('catalog')

/** How many SKUs a purchase unit holds. */
const factor = z.number().int().min(1, 'Enter at least 1.').max(1_000_000)
const optionalIdentifier = z.union([z.literal('').transform(() => null), identifier, z.null()]).default(null)

export const purchaseUnitInput = z.object({
  /** As it stands on an order: “Box”, “Pallet”. */
  name: name.max(50, 'Use 50 characters at most.'),
  units: factor,
  /** Sold unopened: what is ordered in it must be a whole number of it. */
  onlyWhole: z.boolean().default(false),
  /** Codes that stand on the unit itself, as a carton's GTIN: scanned at buying, they mean all that it holds. */
  barcodes: z.array(identifier).max(20, 'Use 20 barcodes at most.').default([]),
  /** The unit that rows of an order start with. */
  isDefault: z.boolean().default(false),
})

/** A unit as a row of an order chooses it; without an id and name it is only a factor that somebody once entered. */
export const unitChoice = z.object({
  name: z.string().nullable(),
  units: z.number().int(),
  onlyWhole: z.boolean(),
})
export type UnitChoice = z.infer<typeof unitChoice>

export const purchaseUnit = unitChoice.extend({
  id,
  name: z.string(),
  barcodes: z.array(z.string()),
  isDefault: z.boolean(),
})
export type PurchaseUnit = z.infer<typeof purchaseUnit>

export const supplierProductInput = z.object({
  /** The supplier's own number of the product. */
  supplierNumber: optionalIdentifier,
  /** The unit it is ordered in, by its factor; null: the product's default. */
  unitsPerPu: factor.nullable().default(null),
  /** Of one SKU, or of one purchase unit if `pricePer` says so; in the supplier's currency. */
  priceMinor: moneyMinor.nullable().default(null),
  pricePer: pricePer.default('sku'),
  /** Whom the product is bought from unless somebody chooses otherwise; a product has one at most. */
  isPreferred: z.boolean().default(false),
})

const terms = {
  supplierNumber: z.string().nullable(),
  unitsPerPu: z.number().int().nullable(),
  priceMinor: z.number().int().nullable(),
  pricePer,
  isPreferred: z.boolean(),
}
const ofSupplier = z.object({ id, name: z.string(), number: z.string(), currency: z.string().nullable() })

export const reorderRuleInput = z.object({
  /** Null: all locations without a rule of their own. */
  locationId: id.nullable().default(null),
  /** Below it the product stands on the reorder list; in smallest units. */
  reorderPoint: quantity,
  /** What an order fills up to; null: up to the reorder point. */
  targetLevel: quantity.nullable().default(null),
})
export const reorderRule = z.object({
  location: z.object({ id, code: z.string(), name: z.string() }).nullable(),
  reorderPoint: quantity,
  targetLevel: quantity.nullable(),
})
export type ReorderRule = z.infer<typeof reorderRule>

/** How one variant is bought. */
export const buying = z.object({
  variantId: id,
  decimals: z.number().int(),
  /** The default unit's factor. */
  unitsPerPu: z.number().int(),
  units: z.array(purchaseUnit),
  suppliers: z.array(z.object({ supplier: ofSupplier, ...terms })),
  rules: z.array(reorderRule),
})
export type Buying = z.infer<typeof buying>

export const suppliedProduct = z.object({
  productId: id,
  variantId: id,
  productNumber: z.string(),
  name: z.string(),
  decimals: z.number().int(),
  /** The default unit's factor, for rows without a unit of their own. */
  defaultUnitsPerPu: z.number().int(),
  unitName: z.string().nullable(),
  ...terms,
})
export type SuppliedProduct = z.infer<typeof suppliedProduct>

/** What a row of an order starts with. */
export const purchaseTerms = z.object({
  variantId: id,
  /** Everything it can be ordered in, single pieces first. */
  units: z.array(unitChoice),
  /** The supplier's, or else the default. */
  unitsPerPu: z.number().int(),
  /** The supplier's price; null where it is not known. */
  priceMinor: z.number().int().nullable(),
  pricePer,
})
export type PurchaseTerms = z.infer<typeof purchaseTerms>

/** A variant that a typed or scanned code means exactly, besides its own number and barcodes. */
export const boughtAs = z.object({
  productId: id,
  variantId: id,
  productNumber: z.string(),
  name: z.string(),
  /** `supplier_number`: the code is the supplier's number of it; `unit_barcode`: the code stands on a carton of it. */
  by: z.enum(['supplier_number', 'unit_barcode']),
  /** What the code means in SKUs: a carton's content, else 1. */
  units: z.number().int(),
})
export type BoughtAs = z.infer<typeof boughtAs>

const variantId = z.object({ variantId: id })
const pair = z.object({ supplierId: id, variantId: id })
const unitId = z.object({ unitId: id })
const idList = z
  .string()
  .regex(/^\d{1,15}(,\d{1,15}){0,499}$/, 'Name 1 to 500 ids, with commas between them.')

const unitRefusals = [
  'not_found',
  'unit_taken_name',
  'unit_taken_factor',
  'barcode_taken',
  'barcode_wrong',
] as const

export const api = {
  readBuying: endpoint({
    method: 'GET',
    path: '/variants/:variantId/buying',
    summary: 'How a variant is bought: its purchase units, its suppliers, when it is reordered',
    access: 'catalog.read',
    params: variantId,
    answer: buying,
    refusals: ['not_found'],
  }),
  addPurchaseUnit: endpoint({
    method: 'POST',
    path: '/variants/:variantId/purchase-units',
    summary: 'Add a unit that a variant is bought in',
    access: 'catalog.write',
    params: variantId,
    body: purchaseUnitInput,
    answer: buying,
    refusals: unitRefusals,
  }),
  changePurchaseUnit: endpoint({
    method: 'PUT',
    path: '/purchase-units/:unitId',
    summary: 'Change a purchase unit; orders that stand keep the quantities they have',
    access: 'catalog.write',
    params: unitId,
    body: purchaseUnitInput,
    answer: buying,
    refusals: unitRefusals,
  }),
  removePurchaseUnit: endpoint({
    method: 'DELETE',
    path: '/purchase-units/:unitId',
    summary: 'Remove a purchase unit and its barcodes; the default one must be another first',
    access: 'catalog.write',
    params: unitId,
    answer: buying,
    refusals: ['not_found', 'unit_is_default'],
  }),
  saveReorderRule: endpoint({
    method: 'PUT',
    path: '/variants/:variantId/reorder-rule',
    summary: 'Say below which quantity a variant is reordered, everywhere or at one location',
    access: 'catalog.write',
    params: variantId,
    body: reorderRuleInput,
    answer: buying,
    refusals: ['not_found'],
  }),
  removeReorderRule: endpoint({
    method: 'DELETE',
    path: '/variants/:variantId/reorder-rule',
    summary: 'Remove the rule of a location, or the one for all the others',
    access: 'catalog.write',
    params: variantId,
    query: z.object({ locationId: id.optional() }),
    answer: buying,
    refusals: ['not_found'],
  }),
  listSuppliedProducts: endpoint({
    method: 'GET',
    path: '/suppliers/:supplierId/products',
    summary: 'What a supplier sells us; searched by name, by our number and by the supplier’s',
    access: 'catalog.read',
    params: z.object({ supplierId: id }),
    query: searchQuery,
    answer: page(suppliedProduct),
  }),
  saveSupplierProduct: endpoint({
    method: 'PUT',
    path: '/suppliers/:supplierId/products/:variantId',
    summary: 'Say by which number, in which unit and at which price a supplier sells a variant',
    access: 'catalog.write',
    params: pair,
    body: supplierProductInput,
    answer: buying,
    refusals: ['not_found'],
  }),
  removeSupplierProduct: endpoint({
    method: 'DELETE',
    path: '/suppliers/:supplierId/products/:variantId',
    summary: 'A supplier does not sell a variant any more',
    access: 'catalog.write',
    params: pair,
    answer: acknowledged,
  }),
  findBoughtAs: endpoint({
    method: 'GET',
    path: '/bought-as',
    summary: 'Which variants a supplier’s own number or a carton’s barcode means',
    access: 'catalog.read',
    query: z.object({ code: identifier, supplierId: id.optional() }),
    answer: z.object({ items: z.array(boughtAs) }),
  }),
  listPurchaseTerms: endpoint({
    method: 'GET',
    path: '/purchase-terms',
    summary: 'In which units, and at what price of a supplier, these variants are bought',
    access: 'catalog.read',
    query: z.object({ variantIds: idList, supplierId: id.optional() }),
    answer: z.object({ items: z.array(purchaseTerms) }),
  }),
}
