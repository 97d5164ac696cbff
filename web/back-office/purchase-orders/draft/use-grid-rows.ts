import { defaultRangeExtractor, type Range, useVirtualizer } from '@tanstack/react-virtual'
import { useCallback, useSyncExternalStore } from 'react'
import type { GridCursor } from './grid-cursor.ts'
import { rowHeight } from './grid-row.tsx'

/** Which rows are drawn: those in sight, and the one with the cursor, whose field keeps the focus wherever one scrolls. */
export function useGridRows(viewport: HTMLElement | null, count: number, cursor: GridCursor) {
  const activeRow = useSyncExternalStore(cursor.watch, () => cursor.at.row)
  const rangeExtractor = useCallback(
    (range: Range) => withRow(defaultRangeExtractor(range), activeRow, range.count),
    [activeRow],
  )
  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => viewport,
    estimateSize: () => rowHeight,
    overscan: 8,
    rangeExtractor,
  })
  return { rows: virtualizer.getVirtualItems(), height: virtualizer.getTotalSize() }
}

function withRow(shown: number[], row: number, count: number): number[] {
  if (row >= count || shown.includes(row)) return shown
  return row < (shown[0] ?? 0) ? [row, ...shown] : [...shown, row]
}
