import type { CaptureRules } from '../../../contract/capture-rules.ts'
import * as catalog from '../../catalog/public.ts'
import type { Reader } from '../../platform/database/public.ts'
import type { RowProblems } from '../../platform/imports/public.ts'
import { findBarcodes } from './find-barcodes.ts'
import { findSupplierNumbers } from './find-supplier-numbers.ts'
import type { ImportRow } from './import-row.ts'
import { NewProduct } from './new-product.ts'
import type { ReadRows } from './read-rows.ts'

/** A product that rows of the file are about: one that the shop has, or one that the import would make. */
export type ImportProduct = KnownProduct | NewProduct

export interface KnownProduct {
  readonly isNew: false
  readonly variantId: number
  readonly number: string
  readonly unitsPerPu: number
  readonly decimals: number
  readonly tracking: { readonly lots: boolean; readonly serials: boolean }
  readonly piecesHaveSerials: boolean
  readonly capture: CaptureRules
}

export interface ProductsOfRows {
  /** Beside the rows; null where a row names no product that it could be for. */
  readonly ofRow: (ImportProduct | null)[]
  readonly made: NewProduct[]
}

/**
 * Finds the product of each row: by its product number, ours or its supplier's, or by its barcode when the row has no
 * number. Numbers that the shop does not know are new products; what their rows have in common says how they would be made.
 */
export async function findProducts(
  reader: Reader,
  { rows, headings }: ReadRows,
  { mayCreate, suppliers }: { mayCreate: boolean; suppliers: ReadonlyMap<string, number> },
  problems: RowProblems,
): Promise<ProductsOfRows> {
  const numbers = rows.flatMap(row => row.productNumber ?? [])
  const [found, barcodes] = await Promise.all([
    catalog.findByNumbers(reader, numbers),
    findBarcodes(reader, rows, headings.barcode, problems),
  ])
  const theirs = await findSupplierNumbers(reader, rows, { ownNumbers: found, suppliers }, problems)
  const meant = await catalog.findByNumbers(reader, [...theirs.values()])
  const known = new Map<number, KnownProduct>()
  const made = new Map<string, NewProduct>()
  const barcodeOfNew = new Map<string, string>()
  const ofRow = rows.map((row, position) => {
    const owner = typeof row.barcode === 'string' ? barcodes.get(row.barcode) : undefined
    if (row.productNumber === undefined) return null
    if (row.productNumber === null && owner === undefined) {
      problems.add(row.number, missingNumber(row, headings))
      return null
    }
    const product =
      row.productNumber === null
        ? owner
        : (meant.get(theirs.get(position) ?? '') ?? found.get(row.productNumber))
    const number = product?.productNumber ?? row.productNumber!
    if (owner !== undefined && owner.variantId !== product?.variantId) {
      const sentence = `${headings.barcode} ${row.barcode} belongs to “${owner.name}” (${owner.productNumber}), not to ${number}. Correct one of them.`
      problems.add(row.number, sentence)
    }
    if (product !== undefined) return knownProduct(known, product, row, problems)
    refuseSharedBarcode(barcodeOfNew, number, row, problems)
    return newProduct(made, number, row)
  })
  if (mayCreate) for (const product of made.values()) product.judge(headings, problems)
  return { ofRow, made: [...made.values()] }
}

function missingNumber(row: ImportRow, headings: ReadRows['headings']): string {
  if (row.barcode) {
    return `No product has the barcode ${row.barcode}. Enter the ${headings.productNumber} too, so that it can be found or made.`
  }
  return `${headings.productNumber} is missing. Enter which product this is, or empty the row.`
}

/** A barcode belongs to one product, also among those that the file would make. */
function refuseSharedBarcode(
  barcodeOfNew: Map<string, string>,
  number: string,
  row: ImportRow,
  problems: RowProblems,
): void {
  if (typeof row.barcode !== 'string') return
  const first = barcodeOfNew.get(row.barcode) ?? number
  barcodeOfNew.set(row.barcode, first)
  if (first.normalize('NFC') !== number.normalize('NFC'))
    problems.add(
      row.number,
      `Barcode ${row.barcode} stands at ${first} already, so ${number} cannot have it. Correct one of them.`,
    )
}

function newProduct(made: Map<string, NewProduct>, number: string, row: ImportRow): NewProduct {
  const key = number.normalize('NFC')
  const product = made.get(key) ?? new NewProduct(number)
  made.set(key, product)
  if (row.piece === 0) product.add(row)
  return product
}

function knownProduct(
  known: Map<number, KnownProduct>,
  found: catalog.FoundProduct,
  row: ImportRow,
  problems: RowProblems,
): KnownProduct {
  if (found.archived) {
    const sentence = `${found.productNumber} (“${found.name}”) is archived. Bring it back at Products before it is bought again.`
    problems.add(row.number, sentence)
  }
  const before = known.get(found.variantId)
  if (before !== undefined) return before
  const {
    productNumber: number,
    variantId,
    unitsPerPu,
    decimals,
    tracking,
    piecesHaveSerials,
    capture,
  } = found
  const ofPieces = { tracking, piecesHaveSerials, capture }
  const product: KnownProduct = { isNew: false, variantId, number, unitsPerPu, decimals, ...ofPieces }
  known.set(variantId, product)
  return product
}
