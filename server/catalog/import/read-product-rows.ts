import type { ProductField } from '../../../contract/product-import.ts'
import {
  type CellAnswer,
  type Money,
  priceOf,
  type RowCells,
  type RowProblems,
  readRowsBelow,
  type SheetToRead,
  textOf,
} from '../../platform/imports/public.ts'
import { type Cell, fileKind, plainCsvText } from '../../platform/spreadsheet/public.ts'
import { listOf, purchaseUnitsOf, quantityTextOf } from './buying-texts.ts'
import { categoryOf, serialPatternOf } from './detail-texts.ts'
import { optionsOf } from './options-text.ts'
import { mostRows, type ProductRow, plainNames, type ReadProducts } from './product-row.ts'
import { barcodesOf, descriptionOf, identifierModeOf, wholeNumberOf, yesNoOf } from './read-values.ts'

const daysOf = (cell: Cell) => wholeNumberOf(cell, 1, 36_500)

const most = mostRows.toLocaleString('en')
const tooManyRows = `This sheet has more than ${most} rows, the most that one import takes. Split the file and import its parts.`

/** Reads all rows below the headings, and refuses what `readRowsBelow` refuses. `progress` gets the fraction read. */
export function readProductRows(
  sheet: SheetToRead<ProductField>,
  money: Money,
  problems: RowProblems,
  { signal, progress }: { signal: AbortSignal; progress: (fraction: number) => void },
): Promise<ReadProducts> {
  const readRow = rowReader(money, fileKind(sheet.file, sheet.fileName) === 'csv')
  return readRowsBelow(sheet, { plainNames, readRow, mostRows, tooManyRows, problems, signal, progress })
}

function rowReader(money: Money, isCsv: boolean): (cells: RowCells<ProductField>) => ProductRow {
  const typed = (cell: Cell): Cell =>
    isCsv && cell.kind === 'text' ? { kind: 'text', text: plainCsvText(cell.text) } : cell
  return cells => {
    const text = <Value>(field: ProductField, read: (cell: Cell) => CellAnswer<Value>) =>
      cells.take(field, cell => read(typed(cell)))
    return {
      number: cells.number,
      productNumber: text('productNumber', cell => textOf(cell, 100)),
      name: text('name', cell => textOf(cell, 200)),
      description: text('description', descriptionOf),
      barcodes: text('barcodes', barcodesOf),
      price: cells.take('price', cell => priceOf(cell, money)),
      unitsPerPu: cells.take('unitsPerPu', cell => wholeNumberOf(cell, 1, 1_000_000)),
      purchaseUnits: text('purchaseUnits', purchaseUnitsOf),
      suppliers: text('suppliers', listOf),
      supplierNumbers: text('supplierNumbers', listOf),
      reorderPoint: cells.take('reorderPoint', quantityTextOf),
      targetLevel: cells.take('targetLevel', quantityTextOf),
      decimals: cells.take('decimals', cell => wholeNumberOf(cell, 0, 3)),
      lots: cells.take('lots', yesNoOf),
      serials: cells.take('serials', yesNoOf),
      identifierMode: text('identifierMode', identifierModeOf),
      backorders: cells.take('backorders', yesNoOf),
      archived: cells.take('archived', yesNoOf),
      published: cells.take('published', yesNoOf),
      category: text('category', categoryOf),
      taxRate: text('taxRate', cell => textOf(cell, 100)),
      defaultLocation: text('defaultLocation', cell => textOf(cell, 100)),
      defaultBin: text('defaultBin', cell => textOf(cell, 50)),
      requiresExpiry: cells.take('requiresExpiry', yesNoOf),
      requiresMadeOn: cells.take('requiresMadeOn', yesNoOf),
      requiresSupplierLot: cells.take('requiresSupplierLot', yesNoOf),
      shelfLifeDays: cells.take('shelfLifeDays', daysOf),
      minimumDaysAtReceipt: cells.take('minimumDaysAtReceipt', daysOf),
      minimumDaysAtSale: cells.take('minimumDaysAtSale', daysOf),
      serialPattern: text('serialPattern', serialPatternOf),
      parentNumber: text('parentNumber', cell => textOf(cell, 100)),
      options: text('options', optionsOf),
    }
  }
}
