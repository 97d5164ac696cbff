import { Button } from '@mantine/core'
import { getRouteApi, Link } from '@tanstack/react-router'
import type { TFunction } from 'i18next'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../../contract/public.ts'
import { type TransferRow, transferState } from '../../../contract/transfers.ts'
import { usePages } from '../../client/public.ts'
import {
  Ago,
  Code,
  type Column,
  DataTable,
  EmptyState,
  Filters,
  fromPages,
  Page,
  PageHeader,
  SearchField,
  StateTabs,
} from '../../kit/public.ts'
import { useMay } from '../session.ts'
import { StateOfTransfer } from './transfer-state.tsx'

const route = getRouteApi('/in/transfers')

/** All transfers by state, newest first. */
export function TransfersScreen() {
  const { t } = useTranslation()
  const { search = '', state } = route.useSearch()
  const navigate = route.useNavigate()
  const mayWrite = useMay('stock.write')
  const pages = usePages(api.transfers.listTransfers, { query: { search, state } })
  const columns = useMemo(() => columnsOf(t), [t])
  const show = (by: Partial<ReturnType<typeof route.useSearch>>) =>
    void navigate({ search: former => ({ ...former, ...by }), replace: true })
  return (
    <Page fills>
      <PageHeader
        title={t('transfers.title')}
        subtitle={t('transfers.subtitle')}
        actions={
          mayWrite ? (
            <Button renderRoot={props => <Link {...props} to="/transfers/new" />}>
              {t('transfers.new')}
            </Button>
          ) : null
        }
      />
      <StateTabs
        label={t('transfers.tabs')}
        states={transferState.options}
        state={state}
        wordOf={tab => t(`transfers.states.${tab}`)}
        onChoose={chosen => show({ state: chosen })}
      />
      <Filters>
        <SearchField
          label={t('transfers.search')}
          value={search}
          onSearch={text => show({ search: text || undefined })}
        />
      </Filters>
      <DataTable
        {...fromPages(pages)}
        label={t('transfers.list')}
        columns={columns}
        keyOf={row => row.id}
        link={row => ({ to: '/transfers/$transferId', params: { transferId: row.id } })}
        toneOf={row => (row.state === 'cancelled' ? 'muted' : undefined)}
        empty={
          search === '' && state === undefined ? (
            <EmptyState title={t('transfers.empty')} sentence={t('transfers.emptySentence')} />
          ) : (
            <EmptyState title={t('transfers.notFound')} />
          )
        }
      />
    </Page>
  )
}

function columnsOf(t: TFunction): Column<TransferRow>[] {
  return [
    { id: 'number', header: t('transfers.number'), width: '7rem', cell: row => <Code>{row.number}</Code> },
    {
      id: 'state',
      header: t('transfers.state'),
      width: '10rem',
      narrow: 'aside',
      cell: row => <StateOfTransfer state={row.state} />,
    },
    { id: 'from', header: t('transfers.from'), width: 'minmax(8rem, 1fr)', cell: row => row.from.name },
    { id: 'to', header: t('transfers.to'), width: 'minmax(8rem, 1fr)', cell: row => row.to.name },
    {
      id: 'goods',
      header: t('transfers.goods'),
      width: 'minmax(10rem, 2fr)',
      cell: row =>
        row.product !== null && row.otherProducts > 0
          ? t('transfers.goodsMore', { product: row.product, count: row.otherProducts })
          : row.product,
    },
    {
      id: 'created',
      header: t('transfers.created'),
      width: '8rem',
      cell: row => <Ago time={row.createdAt} />,
    },
    {
      id: 'by',
      header: t('transfers.by'),
      width: 'minmax(8rem, 1fr)',
      narrow: 'hidden',
      cell: row => row.createdBy,
    },
  ]
}
