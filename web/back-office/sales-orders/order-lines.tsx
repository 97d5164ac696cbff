import { Link } from '@tanstack/react-router'
import type { TFunction } from 'i18next'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { SalesLine } from '../../../contract/sales.ts'
import { Code, type Column, DataTable, Money, Quantity } from '../../kit/public.ts'
import { worthOf } from './draft-order.ts'

/** The lines of an order: how much was ordered, is on delivery notes, and was delivered. */
export function OrderLines({ lines }: { lines: readonly SalesLine[] }) {
  const { t } = useTranslation()
  const columns = useMemo(() => columnsOf(t), [t])
  return (
    <DataTable
      label={t('salesOrders.lines')}
      height="rows"
      rows={lines}
      columns={columns}
      keyOf={line => line.id}
    />
  )
}

function columnsOf(t: TFunction): Column<SalesLine>[] {
  const amount = (id: 'quantity' | 'quantityOnNotes' | 'quantityDelivered', header: string) => ({
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
    amount('quantity', t('salesOrders.ordered')),
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
      id: 'amount',
      header: t('salesOrders.amount'),
      width: '8rem',
      align: 'end',
      cell: line => <Money minor={worthOf(line.quantity, line.priceMinor, line.decimals)} />,
    },
  ]
}
