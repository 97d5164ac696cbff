import { Button, Select, Switch } from '@mantine/core'
import { getRouteApi, Link } from '@tanstack/react-router'
import type { TFunction } from 'i18next'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Product } from '../../../contract/catalog.ts'
import { api } from '../../../contract/public.ts'
import { usePages } from '../../client/public.ts'
import {
  Code,
  type Column,
  ColumnGear,
  DataTable,
  EmptyState,
  Filters,
  fromPages,
  Money,
  Page,
  PageHeader,
  Quantity,
  SearchField,
} from '../../kit/public.ts'
import { useColumnChoice } from '../preferences/use-column-choice.ts'
import { useMay } from '../session.ts'
import { ExportMenu } from './export-menu.tsx'
import { TrackingBadge } from './tracking-badge.tsx'

const route = getRouteApi('/in/products')

/** All retail products, found by any words of their names, numbers and barcodes. */
export function ProductsScreen() {
  const { t } = useTranslation()
  const { search = '', tracking, archived = false } = route.useSearch()
  const navigate = route.useNavigate()
  const mayWrite = useMay('catalog.write')
  const pages = usePages(api.catalog.listProducts, { query: { search, tracking, archived, limit: 100 } })
  const columns = useMemo(() => columnsOf(t), [t])
  const { ready, isShown, choose } = useColumnChoice('productListColumns')
  const optional = columns.filter(column => column.id !== 'name')
  const narrowDown = (by: {
    search?: string | undefined
    tracking?: Kind | undefined
    archived?: true | undefined
  }) => void navigate({ search: former => ({ ...former, ...by }), replace: true })

  const add = mayWrite ? (
    <Button renderRoot={props => <Link {...props} to="/products/new" />}>{t('products.add')}</Button>
  ) : null
  const importing = mayWrite ? (
    <Button variant="default" renderRoot={props => <Link {...props} to="/products/import" />}>
      {t('products.import')}
    </Button>
  ) : null
  return (
    <Page fills>
      <PageHeader
        title={t('products.title')}
        actions={
          <>
            <ExportMenu search={search} tracking={tracking} archived={archived} />
            {importing}
            {add}
          </>
        }
      />
      <Filters>
        <SearchField
          label={t('products.search')}
          value={search}
          onSearch={text => narrowDown({ search: text || undefined })}
        />
        <Select
          aria-label={t('products.tracking')}
          data={[
            { value: '', label: t('products.allTracking') },
            ...kinds.map(kind => ({ value: kind, label: t(`products.tracked.${kind}`) })),
          ]}
          value={tracking ?? ''}
          onChange={value => narrowDown({ tracking: kinds.find(kind => kind === value) })}
          allowDeselect={false}
          w={190}
        />
        <Switch
          label={t('products.showArchived')}
          checked={archived}
          onChange={event => narrowDown({ archived: event.currentTarget.checked || undefined })}
        />
        <ColumnGear columns={optional} isShown={isShown} onToggle={choose} disabled={!ready} />
      </Filters>
      <DataTable
        {...fromPages(pages)}
        label={t('products.list')}
        columns={columns}
        hidden={optional.filter(column => !isShown(column.id)).map(column => column.id)}
        keyOf={product => product.id}
        link={product => ({ to: '/products/$productId', params: { productId: product.id } })}
        toneOf={product => (product.archived ? 'muted' : undefined)}
        empty={emptyOf(t, { search, tracking, archived }, add)}
      />
    </Page>
  )
}

const kinds = ['none', 'lots', 'serials'] as const
type Kind = (typeof kinds)[number]

function emptyOf(
  t: TFunction,
  { search, tracking, archived }: { search: string; tracking: Kind | undefined; archived: boolean },
  add: React.ReactNode,
) {
  if (search !== '')
    return <EmptyState title={t('products.notFound', { search })} sentence={t('products.notFoundSentence')} />
  if (tracking !== undefined) return <EmptyState title={t('products.notFoundFilter')} />
  if (archived) return <EmptyState title={t('products.emptyArchived')} />
  return <EmptyState title={t('products.empty')} sentence={t('products.emptySentence')} action={add} />
}

function columnsOf(t: TFunction): Column<Product>[] {
  return [
    {
      id: 'productNumber',
      header: t('products.productNumber'),
      width: 'minmax(9rem, 1fr)',
      cell: product => <Code>{product.productNumber}</Code>,
    },
    {
      id: 'name',
      header: t('products.name'),
      width: 'minmax(14rem, 3fr)',
      narrow: 'title',
      cell: product => product.name,
    },
    {
      id: 'tracking',
      header: t('products.tracking'),
      width: '10.5rem',
      cell: product => <TrackingBadge tracking={product.tracking} />,
    },
    {
      id: 'onHand',
      header: t('products.onHand'),
      width: '7rem',
      align: 'end',
      cell: product => <Quantity units={product.onHand} decimals={product.decimals} />,
    },
    {
      id: 'available',
      header: t('products.available'),
      width: '7rem',
      align: 'end',
      cell: product => <Quantity units={product.available} decimals={product.decimals} />,
    },
    {
      id: 'price',
      header: t('products.price'),
      width: '8rem',
      align: 'end',
      narrow: 'aside',
      cell: product => <Money minor={product.priceMinor} />,
    },
  ]
}
