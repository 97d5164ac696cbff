import { defaultRangeExtractor, type Range, useVirtualizer } from '@tanstack/react-virtual'
import { useCallback, useRef, useSyncExternalStore } from 'react'
import type { GridCursor } from './grid-cursor.ts'
import { rowHeight } from './grid-row.tsx'

interface PlacedRow {
  readonly index: number
  /** Which drawn row shows it: one that scrolled out of sight is written anew for one that came into sight. */
  readonly slot: string
}

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
    overscan: 6,
    rangeExtractor,
  })
  const items = virtualizer.getVirtualItems()
  const slots = useRef(1)
  slots.current = Math.max(slots.current, items.length)
  const rows = items.map(({ index }): PlacedRow => {
    return { index, slot: index === activeRow ? 'cursor' : String(index % slots.current) }
  })
  return { rows, height: virtualizer.getTotalSize() }
}

function withRow(shown: number[], row: number, count: number): number[] {
  if (row >= count || shown.includes(row)) return shown
  return row < (shown[0] ?? 0) ? [row, ...shown] : [...shown, row]
}
