// biome-ignore-all lint/a11y/useSemanticElements: rows that are placed one by one cannot be rows of a table element
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid keeps the focus and names its active cell
import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { defaultRangeExtractor, type Range, useVirtualizer } from '@tanstack/react-virtual'
import {
  type ClipboardEvent,
  type MouseEvent,
  useCallback,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react'
import { useTranslation } from 'react-i18next'
import { EmptyState, notify, Section, useConventions, useScan } from '../../../kit/public.ts'
import { cellWriter, type LinePatch } from './cell-text.ts'
import { ColumnGear } from './column-gear.tsx'
import type { ColumnId } from './draft-line.ts'
import type { DraftLines } from './draft-lines.ts'
import styles from './grid.module.css'
import {
  alignsEnd,
  amountWidth,
  columnWidths,
  lineNumberWidth,
  removeWidth,
  useGridColumns,
} from './grid-columns.ts'
import { type Cell, GridCursor } from './grid-cursor.ts'
import { GridFoot } from './grid-foot.tsx'
import { GridRow, rowHeight } from './grid-row.tsx'
import { copyBlock, type Direction, type GridWork, pasteBlock } from './grid-work.ts'
import { LotDialog } from './lot-dialog.tsx'
import { readBlock } from './pasted-block.ts'
import { scanIntoOrder } from './scan-into-order.ts'
import { useGridKeys } from './use-grid-keys.ts'
import { useShowCell } from './use-show-cell.ts'

interface ItemGridProps {
  lines: DraftLines
  staffId: number
}

/** The list of purchased items: a spreadsheet for products, quantities, bins, lots and serial numbers. */
export function ItemGrid({ lines, staffId }: ItemGridProps) {
  const { t } = useTranslation()
  const { locale, currency } = useConventions()
  const idBase = useId()
  const keys = useSyncExternalStore(lines.watch, () => lines.keys)
  const [cursor] = useState(() => new GridCursor())
  const { columns, shown, toggle } = useGridColumns(lines, staffId)
  const writer = useMemo(() => cellWriter({ locale, currency }), [locale, currency])
  const work = useMemo<GridWork>(() => ({ lines, cursor, columns, writer }), [lines, cursor, columns, writer])
  const [viewport, setViewport] = useState<HTMLDivElement | null>(null)
  const [lotRow, setLotRow] = useState<number | null>(null)

  const show = useShowCell(viewport, columns)
  const grid = useGridKeys(work, { show, chooseLot: row => setLotRow(rowWithLots(lines, row)) })
  const latest = useRef(grid)
  latest.current = grid
  useEffect(() => cursor.fit(keys.length, columns.length), [cursor, keys, columns])
  useEffect(() => {
    lines.onExpanded = count => notify.done(t('purchaseOrders.grid.expanded', { count }))
  }, [lines, t])

  const activeRow = useSyncExternalStore(cursor.watch, () => cursor.at.row)
  const virtualizer = useVirtualizer({
    count: keys.length,
    getScrollElement: () => viewport,
    estimateSize: () => rowHeight,
    overscan: 10,
    // The row that is being edited stays, wherever one scrolls: its field has the focus.
    rangeExtractor: useCallback(
      (range: Range) => withRow(defaultRangeExtractor(range), activeRow, range.count),
      [activeRow],
    ),
  })

  const focusGrid = useCallback(() => viewport?.focus({ preventScroll: true }), [viewport])
  const leaveCell = useCallback(
    (enter: (cell: { key: number; column: ColumnId }) => void, move: Direction) => {
      const { row, column } = cursor.at
      const key = lines.keys[row]
      cursor.endEdit()
      if (move !== 'stay' || document.activeElement === document.body) focusGrid()
      if (key !== undefined) enter({ key, column: columns[column]! })
      latest.current.step(move)
    },
    [cursor, lines, columns, focusGrid],
  )
  const onFinish = useCallback(
    (text: string | null, move: Direction) => {
      if (text === null) {
        cursor.endEdit()
        focusGrid()
      } else leaveCell(({ key, column }) => lines.enter([{ key, column, text }]), move)
    },
    [cursor, leaveCell, lines, focusGrid],
  )
  const onChoose = useCallback(
    (patch: LinePatch, move: Direction) =>
      leaveCell(({ key, column }) => lines.set(key, patch, column), move),
    [leaveCell, lines],
  )

  const addRow = () => {
    const [key] = lines.add()
    if (key === undefined) {
      notify.failed(new Error(t('purchaseOrders.grid.tooMany')))
      return
    }
    focusGrid()
    grid.go({ row: lines.keys.length - 1, column: 0 })
    grid.edit('anew')
  }
  useScan(text =>
    scanIntoOrder(lines, text, (name, row) => {
      grid.go({ row, column: columns.indexOf('quantitySku') })
      notify.done(t('purchaseOrders.grid.scanned', { name }))
    }),
  )

  const onPaste = (event: ClipboardEvent) => {
    const block = readBlock(event.clipboardData.getData('text/plain'))
    const isOneCell = block.length === 1 && block[0]!.length === 1
    if (isOneCell && event.target !== viewport) return
    event.preventDefault()
    if (keys.length === 0) lines.add()
    cursor.endEdit()
    focusGrid()
    const count = pasteBlock(work, block)
    if (count > 1) notify.done(t('purchaseOrders.grid.pasted', { count }))
  }
  const onCopy = (event: ClipboardEvent) => {
    if (event.target !== viewport || keys.length === 0) return
    event.clipboardData.setData('text/plain', copyBlock(work))
    event.preventDefault()
  }

  const onMouseDown = (event: MouseEvent) => {
    const target = event.target as HTMLElement
    if (event.button !== 0 || target.closest('input')) return
    const cell = cellOf(target)
    if (!cell) return
    event.preventDefault()
    focusGrid()
    const action = target.closest<HTMLElement>('[data-action]')?.dataset.action
    if (action === 'remove') {
      lines.remove([lines.keys[cell.row]!])
      return
    }
    const isAgain = event.detail > 1 || (wasTouch.current && action === undefined)
    grid.go({ row: cell.row, column: Math.max(0, cell.column) }, event.shiftKey && !isAgain)
    if (action === 'lots') setLotRow(cell.row)
    else if (isAgain && cell.column >= 0) grid.edit('further')
  }
  const onMouseOver = (event: MouseEvent) => {
    if (event.buttons !== 1 || cursor.editing !== null || document.activeElement !== viewport) return
    const cell = cellOf(event.target as HTMLElement)
    if (cell && cell.column >= 0) cursor.move(cell, { extend: true })
  }
  const wasTouch = useRef(false)

  const template = [lineNumberWidth, ...columns.map(column => columnWidths[column]), amountWidth, removeWidth]
  const lotLine = lotRow === null ? null : lines.line(lines.keys[lotRow]!)
  return (
    <Section
      title={t('purchaseOrders.items')}
      actions={
        <span className={styles.tools}>
          <Button
            variant="default"
            size="compact-sm"
            leftSection={<IconPlus size={14} stroke={1.8} aria-hidden="true" />}
            title={t('purchaseOrders.grid.addHint')}
            onClick={addRow}
          >
            {t('purchaseOrders.grid.add')}
          </Button>
          <ColumnGear shown={shown} onToggle={toggle} />
        </span>
      }
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
        onKeyDown={grid.onKeyDown}
        onFocus={event => cursor.focus(event.target === event.currentTarget)}
        onBlur={() => cursor.focus(false)}
        onPaste={onPaste}
        onCopy={onCopy}
        onPointerDown={event => {
          wasTouch.current = event.pointerType === 'touch'
        }}
        onMouseDown={onMouseDown}
        onMouseOver={onMouseOver}
        style={{
          ['--columns' as string]: template.map(width => `${width}px`).join(' '),
          ['--width' as string]: `${template.reduce((sum, width) => sum + width, 0)}px`,
        }}
      >
        <div className={styles.head} role="rowgroup">
          <div className={styles.headRow} role="row" aria-rowindex={1}>
            <div role="columnheader" className={styles.headNumber}>
              {t('purchaseOrders.grid.line')}
            </div>
            {columns.map(column => (
              <div
                key={column}
                role="columnheader"
                data-column={column}
                data-align={alignsEnd(column) ? 'end' : undefined}
                className={styles.heading}
              >
                {t(`purchaseOrders.grid.${column}`)}
              </div>
            ))}
            <div role="columnheader" className={styles.heading} data-align="end">
              {t('purchaseOrders.grid.amount')}
            </div>
          </div>
        </div>
        <div role="rowgroup" className={styles.body} style={{ height: virtualizer.getTotalSize() }}>
          {virtualizer.getVirtualItems().map(item => (
            <GridRow
              key={keys[item.index]!}
              work={work}
              rowKey={keys[item.index]!}
              index={item.index}
              idBase={idBase}
              onFinish={onFinish}
              onChoose={onChoose}
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
        onGo={cell => {
          focusGrid()
          grid.go(cell)
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

function withRow(shown: number[], row: number, count: number): number[] {
  if (row >= count || shown.includes(row)) return shown
  return row < (shown[0] ?? 0) ? [row, ...shown] : [...shown, row]
}

/** The cell below the mouse; column -1 beside the cells that can be entered. */
function cellOf(target: HTMLElement): Cell | null {
  const row = target.closest<HTMLElement>('[data-row]')?.dataset.row
  if (row === undefined) return null
  const column = target.closest<HTMLElement>('[data-cell]')?.dataset.cell
  return { row: Number(row), column: column === undefined ? -1 : Number(column) }
}

function rowWithLots(lines: DraftLines, row: number): number | null {
  const key = lines.keys[row]
  return key !== undefined && lines.line(key).product?.tracking.lots ? row : null
}
