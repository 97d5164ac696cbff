export interface ElsewhereRow {
  readonly order: string
  readonly identifiers: string[]
}

/** Reads pasted lines or a CSV file: the order's number, then its identifiers. A line without a number is a heading. */
export function readElsewhereRows(text: string): ElsewhereRow[] {
  return text.split(/\r\n|\n|\r/).flatMap(line => {
    const [order = '', ...rest] = cellsOf(line)
    return /^o?\d+$/i.test(order)
      ? [{ order: /^\d/.test(order) ? `O${order}` : order, identifiers: rest.filter(cell => cell !== '') }]
      : []
  })
}

/** The same rows as text, a line for each order; a value that holds a sign between cells stands in quotes. */
export function writeElsewhereRows(rows: readonly ElsewhereRow[]): string {
  return rows
    .map(({ order, identifiers }) => [order, ...identifiers.map(cell), ...(identifiers.length ? [] : [''])])
    .map(cells => cells.join(', '))
    .join('\n')
}

const cell = (value: string) => (/[\t,;"]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value)

/** Cells of a line, whichever sign stands between them; in quotes they may hold it. */
function cellsOf(line: string): string[] {
  const cells = line.matchAll(/(?:^|[\t,;])\s*(?:"((?:[^"]|"")*)"|([^\t,;]*))/g)
  return [...cells].map(([, quoted, plain]) => (quoted?.replaceAll('""', '"') ?? plain ?? '').trim())
}
