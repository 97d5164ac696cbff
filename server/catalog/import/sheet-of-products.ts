import type { CaptureRules } from '../../../contract/capture-rules.ts'
import { type DispatchIdentifierMode, identifierModeNames } from '../../../contract/dispatch-identifiers.ts'
import type { ColumnToWrite } from '../../platform/spreadsheet/public.ts'
import { listText, purchaseUnitsText, quantityText } from './buying-texts.ts'
import { pathText, patternText } from './detail-texts.ts'
import { type OptionPair, optionsText } from './options-text.ts'
import { plainNames } from './product-row.ts'
import { joinedCodes } from './read-values.ts'

/** The columns of templates and exports, under the names that the import recognises. */
export const productColumns: ColumnToWrite[] = [
  { header: plainNames.productNumber, kind: 'text', width: 20 },
  { header: plainNames.name, kind: 'text', width: 40 },
  { header: plainNames.description, kind: 'text', width: 40 },
  { header: plainNames.barcodes, kind: 'text', width: 24 },
  { header: plainNames.price, kind: 'number' },
  { header: plainNames.unitsPerPu, kind: 'number' },
  { header: plainNames.purchaseUnits, kind: 'text', width: 30 },
  { header: plainNames.suppliers, kind: 'text', width: 20 },
  { header: plainNames.supplierNumbers, kind: 'text', width: 24 },
  { header: plainNames.reorderPoint, kind: 'number' },
  { header: plainNames.targetLevel, kind: 'number' },
  { header: plainNames.decimals, kind: 'number' },
  { header: plainNames.lots, kind: 'text' },
  { header: plainNames.serials, kind: 'text' },
  { header: plainNames.identifierMode, kind: 'text', width: 24 },
  { header: plainNames.backorders, kind: 'text' },
  { header: plainNames.archived, kind: 'text' },
  { header: plainNames.published, kind: 'text' },
  { header: plainNames.category, kind: 'text', width: 24 },
  { header: plainNames.taxRate, kind: 'text' },
  { header: plainNames.defaultLocation, kind: 'text' },
  { header: plainNames.defaultBin, kind: 'text' },
  { header: plainNames.requiresExpiry, kind: 'text' },
  { header: plainNames.requiresMadeOn, kind: 'text' },
  { header: plainNames.requiresSupplierLot, kind: 'text' },
  { header: plainNames.shelfLifeDays, kind: 'number' },
  { header: plainNames.minimumDaysAtReceipt, kind: 'number' },
  { header: plainNames.minimumDaysAtSale, kind: 'number' },
  { header: plainNames.serialPattern, kind: 'text' },
  { header: plainNames.parentNumber, kind: 'text', width: 20 },
  { header: plainNames.options, kind: 'text', width: 30 },
]

export interface WrittenProduct {
  readonly productNumber: string
  readonly name: string
  readonly description: string
  readonly barcodes: readonly string[]
  readonly priceMinor: number
  readonly unitsPerPu: number
  readonly buying: {
    readonly units: readonly {
      name: string
      units: number
      onlyWhole: boolean
      codes: readonly string[]
    }[]
    /** The preferred one first. */
    readonly suppliers: readonly { supplier: string; number: string | null }[]
    readonly reorderPoint: number | null
    readonly targetLevel: number | null
  }
  readonly decimals: number
  readonly lots: boolean
  readonly serials: boolean
  readonly identifierMode: DispatchIdentifierMode
  readonly backorders: boolean
  readonly archived: boolean
  readonly published: boolean
  readonly category: readonly string[] | null
  readonly taxRate: string | null
  readonly defaultLocation: string | null
  readonly defaultBin: string | null
  readonly capture: CaptureRules
  /** Null for a product without options. */
  readonly parentNumber: string | null
  readonly options: readonly OptionPair[]
}

/** A variant, or a product without options, as a row under these columns. */
export function rowOfProduct(product: WrittenProduct, currencyDecimals: number): (string | number | null)[] {
  const yesNo = (value: boolean) => (value ? 'Yes' : 'No')
  const { capture, buying } = product
  return [
    product.productNumber,
    product.name,
    product.description,
    joinedCodes(product.barcodes),
    decimalText(product.priceMinor, currencyDecimals),
    product.unitsPerPu,
    purchaseUnitsText(buying.units),
    listText(buying.suppliers.map(one => one.supplier)),
    listText(buying.suppliers.map(one => one.number ?? '')),
    quantityText(buying.reorderPoint, product.decimals),
    quantityText(buying.targetLevel, product.decimals),
    product.decimals,
    yesNo(product.lots),
    yesNo(product.serials),
    identifierModeNames[product.identifierMode],
    yesNo(product.backorders),
    yesNo(product.archived),
    yesNo(product.published),
    pathText(product.category ?? []),
    product.taxRate ?? '',
    product.defaultLocation ?? '',
    product.defaultBin ?? '',
    yesNo(capture.requiresExpiry),
    yesNo(capture.requiresMadeOn),
    yesNo(capture.requiresSupplierLot),
    capture.shelfLifeDays,
    capture.minimumDaysAtReceipt,
    capture.minimumDaysAtSale,
    patternText(capture.serialPattern),
    product.parentNumber,
    optionsText(product.options),
  ]
}

/** 255 with two decimals is "2.55". */
function decimalText(minor: number, decimals: number): string {
  const digits = String(minor).padStart(decimals + 1, '0')
  return decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`
}
