import { Select, Switch } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Filters, SearchField } from '../../kit/public.ts'
import { pathText, useCategories } from '../categories/use-categories.ts'

/** What the list is narrowed to; it stands in the page's address. */
export interface Narrowing {
  search?: string | undefined
  categoryId?: number | undefined
  tracking?: 'none' | 'lots' | 'serials' | undefined
  stock?: 'in' | 'out' | undefined
  published?: boolean | undefined
  archived?: boolean | undefined
}

const kinds = ['none', 'lots', 'serials'] as const
const stocks = ['in', 'out'] as const

interface ProductFiltersProps {
  shown: Narrowing
  onNarrow: (by: Partial<Narrowing>) => void
  /** What stands behind the filters. */
  children: ReactNode
}

export function ProductFilters({ shown, onNarrow, children }: ProductFiltersProps) {
  const { t } = useTranslation()
  const { all } = useCategories()
  const categories = all.filter(one => !one.archived || one.id === shown.categoryId)
  return (
    <Filters>
      <SearchField
        label={t('products.search')}
        value={shown.search ?? ''}
        onSearch={text => onNarrow({ search: text || undefined })}
      />
      {categories.length === 0 ? null : (
        <Select
          aria-label={t('products.category')}
          placeholder={t('products.anyCategory')}
          data={categories.map(one => ({ value: String(one.id), label: pathText(one) }))}
          value={shown.categoryId === undefined ? null : String(shown.categoryId)}
          onChange={value => onNarrow({ categoryId: value === null ? undefined : Number(value) })}
          nothingFoundMessage={t('kit.noMatch')}
          searchable
          clearable
          w={180}
        />
      )}
      <Select
        aria-label={t('products.tracking')}
        data={[
          { value: '', label: t('products.allTracking') },
          ...kinds.map(kind => ({ value: kind, label: t(`products.tracked.${kind}`) })),
        ]}
        value={shown.tracking ?? ''}
        onChange={value => onNarrow({ tracking: kinds.find(kind => kind === value) })}
        allowDeselect={false}
        w={145}
      />
      <Select
        aria-label={t('products.stockFilter')}
        data={[
          { value: '', label: t('products.stockOf.any') },
          ...stocks.map(stock => ({ value: stock, label: t(`products.stockOf.${stock}`) })),
        ]}
        value={shown.stock ?? ''}
        onChange={value => onNarrow({ stock: stocks.find(stock => stock === value) })}
        allowDeselect={false}
        w={140}
      />
      <Select
        aria-label={t('products.store')}
        data={(['any', 'in', 'out'] as const).map(value => ({
          value,
          label: t(`products.publishedOf.${value}`),
        }))}
        value={shown.published === undefined ? 'any' : shown.published ? 'in' : 'out'}
        onChange={value => onNarrow({ published: value === 'any' ? undefined : value === 'in' })}
        allowDeselect={false}
        w={160}
      />
      <Switch
        label={t('products.showArchived')}
        checked={shown.archived ?? false}
        onChange={event => onNarrow({ archived: event.currentTarget.checked || undefined })}
      />
      {children}
    </Filters>
  )
}
