import { IconChevronDown } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { LinePatch } from './cell-text.ts'
import { ChoiceEditor } from './choice-editor.tsx'
import type { ColumnId, DraftLine } from './draft-line.ts'
import styles from './grid.module.css'
import { alignsEnd } from './grid-columns.ts'
import type { Direction, GridWork } from './grid-work.ts'
import { TextEditor } from './text-editor.tsx'

const codes: readonly ColumnId[] = ['productNumber', 'bin', 'lotNumber', 'serial', 'supplierLot']

interface CellTextProps {
  work: GridWork
  line: DraftLine
  column: ColumnId
  text: string
  isHere: boolean
  isFolded: boolean
}

/** What a cell shows while it is not being edited. */
export function CellText({ work, line, column, text, isHere, isFolded }: CellTextProps) {
  const { t } = useTranslation()
  const { product } = line
  const hasLots = column === 'lotNumber' && product?.tracking.lots
  const isOtherPrice =
    column === 'price' &&
    text !== '' &&
    line.pricePer !== work.lines.context.pricePer &&
    product?.unitsPerPu !== 1
  const isCode = codes.includes(column) && !(isFolded && column === 'serial')
  return (
    <>
      <span className={isCode ? styles.code : styles.text}>{text}</span>
      {column === 'quantityPu' && product && product.unitsPerPu > 1 ? (
        <span className={styles.perPu}>×{product.unitsPerPu}</span>
      ) : null}
      {isOtherPrice ? (
        <span className={styles.perPu}>{t(`purchaseOrders.grid.per.${line.pricePer}`)}</span>
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

interface CellEditorProps {
  work: GridWork
  line: DraftLine
  column: ColumnId
  /** What the field holds at first. */
  initial: string
  anew: boolean
  onFinish: (text: string | null, move: Direction) => void
  onChoose: (patch: LinePatch, move: Direction) => void
}

/** The field of the cell that is being edited. */
export function CellEditor({ work, line, column, initial, anew, onFinish, onChoose }: CellEditorProps) {
  const { t } = useTranslation()
  const editor = {
    label: t(`purchaseOrders.grid.${column}`),
    initial: anew ? '' : initial,
    anew,
    onFinish,
  }
  if (
    column === 'productNumber' ||
    column === 'productName' ||
    column === 'supplier' ||
    column === 'bin' ||
    column === 'unit'
  ) {
    return (
      <ChoiceEditor
        {...editor}
        column={column}
        line={line}
        context={work.lines.context}
        onChoose={onChoose}
      />
    )
  }
  return <TextEditor key={line.key} {...editor} isNumber={alignsEnd(column)} />
}
