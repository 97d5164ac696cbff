// biome-ignore-all lint/a11y/useSemanticElements: rows that are placed one by one cannot be rows of a table element
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid keeps the focus and names its active cell
import {
  type CSSProperties,
  useCallback,
  useEffect,
  useId,
  useMemo,
  useState,
  useSyncExternalStore,
} from 'react'
import { useTranslation } from 'react-i18next'
import { EmptyState, notify, Section, useConventions, useScan } from '../../../kit/public.ts'
import { cellWriter } from './cell-text.ts'
import { ColumnGear } from './column-gear.tsx'
import type { ColumnId } from './draft-line.ts'
import type { DraftLines } from './draft-lines.ts'
import styles from './grid.module.css'
import { GridBody } from './grid-body.tsx'
import { amountWidth, columnWidths, lineNumberWidth, removeWidth, useGridColumns } from './grid-columns.ts'
import { GridCursor } from './grid-cursor.ts'
import { GridFoot } from './grid-foot.tsx'
import { GridHead } from './grid-head.tsx'
import { GridPanels, useGridPanels } from './grid-panels.tsx'
import { GridTools } from './grid-tools.tsx'
import { GridView } from './grid-view.ts'
import type { GridWork } from './grid-work.ts'
import { keepFolds, keptFolds } from './kept-folds.ts'
import { useCellEdit } from './use-cell-edit.ts'
import { useGridClipboard } from './use-grid-clipboard.ts'
import { useGridKeys } from './use-grid-keys.ts'
import { useGridMouse } from './use-grid-mouse.ts'
import { useShowCell } from './use-show-cell.ts'
import { useTaking } from './use-taking.ts'

interface ItemGridProps {
  lines: DraftLines
  /** Null before the order was ever saved. */
  orderId: number | null
  /** Of the order, in which its prices are. */
  currency: string
}

/** The list of purchased items: a spreadsheet for products, quantities, bins, lots and serial numbers. */
export function ItemGrid({ lines, orderId, currency }: ItemGridProps) {
  const { t } = useTranslation()
  const idBase = useId()
  const { columns, shown, toggle } = useGridColumns(lines)
  const work = useGridWork(lines, columns, currency, orderId)
  const { cursor, view } = work
  const rowCount = useSyncExternalStore(view.watch, () => view.rows.length)
  const [viewport, setViewport] = useState<HTMLDivElement | null>(null)
  const [said, setSaid] = useState('')

  const focusGrid = useCallback(() => viewport?.focus({ preventScroll: true }), [viewport])
  const panels = useGridPanels(work)
  const { chooseLot } = panels
  const { onKeyDown, go, step, edit, fold, takeBack } = useGridKeys(work, {
    show: useShowCell(viewport, columns),
    chooseLot,
  })
  const taking = useTaking(work, { go, onSaid: setSaid })
  const editing = useCellEdit(work, { focusGrid, step, take: taking.take })
  const mouse = useGridMouse(work, { viewport, focusGrid, go, edit, chooseLot, fold })
  const onPasted = (count: number) => setSaid(t('purchaseOrders.grid.pasted', { count }))
  const clipboard = useGridClipboard(work, {
    viewport,
    focusGrid,
    onPasted,
    offer: taking.offer,
    take: taking.take,
  })

  useEffect(() => cursor.fit(rowCount, columns.length), [cursor, rowCount, columns])
  useEffect(() => {
    lines.onExpanded = count => setSaid(t('purchaseOrders.grid.expanded', { count }))
  }, [lines, t])
  useScan(taking.scan)
  const add = () => {
    if (lines.add().length === 0) {
      notify.failed(new Error(t('purchaseOrders.grid.tooMany')))
      return
    }
    focusGrid()
    go({ row: view.rows.length - 1, column: 0 })
    edit('anew')
  }
  const goFocused = (cell: Parameters<typeof go>[0]) => {
    focusGrid()
    go(cell)
  }
  const activeCell = useActiveCell(work, idBase)
  const canSplit = useSyncExternalStore(cursor.watch, () => panels.canSplit(cursor.at.row))
  return (
    <Section
      title={t('purchaseOrders.items')}
      actions={
        <GridTools
          work={work}
          canSplit={canSplit}
          onSplit={panels.openSplit}
          onAdd={add}
          onTakeBack={takeBack}
          gear={<ColumnGear shown={shown} onToggle={toggle} />}
        />
      }
    >
      <div
        ref={setViewport}
        className={styles.grid}
        role="grid"
        tabIndex={0}
        aria-label={t('purchaseOrders.grid.label')}
        aria-description={t('purchaseOrders.grid.keys')}
        aria-rowcount={rowCount + 1}
        aria-colcount={columns.length + 3}
        aria-multiselectable
        onKeyDown={onKeyDown}
        aria-activedescendant={activeCell}
        onFocus={event => cursor.focus(event.target === event.currentTarget)}
        onBlur={() => cursor.focus(false)}
        {...clipboard}
        {...mouse}
        style={widthsOf(columns)}
      >
        <GridHead work={work} />
        <GridBody work={work} viewport={viewport} idBase={idBase} {...editing} />
        {rowCount === 0 ? (
          <div className={styles.empty}>
            <EmptyState
              title={t('purchaseOrders.grid.empty')}
              sentence={t('purchaseOrders.grid.emptySentence')}
            />
          </div>
        ) : null}
      </div>
      <GridFoot work={work} currency={currency} said={said} onGo={goFocused} />
      <GridPanels work={work} panels={panels} taking={taking} onGo={goFocused} />
    </Section>
  )
}

function useGridWork(
  lines: DraftLines,
  columns: readonly ColumnId[],
  currency: string,
  orderId: number | null,
): GridWork {
  const { locale } = useConventions()
  const [cursor] = useState(() => new GridCursor())
  const [view] = useState(() => new GridView(lines, keptFolds(orderId)))
  // Saving a new order opens it at its own address, where it is to look the same.
  useEffect(
    () => () => {
      if (orderId !== null) keepFolds(orderId, view.foldedPlaces)
    },
    [view, orderId],
  )
  const writer = useMemo(() => cellWriter({ locale, currency }), [locale, currency])
  return useMemo(() => ({ lines, view, cursor, columns, writer }), [lines, view, cursor, columns, writer])
}

/** The id of the cell with the cursor, so that a screen reader reads it out. */
function useActiveCell({ view, cursor }: GridWork, idBase: string): string | undefined {
  return useSyncExternalStore(cursor.watch, () => {
    const { row, column } = cursor.at
    return row < view.rows.length ? `${idBase}-${row}-${column}` : undefined
  })
}

function widthsOf(columns: readonly ColumnId[]): CSSProperties {
  const widths = [lineNumberWidth, ...columns.map(column => columnWidths[column]), amountWidth, removeWidth]
  return {
    ['--columns' as string]: widths.map(width => `${width}px`).join(' '),
    ['--width' as string]: `${widths.reduce((sum, width) => sum + width, 0)}px`,
  }
}
