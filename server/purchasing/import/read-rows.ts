import type { ImportField } from '../../../contract/purchasing.ts'
import {
  dateOf,
  type Money,
  onceEach,
  priceOf,
  type RowCells,
  type RowProblems,
  type ReadRows as RowsOf,
  readRowsBelow,
  type SheetToRead,
  textOf,
} from '../../platform/imports/public.ts'
import { type ImportRow, mostRows } from './import-row.ts'
import { plainNames, quantityOf } from './read-cells.ts'

export type ReadRows = RowsOf<ImportField, ImportRow>

const most = mostRows.toLocaleString('en')
const tooManyRows = `This sheet has more than ${most} rows, and an order has ${most} lines at most. Split the file and import its parts.`

/** Reads all rows below the headings, and refuses what `readRowsBelow` refuses. `progress` gets the fraction read. */
export function readRows(
  sheet: SheetToRead<ImportField>,
  money: Money,
  problems: RowProblems,
  { signal, progress }: { signal: AbortSignal; progress: (fraction: number) => void },
): Promise<ReadRows> {
  const readRow = rowReader(money)
  return readRowsBelow(sheet, { plainNames, readRow, mostRows, tooManyRows, problems, signal, progress })
}

function rowReader(money: Money): (cells: RowCells<ImportField>) => ImportRow {
  const once = onceEach()
  return cells => {
    const text = (field: ImportField, longest = 100) => cells.take(field, cell => textOf(cell, longest))
    return {
      number: cells.number,
      productNumber: once(text('productNumber')),
      productName: once(text('productName', 200)),
      barcode: text('barcode'),
      supplier: once(text('supplier', 200)),
      quantityPu: cells.take('quantityPu', quantityOf),
      quantitySku: cells.take('quantitySku', quantityOf),
      priceMinor: cells.take('price', cell => priceOf(cell, money)),
      bin: once(text('bin', 50)),
      lotNumber: once(text('lotNumber')),
      serial: text('serial'),
      madeOn: once(cells.take('madeOn', dateOf)),
      expiresOn: once(cells.take('expiresOn', dateOf)),
      supplierLot: once(text('supplierLot')),
    }
  }
}
