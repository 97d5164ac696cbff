// biome-ignore-all lint/a11y/useSemanticElements: rows that are placed one by one cannot be rows of a table element
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid keeps the focus and names its active cell
import { IconChevronDown, IconX } from '@tabler/icons-react'
import { memo, useCallback, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import type { LinePatch } from './cell-text.ts'
import { ChoiceEditor } from './choice-editor.tsx'
import { type ColumnId, type DraftLine, isLocked } from './draft-line.ts'
import styles from './grid.module.css'
import { alignsEnd } from './grid-columns.ts'
import { type RowMark, readMark } from './grid-cursor.ts'
import type { Direction, GridWork } from './grid-work.ts'
import { isWanted, shownProblems } from './line-problems.ts'
import { TextEditor } from './text-editor.tsx'

export const rowHeight = 36

interface GridRowProps {
  work: GridWork
  rowKey: number
  index: number
  idBase: string
  /** Ends the editing of the cell with the cursor; null takes back what was typed. */
  onFinish: (text: string | null, move: Direction) => void
  onChoose: (patch: LinePatch, move: Direction) => void
}

/** One row of the item grid. It draws itself anew when its own line or the cursor in it changes, and at nothing else. */
export const GridRow = memo(function GridRow(props: GridRowProps) {
  const { work, rowKey, index, idBase } = props
  const { lines, cursor, columns, writer } = work
  const { t } = useTranslation()
  const watchLine = useCallback((tell: () => void) => lines.watchRow(rowKey, tell), [lines, rowKey])
  const line = useSyncExternalStore(watchLine, () => (lines.has(rowKey) ? lines.line(rowKey) : null))
  const mark = readMark(useSyncExternalStore(cursor.watch, () => cursor.markOf(index)))
  if (line === null) return null
  const problems = new Map(shownProblems(lines, line).map(problem => [problem.column, problem]))
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      data-row={index}
      className={styles.row}
      style={{ insetBlockStart: index * rowHeight }}
    >
      <div role="rowheader" className={styles.lineNumber} data-marked={mark !== null}>
        {index + 1}
      </div>
      {columns.map((column, at) => {
        const problem = problems.get(column)
        const isHere = mark?.here === at
        const isEdited = isHere && mark.editing !== null
        const text = writer.text(line, column)
        return (
          <div
            key={column}
            id={`${idBase}-${index}-${at}`}
            role="gridcell"
            aria-colindex={at + 2}
            aria-selected={isIn(mark, at)}
            aria-invalid={problem !== undefined}
            aria-readonly={isLocked(line, column)}
            data-cell={at}
            data-column={column}
            data-align={alignsEnd(column) ? 'end' : undefined}
            data-here={isHere && mark.focused}
            data-in={isIn(mark, at)}
            data-edited={isEdited}
            data-locked={isLocked(line, column) && text === ''}
            data-wanted={isWanted(line, column)}
            data-state={stateOf(line, column, problem !== undefined)}
            className={styles.cell}
            title={problem ? problem.sentence(t) : text}
          >
            {isEdited ? (
              <CellEditor {...props} line={line} column={column} anew={mark.editing === 'anew'} />
            ) : (
              <CellText line={line} column={column} text={text} isHere={isHere} />
            )}
          </div>
        )
      })}
      <div role="gridcell" className={styles.amount}>
        {writer.amount(line)}
      </div>
      <div role="gridcell" className={styles.removeCell}>
        <button
          type="button"
          tabIndex={-1}
          className={styles.remove}
          data-action="remove"
          aria-label={t('purchaseOrders.grid.remove', { line: index + 1 })}
        >
          <IconX size={14} stroke={1.8} aria-hidden="true" />
        </button>
      </div>
    </div>
  )
})

const isIn = (mark: RowMark | null, column: number): boolean =>
  mark !== null && column >= mark.left && column <= mark.right

function stateOf(line: DraftLine, column: ColumnId, hasProblem: boolean): string | undefined {
  const state = line.unread[column]?.state
  if (state === 'looking' || state === 'waiting') return 'looking'
  return hasProblem ? 'wrong' : undefined
}

const codes: readonly ColumnId[] = ['productNumber', 'bin', 'lotNumber', 'serial', 'supplierLot']

function CellText({
  line,
  column,
  text,
  isHere,
}: {
  line: DraftLine
  column: ColumnId
  text: string
  isHere: boolean
}) {
  const { t } = useTranslation()
  const hasLots = column === 'lotNumber' && line.product?.tracking.lots
  return (
    <>
      <span className={codes.includes(column) ? styles.code : styles.text}>{text}</span>
      {column === 'quantityPu' && line.product && line.product.unitsPerPu > 1 ? (
        <span className={styles.perPu}>×{line.product.unitsPerPu}</span>
      ) : null}
      {hasLots ? (
        <button
          type="button"
          tabIndex={-1}
          className={styles.lots}
          data-action="lots"
          data-shown={isHere}
          aria-label={t('purchaseOrders.grid.earlierLots')}
          title={t('purchaseOrders.grid.earlierLots')}
        >
          <IconChevronDown size={14} stroke={1.8} aria-hidden="true" />
        </button>
      ) : null}
    </>
  )
}

function CellEditor({
  work,
  line,
  column,
  anew,
  onFinish,
  onChoose,
}: GridRowProps & { line: DraftLine; column: ColumnId; anew: boolean }) {
  const { t } = useTranslation()
  const { lines, writer } = work
  const editor = {
    label: t(`purchaseOrders.grid.${column}`),
    initial: anew ? '' : writer.text(line, column, true),
    anew,
    onFinish,
  }
  if (column === 'productNumber' || column === 'productName' || column === 'supplier' || column === 'bin') {
    return <ChoiceEditor {...editor} column={column} context={lines.context} onChoose={onChoose} />
  }
  return <TextEditor {...editor} isNumber={alignsEnd(column)} />
}
