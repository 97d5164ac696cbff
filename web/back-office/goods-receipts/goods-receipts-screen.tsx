import { getRouteApi } from '@tanstack/react-router'
import type { TFunction } from 'i18next'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { GoodsReceiptRow } from '../../../contract/goods-receipts.ts'
import { api } from '../../../contract/public.ts'
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
  Quantity,
  SearchField,
  StateBadge,
  StateTabs,
} from '../../kit/public.ts'

const route = getRouteApi('/in/goods-receipts')
const states = ['in_stock', 'reversed'] as const

/** All goods receipts, newest first; found also by what came in under them. */
export function GoodsReceiptsScreen() {
  const { t } = useTranslation()
  const { search = '', state } = route.useSearch()
  const navigate = route.useNavigate()
  const pages = usePages(api.goodsReceipts.listGoodsReceipts, { query: { search, state } })
  const columns = useMemo(() => columnsOf(t), [t])
  const narrow = (by: Partial<ReturnType<typeof route.useSearch>>) =>
    void navigate({ search: former => ({ ...former, ...by }), replace: true })
  return (
    <Page fills>
      <PageHeader title={t('goodsReceipts.list')} />
      <Filters>
        <StateTabs
          label={t('goodsReceipts.tabs')}
          states={states}
          state={state}
          wordOf={tab => t(`goodsReceipts.tab.${tab}`)}
          onChoose={chosen => narrow({ state: chosen })}
        />
        <SearchField
          label={t('goodsReceipts.search')}
          value={search}
          onSearch={text => narrow({ search: text || undefined })}
        />
      </Filters>
      <DataTable
        {...fromPages(pages)}
        label={t('goodsReceipts.list')}
        columns={columns}
        keyOf={receipt => receipt.id}
        link={receipt => ({ to: '/goods-receipts/$receiptId', params: { receiptId: receipt.id } })}
        toneOf={receipt => (receipt.isReversed ? 'muted' : undefined)}
        empty={<NoReceipts search={search} isAll={state === undefined} />}
      />
    </Page>
  )
}

function NoReceipts({ search, isAll }: { search: string; isAll: boolean }) {
  const { t } = useTranslation()
  if (search !== '')
    return (
      <EmptyState
        title={t('goodsReceipts.notFound', { search })}
        sentence={t('goodsReceipts.notFoundSentence')}
      />
    )
  if (!isAll) return <EmptyState title={t('goodsReceipts.emptyTab')} />
  return <EmptyState title={t('goodsReceipts.empty')} sentence={t('goodsReceipts.emptySentence')} />
}

function columnsOf(t: TFunction): Column<GoodsReceiptRow>[] {
  return [
    {
      id: 'number',
      header: t('goodsReceipts.number'),
      width: '6.5rem',
      cell: receipt => <Code>{receipt.number}</Code>,
    },
    {
      id: 'state',
      header: t('goodsReceipts.state'),
      width: '7.5rem',
      narrow: 'aside',
      cell: ({ isReversed }) => (
        <StateBadge tone={isReversed ? 'bad' : 'done'}>
          {t(`goodsReceipts.states.${isReversed ? 'reversed' : 'inStock'}`)}
        </StateBadge>
      ),
    },
    {
      id: 'order',
      header: t('goodsReceipts.order'),
      width: '8.5rem',
      cell: receipt => <Code>{receipt.order.number}</Code>,
    },
    {
      id: 'supplier',
      header: t('goodsReceipts.supplier'),
      width: 'minmax(10rem, 2fr)',
      cell: receipt => receipt.supplier?.name ?? '–',
    },
    {
      id: 'location',
      header: t('goodsReceipts.location'),
      width: 'minmax(9rem, 1.4fr)',
      cell: receipt => receipt.location.name,
    },
    {
      id: 'lines',
      header: t('goodsReceipts.lineCount'),
      width: '5.5rem',
      align: 'end',
      cell: receipt => <Quantity units={receipt.lineCount} />,
    },
    {
      id: 'received',
      header: t('goodsReceipts.receivedAt'),
      width: 'minmax(9rem, 1fr)',
      cell: receipt => (
        <span>
          <Ago time={receipt.createdAt} /> {t('purchaseOrders.createdBy', { name: receipt.createdBy })}
        </span>
      ),
    },
  ]
}
