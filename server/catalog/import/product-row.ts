import type { DispatchIdentifierMode } from '../../../contract/dispatch-identifiers.ts'
import type { ProductField } from '../../../contract/product-import.ts'
import type { SerialPattern } from '../../../contract/serial-pattern.ts'
import type { ReadRows } from '../../platform/imports/public.ts'
import type { StoredCode } from '../barcodes.ts'
import type { PurchaseUnitValues } from './known-products.ts'
import type { OptionPair } from './options-text.ts'

/**
 * A row of the file, as far as it could be read by itself. Null is an empty cell, or a field without a column; undefined
 * is a cell that could not be taken, about which something has been said already.
 */
export interface ProductRow {
  /** As the spreadsheet shows it. */
  readonly number: number
  readonly productNumber: string | null | undefined
  readonly name: string | null | undefined
  readonly description: string | null | undefined
  readonly barcodes: readonly StoredCode[] | null | undefined
  readonly price: number | null | undefined
  readonly unitsPerPu: number | null | undefined
  readonly purchaseUnits: readonly PurchaseUnitValues[] | null | undefined
  readonly suppliers: readonly string[] | null | undefined
  /** One for each supplier; empty where none is known. */
  readonly supplierNumbers: readonly string[] | null | undefined
  /** As typed: how exactly it may be said depends on the product. */
  readonly reorderPoint: string | null | undefined
  readonly targetLevel: string | null | undefined
  readonly decimals: number | null | undefined
  readonly lots: boolean | null | undefined
  readonly serials: boolean | null | undefined
  readonly identifierMode: DispatchIdentifierMode | null | undefined
  readonly backorders: boolean | null | undefined
  readonly archived: boolean | null | undefined
  readonly published: boolean | null | undefined
  /** Names from the top of the tree down. */
  readonly category: readonly string[] | null | undefined
  readonly taxRate: string | null | undefined
  readonly defaultLocation: string | null | undefined
  readonly defaultBin: string | null | undefined
  readonly requiresExpiry: boolean | null | undefined
  readonly requiresMadeOn: boolean | null | undefined
  readonly requiresSupplierLot: boolean | null | undefined
  readonly shelfLifeDays: number | null | undefined
  readonly minimumDaysAtReceipt: number | null | undefined
  readonly minimumDaysAtSale: number | null | undefined
  readonly serialPattern: SerialPattern | null | undefined
  readonly parentNumber: string | null | undefined
  readonly options: readonly OptionPair[] | null | undefined
}

export type ReadProducts = ReadRows<ProductField, ProductRow>

/** As many as one import takes; a larger file comes in parts. */
export const mostRows = 100_000

/** What a column is called where the file does not say, in templates and in exports. */
export const plainNames: Record<ProductField, string> = {
  productNumber: 'Product number',
  name: 'Name',
  description: 'Description',
  barcodes: 'Barcodes',
  price: 'Price',
  unitsPerPu: 'Units per PU',
  purchaseUnits: 'Purchase units',
  suppliers: 'Suppliers',
  supplierNumbers: 'Supplier’s product numbers',
  reorderPoint: 'Reorder point',
  targetLevel: 'Reorder target',
  decimals: 'Decimals',
  lots: 'Track by Lot Number',
  serials: 'Track with Serial Number',
  identifierMode: 'Dispatch Identifier mode',
  backorders: 'Back-orders allowed',
  archived: 'Archived',
  published: 'In the online store',
  category: 'Category',
  taxRate: 'Tax rate',
  defaultLocation: 'Default location',
  defaultBin: 'Default bin',
  requiresExpiry: 'Expiry date required',
  requiresMadeOn: 'Made-on date required',
  requiresSupplierLot: 'Supplier’s lot required',
  shelfLifeDays: 'Shelf life in days',
  minimumDaysAtReceipt: 'Days left at receipt',
  minimumDaysAtSale: 'Days left at sale',
  serialPattern: 'Serial numbers are',
  parentNumber: 'Parent product number',
  options: 'Options',
}
