import { refuse } from '../refusal.ts'
import { type Cell, readSheetRows, type SheetRow } from '../spreadsheet/public.ts'
import { refusingFiles, shown } from './describe-sheet.ts'
import type { CellAnswer } from './read-cells.ts'
import type { RowProblems } from './row-problems.ts'

export interface SheetToRead<Field extends string> {
  readonly file: Uint8Array
  readonly fileName: string
  readonly sheet: string
  readonly headerRow: number
  /** The column of each field that was matched, from 0. */
  readonly mapping: Partial<Record<Field, number>>
}

/** One row of the file, asked field by field. */
export interface RowCells<Field extends string> {
  /** As the spreadsheet shows it. */
  readonly number: number
  /** Null for an empty cell; undefined for one that could not be taken, which is then a problem of the row. */
  take<Value>(field: Field, read: (cell: Cell) => CellAnswer<Value>): Value | null | undefined
}

interface Reading<Field extends string, Row> {
  /** What a column is called when the file gives it no heading. */
  readonly plainNames: Readonly<Record<Field, string>>
  readonly readRow: (cells: RowCells<Field>) => Row
  readonly mostRows: number
  /** Said when there are more. */
  readonly tooManyRows: string
  readonly problems: RowProblems
  readonly signal: AbortSignal
  /** Gets the fraction read. */
  readonly progress: (fraction: number) => void
}

export interface ReadRows<Field extends string, Row> {
  readonly rows: Row[]
  /** What each column is called in this file, for the sentences about it. */
  readonly headings: Record<Field, string>
}

/**
 * Reads all rows below the headings into compact rows, a batch at a time; each cell that cannot be taken becomes a
 * problem. Rows without a value in any matched column are skipped. Refuses file_refused (also for more than `mostRows`
 * rows, and for none); throws the signal's reason when aborted.
 */
export async function readRowsBelow<Field extends string, Row>(
  sheet: SheetToRead<Field>,
  reading: Reading<Field, Row>,
): Promise<ReadRows<Field, Row>> {
  const { file, fileName, headerRow, mapping } = sheet
  const { mostRows, signal, readRow } = reading
  const headings = { ...reading.plainNames }
  const columns = Object.values<number | undefined>(mapping)
  const rows: Row[] = []
  await refusingFiles(async () => {
    for await (const batch of readSheetRows(file, { fileName, sheet: sheet.sheet, signal })) {
      for (const row of batch.rows) {
        if (row.number === headerRow) nameColumns(row, mapping, headings)
        if (row.number <= headerRow || columns.every(index => isBlank(row.cells[index ?? -1]))) continue
        rows.push(readRow(cellsOf(row, mapping, headings, reading.problems)))
      }
      if (rows.length > mostRows) throw refuse('file_refused', { sentence: reading.tooManyRows })
      reading.progress(batch.progress)
    }
  })
  if (rows.length === 0)
    throw refuse('file_refused', {
      sentence: `There is nothing below the headings in row ${headerRow} in the matched columns. Choose another sheet or heading row.`,
    })
  return { rows, headings }
}

function nameColumns<Field extends string>(
  row: SheetRow,
  mapping: Partial<Record<Field, number>>,
  headings: Record<Field, string>,
): void {
  for (const [field, index] of Object.entries(mapping) as [Field, number][]) {
    headings[field] = shown(row.cells[index]) || headings[field]
  }
}

const empty: Cell = { kind: 'empty' }

function cellsOf<Field extends string>(
  row: SheetRow,
  mapping: Partial<Record<Field, number>>,
  headings: Record<Field, string>,
  problems: RowProblems,
): RowCells<Field> {
  return {
    number: row.number,
    take: (field, read) => {
      const answer = read(row.cells[mapping[field] ?? -1] ?? empty)
      if ('value' in answer) return answer.value
      problems.add(row.number, `${headings[field]}${answer.wrong}`)
      return undefined
    },
  }
}

function isBlank(cell: Cell | undefined): boolean {
  return cell === undefined || cell.kind === 'empty' || (cell.kind === 'text' && cell.text.trim() === '')
}

/** Keeps one copy of texts that come again in row after row: 100,000 rows must stay small. */
export function onceEach(): <Text extends string | null | undefined>(text: Text) => Text {
  const known = new Map<string, string>()
  return text => {
    if (typeof text !== 'string') return text
    const before = known.get(text)
    if (before === undefined) known.set(text, text)
    return (before ?? text) as typeof text
  }
}
