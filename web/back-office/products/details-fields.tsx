import { Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { api } from '../../../contract/public.ts'
import { useRead } from '../../client/public.ts'
import { FieldRow, Section, useFormat } from '../../kit/public.ts'
import { categoryChoices, useCategories } from '../categories/use-categories.ts'
import type { ProductEntry } from './product-entry.ts'
import styles from './products.module.css'

type Detail = keyof ProductEntry['values']['details']

/** Ids in the form, texts in a Select; an empty one is none. */
function useDetail(entry: ProductEntry, detail: Detail) {
  const path = `details.${detail}`
  const chosen = entry.values.details[detail]
  return {
    chosen,
    field: {
      value: chosen === null ? null : String(chosen),
      onChange: (value: string | null) =>
        entry.form.setFieldValue(path, value === null ? null : Number(value)),
      error: entry.form.errors[path],
      searchable: true,
      clearable: true,
    },
  }
}

export function CategoryField({ entry }: { entry: ProductEntry }) {
  const { t } = useTranslation()
  const { all } = useCategories()
  const { chosen, field } = useDetail(entry, 'categoryId')
  return (
    <Select
      label={t('products.category')}
      placeholder={t('products.categoryNone')}
      nothingFoundMessage={t('kit.noMatch')}
      data={categoryChoices(all, chosen)}
      className={styles.short}
      {...field}
    />
  )
}

export function TaxRateField({ entry }: { entry: ProductEntry }) {
  const { t } = useTranslation()
  const format = useFormat()
  const rates = useRead(api.taxRates.listTaxRates, {}, { staleTime: 60_000 }).data?.items ?? []
  const shop = useRead(api.shop.readShop, {}, { staleTime: 60_000 }).data
  const { chosen, field } = useDetail(entry, 'taxRateId')
  return (
    <Select
      label={t('products.taxRate')}
      description={
        shop === undefined || chosen === null
          ? undefined
          : t(shop.pricesIncludeTax ? 'products.taxIncluded' : 'products.taxOnTop')
      }
      placeholder={t('products.taxRateNone')}
      data={rates
        .filter(rate => !rate.archived || rate.id === chosen)
        .map(rate => ({
          value: String(rate.id),
          label: `${rate.name} · ${format.percent(rate.basisPoints)}`,
        }))}
      className={styles.short}
      {...field}
    />
  )
}

/** Where goods of the product go when they come in, unless a clerk says otherwise. */
export function DefaultPlaceSection({ entry }: { entry: ProductEntry }) {
  const { t } = useTranslation()
  const locations = useRead(api.stock.listLocations, {}, { staleTime: 60_000 }).data?.items ?? []
  const location = useDetail(entry, 'defaultLocationId')
  const bin = useDetail(entry, 'defaultBinId')
  const bins = locations.find(one => one.id === location.chosen)?.bins ?? []
  return (
    <Section title={t('products.defaultPlace')}>
      <FieldRow>
        <Select
          label={t('products.defaultLocation')}
          placeholder={t('products.defaultNone')}
          data={locations.map(one => ({ value: String(one.id), label: `${one.name} (${one.code})` }))}
          {...location.field}
          onChange={value => {
            location.field.onChange(value)
            // A bin of another location would be wrong.
            bin.field.onChange(null)
          }}
        />
        <Select
          label={t('products.defaultBin')}
          description={t('products.defaultBinHint')}
          placeholder={t('products.defaultNone')}
          data={bins
            .filter(one => !one.archived || one.id === bin.chosen)
            .map(one => ({ value: String(one.id), label: one.code }))}
          limit={100}
          disabled={location.chosen === null}
          {...bin.field}
        />
      </FieldRow>
    </Section>
  )
}
