/** Rows and cells of a block as spreadsheets put it on the clipboard: tabs, line breaks, and quotes around cells that hold either. */
export function readBlock(text: string): string[][] {
  const rows: string[][] = [[]]
  let cell = ''
  let at = 0
  const endCell = () => {
    rows.at(-1)!.push(cell)
    cell = ''
  }
  while (at < text.length) {
    const sign = text[at]!
    if (sign === '"' && cell === '') {
      const quoted = readQuoted(text, at)
      if (quoted !== null) {
        cell = quoted.cell
        at = quoted.end
        continue
      }
    }
    if (sign === '\t') endCell()
    else if (sign === '\n' || sign === '\r') {
      if (sign === '\r' && text[at + 1] === '\n') at += 1
      endCell()
      rows.push([])
    } else cell += sign
    at += 1
  }
  endCell()
  // A copied column ends with a line break that is no further row.
  if (rows.length > 1 && rows.at(-1)!.length === 1 && rows.at(-1)![0] === '') rows.pop()
  return rows
}

/** A cell in quotes, if a quote ends it where a cell may end; a lone quote is a sign like any other. */
function readQuoted(text: string, from: number): { cell: string; end: number } | null {
  let cell = ''
  for (let at = from + 1; at < text.length; at += 1) {
    if (text[at] !== '"') cell += text[at]
    else if (text[at + 1] === '"') {
      cell += '"'
      at += 1
    } else {
      const after = text[at + 1]
      return after === undefined || after === '\t' || after === '\n' || after === '\r'
        ? { cell, end: at + 1 }
        : null
    }
  }
  return null
}

/** A block as text for the clipboard. */
export function writeBlock(rows: readonly (readonly string[])[]): string {
  const quote = (cell: string) => (/["\t\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)
  return rows.map(cells => cells.map(quote).join('\t')).join('\n')
}
