import { Button, Tabs } from '@mantine/core'
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
  Filters,
  fromPages,
  Money,
  Page,
  PageHeader,
  SearchField,
} from '../../kit/public.ts'
import { useMay } from '../session.ts'
import { OrderState } from './order-state.tsx'

const route = getRouteApi('/in/sales-orders')

const tabs = ['all', 'awaiting', 'part_delivered', 'delivered', 'cancelled'] as const
type Tab = (typeof tabs)[number]

/** The sales overview: orders by state, newest first, searched by number or customer. */
export function SalesOrdersScreen() {
  const { t } = useTranslation()
  const { search = '', tab = 'all' } = route.useSearch()
  const navigate = route.useNavigate()
  const mayWrite = useMay('sales.write')
  const pages = usePages(api.sales.listSalesOrders, { query: { search, tab } })
  const columns = useMemo(() => columnsOf(t), [t])
  const show = (next: Tab) =>
    void navigate({
      search: former => ({ ...former, tab: next === 'all' ? undefined : next }),
      replace: true,
    })
  const add = mayWrite ? (
    <Button renderRoot={props => <Link {...props} to="/sales-orders/new" />}>{t('salesOrders.add')}</Button>
  ) : null
  return (
    <Page fills>
      <PageHeader title={t('salesOrders.title')} actions={add} />
      <Tabs value={tab} onChange={value => show(value as Tab)} aria-label={t('salesOrders.tabs')}>
        <Tabs.List style={{ flexWrap: 'nowrap', overflowX: 'auto', overflowY: 'hidden' }}>
          {tabs.map(one => (
            <Tabs.Tab key={one} value={one} style={{ flex: 'none' }}>
              {t(`salesOrders.tab.${one}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
      </Tabs>
      <Filters>
        <SearchField
          label={t('salesOrders.search')}
          value={search}
          onSearch={text =>
            void navigate({ search: former => ({ ...former, search: text || undefined }), replace: true })
          }
        />
      </Filters>
      <DataTable
        {...fromPages(pages)}
        label={t('salesOrders.list')}
        columns={columns}
        keyOf={order => order.id}
        link={order => ({ to: '/sales-orders/$orderId', params: { orderId: order.id } })}
        toneOf={order => (order.state === 'cancelled' ? 'muted' : undefined)}
        empty={emptyOf(t, search, tab, add)}
      />
    </Page>
  )
}

function emptyOf(t: TFunction, search: string, tab: Tab, add: React.ReactNode) {
  if (search !== '')
    return (
      <EmptyState
        title={t('salesOrders.notFound', { search })}
        sentence={t('salesOrders.notFoundSentence')}
      />
    )
  if (tab !== 'all')
    return <EmptyState title={t('salesOrders.emptyTab')} sentence={t('salesOrders.emptyTabSentence')} />
  return <EmptyState title={t('salesOrders.empty')} sentence={t('salesOrders.emptySentence')} action={add} />
}

function columnsOf(t: TFunction): Column<SalesOrderRow>[] {
  return [
    {
      id: 'number',
      header: t('salesOrders.number'),
      width: '7rem',
      cell: order => <Code>{order.number}</Code>,
    },
    {
      id: 'customer',
      header: t('salesOrders.customer'),
      width: 'minmax(11rem, 2fr)',
      cell: order => order.customer.name,
    },
    {
      id: 'state',
      header: t('salesOrders.state'),
      width: '11rem',
      narrow: 'aside',
      cell: order => <OrderState state={order.state} />,
    },
    {
      id: 'location',
      header: t('salesOrders.location'),
      width: 'minmax(8rem, 1fr)',
      narrow: 'hidden',
      cell: order => order.location.name,
    },
    {
      id: 'placed',
      header: t('salesOrders.placed'),
      width: '8rem',
      cell: order => <Ago time={order.createdAt} />,
    },
    {
      id: 'placedBy',
      header: t('salesOrders.placedBy'),
      width: 'minmax(8rem, 1fr)',
      narrow: 'hidden',
      cell: order => order.createdBy,
    },
    {
      id: 'total',
      header: t('salesOrders.total'),
      width: '8rem',
      align: 'end',
      cell: order => <Money minor={order.totalMinor} />,
    },
  ]
}
