import type { LinePatch } from './cell-text.ts'
import type { ColumnId, DraftLine, Unread } from './draft-line.ts'

/** What the pieces of one quantity mostly have in common. */
export const groupColumns: readonly ColumnId[] = [
  'supplier',
  'price',
  'discount',
  'tax',
  'bin',
  'lotNumber',
  'madeOn',
  'expiresOn',
  'supplierLot',
]

/** Which field of a line a cell shows. */
export const fieldOf = {
  productNumber: 'product',
  productName: 'product',
  supplier: 'supplier',
  quantityPu: 'quantitySku',
  unit: 'product',
  quantitySku: 'quantitySku',
  price: 'priceMinor',
  discount: 'discountBasisPoints',
  tax: 'taxBasisPoints',
  bin: 'bin',
  lotNumber: 'lotNumber',
  serial: 'serial',
  madeOn: 'madeOn',
  expiresOn: 'expiresOn',
  supplierLot: 'supplierLot',
} as const satisfies Record<ColumnId, keyof DraftLine>

/** What a cell means while its text is not understood: nothing. */
export const readsInto: Partial<Record<ColumnId, LinePatch>> = {
  productNumber: { product: null },
  productName: { product: null },
  supplier: { supplier: null },
  quantityPu: { quantitySku: null },
  quantitySku: { quantitySku: null },
  price: { priceMinor: null },
  discount: { discountBasisPoints: null },
  tax: { taxBasisPoints: null },
  bin: { bin: null },
  lotNumber: { lotNumber: '' },
  serial: { serial: '' },
  madeOn: { madeOn: null },
  expiresOn: { expiresOn: null },
  supplierLot: { supplierLot: '' },
}

/** Number and name are two ways to say the product; both quantities are one. */
export function cellsOfSameMeaning(column: ColumnId): readonly ColumnId[] {
  if (column === 'productNumber' || column === 'productName') return ['productNumber', 'productName']
  if (column === 'quantityPu' || column === 'quantitySku') return ['quantityPu', 'quantitySku']
  return [column]
}

export function without(
  unread: DraftLine['unread'],
  ...columns: readonly ColumnId[]
): Partial<Record<ColumnId, Unread>> {
  return Object.fromEntries(
    Object.entries(unread).filter(([column]) => !columns.includes(column as ColumnId)),
  )
}

/** What of a patch says something where a row says nothing yet. */
export function newsFor(line: DraftLine, patch: LinePatch): LinePatch {
  const isNews = ([field]: [string, unknown]) => {
    const value = line[field as keyof DraftLine]
    return value === null || value === ''
  }
  return Object.fromEntries(Object.entries(patch).filter(isNews))
}
