// biome-ignore-all lint/a11y/useSemanticElements: rows that are placed one by one cannot be rows of a table element
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid keeps the focus and names its active cell
import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
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
import { amountWidth, columnWidths, lineNumberWidth, removeWidth, useGridColumns } from './grid-columns.ts'
import { GridCursor } from './grid-cursor.ts'
import { GridFoot } from './grid-foot.tsx'
import { GridHead } from './grid-head.tsx'
import { GridRow } from './grid-row.tsx'
import type { GridWork } from './grid-work.ts'
import { LotDialog } from './lot-dialog.tsx'
import { scanIntoOrder } from './scan-into-order.ts'
import { useCellEdit } from './use-cell-edit.ts'
import { useGridClipboard } from './use-grid-clipboard.ts'
import { useGridKeys } from './use-grid-keys.ts'
import { useGridMouse } from './use-grid-mouse.ts'
import { useGridRows } from './use-grid-rows.ts'
import { useShowCell } from './use-show-cell.ts'

interface ItemGridProps {
  lines: DraftLines
  staffId: number
}

/** The list of purchased items: a spreadsheet for products, quantities, bins, lots and serial numbers. */
export function ItemGrid({ lines, staffId }: ItemGridProps) {
  const { t } = useTranslation()
  const idBase = useId()
  const keys = useSyncExternalStore(lines.watch, () => lines.keys)
  const { columns, shown, toggle } = useGridColumns(lines, staffId)
  const work = useGridWork(lines, columns)
  const { cursor } = work
  const [viewport, setViewport] = useState<HTMLDivElement | null>(null)
  const [lotRow, setLotRow] = useState<number | null>(null)
  const [said, setSaid] = useState('')

  const focusGrid = useCallback(() => viewport?.focus({ preventScroll: true }), [viewport])
  const chooseLot = (row: number) => setLotRow(hasLots(lines, row) ? row : null)
  const { onKeyDown, go, step, edit } = useGridKeys(work, { show: useShowCell(viewport, columns), chooseLot })
  const editing = useCellEdit(work, { focusGrid, step })
  const mouse = useGridMouse(work, { viewport, focusGrid, go, edit, chooseLot })
  const onPasted = (count: number) => setSaid(t('purchaseOrders.grid.pasted', { count }))
  const clipboard = useGridClipboard(work, { viewport, focusGrid, onPasted })
  const { rows, height } = useGridRows(viewport, keys.length, cursor)

  useEffect(() => cursor.fit(keys.length, columns.length), [cursor, keys, columns])
  useEffect(() => {
    lines.onExpanded = count => setSaid(t('purchaseOrders.grid.expanded', { count }))
  }, [lines, t])
  useScan(text => {
    void scanIntoOrder(lines, text, (name, row) => {
      go({ row, column: columns.indexOf('quantitySku') })
      setSaid(t('purchaseOrders.grid.scanned', { name }))
    })
  })
  const add = () => {
    if (lines.add().length === 0) {
      notify.failed(new Error(t('purchaseOrders.grid.tooMany')))
      return
    }
    focusGrid()
    go({ row: lines.keys.length - 1, column: 0 })
    edit('anew')
  }
  const activeCell = useActiveCell(work, idBase)
  const lotLine = lotRow === null ? null : lines.line(lines.keys[lotRow]!)
  return (
    <Section
      title={t('purchaseOrders.items')}
      actions={<GridTools onAdd={add} shown={shown} onToggle={toggle} />}
    >
      <div
        ref={setViewport}
        className={styles.grid}
        role="grid"
        tabIndex={0}
        aria-label={t('purchaseOrders.grid.label')}
        aria-description={t('purchaseOrders.grid.keys')}
        aria-rowcount={keys.length + 1}
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
        <GridHead columns={columns} />
        <div role="rowgroup" className={styles.body} style={{ height }}>
          {rows.map(({ index }) => (
            <GridRow
              key={keys[index]!}
              work={work}
              rowKey={keys[index]!}
              index={index}
              idBase={idBase}
              {...editing}
            />
          ))}
        </div>
        {keys.length === 0 ? (
          <div className={styles.empty}>
            <EmptyState
              title={t('purchaseOrders.grid.empty')}
              sentence={t('purchaseOrders.grid.emptySentence')}
            />
          </div>
        ) : null}
      </div>
      <GridFoot
        work={work}
        said={said}
        onGo={cell => {
          focusGrid()
          go(cell)
        }}
      />
      <LotDialog
        product={lotLine?.product ?? null}
        onClose={() => setLotRow(null)}
        onConfirm={({ number: lotNumber, madeOn, expiresOn }) => {
          if (lotLine) lines.set(lotLine.key, { lotNumber, madeOn, expiresOn }, 'lotNumber')
          setLotRow(null)
        }}
      />
    </Section>
  )
}

function useGridWork(lines: DraftLines, columns: readonly ColumnId[]): GridWork {
  const { locale, currency } = useConventions()
  const [cursor] = useState(() => new GridCursor())
  const writer = useMemo(() => cellWriter({ locale, currency }), [locale, currency])
  return useMemo(() => ({ lines, cursor, columns, writer }), [lines, cursor, columns, writer])
}

/** The id of the cell with the cursor, so that a screen reader reads it out. */
function useActiveCell({ lines, cursor }: GridWork, idBase: string): string | undefined {
  return useSyncExternalStore(cursor.watch, () => {
    const { row, column } = cursor.at
    return row < lines.keys.length ? `${idBase}-${row}-${column}` : undefined
  })
}

type GridToolsProps = Pick<ReturnType<typeof useGridColumns>, 'shown'> & {
  onAdd: () => void
  onToggle: ReturnType<typeof useGridColumns>['toggle']
}

function GridTools({ onAdd, shown, onToggle }: GridToolsProps) {
  const { t } = useTranslation()
  return (
    <span className={styles.tools}>
      <Button
        variant="default"
        size="compact-sm"
        leftSection={<IconPlus size={14} stroke={1.8} aria-hidden="true" />}
        title={t('purchaseOrders.grid.addHint')}
        onClick={onAdd}
      >
        {t('purchaseOrders.grid.add')}
      </Button>
      <ColumnGear shown={shown} onToggle={onToggle} />
    </span>
  )
}

function widthsOf(columns: readonly ColumnId[]): CSSProperties {
  const widths = [lineNumberWidth, ...columns.map(column => columnWidths[column]), amountWidth, removeWidth]
  return {
    ['--columns' as string]: widths.map(width => `${width}px`).join(' '),
    ['--width' as string]: `${widths.reduce((sum, width) => sum + width, 0)}px`,
  }
}

function hasLots(lines: DraftLines, row: number): boolean {
  const key = lines.keys[row]
  return key !== undefined && lines.line(key).product?.tracking.lots === true
}
