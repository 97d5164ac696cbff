import { Button, SegmentedControl } from '@mantine/core'
import { getRouteApi, Link } from '@tanstack/react-router'
import type { TFunction } from 'i18next'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../../contract/public.ts'
import type { ReturnRow } from '../../../contract/returns.ts'
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
  SideDrawer,
} from '../../kit/public.ts'
import { useMay } from '../session.ts'
import { ReasonList } from './reason-list.tsx'
import { ReturnRequests } from './return-requests.tsx'

const route = getRouteApi('/in/returns')

/** What customers gave back, newest first, and what of it waits. */
export function ReturnsScreen() {
  const { t } = useTranslation()
  const { search = '', waits } = route.useSearch()
  const navigate = route.useNavigate()
  const mayWrite = useMay('fulfilment.write')
  const mayReasons = useMay('stock.reasons')
  const [editsReasons, setEditsReasons] = useState(false)
  const pages = usePages(api.returns.listReturns, { query: { search, waits } })
  const columns = useMemo(() => columnsOf(t), [t])
  return (
    <Page fills>
      <PageHeader
        title={t('returns.title')}
        actions={
          <>
            {mayReasons ? (
              <Button variant="default" onClick={() => setEditsReasons(true)}>
                {t('returns.reasons')}
              </Button>
            ) : null}
            {mayWrite ? (
              <Button renderRoot={props => <Link {...props} to="/returns/new" />}>{t('returns.new')}</Button>
            ) : null}
          </>
        }
      />
      <ReturnRequests />
      <Filters>
        <SegmentedControl
          aria-label={t('returns.views')}
          value={waits ?? 'all'}
          data={(['all', 'inspection', 'repair'] as const).map(value => ({
            value,
            label: t(`returns.view.${value}`),
          }))}
          onChange={value =>
            void navigate({
              search: former => ({ ...former, waits: value === 'all' ? undefined : (value as 'repair') }),
              replace: true,
            })
          }
        />
        <SearchField
          label={t('returns.search')}
          value={search}
          onSearch={text =>
            void navigate({ search: former => ({ ...former, search: text || undefined }), replace: true })
          }
        />
      </Filters>
      <DataTable
        {...fromPages(pages)}
        label={t('returns.list')}
        columns={columns}
        keyOf={row => row.id}
        link={row => ({ to: '/returns/$returnId', params: { returnId: row.id } })}
        empty={
          search !== '' ? (
            <EmptyState title={t('returns.notFound', { search })} />
          ) : waits ? (
            <EmptyState title={t('returns.emptyView')} />
          ) : (
            <EmptyState title={t('returns.empty')} sentence={t('returns.emptySentence')} />
          )
        }
      />
      <SideDrawer
        opened={editsReasons}
        title={t('returns.reasonsTitle')}
        onClose={() => setEditsReasons(false)}
      >
        <ReasonList />
      </SideDrawer>
    </Page>
  )
}

function columnsOf(t: TFunction): Column<ReturnRow>[] {
  return [
    { id: 'number', header: t('returns.number'), width: '7rem', cell: row => <Code>{row.number}</Code> },
    {
      id: 'customer',
      header: t('returns.customer'),
      width: 'minmax(10rem, 1fr)',
      cell: row => row.customer.name,
    },
    {
      id: 'goods',
      header: t('returns.goods'),
      width: 'minmax(12rem, 2fr)',
      cell: row =>
        row.otherLines === 0
          ? row.product
          : t('returns.goodsMore', { product: row.product, count: row.otherLines }),
    },
    {
      id: 'state',
      header: t('returns.state'),
      width: '9rem',
      narrow: 'aside',
      cell: row =>
        row.toInspect > 0
          ? t('returns.toInspect', { count: row.toInspect })
          : row.inRepair > 0
            ? t('returns.inRepair', { count: row.inRepair })
            : t('returns.done'),
    },
    {
      id: 'refund',
      header: t('returns.refund'),
      width: '8rem',
      align: 'end',
      cell: row => (row.refundMinor === null ? null : <Money minor={row.refundMinor} />),
    },
    { id: 'created', header: t('returns.created'), width: '8rem', cell: row => <Ago time={row.createdAt} /> },
    {
      id: 'by',
      header: t('returns.createdBy'),
      width: 'minmax(8rem, 1fr)',
      narrow: 'hidden',
      cell: row => row.createdBy,
    },
  ]
}
