import { Button } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Product } from '../../../contract/catalog.ts'
import { api } from '../../../contract/public.ts'
import { notify, Page, PageHeader, UnsavedGuard, useEntryForm } from '../../kit/public.ts'
import { refusedFields } from './product-entry.ts'
import { ProductForm, productFormId } from './product-form.tsx'
import { blankProduct, bodyOf, fieldOf } from './product-values.ts'
import styles from './products.module.css'

/** Adds a product and leads to its page. */
export function NewProductScreen() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const [added, setAdded] = useState<Product | null>(null)
  const entry = useEntryForm({
    endpoint: api.catalog.addProduct,
    initial: blankProduct,
    input: values => ({ body: bodyOf(values) }),
    fieldOf,
    refusedFields,
    onDone: setAdded,
  })
  // After the screen knows that nothing is unsaved any more; else leaving it would be asked about.
  useEffect(() => {
    if (added === null) return
    notify.done(t('products.added', { name: added.name }))
    void navigate({ to: '/products/$productId', params: { productId: added.id }, replace: true })
  }, [added, navigate, t])
  return (
    <Page>
      <PageHeader
        title={t('products.newTitle')}
        crumbs={[{ label: t('products.title'), link: { to: '/products' } }]}
        actions={
          <Button type="submit" form={productFormId} loading={entry.busy}>
            {t('kit.save')}
          </Button>
        }
      />
      <UnsavedGuard dirty={entry.dirty && added === null} />
      <ProductForm
        entry={entry}
        lockedAt={null}
        readOnly={false}
        pictures={<p className={styles.hint}>{t('products.pictures.afterSaving')}</p>}
      />
    </Page>
  )
}
