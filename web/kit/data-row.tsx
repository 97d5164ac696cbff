// biome-ignore-all lint/a11y/useSemanticElements: rows that are placed one by one cannot be rows of a table element
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid keeps the focus and names its active row
import { Link, type LinkProps } from '@tanstack/react-router'
import type { MouseEvent, ReactNode, Ref } from 'react'
import styles from './data-table.module.css'
import type { Column } from './data-table.tsx'

interface DataRowProps<Row> {
  ref: Ref<HTMLDivElement>
  id: string
  index: number
  /** Distance from the first row, in pixels. */
  top: number
  row: Row
  columns: readonly Column<Row>[]
  narrow: boolean
  active: boolean
  tone: 'warn' | 'bad' | 'muted' | undefined
  link: ((row: Row) => LinkProps) | undefined
  onOpen: (() => void) | undefined
}

/** One row of a DataTable: a line of cells, or an entry with a title and labelled details when narrow. */
export function DataRow<Row>(props: DataRowProps<Row>) {
  const { ref, id, index, top, row, columns, narrow, active, tone, link, onOpen } = props
  const title = columns.find(column => column.narrow === 'title') ?? columns[0]
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid itself takes the keys, and the title's cell is a link
    <div
      ref={ref}
      id={id}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={active}
      data-index={index}
      data-active={active}
      data-tone={tone}
      data-opens={onOpen !== undefined}
      className={styles.row}
      style={{ position: 'absolute', insetInline: 0, transform: `translateY(${top}px)` }}
      onClick={onOpen ? event => openUnlessElsewhere(event, onOpen) : undefined}
    >
      {columns.map(column => {
        const part = column === title ? 'title' : (column.narrow ?? 'detail')
        if (narrow && part === 'hidden') return null
        return (
          <div
            key={column.id}
            role="gridcell"
            className={styles.cell}
            data-align={column.align}
            data-part={part}
          >
            {narrow && part === 'detail' ? <span className={styles.label}>{column.header}</span> : null}
            <CellContent link={column === title && link ? link(row) : null}>{column.cell(row)}</CellContent>
          </div>
        )
      })}
    </div>
  )
}

function CellContent({ link, children }: { link: LinkProps | null; children: ReactNode }) {
  if (!link) return <div className={styles.content}>{children}</div>
  return (
    <Link {...link} tabIndex={-1} className={styles.link}>
      {children}
    </Link>
  )
}

/** A click on a link, button or field in the row, or the end of a text selection, means that thing and not the row. */
function openUnlessElsewhere(event: MouseEvent<HTMLElement>, open: () => void) {
  const target = event.target as HTMLElement
  if (event.defaultPrevented || target.closest('a, button, input, select, textarea, label')) return
  if (getSelection()?.type === 'Range') return
  open()
}
