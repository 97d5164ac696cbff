import { Link } from '@tanstack/react-router'
import type { TFunction } from 'i18next'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { GoodsReceiptLine } from '../../../contract/goods-receipts.ts'
import { Code, type Column, DataTable, DateText, EmptyState, Quantity } from '../../kit/public.ts'
import styles from './warehousing.module.css'

interface ReceiptLinesProps {
  lines: readonly GoodsReceiptLine[] | undefined
  error: unknown
  onRetry: () => void
}

/** What came in under a receipt; lots and pieces lead to their pages. */
export function ReceiptLines({ lines, error, onRetry }: ReceiptLinesProps) {
  const { t } = useTranslation()
  const columns = useMemo(() => columnsOf(t), [t])
  const hidden = useMemo(() => (lines ? emptyColumns(lines) : []), [lines])
  return (
    <DataTable
      rows={lines}
      error={error}
      onRetry={onRetry}
      label={t('goodsReceipts.goods')}
      height="rows"
      columns={columns}
      hidden={hidden}
      keyOf={line => line.lineNumber}
      empty={<EmptyState title={t('goodsReceipts.noRows')} />}
    />
  )
}

/** Columns in which no row says anything are left out. */
function emptyColumns(lines: readonly GoodsReceiptLine[]): string[] {
  const says: Record<string, (line: GoodsReceiptLine) => unknown> = {
    damaged: line => line.damagedQuantity > 0,
    lot: line => line.lotNumber,
    serial: line => line.serial,
    expiresOn: line => line.expiresOn,
    supplierLot: line => line.supplierLot,
  }
  return Object.keys(says).filter(id => !lines.some(line => says[id]!(line)))
}

function columnsOf(t: TFunction): Column<GoodsReceiptLine>[] {
  const header = (id: keyof typeof widths) => ({ id, header: t(`goodsReceipts.${id}`), width: widths[id] })
  return [
    {
      ...header('line'),
      align: 'end',
      narrow: 'hidden',
      cell: line => <Quantity units={line.lineNumber} />,
    },
    {
      ...header('product'),
      narrow: 'title',
      cell: line => (
        <span className={styles.product}>
          <Link to="/products/$productId" params={{ productId: line.productId }}>
            {line.productName}
          </Link>
          <Code>{line.productNumber}</Code>
        </span>
      ),
    },
    {
      ...header('quantity'),
      align: 'end',
      narrow: 'aside',
      cell: line => <Quantity units={line.quantity} decimals={line.decimals} />,
    },
    {
      ...header('damaged'),
      cell: line =>
        line.damagedQuantity > 0 ? (
          <span className={styles.product}>
            <Quantity units={line.damagedQuantity} decimals={line.decimals} />
            <span className={styles.soft}>{line.damageReason}</span>
          </span>
        ) : null,
    },
    { ...header('bin'), cell: line => <Code>{line.binCode}</Code> },
    { ...header('lot'), cell: line => <LotText line={line} /> },
    { ...header('serial'), cell: line => <SerialText line={line} /> },
    { ...header('expiresOn'), cell: line => (line.expiresOn ? <DateText date={line.expiresOn} /> : null) },
    { ...header('supplierLot'), cell: line => (line.supplierLot ? <Code>{line.supplierLot}</Code> : null) },
    {
      ...header('orderLine'),
      align: 'end',
      cell: line => <Quantity units={line.orderLineNumber} />,
    },
  ]
}

function LotText({ line: { lotId, lotNumber } }: { line: GoodsReceiptLine }) {
  if (lotNumber === null) return null
  if (lotId === null) return <Code>{lotNumber}</Code>
  return (
    <Link to="/trace/lots/$lotId" params={{ lotId }}>
      <Code>{lotNumber}</Code>
    </Link>
  )
}

function SerialText({ line: { unitId, serial } }: { line: GoodsReceiptLine }) {
  if (serial === null) return null
  if (unitId === null) return <Code>{serial}</Code>
  return (
    <Link to="/trace/units/$unitId" params={{ unitId }}>
      <Code>{serial}</Code>
    </Link>
  )
}

const widths = {
  line: '3.25rem',
  product: 'minmax(12rem, 2fr)',
  quantity: '6.5rem',
  damaged: 'minmax(8rem, 1fr)',
  bin: 'minmax(6.5rem, 0.7fr)',
  lot: 'minmax(7.5rem, 1fr)',
  serial: 'minmax(9rem, 1fr)',
  expiresOn: '7.5rem',
  supplierLot: 'minmax(7rem, 0.8fr)',
  orderLine: '8rem',
} as const
