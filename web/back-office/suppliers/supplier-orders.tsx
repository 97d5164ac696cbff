import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../../contract/public.ts'
import type { PurchaseOrderRow } from '../../../contract/purchasing.ts'
import { usePages } from '../../client/public.ts'
import {
  Ago,
  Code,
  type Column,
  DataTable,
  DateText,
  EmptyState,
  fromPages,
  Money,
} from '../../kit/public.ts'
import { OrderState } from '../purchase-orders/order-state.tsx'

/** What was ordered from a supplier, the newest first. */
export function SupplierOrders({ supplierId }: { supplierId: number }) {
  const { t } = useTranslation()
  const pages = usePages(api.purchasing.listPurchaseOrders, { query: { supplierId } })
  const columns = useMemo(
    (): Column<PurchaseOrderRow>[] => [
      {
        id: 'number',
        header: t('purchaseOrders.number'),
        width: '7rem',
        cell: order => <Code>{order.number}</Code>,
      },
      {
        id: 'state',
        header: t('purchaseOrders.state'),
        width: '10rem',
        narrow: 'aside',
        cell: order => <OrderState state={order.state} />,
      },
      {
        id: 'location',
        header: t('purchaseOrders.location'),
        width: 'minmax(9rem, 1fr)',
        cell: order => order.location.name,
      },
      {
        id: 'expected',
        header: t('purchaseOrders.expected'),
        width: '8rem',
        cell: order => <DateText date={order.expectedOn} />,
      },
      {
        id: 'total',
        header: t('purchaseOrders.total'),
        align: 'end',
        width: '9rem',
        cell: order => <Money minor={order.totalMinor} currency={order.currency} />,
      },
      {
        id: 'created',
        header: t('purchaseOrders.created'),
        width: 'minmax(8rem, 1fr)',
        cell: order => <Ago time={order.createdAt} />,
      },
    ],
    [t],
  )
  return (
    <DataTable
      {...fromPages(pages)}
      label={t('suppliers.tab.orders')}
      columns={columns}
      keyOf={order => order.id}
      link={order => ({ to: '/purchase-orders/$orderId', params: { orderId: order.id } })}
      height="rows"
      empty={<EmptyState title={t('suppliers.noOrders')} />}
    />
  )
}
