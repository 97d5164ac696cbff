import { ActionIcon, TextInput, Tooltip } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import type { TFunction } from 'i18next'
import { createContext, type ReactNode, useContext, useId, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { PurchaseLine } from '../../../contract/purchasing.ts'
import { serialProblem } from '../../../contract/serial-pattern.ts'
import { Code, type Column, DataTable, Quantity, QuantityField, useFormat } from '../../kit/public.ts'
import {
  allowedOf,
  type Bins,
  type Draft,
  type Entry,
  type EntryProblem,
  entryOf,
  partsOf,
  problemOf,
  withEntry,
  withPart,
} from './receiving-draft.ts'
import styles from './warehousing.module.css'

/** A row of the table: a row of the order, or a further part of it. */
export interface PartRow {
  readonly line: PurchaseLine
  readonly part: number
}

interface Entering {
  draft: Draft
  change: (next: (draft: Draft) => Draft) => void
  percent: number
  bins: Bins
  binList: string
  /** What is missing is said once storing was tried. */
  tried: boolean
}
/** Cells read the draft themselves, so that a keystroke draws the rows in sight and not ten thousand. */
const EnteringContext = createContext<Entering | null>(null)

interface ReceivingTableProps extends Omit<Entering, 'binList'> {
  lines: readonly PurchaseLine[]
  empty: ReactNode
}

/** The open rows of an order with what came in of each: quantity, damage, bin, lot and serial. */
export function ReceivingTable({ lines, empty, ...entering }: ReceivingTableProps) {
  const { t } = useTranslation()
  const binList = useId()
  const { parts } = entering.draft
  const rows = useMemo(
    () =>
      lines.flatMap(line =>
        Array.from({ length: parts.get(line.id) ?? 1 }, (_, part): PartRow => ({ line, part })),
      ),
    [lines, parts],
  )
  const columns = useMemo(() => columnsOf(t), [t])
  const hidden = useMemo(() => {
    const lots = lines.some(line => line.tracking.lots)
    const serials = lines.some(line => line.tracking.serials)
    const madeOn = lines.some(line => line.madeOn || line.requires.includes('madeOn'))
    const supplierLots = lines.some(line => line.supplierLot || line.requires.includes('supplierLot'))
    return [
      ...(lots ? [] : ['lot', 'expiresOn']),
      ...(serials ? [] : ['serial']),
      ...(madeOn ? [] : ['madeOn']),
      ...(supplierLots ? [] : ['supplierLot']),
    ]
  }, [lines])
  return (
    <EnteringContext value={{ ...entering, binList }}>
      <datalist id={binList}>
        {[...entering.bins.keys()].map(code => (
          <option key={code} value={code} />
        ))}
      </datalist>
      <DataTable
        rows={rows}
        label={t('goodsReceipts.rows')}
        columns={columns}
        hidden={hidden}
        keyOf={row => `${row.line.id}:${row.part}`}
        empty={empty}
      />
    </EnteringContext>
  )
}

export const rowElementId = (line: PurchaseLine) => `receiving-${line.id}`

function columnsOf(t: TFunction): Column<PartRow>[] {
  const header = (id: keyof typeof widths) => ({ id, header: t(`goodsReceipts.${id}`), width: widths[id] })
  const end = { align: 'end' } as const
  return [
    {
      ...header('line'),
      ...end,
      narrow: 'hidden',
      cell: ({ line, part }) => (part === 0 ? <Quantity units={line.lineNumber} /> : null),
    },
    { ...header('product'), narrow: 'title', cell: row => <Product {...row} /> },
    {
      ...header('ordered'),
      ...end,
      cell: ({ line, part }) =>
        part === 0 ? <Quantity units={line.quantitySku} decimals={line.decimals} /> : null,
    },
    {
      ...header('received'),
      ...end,
      cell: ({ line, part }) =>
        part === 0 ? <Quantity units={line.receivedSku} decimals={line.decimals} /> : null,
    },
    { ...header('now'), ...end, cell: row => <NowField {...row} /> },
    { ...header('damaged'), ...end, cell: row => <DamagedField {...row} /> },
    { ...header('bin'), cell: row => <TextCell {...row} field="bin" /> },
    { ...header('lot'), cell: row => (row.line.tracking.lots ? <TextCell {...row} field="lot" /> : null) },
    {
      ...header('serial'),
      cell: row => (row.line.tracking.serials ? <TextCell {...row} field="serial" /> : null),
    },
    {
      ...header('madeOn'),
      cell: row => (row.line.tracking.lots ? <TextCell {...row} field="madeOn" /> : null),
    },
    {
      ...header('expiresOn'),
      cell: row => (row.line.tracking.lots ? <TextCell {...row} field="expiresOn" /> : null),
    },
    {
      ...header('supplierLot'),
      cell: row => (row.line.tracking.lots ? <TextCell {...row} field="supplierLot" /> : null),
    },
  ]
}

const widths = {
  line: '3.25rem',
  product: 'minmax(12rem, 1.6fr)',
  ordered: '4.75rem',
  received: '5.25rem',
  now: '5.5rem',
  damaged: '5.5rem',
  bin: 'minmax(7rem, 0.8fr)',
  lot: 'minmax(8.5rem, 1fr)',
  serial: 'minmax(11.5rem, 1.2fr)',
  madeOn: '9.75rem',
  expiresOn: '9.75rem',
  supplierLot: 'minmax(8rem, 0.8fr)',
} as const

function useEntry({ line, part }: PartRow) {
  const entering = useContext(EnteringContext)!
  const entry = entryOf(entering.draft, line, part)
  const set = (change: Partial<Entry>) => entering.change(draft => withEntry(draft, line, part, change))
  return { ...entering, entry, set, problem: problemOf(entering.draft, line, part, entering) }
}

function Product({ line, part }: PartRow) {
  const { t } = useTranslation()
  const { draft, change } = useContext(EnteringContext)!
  if (part > 0) return <span className={styles.part}>{line.productName}</span>
  const isSplit = line.tracking.serials ? false : allowedOf(line, 0) > 1
  return (
    <span id={rowElementId(line)} className={styles.product}>
      <span>{line.productName}</span> <Code>{line.productNumber}</Code>
      {isSplit ? (
        <Tooltip label={t('goodsReceipts.split')}>
          <ActionIcon
            size="sm"
            variant="subtle"
            aria-label={`${t('goodsReceipts.split')}: ${line.productName}`}
            disabled={partsOf(draft, line) > 20}
            onClick={() => change(before => withPart(before, line))}
          >
            <IconPlus size={14} stroke={1.6} aria-hidden="true" />
          </ActionIcon>
        </Tooltip>
      ) : null}
    </span>
  )
}

/** What is wrong with the quantity shows at once; what is only missing, when storing was tried. */
function NowField(row: PartRow) {
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

function DamagedField(row: PartRow) {
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

type TextField = 'bin' | 'lot' | 'serial' | 'madeOn' | 'expiresOn' | 'supplierLot'
const labels = {
  bin: 'binOf',
  lot: 'lotOf',
  serial: 'serialOf',
  madeOn: 'madeOf',
  expiresOn: 'expiresOf',
  supplierLot: 'supplierLotOf',
} as const
const belongsTo: Partial<Record<EntryProblem, TextField>> = { noBin: 'bin', noLot: 'lot', noSerial: 'serial' }

function TextCell({ field, ...row }: PartRow & { field: TextField }) {
  const { t } = useTranslation()
  const { entry, set, problem, tried, binList } = useEntry(row)
  const isOurs = problem !== null && belongsTo[problem] === field
  const isShown = isOurs && (tried || problem === 'noBin')
  const { serialPattern } = row.line
  const malformed =
    field === 'serial' && entry.serial.trim() !== '' && serialPattern !== null
      ? serialProblem(entry.serial.trim(), serialPattern)
      : null
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
      error={isShown ? t(`goodsReceipts.problem.${problem}`, { text: entry.bin, open: '' }) : malformed}
      styles={{ input: { fontFamily: 'var(--mono)' } }}
    />
  )
}

const nameOf = ({ line }: PartRow) => ({ product: line.productName, line: line.lineNumber })
