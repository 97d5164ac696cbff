import { refuse } from '../refusal.ts'
import {
  type Cell,
  cellAsText,
  readSheetHead,
  type SheetRow,
  SpreadsheetRefused,
} from '../spreadsheet/public.ts'
import type { RecogniseHeadings } from './recognise-headings.ts'

/** What a sheet says about itself before all of it is read. */
export interface SheetDescription<Field extends string> {
  sheets: string[]
  sheet: string
  /** The row that holds the headings, as the spreadsheet numbers it. */
  headerRow: number
  /** `field` is what the heading was recognised as, or null. */
  columns: { index: number; heading: string; field: Field | null; samples: string[] }[]
  /** The first rows below the headings, as shown. */
  preview: { number: number; cells: string[] }[]
  approximateRows: number | null
}

/** Beyond the last row that may be chosen as heading (100), enough rows for the preview. */
const rowsToRead = 130
const rowsThatMayBeHeadings = 30
const previewRows = 20
const samplesOfColumn = 5

/**
 * Finds the headings of a sheet (a title or an address may stand above them: the row among the first 30 with the most
 * headings that `recognise` knows) and shows what stands below. `sheet` and `headerRow` are the clerk's own choice.
 * Refuses file_refused.
 */
export async function describeSheet<Field extends string>(
  file: Uint8Array,
  fileName: string,
  recognise: RecogniseHeadings<Field>,
  chosen: { sheet?: string | undefined; headerRow?: number | undefined } = {},
): Promise<SheetDescription<Field>> {
  const head = await refusingFiles(() =>
    readSheetHead(file, {
      fileName,
      rows: rowsToRead,
      ...(chosen.sheet === undefined ? {} : { sheet: chosen.sheet }),
    }),
  )
  const headerRow = chosen.headerRow ?? findHeaderRow(head.rows, recognise)
  const below = head.rows.filter(row => row.number > headerRow)
  const approximate = head.approximateRowCount
  return {
    sheets: head.sheets,
    sheet: head.sheet,
    headerRow,
    columns: columnsOf(head.rows.find(row => row.number === headerRow)?.cells ?? [], below, recognise),
    preview: below.slice(0, previewRows).map(row => ({ number: row.number, cells: row.cells.map(shown) })),
    approximateRows: approximate === null ? null : Math.max(0, approximate - headerRow),
  }
}

/** Turns what the spreadsheet reader refuses into a refusal of ours, with its sentence. */
export async function refusingFiles<Answer>(work: () => Promise<Answer>): Promise<Answer> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof SpreadsheetRefused) throw refuse('file_refused', { sentence: error.message })
    throw error
  }
}

function findHeaderRow(rows: readonly SheetRow[], recognise: RecogniseHeadings<string>): number {
  let best = { number: rows[0]?.number ?? 1, recognised: 0 }
  for (const row of rows.slice(0, rowsThatMayBeHeadings)) {
    const recognised = recognise(row.cells.map(shown)).filter(field => field !== null).length
    if (recognised > best.recognised && row.number <= 100) best = { number: row.number, recognised }
  }
  return best.number
}

function columnsOf<Field extends string>(
  header: readonly Cell[],
  below: readonly SheetRow[],
  recognise: RecogniseHeadings<Field>,
): SheetDescription<Field>['columns'] {
  const width = Math.max(header.length, ...below.map(row => row.cells.length))
  const headings = Array.from({ length: width }, (_, index) => shown(header[index]))
  const fields = recognise(headings)
  return headings
    .map((heading, index) => ({
      index,
      heading,
      field: fields[index] ?? null,
      samples: below
        .map(row => shown(row.cells[index]))
        .filter(text => text !== '')
        .slice(0, samplesOfColumn),
    }))
    .filter(column => column.heading !== '' || column.samples.length > 0)
}

/** A cell as people see it; only for showing, since what a cell means depends on the field of its column. */
export function shown(cell: Cell | undefined): string {
  if (cell === undefined) return ''
  if (cell.kind === 'date') return cell.date
  if (cell.kind === 'error') return cell.text
  if (cell.kind === 'formula') return shown(cell.cached)
  const answer = cellAsText(cell)
  const text = 'text' in answer ? answer.text : cell.kind === 'number' ? cell.raw : ''
  const line = text.replace(/\s+/g, ' ').trim().slice(0, 200)
  // A control character or half a character would not survive the way to the screen: its place is shown.
  return line.replace(/[\p{Cc}\p{Cs}]/gu, '\ufffd')
}
