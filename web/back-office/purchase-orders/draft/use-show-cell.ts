import { useCallback } from 'react'
import type { ColumnId } from './draft-line.ts'
import { columnWidths, lineNumberWidth } from './grid-columns.ts'
import type { Cell } from './grid-cursor.ts'
import { rowHeight } from './grid-row.tsx'

const headHeight = 32

/** Scrolls a cell into sight: below the head, and beside the columns that stay. */
export function useShowCell(viewport: HTMLElement | null, columns: readonly ColumnId[]) {
  return useCallback(
    ({ row, column }: Cell) => {
      if (!viewport) return
      const top = row * rowHeight
      const height = viewport.clientHeight - headHeight
      if (top < viewport.scrollTop) viewport.scrollTop = top
      else if (top + rowHeight > viewport.scrollTop + height) viewport.scrollTop = top + rowHeight - height

      const stays = fixedColumns(viewport)
      if (column < stays) return
      const widthOf = (some: readonly ColumnId[]) => some.reduce((sum, one) => sum + columnWidths[one], 0)
      const fixed = lineNumberWidth + widthOf(columns.slice(0, stays))
      const left = lineNumberWidth + widthOf(columns.slice(0, column))
      const right = left + columnWidths[columns[column]!]
      if (left - fixed < viewport.scrollLeft) viewport.scrollLeft = left - fixed
      else if (right > viewport.scrollLeft + viewport.clientWidth)
        viewport.scrollLeft = right - viewport.clientWidth
    },
    [viewport, columns],
  )
}

/** As the stylesheet has it: on a narrow screen only the product number stays. */
const fixedColumns = (viewport: HTMLElement): number => (viewport.clientWidth < 640 ? 1 : 2)
