import { readScan } from '../../../gs1/public.ts'
import type { Catalogue } from './catalogue.ts'
import { type Lot, needsLot, type Product, type Unit } from './goods.ts'

/** What the device has of a location’s stock; answers may come from its disk. */
export interface StockBook {
  unitsBySerial(serial: string): Promise<readonly Unit[]>
  lotsOf(variantId: number): Promise<readonly Lot[]>
}

/** What was meant by a scan or a typed code. */
export type Meaning =
  | { readonly kind: 'product'; readonly product: Product }
  | { readonly kind: 'lot'; readonly product: Product; readonly lot: Lot }
  | { readonly kind: 'unit'; readonly product: Product; readonly unit: Unit }
  /** The same serial number at more than one product. */
  | { readonly kind: 'units'; readonly choices: readonly { product: Product; unit: Unit }[] }
  /** The product is known, and the lot or serial of the code is not here. */
  | { readonly kind: 'lot-unknown'; readonly product: Product; readonly number: string }
  | { readonly kind: 'serial-unknown'; readonly product: Product; readonly serial: string }
  | { readonly kind: 'damaged'; readonly sentence: string }
  | { readonly kind: 'unknown'; readonly text: string }

/**
 * Tells what a scan means: a GS1 code gives the product with its lot or serial; anything else is a barcode, a product
 * number or a serial number, in this order.
 */
export async function resolveScan(scan: string, catalogue: Catalogue, stock: StockBook): Promise<Meaning> {
  const read = readScan(scan)
  if (read.kind === 'damaged') return { kind: 'damaged', sentence: read.problem.sentence }
  if (read.kind === 'gs1' && read.gtin !== undefined) {
    const product = catalogue.byBarcode(read.gtin)
    if (!product) return { kind: 'unknown', text: read.gtin }
    return meantOf(product, read, stock)
  }
  if (read.kind === 'gs1' && read.serial !== undefined) return bySerial(read.serial, catalogue, stock)
  const product = catalogue.byBarcode(read.text) ?? catalogue.byNumber(read.text)
  return product ? { kind: 'product', product } : bySerial(read.text, catalogue, stock)
}

/** The serial number in what was scanned or typed for a piece of one product: out of a GS1 code, or the text itself. */
export function serialIn(scan: string): string {
  const read = readScan(scan)
  return read.kind === 'gs1' && read.serial !== undefined ? read.serial : read.text
}

async function meantOf(
  product: Product,
  { serial, lot: number }: { serial?: string; lot?: string },
  stock: StockBook,
): Promise<Meaning> {
  if (serial !== undefined) {
    const units = await stock.unitsBySerial(serial)
    const unit = units.find(one => one.variantId === product.variantId)
    if (unit) return { kind: 'unit', product, unit }
    if (product.piecesHaveSerials) return { kind: 'serial-unknown', product, serial }
  }
  if (number === undefined || !needsLot(product)) return { kind: 'product', product }
  const lots = await stock.lotsOf(product.variantId)
  const lot = lots.find(one => one.number === number)
  return lot ? { kind: 'lot', product, lot } : { kind: 'lot-unknown', product, number }
}

async function bySerial(text: string, catalogue: Catalogue, stock: StockBook): Promise<Meaning> {
  const units = await stock.unitsBySerial(text)
  const choices = units.flatMap(unit => {
    const product = catalogue.get(unit.variantId)
    return product ? [{ product, unit }] : []
  })
  if (choices.length === 1) return { kind: 'unit', ...choices[0]! }
  return choices.length > 1 ? { kind: 'units', choices } : { kind: 'unknown', text }
}
