import { type CaptureRules, fittingRules, noRules } from '../../../contract/capture-rules.ts'
import type { ProductDetail, Tracking } from '../../../contract/catalog.ts'
import type { DispatchIdentifierMode } from '../../../contract/dispatch-identifiers.ts'
import {
  noDetails,
  notInStore,
  type ProductDetails,
  type ProductInStore,
} from '../../../contract/product-details.ts'
import { isSameBarcode } from './barcode-check.ts'
import { type DraftOption, type DraftVariant, draftsOf, numberOf } from './options/draft-variants.ts'

/** What the fields of a product hold; an amount is null while it cannot be read. */
export type ProductValues = {
  name: string
  productNumber: string
  description: string
  barcodes: string[]
  /** Typed into the barcode field and not yet taken into the list by Enter. */
  barcodeTyped: string
  priceMinor: number | null
  unitsPerPu: number | null
  decimals: number
  tracking: Tracking
  dispatchIdentifierMode: DispatchIdentifierMode
  backordersAllowed: boolean
  capture: CaptureRules
  details: ProductDetails
  store: ProductInStore
  /** Of a known product: what it becomes the first of when it gets options. */
  variantId: number | null
  options: DraftOption[]
  /** The rows of the grid; empty without options. */
  variants: DraftVariant[]
}

export const blankProduct: ProductValues = {
  name: '',
  productNumber: '',
  description: '',
  barcodes: [],
  barcodeTyped: '',
  priceMinor: 0,
  unitsPerPu: 1,
  decimals: 0,
  tracking: { lots: false, serials: false },
  dispatchIdentifierMode: 'off',
  backordersAllowed: false,
  capture: noRules,
  details: noDetails,
  store: notInStore,
  variantId: null,
  options: [],
  variants: [],
}

export function valuesOf(product: ProductDetail): ProductValues {
  const { name, productNumber, description, barcodes, priceMinor, unitsPerPu } = product
  const {
    decimals,
    tracking,
    dispatchIdentifierMode,
    backordersAllowed,
    capture,
    details,
    store,
    variantId,
    options,
  } = product
  return {
    name,
    productNumber,
    description,
    barcodes,
    barcodeTyped: '',
    priceMinor,
    unitsPerPu,
    decimals,
    tracking,
    dispatchIdentifierMode,
    backordersAllowed,
    capture,
    details,
    store,
    variantId,
    options,
    variants: draftsOf(product.variants, options),
  }
}

/** What is sent, of rules only those that fit the tracking and so are seen. A barcode that was typed and not ended with Enter is meant all the same. */
export function bodyOf({
  barcodeTyped,
  priceMinor,
  unitsPerPu,
  variantId,
  variants,
  ...values
}: ProductValues) {
  const typed = barcodeTyped.trim()
  const { lots, serials } = values.tracking
  const dispatchIdentifierMode = serials ? 'off' : values.dispatchIdentifierMode
  return {
    ...values,
    ...(values.options.length > 0
      ? { variants: variants.map(one => variantBody(values.productNumber, one)) }
      : {}),
    dispatchIdentifierMode,
    capture: fittingRules(values.capture, {
      lots,
      serials: serials || dispatchIdentifierMode === 'single_use',
    }),
    barcodes: typed === '' ? values.barcodes : [...values.barcodes, typed],
    priceMinor: priceMinor ?? 0,
    unitsPerPu: unitsPerPu ?? 1,
  }
}

function variantBody(base: string, { gone, ...variant }: DraftVariant) {
  return {
    ...variant,
    productNumber: numberOf(base, { gone, ...variant }),
    priceMinor: variant.priceMinor ?? 0,
    unitsPerPu: variant.unitsPerPu ?? 1,
    archived: variant.archived || gone,
  }
}

export type ProductTab = 'general' | 'options' | 'price' | 'buying' | 'stock'

const onGeneral = [
  'name',
  'productNumber',
  'description',
  'barcodes',
  'barcodeTyped',
  'details.categoryId',
  'store.description',
]

/** The tab that a field is on. */
export function tabOf(field: string): ProductTab {
  if (/^(options|variants)\b/.test(field)) return 'options'
  return onGeneral.includes(field) ? 'general' : 'price'
}

/** The field that a path of the contract's body belongs to. */
export function fieldOf(path: string): string {
  const [first = path] = path.split('.')
  if (first === 'variants' || first === 'options') return path.split('.').slice(0, 3).join('.')
  return first === 'capture' || first === 'details' || first === 'store' ? path : first
}

/** Where a product number is entered that another product has. */
export function fieldOfNumber({ productNumber }: Record<string, unknown>, values: ProductValues): string {
  const at = values.variants.findIndex(one => numberOf(values.productNumber, one) === productNumber)
  return at < 0 ? 'productNumber' : `variants.${at}.productNumber`
}

/** Where a barcode is entered that is wrong or that another product has. */
export function fieldOfBarcode({ barcode }: Record<string, unknown>, values: ProductValues): string {
  const at = values.variants.findIndex(one => one.barcodes.some(code => isSameBarcode(code, String(barcode))))
  return at < 0 ? 'barcodes' : `variants.${at}.barcodes`
}
