import { isSerialRange } from '../../../../contract/serial-range.ts'
import type { ViewRow } from './grid-view.ts'
import type { GridWork } from './grid-work.ts'

/** Serials that are not entered before a person has seen what they fill. */
export interface OfferedSerials {
  /** As it was typed or pasted. */
  readonly text: string
  /** The rows that it can fill, from the cursor on. */
  readonly keys: readonly number[]
}

/** Rows that serials can go into from a shown row on: the further rows of its group; of a folded one those without a serial. */
export function rowsForSerials(work: GridWork, shown: ViewRow): readonly number[] {
  const { lines } = work
  const row = unfoldedPieces(work, shown)
  if (row.isFolded) return row.keys.filter(key => isWithoutSerial(lines, key))
  if (row.group === null) return row.keys
  const end = lines.positionOf(row.group.first) + row.group.size
  return lines.keys.slice(row.position, end)
}

/** A quantity whose pieces may come in unnamed gets a row for each of them first. */
function unfoldedPieces({ lines, view }: GridWork, row: ViewRow): ViewRow {
  const [key] = row.keys
  if (row.keys.length !== 1 || (lines.line(key!).quantitySku ?? 0) < 2) return row
  lines.asPieces(key!)
  return view.rows[view.rowOf(key!)]!
}

function isWithoutSerial(lines: GridWork['lines'], key: number): boolean {
  const line = lines.line(key)
  return line.serial === '' && !line.unread.serial
}

/** A typed text that is a range; null when it is anything else, or its product has no serials. */
export function typedRange(work: GridWork, row: ViewRow, text: string): OfferedSerials | null {
  if (text.length > 210 || !isSerialRange(text, { isShown: true })) return null
  if (work.lines.line(row.keys[0]!).product?.piecesHaveSerials !== true) return null
  return { text, keys: rowsForSerials(work, row) }
}

/** A pasted column of serials among which are ranges. */
export function pastedRanges(work: GridWork, block: readonly (readonly string[])[]): OfferedSerials | null {
  const { view, cursor, columns } = work
  const row = view.rows[cursor.block.top]
  if (row === undefined || columns[cursor.block.left] !== 'serial' || block.some(cells => cells.length !== 1))
    return null
  const cells = block.map(([cell]) => cell!)
  if (cells.length === 1) return typedRange(work, row, cells[0]!)
  const hasRange = cells.some(cell => cell.length < 210 && isSerialRange(cell))
  return hasRange ? { text: cells.join('\n'), keys: rowsForSerials(work, row) } : null
}
