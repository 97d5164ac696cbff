import { Switch, Textarea } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Section } from '../../kit/public.ts'
import type { ProductEntry } from './product-entry.ts'

/** Whether visitors of the online store see the product, and what they read of it. */
export function StoreSection({ entry }: { entry: ProductEntry }) {
  const { t } = useTranslation()
  const { variants, priceMinor, store } = entry.values
  const prices = variants.length === 0 ? [priceMinor] : variants.map(variant => variant.priceMinor)
  const lacksPrice = store.published && prices.every(price => price === 0)
  return (
    <Section title={t('products.store')}>
      <Switch
        label={t('products.published')}
        description={t(lacksPrice ? 'products.publishedWithoutPrice' : 'products.publishedHint')}
        {...entry.form.getInputProps('store.published', { type: 'checkbox' })}
      />
      {store.published ? (
        <Textarea
          label={t('products.storeDescription')}
          description={t('products.storeDescriptionHint')}
          autosize
          minRows={3}
          maxRows={16}
          mt="md"
          {...entry.at('store.description')}
        />
      ) : null}
    </Section>
  )
}
