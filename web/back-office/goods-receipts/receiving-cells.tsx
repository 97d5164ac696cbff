import { TextInput } from '@mantine/core'
import { createContext, useContext } from 'react'
import { useTranslation } from 'react-i18next'
import type { PurchaseLine } from '../../../contract/purchasing.ts'
import { QuantityField, useFormat } from '../../kit/public.ts'
import { withPiece } from './receive-pieces.ts'
import {
  allowedOf,
  type Draft,
  type Entry,
  type EntryProblem,
  entryOf,
  type Judging,
  problemOf,
  withEntry,
} from './receiving-draft.ts'
import styles from './warehousing.module.css'

/** A row of the table: a row of the order, or a further part of it. */
export interface PartRow {
  readonly line: PurchaseLine
  readonly part: number
}

export interface Entering extends Judging {
  draft: Draft
  change: (next: (draft: Draft) => Draft) => void
  binList: string
  /** What is missing is said once storing was tried. */
  tried: boolean
  /** Rows of which further pieces can be entered by their numbers. */
  unnumbered: ReadonlySet<number>
  /** Opens the panel that takes their numbers. */
  enterPieces: (line: PurchaseLine) => void
}
/** Cells read the draft themselves, so that a keystroke draws the rows in sight and not ten thousand. */
export const EnteringContext = createContext<Entering | null>(null)

export function useEntry({ line, part }: PartRow) {
  const entering = useContext(EnteringContext)!
  const entry = entryOf(entering.draft, line, part)
  const enter = line.piecesHaveSerials ? withPiece : withEntry
  const set = (change: Partial<Entry>) => entering.change(draft => enter(draft, line, part, change))
  return { ...entering, entry, set, problem: problemOf(entering.draft, line, part, entering) }
}

/** What is wrong with the quantity shows at once; what is only missing, when storing was tried. */
export function NowField(row: PartRow) {
  const { t } = useTranslation()
  const format = useFormat()
  const { entry, set, problem, percent } = useEntry(row)
  const { line } = row
  const isShown = problem === 'tooMany' || problem === 'onePiece'
  const open = format.quantity(allowedOf(line, percent), line.decimals)
  return (
    <QuantityField
      className={styles.number}
      size="xs"
      aria-label={t('goodsReceipts.nowOf', nameOf(row))}
      decimals={line.decimals}
      value={entry.quantity}
      onChange={quantity => set({ quantity })}
      error={isShown ? t(`goodsReceipts.problem.${problem}`, { open }) : null}
    />
  )
}

export function DamagedField(row: PartRow) {
  const { t } = useTranslation()
  const { entry, set, problem, tried } = useEntry(row)
  return (
    <span className={styles.stack}>
      <QuantityField
        className={styles.number}
        size="xs"
        aria-label={t('goodsReceipts.damagedOf', nameOf(row))}
        decimals={row.line.decimals}
        value={entry.damaged}
        onChange={damaged => set({ damaged })}
      />
      {entry.damaged ? (
        <TextInput
          size="xs"
          aria-label={t('goodsReceipts.reasonOf', nameOf(row))}
          placeholder={t('goodsReceipts.reason')}
          maxLength={500}
          value={entry.reason}
          onChange={event => set({ reason: event.currentTarget.value })}
          error={tried && problem === 'noReason' ? t('goodsReceipts.problem.noReason') : null}
        />
      ) : null}
    </span>
  )
}

type TextField = 'bin' | 'lot' | 'madeOn' | 'expiresOn' | 'supplierLot'
const labels = {
  bin: 'binOf',
  lot: 'lotOf',
  madeOn: 'madeOf',
  expiresOn: 'expiresOf',
  supplierLot: 'supplierLotOf',
} as const
const belongsTo: Partial<Record<EntryProblem, TextField>> = { noBin: 'bin', noLot: 'lot' }

export function TextCell({ field, ...row }: PartRow & { field: TextField }) {
  const { t } = useTranslation()
  const { entry, set, problem, tried, binList } = useEntry(row)
  const isOurs = problem !== null && belongsTo[problem] === field
  const isShown = isOurs && (tried || problem === 'noBin')
  return (
    <TextInput
      className={styles.field}
      size="xs"
      aria-label={t(`goodsReceipts.${labels[field]}`, nameOf(row))}
      type={field === 'expiresOn' || field === 'madeOn' ? 'date' : 'text'}
      {...(field === 'bin' ? { list: binList } : { maxLength: 100 })}
      autoComplete="off"
      spellCheck={false}
      value={entry[field]}
      onChange={event => set({ [field]: event.currentTarget.value })}
      error={isShown ? t(`goodsReceipts.problem.${problem}`, { text: entry.bin, open: '' }) : null}
      styles={{ input: { fontFamily: 'var(--mono)' } }}
    />
  )
}

export const nameOf = ({ line }: PartRow) => ({ product: line.productName, line: line.lineNumber })
