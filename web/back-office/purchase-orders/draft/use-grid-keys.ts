import type { KeyboardEvent } from 'react'
import { useRef } from 'react'
import { flushSync } from 'react-dom'
import type { Cell } from './grid-cursor.ts'
import {
  cellBelow,
  cellBeside,
  type Direction,
  emptyBlock,
  fillDown,
  type GridWork,
  isLockedIn,
  markedKeys,
} from './grid-work.ts'

interface GridKeys {
  /** Scrolls a cell into sight. */
  show: (cell: Cell) => void
  chooseLot: (row: number) => void
}

const rowsOfPage = 15

/** The grid by keyboard, while no cell is being edited; and where the cursor goes when one was. */
export function useGridKeys(work: GridWork, { show, chooseLot }: GridKeys) {
  const { lines, view, cursor, columns } = work
  /** Escape lets the next Tab leave the grid, however many rows are still below. */
  const tabLeaves = useRef(false)

  const go = (to: Cell, extend = false) => {
    const row = Math.max(0, Math.min(view.rows.length - 1, to.row))
    const column = Math.max(0, Math.min(columns.length - 1, to.column))
    cursor.move({ row, column }, { extend })
    show({ row, column })
  }
  /** Gives false when there is nowhere to go. */
  const step = (direction: Direction): boolean => {
    if (direction === 'stay') return true
    const isBack = direction === 'up' || direction === 'left'
    const isVertical = direction === 'down' || direction === 'up'
    const to = isVertical ? cellBelow(work, isBack) : cellBeside(work, isBack)
    if (to === null) return false
    go(to)
    return true
  }
  const edit = (how: 'anew' | 'further') => {
    const { row, column } = cursor.at
    const shown = view.rows[row]
    if (shown === undefined || isLockedIn(lines, shown, columns[column]!)) return
    show(cursor.at)
    // The field must stand before this key's own effect, which then types into it.
    flushSync(() => cursor.edit(how))
  }
  const fold = (folded: boolean) => {
    const shown = view.rows[cursor.at.row]
    if (!shown?.group) return
    view.fold(shown, folded)
    go({ row: view.rowOf(shown.group.first), column: cursor.at.column })
  }

  /** Undoes, or does again, and shows where. */
  const takeBack = (again: boolean) => {
    const key = again ? lines.redo() : lines.undo()
    const row = key === undefined ? -1 : view.rowOf(key)
    if (row >= 0) go({ row, column: cursor.at.column })
  }

  const withControl = (event: KeyboardEvent): boolean => {
    const key = event.key.toLowerCase()
    if (key === 'd') fillDown(work)
    else if (key === 'z') takeBack(event.shiftKey)
    else if (key === 'y') takeBack(true)
    else if (key === 'a') cursorToAll()
    else if (event.key === 'Home') go({ row: 0, column: 0 }, event.shiftKey)
    else if (event.key === 'End')
      go({ row: view.rows.length - 1, column: columns.length - 1 }, event.shiftKey)
    else if (event.key === 'Delete' || event.key === 'Backspace') lines.remove(markedKeys(work))
    else return false
    return true
  }
  const cursorToAll = () => {
    cursor.move({ row: 0, column: 0 })
    cursor.move({ row: view.rows.length - 1, column: columns.length - 1 }, { extend: true })
  }

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.target !== event.currentTarget || event.nativeEvent.isComposing) return
    const isControl = event.ctrlKey || event.metaKey
    // Undoing brings back the last row too.
    if (lines.keys.length === 0 && !(isControl && event.key.toLowerCase() === 'z')) return
    const wasTabLeaving = tabLeaves.current
    if (event.key !== 'Tab' && event.key !== 'Shift') tabLeaves.current = false
    if (isControl) {
      if (withControl(event)) event.preventDefault()
      return
    }
    const to = targetOf(event.key, cursor.at)
    if (event.altKey) {
      if (event.key === 'ArrowDown') chooseLot(cursor.at.row)
      else if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') fold(event.key === 'ArrowLeft')
      else return
    } else if (to) go(to, event.shiftKey)
    else if (event.key === 'Tab') {
      if (wasTabLeaving || !step(event.shiftKey ? 'left' : 'right')) return
    } else if (event.key === 'Enter') step(event.shiftKey ? 'up' : 'down')
    else if (event.key === 'F2') edit('further')
    else if (event.key === 'Delete' || event.key === 'Backspace') emptyBlock(work)
    else if (event.key === 'Escape') {
      tabLeaves.current = true
      return
    } else {
      if ([...event.key].length === 1) edit('anew')
      return
    }
    event.preventDefault()
  }
  return { onKeyDown, go, step, edit, fold, takeBack }
}

function targetOf(key: string, { row, column }: Cell): Cell | null {
  if (key === 'ArrowDown') return { row: row + 1, column }
  if (key === 'ArrowUp') return { row: row - 1, column }
  if (key === 'ArrowRight') return { row, column: column + 1 }
  if (key === 'ArrowLeft') return { row, column: column - 1 }
  if (key === 'PageDown') return { row: row + rowsOfPage, column }
  if (key === 'PageUp') return { row: row - rowsOfPage, column }
  if (key === 'Home') return { row, column: 0 }
  if (key === 'End') return { row, column: Number.MAX_SAFE_INTEGER }
  return null
}
