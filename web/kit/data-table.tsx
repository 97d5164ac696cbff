// biome-ignore-all lint/a11y/useSemanticElements: rows that are placed one by one cannot be rows of a table element
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid keeps the focus and names its active row
import { type LinkProps, useNavigate } from '@tanstack/react-router'
import { type ColumnDef, columnVisibilityFeature, tableFeatures, useTable } from '@tanstack/react-table'
import { useVirtualizer } from '@tanstack/react-virtual'
import { type ReactNode, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DataRow } from './data-row.tsx'
import styles from './data-table.module.css'
import { EmptyState, ErrorState } from './states.tsx'
import { useNarrow } from './use-narrow.ts'
import { useRowKeys } from './use-row-keys.ts'

export interface Column<Row> {
  id: string
  header: string
  cell: (row: Row) => ReactNode
  /** A CSS grid track, as `8rem` or `minmax(12rem, 2fr)`; `minmax(6rem, 1fr)` unless told. */
  width?: string
  align?: 'start' | 'end' | 'center'
  /**
   * Its part in the entry that a row becomes on a narrow screen: its title (the first column unless told), what stands
   * to the right of the title, a labelled detail (all others unless told), or nothing.
   */
  narrow?: 'title' | 'aside' | 'detail' | 'hidden'
}

/** What a table shows; `fromPages` and `fromRead` make it from a query. */
export interface TableSource<Row> {
  rows: readonly Row[] | undefined
  error?: unknown
  onRetry?: (() => void) | undefined
  /** True while there are further rows to load by `onMore`. */
  hasMore?: boolean
  loadingMore?: boolean
  onMore?: (() => void) | undefined
}

interface DataTableProps<Row> extends TableSource<Row> {
  /** Names the table for screen readers. */
  label: string
  columns: readonly Column<Row>[]
  keyOf: (row: Row) => string | number
  /** Where Enter or a click on a row leads. The title's cell becomes a real link. */
  link?: (row: Row) => LinkProps
  /** What Enter or a click on a row does, when it leads nowhere. */
  onOpen?: (row: Row) => void
  /** Marks rows, as 'warn' for what is on hold. */
  toneOf?: (row: Row) => 'warn' | 'bad' | 'muted' | undefined
  /** Ids of columns to leave out. */
  hidden?: readonly string[]
  /** What stands there when there are no rows. */
  empty?: ReactNode
  /** Where the height comes from: the rest of a Page that `fills`, or its rows (up to 70% of the window). */
  height?: 'fill' | 'rows'
}

const features = tableFeatures({ columnVisibilityFeature })
const noRows: never[] = []

/** A ledger page: virtualised rows, a head that stays, arrows that move, Enter that opens; entries instead of columns when narrow. */
export function DataTable<Row extends object>(props: DataTableProps<Row>) {
  const { rows, columns, keyOf, hidden, label, link, onOpen, height = 'fill' } = props
  const { t } = useTranslation()
  const navigate = useNavigate()
  const [viewport, setViewport] = useState<HTMLDivElement | null>(null)

  const definitions = useMemo(
    () =>
      columns.map((column): ColumnDef<typeof features, Row> => ({ id: column.id, header: column.header })),
    [columns],
  )
  const columnVisibility = useMemo(() => Object.fromEntries((hidden ?? []).map(id => [id, false])), [hidden])
  const table = useTable({
    features,
    columns: definitions,
    data: rows ?? noRows,
    getRowId: row => String(keyOf(row)),
    state: { columnVisibility },
  })
  const tableRows = table.getRowModel().rows
  const shown = table.getVisibleLeafColumns().map(column => columns.find(own => own.id === column.id)!)

  const narrow = useNarrow(viewport, 640) && shown.length > 1

  const virtualizer = useVirtualizer({
    count: tableRows.length,
    getScrollElement: () => viewport,
    estimateSize: () => (narrow ? 72 : 37),
    overscan: 12,
    getItemKey: index => tableRows[index]?.id ?? index,
  })
  // Before the rows' own observers tell their new heights, which would else be forgotten again.
  // biome-ignore lint/correctness/useExhaustiveDependencies: lines and entries differ in height, so all are measured anew
  useLayoutEffect(() => virtualizer.measure(), [virtualizer, narrow])

  const open = (index: number) => {
    const row = tableRows[index]?.original
    if (!row) return
    if (link) void navigate(link(row) as Parameters<typeof navigate>[0])
    else onOpen?.(row)
  }
  const keys = useRowKeys({ count: tableRows.length, open, show: index => virtualizer.scrollToIndex(index) })
  useLoadMore(props, virtualizer.getVirtualItems().at(-1)?.index)

  const opens = link !== undefined || onOpen !== undefined
  const template = shown.map(column => column.width ?? 'minmax(6rem, 1fr)').join(' ')
  return (
    <div
      ref={setViewport}
      className={styles.table}
      data-narrow={narrow}
      data-height={height}
      role="grid"
      aria-label={label}
      aria-rowcount={props.hasMore ? -1 : tableRows.length + 1}
      aria-colcount={shown.length}
      aria-busy={rows === undefined && !props.error}
      aria-activedescendant={keys.active === null ? undefined : `${keys.idBase}-${keys.active}`}
      tabIndex={0}
      onKeyDown={keys.onKeyDown}
      onFocus={keys.onFocus}
      onBlur={keys.onBlur}
      style={{ ['--columns' as string]: template }}
    >
      <div className={styles.head} role="rowgroup">
        <div className={styles.row} role="row" aria-rowindex={1}>
          {shown.map(column => (
            <div key={column.id} role="columnheader" className={styles.heading} data-align={column.align}>
              {column.header}
            </div>
          ))}
        </div>
      </div>
      <div role="rowgroup" className={styles.body} style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(item => {
          const row = tableRows[item.index]
          if (!row) return null
          return (
            <DataRow
              key={item.key}
              ref={virtualizer.measureElement}
              id={`${keys.idBase}-${item.index}`}
              index={item.index}
              top={item.start}
              row={row.original}
              columns={shown}
              narrow={narrow}
              active={keys.active === item.index}
              tone={props.toneOf?.(row.original)}
              link={link}
              onOpen={opens ? () => open(item.index) : undefined}
            />
          )
        })}
      </div>
      <TableEnd {...props} skeletonColumns={narrow ? 1 : shown.length} />
      <span className="out-of-sight" role="status">
        {props.loadingMore ? t('kit.loadingMore') : ''}
      </span>
    </div>
  )
}

/** What follows the rows: skeletons, why there are none, or that more are on their way. */
function TableEnd<Row>(props: DataTableProps<Row> & { skeletonColumns: number }) {
  const { t } = useTranslation()
  const { rows, error, onRetry, empty, loadingMore, skeletonColumns } = props
  if (error && rows === undefined) return <ErrorState error={error} onRetry={onRetry} />
  if (rows === undefined) return <Skeletons rows={8} columns={skeletonColumns} />
  if (rows.length === 0) return <>{empty ?? <EmptyState title={t('kit.nothingHere')} />}</>
  if (error) return <ErrorState error={error} onRetry={onRetry} />
  return loadingMore ? <Skeletons rows={2} columns={skeletonColumns} /> : null
}

function Skeletons({ rows, columns }: { rows: number; columns: number }) {
  return (
    <div aria-hidden="true">
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: skeletons are all alike
        <div key={row} className={styles.row}>
          {Array.from({ length: columns }, (_, column) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: skeletons are all alike
            <div key={column} className={styles.cell}>
              <div
                className={styles.bone}
                style={{ inlineSize: `${35 + ((row * 37 + column * 23) % 50)}%` }}
              />
            </div>
          ))}
        </div>
      ))}
    </div>
  )
}

/** Asks for further rows a screen before the last one is reached. */
function useLoadMore<Row>({ rows, hasMore, loadingMore, onMore }: DataTableProps<Row>, lastShown = -1) {
  const latest = useRef(onMore)
  latest.current = onMore
  const wanted =
    hasMore === true && loadingMore !== true && rows !== undefined && lastShown >= rows.length - 15
  useEffect(() => {
    if (wanted) latest.current?.()
  }, [wanted])
}
