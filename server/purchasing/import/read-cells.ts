import type { ImportField } from '../../../contract/purchasing.ts'
import { type CellAnswer, readValue } from '../../platform/imports/public.ts'
import { type Cell, cellAsDecimalText } from '../../platform/spreadsheet/public.ts'

/** A quantity above zero, as decimal text. */
export function quantityOf(cell: Cell): CellAnswer<string> {
  const answer = readValue(cell, cellAsDecimalText)
  if ('wrong' in answer) return answer
  const { decimal } = answer
  if (decimal === null) return { value: null }
  if (!/^\d+(\.\d+)?$/.test(decimal) || !/[1-9]/.test(decimal))
    return { wrong: ` is ${decimal}. Enter a quantity above zero.` }
  return { value: decimal }
}

/** What a column is called when the file gives it no heading. */
export const plainNames: Record<ImportField, string> = {
  productNumber: 'Product number',
  productName: 'Product name',
  barcode: 'Barcode',
  supplier: 'Supplier',
  quantityPu: 'PU quantity',
  quantitySku: 'SKU quantity',
  price: 'Purchase price',
  bin: 'Warehousing location',
  supplierLot: 'Supplier’s lot',
  lotNumber: 'Lot No.',
  serial: 'Serial No.',
  madeOn: 'Made on',
  expiresOn: 'Expiry date',
}
