import { groupColumns } from './cell-meaning.ts'
import type { CellWriter } from './cell-text.ts'
import { type ColumnId, isLocked } from './draft-line.ts'
import type { DraftLines } from './draft-lines.ts'
import type { Block, Cell, GridCursor } from './grid-cursor.ts'
import type { GridView, ViewRow } from './grid-view.ts'
import { writeBlock } from './pasted-block.ts'

export type Direction = 'down' | 'up' | 'right' | 'left' | 'stay'

/** What the grid works on: its rows, how they are shown, its cursor, and the columns that are shown. */
export interface GridWork {
  readonly lines: DraftLines
  readonly view: GridView
  readonly cursor: GridCursor
  readonly columns: readonly ColumnId[]
  readonly writer: CellWriter
}

/** Whether nothing can be entered into a cell of a shown row. A folded group takes what its rows have in common, and serials. */
export function isLockedIn(lines: DraftLines, row: ViewRow, column: ColumnId): boolean {
  const line = lines.line(row.keys[0]!)
  if (row.isFolded && column !== 'serial' && !groupColumns.includes(column)) return true
  return isLocked(line, column)
}

/** Where Enter leads: down the column over cells that mean nothing there; a new row follows the last product. Null stays. */
export function cellBelow({ lines, view, cursor, columns }: GridWork, back = false): Cell | null {
  const { row, column } = cursor.at
  const id = columns[column]!
  const step = back ? -1 : 1
  let next = row + step
  while (view.rows[next] && isLockedIn(lines, view.rows[next]!, id)) next += step
  if (view.rows[next]) return { row: next, column }
  if (back || (id !== 'productNumber' && id !== 'productName')) return null
  const line = lines.line(view.rows[row]!.keys[0]!)
  if (line.product === null && !line.unread[id]) return null
  lines.add()
  return { row: view.rows.length - 1, column }
}

/** Where Tab leads: to the next cell that means something, row by row. Null past the last one: the grid is left. */
export function cellBeside({ lines, view, cursor, columns }: GridWork, back = false): Cell | null {
  const step = back ? -1 : 1
  let { row, column } = cursor.at
  for (;;) {
    column += step
    if (column < 0 || column >= columns.length) {
      row += step
      column = back ? columns.length - 1 : 0
    }
    const shown = view.rows[row]
    if (shown === undefined) return null
    if (!isLockedIn(lines, shown, columns[column]!)) return { row, column }
  }
}

/** The rows of the order that are marked, folded ones included. */
export function markedKeys({ lines, view, cursor }: GridWork): readonly number[] {
  const { top, bottom } = cursor.block
  const last = view.rows[bottom]
  if (last === undefined) return []
  return lines.keys.slice(view.rows[top]!.position, last.position + last.keys.length)
}

/** Puts a block that was copied elsewhere at the cursor; one cell fills all that is marked. Gives how many rows it took. */
export function pasteBlock(work: GridWork, block: readonly (readonly string[])[]): number {
  const { lines, view, cursor, columns } = work
  const { top, left, right } = cursor.block
  if (block.length === 1 && block[0]!.length === 1) {
    const text = block[0]![0]!
    const keys = markedKeys(work)
    enterInto(work, keys, { left, right }, () => text)
    return keys.length
  }
  const from = view.rows[top]!.position
  return lines.together(() => {
    // Serials that go on downwards name the pieces of a quantity one by one.
    if (columns[left] === 'serial') lines.asPieces(lines.keys[from]!)
    growFor(work, from + block.length, columns.slice(left, left + (block[0]?.length ?? 0)))
    const width = Math.max(...block.map(cells => cells.length))
    const keys = lines.keys.slice(from, from + block.length)
    const across = { left, right: Math.min(left + width, columns.length) - 1 }
    enterInto(work, keys, across, (row, column) => block[row]?.[column - left])
    return block.length
  })
}

/** Serials that go on below the last row of a serial product are further pieces of it. */
function growFor({ lines }: GridWork, rows: number, into: readonly ColumnId[]): void {
  const missing = rows - lines.keys.length
  if (missing <= 0) return
  const last = lines.line(lines.keys.at(-1)!)
  const { product } = last
  const isOfPieces = product?.tracking.serials || (product?.piecesHaveSerials && into[0] === 'serial')
  const isFurtherPieces = isOfPieces && !into.includes('productNumber') && !into.includes('productName')
  if (!isFurtherPieces) {
    lines.add(missing)
    return
  }
  const { key: _, serial: __, unread: ___, refused: ____, ...same } = last
  lines.add(missing, { ...same, quantitySku: 1 })
}

function enterInto(
  { lines, columns }: GridWork,
  keys: readonly number[],
  { left, right }: Pick<Block, 'left' | 'right'>,
  textAt: (row: number, column: number) => string | undefined,
): void {
  const edits = keys.flatMap((key, row) => {
    const cells = []
    for (let column = left; column <= right; column += 1) {
      const text = textAt(row, column)
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
  enterInto(work, markedKeys(work), work.cursor.block, () => '')
}

/** Copies the first marked row over the others; with one row marked, the row above over it. */
export function fillDown(work: GridWork): void {
  const { lines, cursor, columns } = work
  const { left, right } = cursor.block
  const keys = markedKeys(work)
  const isOne = keys.length === 1
  const source = isOne ? lines.keys[lines.positionOf(keys[0]!) - 1] : keys[0]
  if (source === undefined) return
  const to = isOne ? keys : keys.slice(1)
  lines.together(() => {
    for (const column of columns.slice(left, right + 1)) {
      const open = to.filter(key => !isLocked(lines.line(key), column))
      lines.copy(source, open, column)
    }
  })
}

/** What is marked, as text for the clipboard. */
export function copyBlock(work: GridWork): string {
  const { lines, cursor, columns, writer } = work
  const { left, right } = cursor.block
  const shown = columns.slice(left, right + 1)
  const rows = markedKeys(work).map(key => lines.line(key))
  return writeBlock(rows.map(line => shown.map(column => writer.text(line, column, true))))
}
