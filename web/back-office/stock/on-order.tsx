import type { TFunction } from 'i18next'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { OnOrderRow } from '../../../contract/on-order.ts'
import { api } from '../../../contract/public.ts'
import { useRead } from '../../client/public.ts'
import { Code, type Column, DataTable, DateText, ErrorState, Quantity, Section } from '../../kit/public.ts'
import { OrderState } from '../purchase-orders/order-state.tsx'
import { useMay } from '../session.ts'

interface OnOrderProps {
  variantId: number
  decimals: number
  locationId: number | null
}

/** What open purchase orders still bring of a variant, order by order; nothing where nothing is awaited. */
export function OnOrder({ variantId, decimals, locationId }: OnOrderProps) {
  const { t } = useTranslation()
  const mayOpen = useMay('purchasing.read')
  const found = useRead(
    api.onOrder.listOnOrder,
    { params: { variantId }, query: { locationId: locationId ?? undefined } },
    { keepFormer: true },
  )
  const columns = useMemo(() => columnsOf(t, decimals), [t, decimals])
  if (found.error && !found.data)
    return <ErrorState error={found.error} onRetry={() => void found.refetch()} />
  if (found.data === undefined || found.data.items.length === 0) return null
  return (
    <Section
      title={t('stock.onOrder')}
      actions={<Quantity units={found.data.quantity} decimals={decimals} />}
    >
      <DataTable
        rows={found.data.items}
        label={t('stock.onOrder')}
        height="rows"
        columns={columns}
        keyOf={row => row.order.id}
        {...(mayOpen
          ? {
              link: (row: OnOrderRow) => ({
                to: '/purchase-orders/$orderId',
                params: { orderId: row.order.id },
              }),
            }
          : {})}
      />
    </Section>
  )
}

function columnsOf(t: TFunction, decimals: number): Column<OnOrderRow>[] {
  return [
    {
      id: 'order',
      header: t('stock.order'),
      width: 'minmax(6rem, 1fr)',
      narrow: 'title',
      cell: row => <Code>{row.order.number}</Code>,
    },
    { id: 'supplier', header: t('stock.supplier'), width: 'minmax(8rem, 2fr)', cell: row => row.supplier },
    {
      id: 'location',
      header: t('stock.location'),
      width: 'minmax(8rem, 1.5fr)',
      cell: row => row.location.name,
    },
    {
      id: 'expected',
      header: t('stock.expected'),
      width: '8rem',
      cell: row => <DateText date={row.expectedOn} />,
    },
    {
      id: 'state',
      header: t('stock.state'),
      width: '9rem',
      cell: row => <OrderState state={row.order.state} />,
    },
    {
      id: 'quantity',
      header: t('stock.quantity'),
      width: '7rem',
      align: 'end',
      narrow: 'aside',
      cell: row => <Quantity units={row.quantity} decimals={decimals} />,
    },
  ]
}
