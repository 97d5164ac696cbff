import type { ImportChoices, ImportField, ImportVerdict } from '../../../contract/purchasing.ts'
import {
  dateOf,
  type Money,
  onceEach,
  priceOf,
  type RowCells,
  type RowProblems,
  readRowsBelow,
  type SheetToRead,
  textOf,
} from '../../platform/imports/public.ts'
import { refuse } from '../../platform/refusal.ts'
import { type ImportRow, mostLines } from './import-row.ts'
import { plainNames, quantityOf } from './read-cells.ts'
import { oneSerialOf, serialsOf } from './read-serials.ts'

export interface ReadRows {
  /** One for each line of the order. */
  readonly rows: ImportRow[]
  /** How many rows of the file they come from. */
  readonly fileRows: number
  /** What cells with several serial numbers became: the first of them, and how many there are. */
  readonly split: ImportVerdict['split']
  readonly splitCount: number
  /** What each column is called in this file, for the sentences about it. */
  readonly headings: Record<ImportField, string>
}

interface SheetOfOrder extends SheetToRead<ImportField> {
  readonly serialCells: ImportChoices['serialCells']
}

const most = mostLines.toLocaleString('en')
const tooManyRows = `This sheet makes more than ${most} lines, and an order has ${most} lines at most. Split the file and import its parts.`

/**
 * Reads all rows below the headings; a row whose cell names several serial numbers becomes a line for each. Refuses what
 * `readRowsBelow` refuses, and file_refused as soon as there are too many lines. `progress` gets the fraction read.
 */
export async function readRows(
  sheet: SheetOfOrder,
  money: Money,
  problems: RowProblems,
  { signal, progress }: { signal: AbortSignal; progress: (fraction: number) => void },
): Promise<ReadRows> {
  const reader = new LineReader(money, sheet.serialCells)
  const { headings, rows } = await readRowsBelow(sheet, {
    plainNames,
    readRow: cells => reader.read(cells),
    mostRows: mostLines,
    tooManyRows,
    problems,
    signal,
    progress,
  })
  const { lines, split, splitCount } = reader
  return { rows: lines, fileRows: rows.length, split, splitCount, headings }
}

const splitTold = 200

/** Gathers the lines while the rows come, so that a small file with long ranges is stopped before it fills the memory. */
class LineReader {
  readonly lines: ImportRow[] = []
  readonly split: ImportVerdict['split'] = []
  splitCount = 0
  readonly #once = onceEach()
  readonly #money: Money
  readonly #serialCells: SheetOfOrder['serialCells']

  constructor(money: Money, serialCells: SheetOfOrder['serialCells']) {
    this.#money = money
    this.#serialCells = serialCells
  }

  read(cells: RowCells<ImportField>): null {
    const row = this.#readRow(cells)
    const serials = cells.take('serial', this.#serialCells === 'several' ? serialsOf : oneSerialOf)
    const pieces = serials?.length ?? 1
    if (this.lines.length + pieces > mostLines) throw refuse('file_refused', { sentence: tooManyRows })
    for (let piece = 0; piece < pieces; piece += 1)
      this.lines.push({
        ...row,
        piece,
        pieces,
        serial: serials ? serials[piece]! : (serials as null | undefined),
      })
    if (serials && pieces > 1) this.#tellSplit(cells.number, serials)
    return null
  }

  #readRow(cells: RowCells<ImportField>): Omit<ImportRow, 'piece' | 'pieces' | 'serial'> {
    const once = this.#once
    const text = (field: ImportField, longest = 100) => cells.take(field, cell => textOf(cell, longest))
    return {
      number: cells.number,
      productNumber: once(text('productNumber')),
      productName: once(text('productName', 200)),
      barcode: text('barcode'),
      supplier: once(text('supplier', 200)),
      quantityPu: once(cells.take('quantityPu', quantityOf)),
      quantitySku: once(cells.take('quantitySku', quantityOf)),
      priceMinor: cells.take('price', cell => priceOf(cell, this.#money)),
      bin: once(text('bin', 50)),
      lotNumber: once(text('lotNumber')),
      madeOn: once(cells.take('madeOn', dateOf)),
      expiresOn: once(cells.take('expiresOn', dateOf)),
      supplierLot: once(text('supplierLot')),
    }
  }

  #tellSplit(row: number, serials: readonly string[]): void {
    this.splitCount += 1
    if (this.split.length >= splitTold) return
    this.split.push({ row, count: serials.length, first: serials.slice(0, 4), last: serials.at(-1)! })
  }
}
