import { Link } from '@tanstack/react-router'
import type { TFunction } from 'i18next'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { SalesLine } from '../../../contract/sales.ts'
import { lineAmountMinor } from '../../../contract/sales-sums.ts'
import { Code, type Column, DataTable, Money, Quantity, useFormat } from '../../kit/public.ts'
import styles from './sales-orders.module.css'

/** The lines of an order: how much was ordered, is on delivery notes, and was delivered. */
export function OrderLines({ lines }: { lines: readonly SalesLine[] }) {
  const { t } = useTranslation()
  const hasDiscount = lines.some(line => line.discountBasisPoints > 0)
  const hasTax = lines.some(line => line.taxBasisPoints > 0)
  const columns = useMemo(() => columnsOf(t), [t])
  const hidden = [...(hasDiscount ? [] : ['discount']), ...(hasTax ? [] : ['tax'])]
  return (
    <DataTable
      label={t('salesOrders.lines')}
      height="rows"
      rows={lines}
      columns={columns}
      hidden={hidden}
      keyOf={line => line.id}
    />
  )
}

function columnsOf(t: TFunction): Column<SalesLine>[] {
  const amount = (id: 'quantityOnNotes' | 'quantityDelivered', header: string) => ({
    id,
    header,
    width: '6.5rem',
    align: 'end' as const,
    cell: (line: SalesLine) => <Quantity units={line[id]} decimals={line.decimals} />,
  })
  return [
    {
      id: 'product',
      header: t('salesOrders.productName'),
      width: 'minmax(12rem, 3fr)',
      narrow: 'title',
      cell: line => (
        <Link to="/products/$productId" params={{ productId: line.productId }}>
          {line.productName}
        </Link>
      ),
    },
    {
      id: 'productNumber',
      header: t('salesOrders.productNumber'),
      width: 'minmax(8rem, 1fr)',
      cell: line => <Code>{line.productNumber}</Code>,
    },
    {
      id: 'ordered',
      header: t('salesOrders.ordered'),
      width: 'minmax(6.5rem, 1fr)',
      align: 'end',
      cell: line => <Ordered line={line} />,
    },
    amount('quantityOnNotes', t('salesOrders.onNotes')),
    amount('quantityDelivered', t('salesOrders.delivered')),
    {
      id: 'price',
      header: t('salesOrders.price'),
      width: '7.5rem',
      align: 'end',
      cell: line => <Money minor={line.priceMinor} />,
    },
    {
      id: 'discount',
      header: t('salesOrders.discount'),
      width: '5.5rem',
      align: 'end',
      cell: line => <Percent basisPoints={line.discountBasisPoints} />,
    },
    {
      id: 'tax',
      header: t('salesOrders.tax'),
      width: '5rem',
      align: 'end',
      cell: line => <Percent basisPoints={line.taxBasisPoints} />,
    },
    {
      id: 'amount',
      header: t('salesOrders.amount'),
      width: '8rem',
      align: 'end',
      cell: line => <Money minor={lineAmountMinor(line)} />,
    },
  ]
}

function Percent({ basisPoints }: { basisPoints: number }) {
  const format = useFormat()
  return basisPoints === 0 ? null : <span>{format.percent(basisPoints)}</span>
}

/** How much was ordered, and what of it waits for goods to come in, and for whom else they come first. */
function Ordered({ line }: { line: SalesLine }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { quantity, decimals, quantityWaiting, quantityAhead } = line
  if (quantityWaiting === 0) return <Quantity units={quantity} decimals={decimals} />
  const shown = (units: number) => format.quantity(units, decimals)
  return (
    <span className={styles.waiting}>
      <Quantity units={quantity} decimals={decimals} />
      <span>
        {quantityAhead === 0
          ? t('salesOrders.waits', { quantity: shown(quantityWaiting) })
          : t('salesOrders.waitsBehind', { quantity: shown(quantityWaiting), ahead: shown(quantityAhead) })}
      </span>
    </span>
  )
}
