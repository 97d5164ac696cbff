import { Button } from '@mantine/core'
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
  fromPages,
  Money,
  Page,
  PageHeader,
  Quantity,
} from '../../kit/public.ts'
import { useCategories } from '../categories/use-categories.ts'
import { useColumnChoice } from '../preferences/use-column-choice.ts'
import { useMay } from '../session.ts'
import { ExportMenu } from './export-menu.tsx'
import { type Narrowing, ProductFilters } from './product-filters.tsx'
import styles from './products.module.css'
import { Thumbnail } from './thumbnail.tsx'
import { TrackingBadge } from './tracking-badge.tsx'

const route = getRouteApi('/in/products')

type Categories = ReturnType<typeof useCategories>['byId']

/** All retail products, found by any words of their names, numbers and barcodes. */
export function ProductsScreen() {
  const { t } = useTranslation()
  const shown = route.useSearch()
  const { search = '', tracking, archived = false, categoryId, stock, published } = shown
  const navigate = route.useNavigate()
  const mayWrite = useMay('catalog.write')
  const pages = usePages(api.catalog.listProducts, {
    query: { search, tracking, archived, categoryId, stock, published, limit: 100 },
  })
  const { byId } = useCategories()
  const columns = useMemo(() => columnsOf(t, byId), [t, byId])
  const { ready, isShown, choose } = useColumnChoice('productListColumns')
  const optional = columns.filter(column => column.id !== 'name')
  const narrowDown = (by: Partial<Narrowing>) =>
    void navigate({ search: former => ({ ...former, ...by }), replace: true })

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
            <ExportMenu shown={shown} />
            {importing}
            {add}
          </>
        }
      />
      <ProductFilters shown={shown} onNarrow={narrowDown}>
        <ColumnGear columns={optional} isShown={isShown} onToggle={choose} disabled={!ready} />
      </ProductFilters>
      <DataTable
        {...fromPages(pages)}
        label={t('products.list')}
        columns={columns}
        hidden={optional.filter(column => !isShown(column.id)).map(column => column.id)}
        keyOf={product => product.id}
        link={product => ({ to: '/products/$productId', params: { productId: product.id } })}
        toneOf={product => (product.archived ? 'muted' : undefined)}
        empty={emptyOf(t, shown, add)}
      />
    </Page>
  )
}

function emptyOf(t: TFunction, shown: Narrowing, add: React.ReactNode) {
  const { search, tracking, archived, categoryId, stock, published } = shown
  if (search)
    return <EmptyState title={t('products.notFound', { search })} sentence={t('products.notFoundSentence')} />
  if (tracking !== undefined || categoryId !== undefined || stock !== undefined || published !== undefined)
    return <EmptyState title={t('products.notFoundFilter')} />
  if (archived) return <EmptyState title={t('products.emptyArchived')} />
  return <EmptyState title={t('products.empty')} sentence={t('products.emptySentence')} action={add} />
}

function columnsOf(t: TFunction, categories: Categories): Column<Product>[] {
  return [
    {
      id: 'picture',
      header: t('products.picture'),
      width: '4.5rem',
      narrow: 'hidden',
      cell: product => <Thumbnail picture={product.picture} />,
    },
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
      cell: product => (
        <>
          {product.name}
          {product.options.length > 0 ? (
            <span className={styles.soft}>
              {t('productOptions.variantsCount', { count: product.variantCount })}
            </span>
          ) : null}
        </>
      ),
    },
    {
      id: 'category',
      header: t('products.category'),
      width: 'minmax(8rem, 1fr)',
      cell: product => categories.get(product.details.categoryId ?? 0)?.name ?? '',
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
      cell: product => (
        <>
          {product.priceToMinor > product.priceMinor ? (
            <span className={styles.from}>{t('productOptions.priceFrom')}</span>
          ) : null}
          <Money minor={product.priceMinor} />
        </>
      ),
    },
  ]
}
