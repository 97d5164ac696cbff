import { Button } from '@mantine/core'
import { getRouteApi, Link } from '@tanstack/react-router'
import type { TFunction } from 'i18next'
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
  Filters,
  fromPages,
  Money,
  Page,
  PageHeader,
  Quantity,
  SearchField,
  StateTabs,
} from '../../kit/public.ts'
import { useMay } from '../session.ts'
import { OrderState } from './order-state.tsx'

const route = getRouteApi('/in/purchase-orders')
const states = ['draft', 'confirmed', 'part_warehoused', 'warehoused', 'closed', 'cancelled'] as const

/** All purchase orders, newest first, by state; a new one is typed or imported. */
export function PurchaseOrdersScreen() {
  const { t } = useTranslation()
  const { search = '', state } = route.useSearch()
  const navigate = route.useNavigate()
  const pages = usePages(api.purchasing.listPurchaseOrders, { query: { search, state } })
  const columns = useMemo(() => columnsOf(t), [t])
  const narrow = (by: Partial<ReturnType<typeof route.useSearch>>) =>
    void navigate({ search: former => ({ ...former, ...by }), replace: true })
  return (
    <Page fills>
      <PageHeader title={t('purchaseOrders.title')} actions={<AddButtons />} />
      <Filters>
        <StateTabs
          label={t('purchaseOrders.tabs')}
          states={states}
          state={state}
          wordOf={tab => t(`purchaseOrders.states.${tab}`)}
          onChoose={chosen => narrow({ state: chosen })}
        />
        <SearchField
          label={t('purchaseOrders.search')}
          value={search}
          onSearch={text => narrow({ search: text || undefined })}
        />
      </Filters>
      <DataTable
        {...fromPages(pages)}
        label={t('purchaseOrders.list')}
        columns={columns}
        hidden={state === undefined ? showAll : hideState}
        keyOf={order => order.id}
        link={order => ({ to: '/purchase-orders/$orderId', params: { orderId: order.id } })}
        toneOf={order => (order.state === 'cancelled' ? 'muted' : undefined)}
        empty={<NoOrders search={search} isAll={state === undefined} />}
      />
    </Page>
  )
}

const showAll: string[] = []
const hideState = ['state']

function AddButtons() {
  const { t } = useTranslation()
  if (!useMay('purchasing.write')) return null
  return (
    <>
      <Button variant="default" renderRoot={props => <Link {...props} to="/purchase-orders/import" />}>
        {t('purchaseOrders.import')}
      </Button>
      <Button renderRoot={props => <Link {...props} to="/purchase-orders/new" />}>
        {t('purchaseOrders.add')}
      </Button>
    </>
  )
}

function NoOrders({ search, isAll }: { search: string; isAll: boolean }) {
  const { t } = useTranslation()
  if (search !== '')
    return (
      <EmptyState
        title={t('purchaseOrders.notFound', { search })}
        sentence={t('purchaseOrders.notFoundSentence')}
      />
    )
  if (!isAll) return <EmptyState title={t('purchaseOrders.emptyState')} />
  return <EmptyState title={t('purchaseOrders.empty')} sentence={t('purchaseOrders.emptySentence')} />
}

function columnsOf(t: TFunction): Column<PurchaseOrderRow>[] {
  return [
    {
      id: 'number',
      header: t('purchaseOrders.number'),
      width: '6.5rem',
      cell: order => <Code>{order.number}</Code>,
    },
    {
      id: 'state',
      header: t('purchaseOrders.state'),
      width: '8.5rem',
      narrow: 'aside',
      cell: order => <OrderState state={order.state} />,
    },
    {
      id: 'supplier',
      header: t('purchaseOrders.supplier'),
      width: 'minmax(10rem, 2fr)',
      cell: order => order.supplier?.name ?? '–',
    },
    {
      id: 'location',
      header: t('purchaseOrders.location'),
      width: 'minmax(9rem, 1.4fr)',
      cell: order => order.location.name,
    },
    {
      id: 'expected',
      header: t('purchaseOrders.expected'),
      width: '8rem',
      cell: order => <DateText date={order.expectedOn} />,
    },
    {
      id: 'lines',
      header: t('purchaseOrders.lines'),
      width: '5.5rem',
      align: 'end',
      cell: order => <Quantity units={order.lineCount} />,
    },
    {
      id: 'total',
      header: t('purchaseOrders.total'),
      width: '9rem',
      align: 'end',
      cell: order => <Money minor={order.totalMinor} currency={order.currency} />,
    },
    {
      id: 'created',
      header: t('purchaseOrders.created'),
      width: 'minmax(9rem, 1fr)',
      cell: order => (
        <span>
          <Ago time={order.createdAt} /> {t('purchaseOrders.createdBy', { name: order.createdBy })}
        </span>
      ),
    },
  ]
}
