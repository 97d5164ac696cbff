import { type CaptureRules, fittingRules, noRules } from '../../../contract/capture-rules.ts'
import type { Product, Tracking } from '../../../contract/catalog.ts'
import { noDetails, type ProductDetails } from '../../../contract/product-details.ts'

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
  backordersAllowed: boolean
  capture: CaptureRules
  details: ProductDetails
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
  backordersAllowed: false,
  capture: noRules,
  details: noDetails,
}

export function valuesOf(product: Product): ProductValues {
  const { name, productNumber, description, barcodes, priceMinor, unitsPerPu } = product
  const { decimals, tracking, backordersAllowed, capture, details } = product
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
    backordersAllowed,
    capture,
    details,
  }
}

/** What is sent, of rules only those that fit the tracking and so are seen. A barcode that was typed and not ended with Enter is meant all the same. */
export function bodyOf({ barcodeTyped, priceMinor, unitsPerPu, ...values }: ProductValues) {
  const typed = barcodeTyped.trim()
  return {
    ...values,
    capture: fittingRules(values.capture, values.tracking),
    barcodes: typed === '' ? values.barcodes : [...values.barcodes, typed],
    priceMinor: priceMinor ?? 0,
    unitsPerPu: unitsPerPu ?? 1,
  }
}

export type ProductTab = 'general' | 'price' | 'buying' | 'stock'

const onGeneral = ['name', 'productNumber', 'description', 'barcodes', 'barcodeTyped', 'details.categoryId']

/** The tab that a field is on. */
export function tabOf(field: string): ProductTab {
  return onGeneral.includes(field) ? 'general' : 'price'
}

/** The field that a path of the contract's body belongs to. */
export function fieldOf(path: string): string {
  const [first = path] = path.split('.')
  return first === 'capture' || first === 'details' ? path : first
}
