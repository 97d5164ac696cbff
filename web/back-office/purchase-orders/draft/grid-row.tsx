// biome-ignore-all lint/a11y/useSemanticElements: rows that are placed one by one cannot be rows of a table element
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid keeps the focus and names its active cell
import { IconChevronDown, IconChevronRight, IconX } from '@tabler/icons-react'
import { memo, useCallback, useMemo, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import type { LinePatch } from './cell-text.ts'
import styles from './grid.module.css'
import { CellEditor, CellText } from './grid-cell.tsx'
import { alignsEnd } from './grid-columns.ts'
import { type RowMark, readMark } from './grid-cursor.ts'
import type { ViewRow } from './grid-view.ts'
import type { Direction, GridWork } from './grid-work.ts'
import { contentOfGroup, contentOfLine, type RowContent } from './row-content.ts'

export const rowHeight = 36

interface GridRowProps {
  work: GridWork
  row: ViewRow
  index: number
  idBase: string
  /** Ends the editing of the cell with the cursor; null takes back what was typed. */
  onFinish: (text: string | null, move: Direction) => void
  onChoose: (patch: LinePatch, move: Direction) => void
}

/** One row of the item grid. It draws itself anew when what it shows or the cursor in it changes, and at nothing else. */
export const GridRow = memo(function GridRow(props: GridRowProps) {
  const { work, row, index, idBase, onFinish, onChoose } = props
  const { lines, cursor, columns, writer } = work
  const { t } = useTranslation()
  const content = useContent(work, row)
  const mark = readMark(useSyncExternalStore(cursor.watch, () => cursor.markOf(index)))
  if (content === null) return null
  const line = lines.line(row.keys[0]!)
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      data-row={index}
      data-folded={row.isFolded || undefined}
      className={styles.row}
      style={{ transform: `translateY(${index * rowHeight}px)` }}
    >
      <RowHeader row={row} isMarked={mark !== null} />
      {columns.map((column, at) => {
        const isHere = mark?.here === at
        const isEdited = isHere && mark.editing !== null
        const text = content.text(column)
        const problem = content.problem(column)
        const isLocked = content.isLocked(column)
        return (
          <div
            key={column}
            id={`${idBase}-${index}-${at}`}
            role="gridcell"
            aria-colindex={at + 2}
            aria-selected={isIn(mark, at)}
            aria-invalid={problem !== undefined}
            aria-readonly={isLocked}
            data-cell={at}
            data-column={column}
            data-align={alignsEnd(column) ? 'end' : undefined}
            data-here={isHere && mark.focused}
            data-in={isIn(mark, at)}
            data-edited={isEdited}
            data-locked={isLocked && text === ''}
            data-wanted={content.isWanted(column)}
            data-state={content.isLooking(column) ? 'looking' : problem === undefined ? undefined : 'wrong'}
            className={styles.cell}
            title={problem ?? text}
          >
            {isEdited ? (
              <CellEditor
                work={work}
                line={line}
                column={column}
                initial={row.isFolded ? '' : writer.text(line, column, true)}
                anew={mark.editing === 'anew'}
                onFinish={onFinish}
                onChoose={onChoose}
              />
            ) : (
              <CellText
                work={work}
                line={line}
                column={column}
                text={text}
                isHere={isHere}
                isFolded={row.isFolded}
              />
            )}
          </div>
        )
      })}
      <div role="gridcell" className={styles.amount}>
        {content.amount}
      </div>
      <div role="gridcell" className={styles.removeCell}>
        <button
          type="button"
          tabIndex={-1}
          className={styles.remove}
          data-action="remove"
          aria-label={
            row.isFolded
              ? t('purchaseOrders.grid.removeGroup', { count: row.keys.length })
              : t('purchaseOrders.grid.remove', { line: row.position + 1 })
          }
        >
          <IconX size={14} stroke={1.8} aria-hidden="true" />
        </button>
      </div>
    </div>
  )
})

/** Folded groups are few: they look anew at every change; a single row only at its own. */
function useContent({ lines, writer }: GridWork, row: ViewRow): RowContent | null {
  const { t } = useTranslation()
  const { keys, isFolded } = row
  const key = keys[0]!
  const watchLine = useCallback((tell: () => void) => lines.watchRow(key, tell), [lines, key])
  const seen = useSyncExternalStore(isFolded ? lines.watch : watchLine, () => {
    if (isFolded) return lines.revision
    return lines.has(key) ? lines.line(key) : null
  })
  return useMemo(() => {
    if (seen === null || !keys.every(one => lines.has(one))) return null
    return isFolded
      ? contentOfGroup(lines, keys, writer, t)
      : contentOfLine(lines, lines.line(key), writer, t)
  }, [seen, keys, key, isFolded, lines, writer, t])
}

/** The line's number, and where a group begins or is folded, what folds and unfolds it. */
function RowHeader({ row, isMarked }: { row: ViewRow; isMarked: boolean }) {
  const { t } = useTranslation()
  const { group, isFolded, keys, position } = row
  const isFirst = group !== null && group.first === keys[0]
  const Chevron = isFolded ? IconChevronRight : IconChevronDown
  return (
    <div
      role="rowheader"
      className={styles.lineNumber}
      data-marked={isMarked}
      data-in-group={group !== null && !isFolded}
    >
      {isFirst ? (
        <button
          type="button"
          tabIndex={-1}
          className={styles.fold}
          data-action="fold"
          aria-expanded={!isFolded}
          aria-label={t(isFolded ? 'purchaseOrders.grid.unfold' : 'purchaseOrders.grid.fold', {
            count: group.size,
          })}
          title={t(isFolded ? 'purchaseOrders.grid.unfold' : 'purchaseOrders.grid.fold', {
            count: group.size,
          })}
        >
          <Chevron size={14} stroke={1.8} aria-hidden="true" />
        </button>
      ) : null}
      <span>{isFolded ? t('purchaseOrders.grid.rowsOfGroup', { count: keys.length }) : position + 1}</span>
    </div>
  )
}

const isIn = (mark: RowMark | null, column: number): boolean =>
  mark !== null && column >= mark.left && column <= mark.right
