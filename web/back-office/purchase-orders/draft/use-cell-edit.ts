import { useCallback, useRef } from 'react'
import type { LinePatch } from './cell-text.ts'
import type { ColumnId } from './draft-line.ts'
import type { Direction, GridWork } from './grid-work.ts'

interface CellEditOptions {
  focusGrid: () => void
  step: (direction: Direction) => unknown
}

/** What happens when the editing of a cell ends. The functions stay the same, so that rows need not be drawn for them. */
export function useCellEdit({ lines, cursor, columns }: GridWork, options: CellEditOptions) {
  const latest = useRef(options)
  latest.current = options

  const leaveCell = useCallback(
    (enter: (cell: { key: number; column: ColumnId }) => void, move: Direction) => {
      const { row, column } = cursor.at
      const key = lines.keys[row]
      cursor.endEdit()
      // The field took the focus along when it went; whoever clicked elsewhere has it there already.
      if (move !== 'stay' || document.activeElement === document.body) latest.current.focusGrid()
      if (key !== undefined) enter({ key, column: columns[column]! })
      latest.current.step(move)
    },
    [cursor, lines, columns],
  )
  const onFinish = useCallback(
    (text: string | null, move: Direction) => {
      if (text === null) {
        cursor.endEdit()
        latest.current.focusGrid()
      } else leaveCell(({ key, column }) => lines.enter([{ key, column, text }]), move)
    },
    [cursor, leaveCell, lines],
  )
  const onChoose = useCallback(
    (patch: LinePatch, move: Direction) =>
      leaveCell(({ key, column }) => lines.set(key, patch, column), move),
    [leaveCell, lines],
  )
  return { onFinish, onChoose }
}
