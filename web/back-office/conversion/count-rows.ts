import type { Conversion, ConversionLine, ConversionShelf } from '../../../contract/conversion.ts'

export const fields = ['serial', 'lotNumber', 'quantity', 'madeOn', 'expiresOn'] as const
export type Field = (typeof fields)[number]

/** A row of a count as it is typed; a piece or a part of a lot. */
export type CountRow = { readonly [F in Field]: string }

export const emptyRow: CountRow = { serial: '', lotNumber: '', quantity: '', madeOn: '', expiresOn: '' }

/** Which columns a count has: pieces of a known lot need only their serials. */
export function fieldsOf(
  conversion: Pick<Conversion, 'to'>,
  shelf: Pick<ConversionShelf, 'lot'>,
): readonly Field[] {
  if (!conversion.to.serials) return ['lotNumber', 'quantity', 'madeOn', 'expiresOn']
  return shelf.lot === null ? ['serial', 'lotNumber', 'expiresOn'] : ['serial']
}

export interface Defaults {
  readonly lotNumber: string
  readonly expiresOn: string
}

export const isFilled = (row: CountRow) => row.serial !== '' || row.lotNumber !== '' || row.quantity !== ''

/** Rows for what was saved, and empty ones for what is not identified yet; for lots, one to type the next into. */
export function rowsOf(
  lines: readonly ConversionLine[],
  { pieces, onHand }: { pieces: boolean; onHand: number },
  write: (quantity: number) => string,
): CountRow[] {
  const rows = lines.map(line => ({
    serial: line.serial ?? '',
    lotNumber: line.lotNumber ?? '',
    quantity: pieces ? '' : write(line.quantity),
    madeOn: line.madeOn ?? '',
    expiresOn: line.expiresOn ?? '',
  }))
  return padded(rows, pieces ? onHand : 0)
}

/** At least so many rows, and for lots always an empty one at the end. */
function padded(rows: CountRow[], atLeast: number): CountRow[] {
  while (rows.length < atLeast) rows.push(emptyRow)
  if (atLeast === 0 && (rows.length === 0 || isFilled(rows.at(-1)!))) rows.push(emptyRow)
  return rows
}

/** Writes a block of cells, as it is pasted, from a row and field on; rows are added where it is longer. */
export function withBlock(
  rows: readonly CountRow[],
  at: { row: number; field: Field },
  cells: readonly (readonly string[])[],
  columns: readonly Field[],
  pieces: boolean,
): CountRow[] {
  const next = [...rows]
  const first = columns.indexOf(at.field)
  cells.forEach((texts, down) => {
    const changed: Partial<Record<Field, string>> = {}
    texts.forEach((text, across) => {
      const field = columns[first + across]
      if (field !== undefined) changed[field] = text.trim()
    })
    next[at.row + down] = { ...(next[at.row + down] ?? emptyRow), ...changed }
  })
  return padded(next, pieces ? 1 : 0)
}

/** A copied column or block: lines, and tabs between cells. Null for a plain text, which the field takes itself. */
export function cellsOf(text: string): string[][] | null {
  const lines = text.replace(/(\r\n|\r|\n)$/, '').split(/\r\n|\r|\n/)
  if (lines.length === 1 && !text.includes('\t')) return null
  return lines.map(line => line.split('\t'))
}

/** The first row without a serial, from a row on and then from the top; the end when all are filled. */
export function nextEmpty(rows: readonly CountRow[], from: number): number {
  const after = rows.findIndex((row, index) => index >= from && row.serial === '')
  if (after >= 0) return after
  const before = rows.findIndex(row => row.serial === '')
  return before >= 0 ? before : rows.length
}

/** For each row whose serial stands in another row too, the number of that row, from 1. */
export function twins(rows: readonly CountRow[]): Map<number, number> {
  const first = new Map<string, number>()
  const found = new Map<number, number>()
  rows.forEach(({ serial }, index) => {
    if (serial === '') return
    const key = serial.normalize('NFC')
    const other = first.get(key)
    if (other === undefined) {
      first.set(key, index)
      return
    }
    found.set(index, other + 1)
    if (!found.has(other)) found.set(other, index + 1)
  })
  return found
}

/** What is sent: the rows that are filled, with what they leave to the defaults. `read` reads a quantity, or gives null. */
export function linesOf(
  rows: readonly CountRow[],
  { pieces, hasLot, defaults }: { pieces: boolean; hasLot: boolean; defaults: Defaults },
  read: (text: string) => number | null,
): ConversionLine[] {
  return rows
    .filter(row => (pieces ? row.serial !== '' : isFilled(row)))
    .map(row => ({
      quantity: pieces ? 1 : (read(row.quantity) ?? 0),
      serial: pieces ? row.serial : null,
      lotNumber: hasLot ? null : row.lotNumber || (pieces ? defaults.lotNumber : '') || null,
      madeOn: row.madeOn || null,
      expiresOn: hasLot
        ? null
        : row.expiresOn || (pieces && row.lotNumber === '' ? defaults.expiresOn : '') || null,
    }))
}
