import { useCallback, useRef } from 'react'
import type { LinePatch } from './cell-text.ts'
import type { ColumnId } from './draft-line.ts'
import type { ViewRow } from './grid-view.ts'
import type { Direction, GridWork } from './grid-work.ts'
import { rowsForSerials } from './take-serials.ts'

interface CellEditOptions {
  focusGrid: () => void
  step: (direction: Direction) => unknown
  /** Takes a text that is more than one cell's: a range, a GS1 code. False leaves it to the cell. */
  take: (row: ViewRow, column: ColumnId, text: string) => boolean
}

/** What happens when the editing of a cell ends. The functions stay the same, so that rows need not be drawn for them. */
export function useCellEdit(work: GridWork, options: CellEditOptions) {
  const { lines, view, cursor, columns } = work
  const latest = useRef(options)
  latest.current = options

  const leaveCell = useCallback(
    (enter: (row: ViewRow, column: ColumnId) => Direction, move: Direction) => {
      const { row, column } = cursor.at
      const shown = view.rows[row]
      cursor.endEdit()
      // The field took the focus along when it went; whoever clicked elsewhere has it there already.
      if (move !== 'stay' || document.activeElement === document.body) latest.current.focusGrid()
      latest.current.step(shown === undefined ? move : enter(shown, columns[column]!))
    },
    [cursor, view, columns],
  )
  const onFinish = useCallback(
    (text: string | null, move: Direction) => {
      if (text === null) {
        cursor.endEdit()
        latest.current.focusGrid()
        return
      }
      leaveCell((row, column) => {
        if (isSame(work, row, column, text)) return move
        if (latest.current.take(row, column, text)) return 'stay'
        if (row.isFolded && column === 'serial') {
          // The next piece of the group; the cursor waits here for the one after it.
          const [key] = rowsForSerials(work, row)
          if (key !== undefined && text.trim() !== '') lines.enter([{ key, column, text }])
          return move === 'down' ? 'stay' : move
        }
        if (!row.isFolded || text.trim() !== '') lines.enter(row.keys.map(key => ({ key, column, text })))
        return move
      }, move)
    },
    [cursor, leaveCell, lines, work],
  )
  const onChoose = useCallback(
    (patch: LinePatch, move: Direction) =>
      leaveCell((row, column) => {
        lines.together(() => {
          for (const key of row.keys) lines.set(key, patch, column)
        })
        return move
      }, move),
    [leaveCell, lines],
  )
  return { onFinish, onChoose }
}

/** Leaving a cell as it was is no change; but a text that was not understood, or a serial that was taken, is tried again. */
function isSame(
  { lines, writer }: GridWork,
  { keys, isFolded }: ViewRow,
  column: ColumnId,
  text: string,
): boolean {
  const line = lines.line(keys[0]!)
  const isSound = !line.unread[column] && (column !== 'serial' || lines.elsewhere(line) === undefined)
  return !isFolded && isSound && text === writer.text(line, column, true)
}
