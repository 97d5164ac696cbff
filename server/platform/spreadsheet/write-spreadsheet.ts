import { type CellValue, type ColumnDef, writeXlsx, writeXlsxStream } from 'hucre/xlsx'
import { isCalendarDate } from './date-serial.ts'
import { spreadsheetLimits } from './limits.ts'

/**
 * How a column is written. `text` cells stay text even when typed over, so leading zeros live and nothing is taken
 * for a formula. `number` takes numbers, or decimals as text such as "4.20". `date` takes YYYY-MM-DD.
 */
export interface ColumnToWrite {
  header: string
  kind: 'text' | 'number' | 'date'
  /** In characters. */
  width?: number
}

export type CellToWrite = string | number | null

export interface SheetToWrite {
  name: string
  columns: readonly ColumnToWrite[]
  rows: Iterable<readonly CellToWrite[]> | AsyncIterable<readonly CellToWrite[]>
}

/**
 * Writes an Excel workbook (.xlsx): each sheet has its columns' headers in a first row that stays in view.
 * One sheet is written as a stream, whatever its length; with several, all their rows are held in memory.
 * What Excel cannot store exactly as its column's kind (a number of more than 15 digits, a date before March 1900)
 * is written as text. Throws a plain Error for a value that its column cannot take: that is the caller's mistake.
 */
export async function writeSpreadsheet(sheets: readonly SheetToWrite[]): Promise<Uint8Array> {
  const [only, ...more] = sheets
  if (!only) throw new Error('A workbook needs at least one sheet')
  if (more.length === 0) return new Uint8Array(await new Response(streamSpreadsheet(only)).arrayBuffer())
  const whole = sheets.map(async sheet => {
    const rows: CellValue[][] = [sheet.columns.map(column => escapeForExcel(column.header))]
    for await (const row of writtenRows(sheet)) rows.push(row)
    const { name, columns, freezePane } = sheetFrame(sheet)
    return { name, columns: columns.map(({ header: _, ...column }) => column), freezePane, rows }
  })
  return writeXlsx({ sheets: await Promise.all(whole) })
}

/** A workbook of one sheet, given out while its rows come in: memory for it is bounded, whatever its length. */
export function streamSpreadsheet(sheet: SheetToWrite): ReadableStream<Uint8Array> {
  return writeXlsxStream(writtenRows(sheet), { ...sheetFrame(sheet), inlineStrings: true })
}

function sheetFrame(sheet: SheetToWrite) {
  const columns: (ColumnDef & { header: string })[] = sheet.columns.map(column => ({
    header: escapeForExcel(column.header),
    width: column.width ?? Math.max(12, column.header.length + 2),
    numFmt: { text: '@', number: 'General', date: 'yyyy-mm-dd' }[column.kind],
  }))
  return { name: sheet.name, columns, freezePane: { rows: 1 } }
}

async function* writtenRows(sheet: SheetToWrite): AsyncGenerator<CellValue[]> {
  const kinds = sheet.columns.map(column => column.kind)
  let count = 0
  for await (const row of sheet.rows) {
    if (row.length > kinds.length) throw new Error(`A row of ${sheet.name} has more cells than columns`)
    yield row.map((value, index) => writtenCell(value, kinds[index] ?? 'text'))
    // The writer never waits for anything by itself, and the server has others to answer meanwhile.
    if (++count % 250 === 0) await new Promise(resolve => setImmediate(resolve))
  }
}

function writtenCell(value: CellToWrite, kind: ColumnToWrite['kind']): CellValue {
  if (value === null || value === '') return null
  if (kind === 'text') return escapeForExcel(String(value))
  if (kind === 'date') return writtenDate(value)
  return writtenNumber(value)
}

const firstSafeDate = '1900-03-01'

function writtenDate(value: string | number): CellValue {
  if (typeof value !== 'string' || !isCalendarDate(value))
    throw new Error(`${value} is not a date as YYYY-MM-DD`)
  return value < firstSafeDate ? value : new Date(`${value}T00:00:00Z`)
}

function writtenNumber(value: string | number): CellValue {
  const text = String(value)
  if (!/^-?\d+(\.\d+)?(e[+-]?\d+)?$/.test(text)) throw new Error(`${value} is not a number`)
  const significant = text.replace(/e.*$|[-.]/g, '').replace(/^0+|0+$/g, '')
  return significant.length > 15 ? text : Number(text)
}

/**
 * Text as Excel stores it. What looks like Excel's own escape for a character (_x0041_) is escaped, or it would come
 * back as that character; the library does the rest.
 */
function escapeForExcel(text: string): string {
  if (text.length > spreadsheetLimits.textLength)
    throw new Error('A text is longer than an Excel cell can hold')
  if (/\p{Surrogate}/u.test(text)) throw new Error('A text has half a character in it')
  return text.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
}
