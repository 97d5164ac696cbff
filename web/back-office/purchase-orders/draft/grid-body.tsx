// biome-ignore-all lint/a11y/useSemanticElements: rows that are placed one by one cannot be rows of a table element
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid keeps the focus and names its active cell
import { memo, useSyncExternalStore } from 'react'
import type { LinePatch } from './cell-text.ts'
import styles from './grid.module.css'
import { GridRow } from './grid-row.tsx'
import type { Direction, GridWork } from './grid-work.ts'
import { useGridRows } from './use-grid-rows.ts'

interface GridBodyProps {
  work: GridWork
  viewport: HTMLDivElement | null
  idBase: string
  onFinish: (text: string | null, move: Direction) => void
  onChoose: (patch: LinePatch, move: Direction) => void
}

/** The rows in sight. Scrolling draws this and nothing else of the grid. */
export const GridBody = memo(function GridBody({ work, viewport, ...row }: GridBodyProps) {
  const { view, cursor } = work
  const shown = useSyncExternalStore(view.watch, () => view.rows)
  const { rows, height } = useGridRows(viewport, shown.length, cursor)
  return (
    <div role="rowgroup" className={styles.body} style={{ height }}>
      {rows.map(({ index, slot }) => {
        const one = shown[index]
        return one ? <GridRow key={slot} work={work} row={one} index={index} {...row} /> : null
      })}
    </div>
  )
})
