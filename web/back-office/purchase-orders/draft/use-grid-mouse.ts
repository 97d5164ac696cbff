import { type MouseEvent, type PointerEvent, useRef } from 'react'
import type { Cell } from './grid-cursor.ts'
import type { GridWork } from './grid-work.ts'

interface GridMouseOptions {
  viewport: HTMLElement | null
  focusGrid: () => void
  go: (to: Cell, extend?: boolean) => void
  edit: (how: 'further') => void
  chooseLot: (row: number) => void
  fold: (folded: boolean) => void
}

/** The grid by mouse and finger: a click moves, a second one or a tap edits, drawing marks a block. */
export function useGridMouse({ lines, view, cursor }: GridWork, options: GridMouseOptions) {
  const { viewport, focusGrid, go, edit, chooseLot, fold } = options
  const isTouch = useRef(false)

  const onMouseDown = (event: MouseEvent) => {
    const target = event.target as HTMLElement
    const cell = cellOf(target)
    if (target.closest('[role=columnheader]')) {
      event.preventDefault()
      focusGrid()
      return
    }
    if (event.button !== 0 || !cell || target.closest('input')) return
    event.preventDefault()
    focusGrid()
    const action = target.closest<HTMLElement>('[data-action]')?.dataset.action
    if (action === 'remove') {
      lines.remove(view.rows[cell.row]!.keys)
      return
    }
    const isAgain = event.detail > 1 || isTouch.current
    go({ row: cell.row, column: Math.max(0, cell.column) }, event.shiftKey && !isAgain)
    if (action === 'lots') chooseLot(cell.row)
    else if (action === 'fold') fold(!view.rows[cell.row]!.isFolded)
    else if (isAgain && cell.column >= 0) edit('further')
  }
  const onMouseOver = (event: MouseEvent) => {
    if (event.buttons !== 1 || cursor.editing !== null || document.activeElement !== viewport) return
    const cell = cellOf(event.target as HTMLElement)
    if (cell && cell.column >= 0) cursor.move(cell, { extend: true })
  }
  const onPointerDown = (event: PointerEvent) => {
    isTouch.current = event.pointerType === 'touch'
  }
  return { onMouseDown, onMouseOver, onPointerDown }
}

/** The cell below the mouse; column -1 beside the cells that can be entered. */
function cellOf(target: HTMLElement): Cell | null {
  const row = target.closest<HTMLElement>('[data-row]')?.dataset.row
  if (row === undefined) return null
  const column = target.closest<HTMLElement>('[data-cell]')?.dataset.cell
  return { row: Number(row), column: column === undefined ? -1 : Number(column) }
}
