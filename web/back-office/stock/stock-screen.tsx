import { Button, Select, Switch } from '@mantine/core'
import { getRouteApi, Link } from '@tanstack/react-router'
import type { TFunction } from 'i18next'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../../contract/public.ts'
import { usePages, useRead } from '../../client/public.ts'
import { DataTable, EmptyState, Filters, fromPages, Page, PageHeader, SearchField } from '../../kit/public.ts'
import { useMay } from '../session.ts'
import { columnsOf } from './stock-columns.tsx'
import { StockDrawer } from './stock-drawer.tsx'

const route = getRouteApi('/in/stock')

/** What is there of every variant, over all locations or at one; it opens beside the list with its lots and bins. */
export function StockScreen() {
  const { t } = useTranslation()
  const { search = '', locationId, onlyInStock = false, open } = route.useSearch()
  const navigate = route.useNavigate()
  const pages = usePages(api.stock.listStock, { query: { search, locationId, onlyInStock, limit: 100 } })
  const columns = useMemo(() => columnsOf(t), [t])
  const narrowDown = (by: Partial<ReturnType<typeof route.useSearch>>) =>
    void navigate({ search: former => ({ ...former, ...by }), replace: true })
  return (
    <Page fills>
      <PageHeader title={t('stock.title')} />
      <Filters>
        <SearchField
          label={t('stock.search')}
          value={search}
          onSearch={text => narrowDown({ search: text || undefined })}
        />
        <LocationFilter value={locationId} onChange={id => narrowDown({ locationId: id })} />
        <Switch
          label={t('stock.onlyInStock')}
          checked={onlyInStock}
          onChange={event => narrowDown({ onlyInStock: event.currentTarget.checked || undefined })}
        />
      </Filters>
      <DataTable
        {...fromPages(pages)}
        label={t('stock.list')}
        columns={columns}
        keyOf={row => row.variantId}
        onOpen={row => void navigate({ search: former => ({ ...former, open: row.variantId }) })}
        toneOf={row => (row.blocked > 0 ? 'warn' : row.onHand === 0 ? 'muted' : undefined)}
        empty={<NoStock search={search} isFiltered={onlyInStock} />}
      />
      <StockDrawer
        variantId={open ?? null}
        locationId={locationId ?? null}
        onClose={() => narrowDown({ open: undefined })}
      />
    </Page>
  )
}

function LocationFilter({ value, onChange }: { value: number | undefined; onChange: (id?: number) => void }) {
  const { t } = useTranslation()
  const locations = useRead(api.stock.listLocations, {}, { staleTime: 60_000 })
  const known = locations.data?.items ?? []
  return (
    <Select
      aria-label={t('stock.location')}
      data={[
        { value: '', label: t('stock.allLocations') },
        ...known.map(location => ({ value: String(location.id), label: location.name })),
      ]}
      value={value === undefined ? '' : String(value)}
      onChange={id => onChange(id ? Number(id) : undefined)}
      allowDeselect={false}
      w={190}
    />
  )
}

function NoStock({ search, isFiltered }: { search: string; isFiltered: boolean }) {
  const { t } = useTranslation()
  if (search !== '')
    return <EmptyState title={t('stock.notFound', { search })} sentence={t('stock.notFoundSentence')} />
  if (isFiltered)
    return <EmptyState title={t('stock.nothingInStock')} sentence={t('stock.nothingInStockSentence')} />
  return (
    <EmptyState title={t('stock.empty')} sentence={t('stock.emptySentence')} action={<AddProduct t={t} />} />
  )
}

function AddProduct({ t }: { t: TFunction }) {
  const mayWrite = useMay('catalog.write')
  if (!mayWrite) return null
  return <Button renderRoot={props => <Link {...props} to="/products/new" />}>{t('stock.addProduct')}</Button>
}
