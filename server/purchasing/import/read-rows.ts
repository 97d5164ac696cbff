import type { ImportField } from '../../../contract/purchasing.ts'
import { refuse } from '../../platform/refusal.ts'
import { type Cell, readSheetRows, type SheetRow } from '../../platform/spreadsheet/public.ts'
import { refusingFiles, shown } from './describe-sheet.ts'
import type { ImportProblems } from './import-problems.ts'
import { type ImportRow, mostRows } from './import-row.ts'
import { type CellAnswer, dateOf, type Money, plainNames, priceOf, quantityOf, textOf } from './read-cells.ts'

export interface SheetToRead {
  readonly file: Uint8Array
  readonly fileName: string
  readonly sheet: string
  readonly headerRow: number
  readonly mapping: Partial<Record<ImportField, number>>
  readonly money: Money
}

export interface ReadRows {
  readonly rows: ImportRow[]
  /** What each column is called in this file, for the sentences about it. */
  readonly headings: Record<ImportField, string>
}

/**
 * Reads all rows below the headings into compact rows, a batch at a time; each cell that cannot be taken becomes a
 * problem. Rows without a value in any matched column are skipped. `progress` gets the fraction read. Refuses
 * file_refused (also for more rows than an order has lines, and for none); throws the signal's reason when aborted.
 */
export async function readRows(
  sheet: SheetToRead,
  problems: ImportProblems,
  { signal, progress }: { signal: AbortSignal; progress: (fraction: number) => void },
): Promise<ReadRows> {
  const { file, fileName } = sheet
  const headings = { ...plainNames }
  const read = rowReader(sheet, headings, problems)
  const rows: ImportRow[] = []
  await refusingFiles(async () => {
    for await (const batch of readSheetRows(file, { fileName, sheet: sheet.sheet, signal })) {
      for (const row of batch.rows) {
        if (row.number === sheet.headerRow) nameColumns(row, sheet.mapping, headings)
        if (row.number <= sheet.headerRow) continue
        const one = read(row)
        if (one !== null) rows.push(one)
      }
      if (rows.length > mostRows) throw tooManyRows()
      progress(batch.progress)
    }
  })
  if (rows.length === 0)
    throw refuse('file_refused', {
      sentence: `There is nothing below the headings in row ${sheet.headerRow} in the matched columns. Choose another sheet or heading row.`,
    })
  return { rows, headings }
}

function tooManyRows() {
  const most = mostRows.toLocaleString('en')
  return refuse('file_refused', {
    sentence: `This sheet has more than ${most} rows, and an order has ${most} lines at most. Split the file and import its parts.`,
  })
}

function nameColumns(row: SheetRow, mapping: SheetToRead['mapping'], headings: ReadRows['headings']): void {
  for (const [field, index] of Object.entries(mapping) as [ImportField, number][]) {
    headings[field] = shown(row.cells[index]) || headings[field]
  }
}

const empty: Cell = { kind: 'empty' }

function rowReader(
  { mapping, money }: SheetToRead,
  headings: ReadRows['headings'],
  problems: ImportProblems,
): (row: SheetRow) => ImportRow | null {
  const columns = Object.values(mapping)
  const once = onceEach()
  return row => {
    const cellOf = (field: ImportField): Cell => row.cells[mapping[field] ?? -1] ?? empty
    if (columns.every(index => isBlank(row.cells[index]))) return null
    const take = <Value>(field: ImportField, answer: CellAnswer<Value>): Value | null | undefined => {
      if ('value' in answer) return answer.value
      problems.add(row.number, `${headings[field]}${answer.wrong}`)
      return undefined
    }
    const text = (field: ImportField, longest = 100) => take(field, textOf(cellOf(field), longest))
    return {
      number: row.number,
      productNumber: once(text('productNumber')),
      productName: once(text('productName', 200)),
      barcode: text('barcode'),
      supplier: once(text('supplier', 200)),
      quantityPu: take('quantityPu', quantityOf(cellOf('quantityPu'))),
      quantitySku: take('quantitySku', quantityOf(cellOf('quantitySku'))),
      priceMinor: take('price', priceOf(cellOf('price'), money)),
      bin: once(text('bin', 50)),
      lotNumber: once(text('lotNumber')),
      serial: text('serial'),
      madeOn: once(take('madeOn', dateOf(cellOf('madeOn')))),
      expiresOn: once(take('expiresOn', dateOf(cellOf('expiresOn')))),
    }
  }
}

function isBlank(cell: Cell | undefined): boolean {
  return cell === undefined || cell.kind === 'empty' || (cell.kind === 'text' && cell.text.trim() === '')
}

/** Keeps one copy of texts that come again in row after row: 100,000 rows must stay small. */
function onceEach(): <Text extends string | null | undefined>(text: Text) => Text {
  const known = new Map<string, string>()
  return text => {
    if (typeof text !== 'string') return text
    const before = known.get(text)
    if (before === undefined) known.set(text, text)
    return (before ?? text) as typeof text
  }
}
