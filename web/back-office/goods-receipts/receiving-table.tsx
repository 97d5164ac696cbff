import { ActionIcon, Tooltip } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import type { TFunction } from 'i18next'
import { type ReactNode, useContext, useId, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PurchaseLine } from '../../../contract/purchasing.ts'
import { Code, type Column, DataTable, Quantity } from '../../kit/public.ts'
import { PiecesPanel } from './pieces-panel.tsx'
import { isUnnumbered } from './receive-pieces.ts'
import {
  DamagedField,
  type Entering,
  EnteringContext,
  NowField,
  type PartRow,
  TextCell,
} from './receiving-cells.tsx'
import { allowedOf, partsOf, withPart } from './receiving-draft.ts'
import { SerialCell } from './serial-cell.tsx'
import styles from './warehousing.module.css'

interface ReceivingTableProps extends Omit<Entering, 'binList' | 'unnumbered' | 'enterPieces'> {
  orderId: number
  lines: readonly PurchaseLine[]
  empty: ReactNode
}

/** The open rows of an order with what came in of each: quantity, damage, bin, lot and serial. */
export function ReceivingTable({ orderId, lines, empty, ...entering }: ReceivingTableProps) {
  const { t } = useTranslation()
  const binList = useId()
  const [piecesOf, setPiecesOf] = useState<PurchaseLine | null>(null)
  const unnumbered = useMemo(() => firstUnnumbered(lines), [lines])
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
    const serials = lines.some(line => line.piecesHaveSerials)
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
    <EnteringContext value={{ ...entering, binList, unnumbered, enterPieces: setPiecesOf }}>
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
      {piecesOf === null ? null : (
        <PiecesPanel orderId={orderId} lines={lines} line={piecesOf} onClose={() => setPiecesOf(null)} />
      )}
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
      cell: row => (row.line.piecesHaveSerials ? <SerialCell {...row} /> : null),
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

function Product({ line, part }: PartRow) {
  const { t } = useTranslation()
  const { draft, change } = useContext(EnteringContext)!
  if (part > 0) return <span className={styles.part}>{line.productName}</span>
  // A row of many pieces with serials was ordered before the product was converted: each piece gets a part of its own.
  const isSplit = allowedOf(line, 0) > 1
  const mostParts = line.tracking.serials ? allowedOf(line, 0) : 21
  return (
    <span id={rowElementId(line)} className={styles.product}>
      <span>{line.productName}</span> <Code>{line.productNumber}</Code>
      {isSplit ? (
        <Tooltip label={t('goodsReceipts.split')}>
          <ActionIcon
            size="sm"
            variant="subtle"
            aria-label={`${t('goodsReceipts.split')}: ${line.productName}`}
            disabled={partsOf(draft, line) >= mostParts}
            onClick={() => change(before => withPart(before, line))}
          >
            <IconPlus size={14} stroke={1.6} aria-hidden="true" />
          </ActionIcon>
        </Tooltip>
      ) : null}
    </span>
  )
}

/** The first row of each product whose pieces were ordered without their numbers, where there is more than one piece. */
function firstUnnumbered(lines: readonly PurchaseLine[]): ReadonlySet<number> {
  const pieces = new Map<number, { first: number; count: number }>()
  for (const line of lines) {
    if (!isUnnumbered(line)) continue
    const before = pieces.get(line.variantId)
    const count = (before?.count ?? 0) + allowedOf(line, 0)
    pieces.set(line.variantId, { first: before?.first ?? line.id, count })
  }
  return new Set([...pieces.values()].filter(({ count }) => count > 1).map(({ first }) => first))
}
