import { z } from 'zod'
import { captureRules } from './capture-rules.ts'
import { dispatchIdentifierMode, identifierModeProblem } from './dispatch-identifiers.ts'
import { endpointsOf } from './endpoint.ts'
import { picture } from './pictures.ts'
import { id, name, note, page, quantityOrZero, searchQuery, time } from './primitives.ts'
import { defaultBin, productDetails, productInStore } from './product-details.ts'
import { optionFields, optionProblems, productOption, variant, variantFields } from './product-options.ts'

const endpoint = endpointsOf('catalog')

/** How closely a product is followed. Serial brings lot. */
export const tracking = z
  .object({ lots: z.boolean(), serials: z.boolean() })
  .refine(t => t.lots || !t.serials, 'Track with Serial Number needs Track by Lot Number.')
export type Tracking = z.infer<typeof tracking>

const fields = {
  name,
  /**
   * Product number, barcodes, price and units per PU are those of a product without options. With options the product
   * number is that of the product as a whole, and the variants have the rest.
   */
  ...variantFields,
  description: note.default(''),
  ...optionFields,
  /** Decimals that the product is counted with: 0 for pieces, 3 for kilograms to the gram. */
  decimals: z.number().int().min(0).max(3).default(0),
  tracking: tracking.default({ lots: false, serials: false }),
  backordersAllowed: z.boolean().default(false),
  /** Left out: off for a new product, and as it was for a known one. Serial-tracked products have none. */
  dispatchIdentifierMode: dispatchIdentifierMode.optional(),
  /** Left out: none for a new product, and as they were for a known one. */
  capture: captureRules.optional(),
  /** Left out: none for a new product, and as they were for a known one. */
  details: productDetails.optional(),
  /** Left out: a new product is not in the online store, and a known one stays as it was. */
  store: productInStore.optional(),
}

export const productInput = z.object(fields).superRefine((product, context) => {
  for (const { path, sentence } of optionProblems(product))
    context.addIssue({ code: 'custom', path, message: sentence })
  if (product.decimals > 0 && product.tracking.serials)
    context.addIssue({
      code: 'custom',
      path: ['decimals'],
      message: 'A serial-tracked product is counted in whole pieces.',
    })
  const { dispatchIdentifierMode: mode = 'off', tracking, decimals } = product
  const problem = identifierModeProblem(mode, { serials: tracking.serials, decimals })
  if (problem !== null)
    context.addIssue({ code: 'custom', path: ['dispatchIdentifierMode'], message: problem })
})

/** A row of the product list. */
export const product = z.object({
  id,
  /** Its only variant, or the first one that is not archived. */
  variantId: id,
  version: z.number().int(),
  name: z.string(),
  /** Of a product with options: that of the product as a whole. */
  productNumber: z.string(),
  description: z.string(),
  /** Of a product with options: none; its variants have them. */
  barcodes: z.array(z.string()),
  /** The lowest and the highest price of its variants. */
  priceMinor: z.number().int(),
  priceToMinor: z.number().int(),
  unitsPerPu: z.number().int(),
  /** Empty for a product that is one variant. */
  options: z.array(productOption),
  /** Those that are not archived. */
  variantCount: z.number().int(),
  decimals: z.number().int(),
  tracking: z.object({ lots: z.boolean(), serials: z.boolean() }),
  /** When the first inventory change locked the tracking switches; null while they can be changed. */
  trackingLockedAt: time.nullable(),
  dispatchIdentifierMode,
  backordersAllowed: z.boolean(),
  capture: captureRules,
  details: productDetails,
  store: productInStore,
  /** The first of its pictures. */
  picture: picture.nullable(),
  archived: z.boolean(),
  /** Over all variants and locations, in smallest units. */
  onHand: quantityOrZero,
  allocated: quantityOrZero,
  reserved: quantityOrZero,
  /** On hand but on hold or expired. */
  blocked: quantityOrZero,
  /** What can be sold now, as the stock overview says it. */
  available: quantityOrZero,
})
export type Product = z.infer<typeof product>

/** A product with all its variants, those that are archived last. */
export const productDetail = product.extend({ variants: z.array(variant) })
export type ProductDetail = z.infer<typeof productDetail>

/** A variant as lists offer it for orders, receipts and labels: what is bought, stocked and sold. */
export const variantChoice = z.object({
  variantId: id,
  productId: id,
  /** With its option values, as “T-shirt · Red · M”. */
  name: z.string(),
  productNumber: z.string(),
  barcodes: z.array(z.string()),
  priceMinor: z.number().int(),
  unitsPerPu: z.number().int(),
  decimals: z.number().int(),
  tracking: z.object({ lots: z.boolean(), serials: z.boolean() }),
  /** Whether a piece can have a serial number: it is tracked so, or gets one before it is dispatched (single use). */
  piecesHaveSerials: z.boolean(),
  backordersAllowed: z.boolean(),
  capture: captureRules,
  defaultBin: defaultBin.nullable(),
  /** What it is taxed with, in hundredths of a percent; 0 without a tax rate. */
  taxBasisPoints: z.number().int(),
  /** The variant, or its product. */
  archived: z.boolean(),
})
export type VariantChoice = z.infer<typeof variantChoice>

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
      /** Those of a category and of all below it. */
      categoryId: id.optional(),
      /** Whether anything of it is on hand at any location. */
      stock: z.enum(['in', 'out']).optional(),
      /** Those in the online store, or those that are not. */
      published: z.stringbool().optional(),
    }),
    answer: page(product),
  }),
  listVariants: endpoint({
    method: 'GET',
    path: '/variants',
    summary: 'Variants to choose from, searched by name, option values, product number or barcode',
    access: 'catalog.read',
    query: searchQuery.extend({
      productId: id.optional(),
      /** Those of archived products and archived variants instead of the current ones. */
      archived: z.stringbool().default(false),
    }),
    answer: page(variantChoice),
  }),
  readVariant: endpoint({
    method: 'GET',
    path: '/variants/:variantId',
    summary: 'One variant with what its product says of it',
    access: 'catalog.read',
    params: z.object({ variantId: id }),
    answer: variantChoice,
    refusals: ['not_found'],
  }),
  readProduct: endpoint({
    method: 'GET',
    path: '/products/:productId',
    summary: 'One product with its variants',
    access: 'catalog.read',
    params: productId,
    answer: productDetail,
    refusals: ['not_found'],
  }),
  addProduct: endpoint({
    method: 'POST',
    path: '/products',
    summary: 'Add a product',
    access: 'catalog.write',
    body: productInput,
    answer: productDetail,
    refusals: ['product_number_taken', 'barcode_taken', 'barcode_wrong', 'not_found'],
  }),
  changeProduct: endpoint({
    method: 'PUT',
    path: '/products/:productId',
    summary: 'Change a product; its tracking only before the first inventory change',
    access: 'catalog.write',
    params: productId,
    body: productInput.and(z.object({ version: z.number().int(), archived: z.boolean().default(false) })),
    answer: productDetail,
    refusals: [
      'not_found',
      'changed_meanwhile',
      'product_number_taken',
      'barcode_taken',
      'barcode_wrong',
      'tracking_locked',
      'decimals_locked',
      'identifier_mode_blocked',
    ],
  }),
}
