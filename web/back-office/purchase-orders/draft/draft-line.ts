import type { UnitChoice } from '../../../../contract/buying.ts'
import { type RequiredField, requiredFields } from '../../../../contract/capture-rules.ts'
import type { VariantChoice } from '../../../../contract/catalog.ts'
import type { DefaultBin } from '../../../../contract/product-details.ts'
import type { PurchaseLine, PurchaseLineInput } from '../../../../contract/purchasing.ts'
import { isAnySerial, type SerialPattern } from '../../../../contract/serial-pattern.ts'
import type { PricePer } from './price-per.ts'

/** What a line needs to know of its product. */
export interface LineProduct {
  readonly variantId: number
  readonly productNumber: string
  readonly name: string
  readonly decimals: number
  /** Of the purchase unit that the row is ordered in. */
  readonly unitsPerPu: number
  /** Everything it can be ordered in; unknown until it was asked. */
  readonly units?: readonly UnitChoice[]
  /** Whether a person, a carton's code or the stored order said the unit, and not the supplier's terms. */
  readonly unitIsChosen?: boolean
  /** What its supplier asks for it; it fills the price until a person says otherwise. */
  readonly offer?: { readonly priceMinor: number; readonly pricePer: PricePer } | null
  /** How many SKUs the code means by which it was found: what a carton holds. */
  readonly scannedUnits?: number
  /** What its rows are taxed with unless they say otherwise; null for one that is in the order already. */
  readonly taxBasisPoints: number | null
  readonly tracking: { readonly lots: boolean; readonly serials: boolean }
  /** Whether its pieces can have serial numbers; without tracking a row says them if somebody knows them. */
  readonly piecesHaveSerials: boolean
  /** What its serial numbers look like; null when any will do. */
  readonly serialPattern: SerialPattern | null
  /** What its rows must say before the order can be confirmed. */
  readonly requires: readonly RequiredField[]
  /** Where it goes unless the row says otherwise; known of a product that was chosen just now. */
  readonly defaultBin?: DefaultBin | null
}

/** The cells that can be entered, in the order of the grid. */
export const entryColumns = [
  'productNumber',
  'productName',
  'supplier',
  'quantityPu',
  'unit',
  'quantitySku',
  'price',
  'discount',
  'tax',
  'bin',
  'lotNumber',
  'serial',
  'madeOn',
  'expiresOn',
  'supplierLot',
] as const
export type ColumnId = (typeof entryColumns)[number]

/** What only a product with lots or serial numbers has. */
export const trackedColumns = ['lotNumber', 'serial', 'madeOn', 'expiresOn', 'supplierLot'] as const

/** Behind the gear: shown when the clerk wants them, or when a product of the order needs them. */
export const optionalColumns = [
  'supplier',
  'quantityPu',
  'unit',
  'discount',
  'tax',
  'bin',
  'lotNumber',
  'serial',
  'madeOn',
  'expiresOn',
  'supplierLot',
] as const
export type OptionalColumn = (typeof optionalColumns)[number]

/** Why the text of a cell means nothing yet; a key of the words in `purchaseOrders.problem`. */
export type UnreadReason =
  | 'unknown_product'
  | 'several_products'
  | 'unknown_supplier'
  | 'unknown_unit'
  | 'unknown_bin'
  | 'no_location'
  | 'no_quantity'
  | 'no_whole_quantity'
  | 'no_price'
  | 'no_percent'
  | 'no_date'
  | 'too_long'
  | 'hidden_sign'
  | 'lost'

/** Text of a cell that is not understood: being looked up, waiting for its row's product, or wrong. */
export interface Unread {
  readonly text: string
  readonly state: 'looking' | 'waiting' | UnreadReason
}

/** One row of the item grid while it is being written. Never changed in place: a new object is a changed row. */
export interface DraftLine {
  readonly key: number
  readonly product: LineProduct | null
  readonly supplier: { readonly id: number; readonly name: string } | null
  /** In the product's smallest unit. */
  readonly quantitySku: number | null
  /** Of one SKU or one PU, as `pricePer` says. */
  readonly priceMinor: number | null
  readonly pricePer: PricePer
  /** Null is no discount, and nothing said about tax. */
  readonly discountBasisPoints: number | null
  readonly taxBasisPoints: number | null
  readonly bin: { readonly id: number; readonly code: string } | null
  readonly lotNumber: string
  readonly serial: string
  readonly madeOn: string | null
  readonly expiresOn: string | null
  /** The supplier's own number of the lot. */
  readonly supplierLot: string
  readonly unread: Readonly<Partial<Record<ColumnId, Unread>>>
  /** Rows that one quantity made: what is entered in one fills the empty cells of the others. */
  readonly group: number | null
  /** What the server said about this row when it was last sent. */
  readonly refused: { readonly column: ColumnId; readonly sentence: string } | null
}

export function emptyLine(key: number): DraftLine {
  return {
    key,
    product: null,
    supplier: null,
    quantitySku: null,
    priceMinor: null,
    pricePer: 'sku',
    discountBasisPoints: null,
    taxBasisPoints: null,
    bin: null,
    lotNumber: '',
    serial: '',
    madeOn: null,
    expiresOn: null,
    supplierLot: '',
    unread: {},
    group: null,
    refused: null,
  }
}

export function lineOfStored(key: number, line: PurchaseLine): DraftLine {
  const { supplierId, supplierName, binId, binCode, lotNumber, serial } = line
  return {
    ...emptyLine(key),
    product: {
      variantId: line.variantId,
      productNumber: line.productNumber,
      name: line.productName,
      decimals: line.decimals,
      unitsPerPu: line.unitsPerPu,
      unitIsChosen: true,
      ...(line.unitName === null
        ? {}
        : { units: [{ name: line.unitName, units: line.unitsPerPu, onlyWhole: false }] }),
      taxBasisPoints: null,
      tracking: line.tracking,
      piecesHaveSerials: line.piecesHaveSerials,
      serialPattern: line.serialPattern,
      requires: line.requires,
    },
    supplier: supplierId === null ? null : { id: supplierId, name: supplierName ?? '' },
    quantitySku: line.quantitySku,
    priceMinor: line.priceMinor,
    pricePer: line.pricePer,
    discountBasisPoints: line.discountBasisPoints || null,
    taxBasisPoints: line.taxBasisPoints,
    bin: binId === null ? null : { id: binId, code: binCode ?? '' },
    lotNumber: lotNumber ?? '',
    serial: serial ?? '',
    madeOn: line.madeOn,
    expiresOn: line.expiresOn,
    supplierLot: line.supplierLot ?? '',
  }
}

export function productOfLine({
  variantId,
  productNumber,
  name,
  decimals,
  unitsPerPu,
  taxBasisPoints,
  tracking,
  piecesHaveSerials,
  capture,
  defaultBin,
}: VariantChoice): LineProduct {
  const { serialPattern } = capture
  return {
    variantId,
    productNumber,
    name,
    decimals,
    unitsPerPu,
    taxBasisPoints,
    tracking,
    piecesHaveSerials,
    serialPattern: isAnySerial(serialPattern) ? null : serialPattern,
    requires: requiredFields(capture),
    defaultBin,
  }
}

/** What is sent of a line that has its product and quantity. */
export function inputOfLine(line: DraftLine): PurchaseLineInput {
  return {
    variantId: line.product!.variantId,
    supplierId: line.supplier?.id ?? null,
    quantitySku: line.quantitySku!,
    unitsPerPu: line.product!.unitsPerPu,
    priceMinor: line.priceMinor ?? 0,
    pricePer: line.pricePer,
    discountBasisPoints: line.discountBasisPoints ?? 0,
    taxBasisPoints: line.taxBasisPoints,
    binId: line.bin?.id ?? null,
    lotNumber: line.lotNumber === '' ? null : line.lotNumber,
    serial: line.serial === '' ? null : line.serial,
    madeOn: line.madeOn,
    expiresOn: line.expiresOn,
    supplierLot: line.supplierLot === '' ? null : line.supplierLot,
  }
}

/** True for a row in which nothing was entered: it is left out when the order is saved. A bin alone is a default. */
export function isBlankLine(line: DraftLine): boolean {
  return (
    line.product === null &&
    line.quantitySku === null &&
    line.priceMinor === null &&
    line.discountBasisPoints === null &&
    line.lotNumber === '' &&
    line.serial === '' &&
    line.supplier === null &&
    line.madeOn === null &&
    line.expiresOn === null &&
    line.supplierLot === '' &&
    Object.keys(line.unread).length === 0
  )
}

/** Whether a cell has no meaning for the row's product. */
export function isLocked(line: DraftLine, column: ColumnId): boolean {
  if (line.product === null) return false
  const { tracking, piecesHaveSerials } = line.product
  if (column === 'serial') return !piecesHaveSerials
  return isOfLot(column) && !tracking.lots
}

function isOfLot(column: ColumnId): boolean {
  return column === 'lotNumber' || column === 'madeOn' || column === 'expiresOn' || column === 'supplierLot'
}
