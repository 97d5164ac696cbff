import { Button } from '@mantine/core'
import { getRouteApi, Link } from '@tanstack/react-router'
import type { TFunction } from 'i18next'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../../contract/public.ts'
import type { SalesOrderRow } from '../../../contract/sales.ts'
import { usePages } from '../../client/public.ts'
import {
  Ago,
  Code,
  type Column,
  DataTable,
  EmptyState,
  fromPages,
  Money,
  Page,
  PageHeader,
  StateTabs,
} from '../../kit/public.ts'
import { useMay } from '../session.ts'
import { ExportMenu } from './export-menu.tsx'
import { OrderState, PaymentBadge } from './order-state.tsx'
import { type Narrowing, SalesFilters } from './sales-filters.tsx'
import { SavedViews } from './saved-views.tsx'

const route = getRouteApi('/in/sales-orders')

const tabs = ['awaiting', 'part_delivered', 'delivered', 'cancelled'] as const
type Tab = 'all' | (typeof tabs)[number]

/** The sales overview: orders by state, newest first, searched by number or customer. */
export function SalesOrdersScreen() {
  const { t } = useTranslation()
  const shown = route.useSearch()
  const { search = '', tab = 'all' } = shown
  const navigate = route.useNavigate()
  const mayWrite = useMay('sales.write')
  const pages = usePages(api.sales.listSalesOrders, { query: { ...shown, search, tab } })
  const columns = useMemo(() => columnsOf(t), [t])
  const narrow = (by: Narrowing) => void navigate({ search: former => ({ ...former, ...by }), replace: true })
  const isNarrowed = Object.entries(shown).some(([key, value]) => key !== 'search' && key !== 'tab' && value)
  const add = mayWrite ? (
    <Button renderRoot={props => <Link {...props} to="/sales-orders/new" />}>{t('salesOrders.add')}</Button>
  ) : null
  return (
    <Page fills>
      <PageHeader
        title={t('salesOrders.title')}
        actions={
          <>
            <ExportMenu shown={shown} />
            {add}
          </>
        }
      />
      <StateTabs
        label={t('salesOrders.tabs')}
        states={tabs}
        state={shown.tab}
        wordOf={one => t(`salesOrders.tab.${one}`)}
        onChoose={chosen => narrow({ tab: chosen })}
      />
      <SalesFilters shown={shown} onNarrow={narrow}>
        <SavedViews shown={shown} onShow={view => void navigate({ search: view, replace: true })} />
      </SalesFilters>
      <DataTable
        {...fromPages(pages)}
        label={t('salesOrders.list')}
        columns={columns}
        keyOf={order => order.id}
        link={order => ({ to: '/sales-orders/$orderId', params: { orderId: order.id } })}
        toneOf={order => (order.state === 'cancelled' ? 'muted' : undefined)}
        empty={emptyOf(t, search, isNarrowed ? 'narrowed' : tab, add)}
      />
    </Page>
  )
}

function emptyOf(t: TFunction, search: string, tab: Tab | 'narrowed', add: React.ReactNode) {
  if (search !== '')
    return (
      <EmptyState
        title={t('salesOrders.notFound', { search })}
        sentence={t('salesOrders.notFoundSentence')}
      />
    )
  if (tab === 'narrowed')
    return <EmptyState title={t('salesOrders.emptyFilter')} sentence={t('salesOrders.emptyFilterSentence')} />
  if (tab !== 'all')
    return <EmptyState title={t('salesOrders.emptyTab')} sentence={t('salesOrders.emptyTabSentence')} />
  return <EmptyState title={t('salesOrders.empty')} sentence={t('salesOrders.emptySentence')} action={add} />
}

function columnsOf(t: TFunction): Column<SalesOrderRow>[] {
  return [
    {
      id: 'number',
      header: t('salesOrders.number'),
      width: '6.5rem',
      cell: order => <Code>{order.number}</Code>,
    },
    {
      id: 'customer',
      header: t('salesOrders.customer'),
      width: 'minmax(9rem, 2fr)',
      cell: order => order.customer.name,
    },
    {
      id: 'state',
      header: t('salesOrders.state'),
      width: '10.5rem',
      narrow: 'aside',
      cell: order => <OrderState state={order.state} />,
    },
    {
      id: 'payment',
      header: t('salesOrders.paymentState'),
      width: '7.5rem',
      cell: order => <PaymentBadge state={order.paymentState} />,
    },
    {
      id: 'channel',
      header: t('salesOrders.channel'),
      width: 'minmax(6.5rem, 1fr)',
      narrow: 'hidden',
      cell: order => t(`salesOrders.channels.${order.channel}`),
    },
    {
      id: 'location',
      header: t('salesOrders.location'),
      width: 'minmax(7rem, 1fr)',
      narrow: 'hidden',
      cell: order => order.location.name,
    },
    {
      id: 'placed',
      header: t('salesOrders.placed'),
      width: '7rem',
      cell: order => <Ago time={order.createdAt} />,
    },
    {
      id: 'placedBy',
      header: t('salesOrders.placedBy'),
      width: 'minmax(7rem, 1fr)',
      narrow: 'hidden',
      cell: order => order.createdBy,
    },
    {
      id: 'total',
      header: t('salesOrders.total'),
      width: '7.5rem',
      align: 'end',
      cell: order => <Money minor={order.totalMinor} />,
    },
  ]
}
