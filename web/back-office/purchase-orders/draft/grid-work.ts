import type { CellWriter } from './cell-text.ts'
import { type ColumnId, isLocked } from './draft-line.ts'
import type { DraftLines } from './draft-lines.ts'
import type { Block, Cell, GridCursor } from './grid-cursor.ts'
import { writeBlock } from './pasted-block.ts'

export type Direction = 'down' | 'up' | 'right' | 'left' | 'stay'

/** What the grid works on: its rows, its cursor, and the columns that are shown. */
export interface GridWork {
  readonly lines: DraftLines
  readonly cursor: GridCursor
  readonly columns: readonly ColumnId[]
  readonly writer: CellWriter
}

/** Where Enter leads: down the column over cells that mean nothing there; a new row follows the last product. Null stays. */
export function cellBelow({ lines, cursor, columns }: GridWork, back = false): Cell | null {
  const { row, column } = cursor.at
  const id = columns[column]!
  const step = back ? -1 : 1
  let next = row + step
  while (next >= 0 && next < lines.keys.length && isLocked(lines.line(lines.keys[next]!), id)) next += step
  if (next >= 0 && next < lines.keys.length) return { row: next, column }
  if (back || (id !== 'productNumber' && id !== 'productName')) return null
  const line = lines.line(lines.keys[row]!)
  if (line.product === null && !line.unread[id]) return null
  lines.add()
  return { row: lines.keys.length - 1, column }
}

/** Where Tab leads: to the next cell that means something, row by row. Null past the last one: the grid is left. */
export function cellBeside({ lines, cursor, columns }: GridWork, back = false): Cell | null {
  const step = back ? -1 : 1
  let { row, column } = cursor.at
  for (;;) {
    column += step
    if (column < 0 || column >= columns.length) {
      row += step
      column = back ? columns.length - 1 : 0
    }
    const key = lines.keys[row]
    if (key === undefined) return null
    if (!isLocked(lines.line(key), columns[column]!)) return { row, column }
  }
}

/** Puts a block that was copied elsewhere at the cursor; one cell fills all that is marked. Gives how many rows it took. */
export function pasteBlock(work: GridWork, block: readonly (readonly string[])[]): number {
  const { lines, cursor, columns } = work
  const { top, bottom, left, right } = cursor.block
  if (block.length === 1 && block[0]!.length === 1) {
    const text = block[0]![0]!
    enterInto(work, { top, bottom, left, right }, () => text)
    return bottom - top + 1
  }
  growFor(work, top + block.length, columns.slice(left, left + (block[0]?.length ?? 0)))
  const width = Math.max(...block.map(cells => cells.length))
  enterInto(
    work,
    {
      top,
      bottom: Math.min(top + block.length, lines.keys.length) - 1,
      left,
      right: Math.min(left + width, columns.length) - 1,
    },
    (row, column) => block[row - top]?.[column - left],
  )
  return block.length
}

/** Serials that go on below the last row of a serial product are further pieces of it. */
function growFor({ lines }: GridWork, rows: number, into: readonly ColumnId[]): void {
  const missing = rows - lines.keys.length
  if (missing <= 0) return
  const last = lines.line(lines.keys.at(-1)!)
  const isFurtherPieces =
    last.product?.tracking.serials && !into.includes('productNumber') && !into.includes('productName')
  if (!isFurtherPieces) {
    lines.add(missing)
    return
  }
  const { product, supplier, priceMinor, bin, lotNumber, madeOn, expiresOn, supplierLot, group } = last
  lines.add(missing, {
    product,
    supplier,
    quantitySku: 1,
    priceMinor,
    bin,
    lotNumber,
    madeOn,
    expiresOn,
    supplierLot,
    group,
  })
}

function enterInto(
  { lines, columns }: GridWork,
  { top, bottom, left, right }: Block,
  textAt: (row: number, column: number) => string | undefined,
): void {
  const keys = lines.keys.slice(top, bottom + 1)
  const edits = keys.flatMap((key, index) => {
    const cells = []
    for (let column = left; column <= right; column += 1) {
      const text = textAt(top + index, column)
      if (text !== undefined) cells.push({ key, column: columns[column]!, text })
    }
    // An empty one of the two quantities does not undo what the other one says.
    const saysQuantity = cells.some(cell => isQuantity(cell.column) && cell.text.trim() !== '')
    return cells.filter(cell => !(saysQuantity && isQuantity(cell.column) && cell.text.trim() === ''))
  })
  lines.enter(edits)
}

const isQuantity = (column: ColumnId) => column === 'quantityPu' || column === 'quantitySku'

/** Empties what is marked. */
export function emptyBlock(work: GridWork): void {
  enterInto(work, work.cursor.block, () => '')
}

/** Copies the first marked row over the others; with one row marked, the row above over it. */
export function fillDown({ lines, cursor, columns }: GridWork): void {
  const { top, bottom, left, right } = cursor.block
  const from = top === bottom ? top - 1 : top
  const source = lines.keys[from]
  if (source === undefined) return
  for (const column of columns.slice(left, right + 1)) {
    const to = lines.keys.slice(from + 1, bottom + 1)
    lines.copy(
      source,
      to.filter(key => !isLocked(lines.line(key), column)),
      column,
    )
  }
}

/** What is marked, as text for the clipboard. */
export function copyBlock({ lines, cursor, columns, writer }: GridWork): string {
  const { top, bottom, left, right } = cursor.block
  const shown = columns.slice(left, right + 1)
  const rows = lines.keys.slice(top, bottom + 1).map(key => lines.line(key))
  return writeBlock(rows.map(line => shown.map(column => writer.text(line, column, true))))
}
