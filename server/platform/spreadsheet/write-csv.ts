import type { CellToWrite, SheetToWrite } from './write-spreadsheet.ts'

/** What separates the cells. With a semicolon, decimals have a comma, as spreadsheets expect where semicolons separate. */
export type CsvSeparator = 'comma' | 'semicolon' | 'tab'

const signs = { comma: ',', semicolon: ';', tab: '\t' } as const
const linesAtOnce = 500

/**
 * Gives out a CSV file while its rows come in: UTF-8 with its mark, which Excel needs. A text that a spreadsheet would
 * take for a formula gets an apostrophe before it; `plainCsvText` takes it away again.
 */
export async function* streamCsv(
  { columns, rows }: Pick<SheetToWrite, 'columns' | 'rows'>,
  separator: CsvSeparator,
): AsyncGenerator<string> {
  const sign = signs[separator]
  const line = (cells: readonly CellToWrite[]) => {
    const written = cells.map((cell, index) => writtenCell(cell, columns[index]?.kind ?? 'text', separator))
    return `${written.join(sign)}\r\n`
  }
  let lines = `\ufeff${columns.map(column => quoted(harmless(column.header))).join(sign)}\r\n`
  let count = 0
  for await (const row of rows) {
    lines += line(row)
    if (++count % linesAtOnce === 0) {
      yield lines
      lines = ''
    }
  }
  yield lines
}

function writtenCell(value: CellToWrite, kind: 'text' | 'number' | 'date', separator: CsvSeparator): string {
  if (value === null) return ''
  if (kind !== 'number') return quoted(harmless(String(value)))
  // "1.234" alone could be a thousand and more; with another zero it cannot be mistaken.
  const number = String(value).replace(/^(\d{1,3}\.\d{3})$/, '$10')
  return separator === 'semicolon' ? number.replace('.', ',') : number
}

function quoted(text: string): string {
  return /[",;\t\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

function harmless(text: string): string {
  return /^'*[=+\-@\t\r]/.test(text) ? `'${text}` : text
}

/** A text of a CSV file without the apostrophe that kept it from being a formula. */
export function plainCsvText(text: string): string {
  return /^'+[=+\-@\t\r]/.test(text) ? text.slice(1) : text
}
