import { Button } from '@mantine/core'
import { getRouteApi } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { ProductDetail } from '../../../contract/catalog.ts'
import { api } from '../../../contract/public.ts'
import { RefusalError } from '../../client/public.ts'
import { Code, Notice, notify, Page, PageHeader, UnsavedGuard, useEntryForm } from '../../kit/public.ts'
import { BuyingTab } from '../buying/buying-tab.tsx'
import { ConvertAction } from '../conversion/convert-action.tsx'
import { LabelsButton } from '../print/labels-button.tsx'
import { useMay } from '../session.ts'
import { ArchiveAction } from './archive-action.tsx'
import { PicturesSection } from './pictures/pictures-section.tsx'
import { refusedFields } from './product-entry.ts'
import { ProductForm, productFormId } from './product-form.tsx'
import { bodyOf, fieldOf, valuesOf } from './product-values.ts'
import styles from './products.module.css'
import { StockTab } from './stock-tab.tsx'
import { TrackingBadge } from './tracking-badge.tsx'

interface ProductEditorProps {
  /** The version that is worked on. */
  product: ProductDetail
  /** As it is now: stock, and whether tracking is locked, change without a new version. */
  latest: ProductDetail
  onSaved: (product: ProductDetail) => void
  onDirty: (dirty: boolean) => void
  /** Gives up what was typed for the newer version. */
  onReload: () => void
}

const route = getRouteApi('/in/products/$productId')

export function ProductEditor({ product, latest, onSaved, onDirty, onReload }: ProductEditorProps) {
  const { t } = useTranslation()
  const mayWrite = useMay('catalog.write')
  const { id: productId, version, archived } = product
  const entry = useEntryForm({
    endpoint: api.catalog.changeProduct,
    initial: valuesOf(product),
    input: values => ({ params: { productId }, body: { ...bodyOf(values), version, archived } }),
    fieldOf,
    refusedFields,
    onDone: saved => {
      notify.done(t('products.saved', { name: saved.name }))
      onSaved(saved)
    },
  })
  const { dirty } = entry
  const { tab: openTab } = route.useSearch()
  useEffect(() => onDirty(dirty), [dirty, onDirty])
  return (
    <Page>
      <PageHeader
        title={product.name}
        crumbs={[{ label: t('products.title'), link: { to: '/products' } }]}
        subtitle={
          <span className={styles.subtitle}>
            <Code copies>{product.productNumber}</Code>
            <TrackingBadge tracking={latest.tracking} />
          </span>
        }
        actions={
          <>
            <LabelsButton source="product" id={productId} thing={product.name} />
            {mayWrite ? (
              <>
                <ArchiveAction product={product} disabled={dirty} onDone={onSaved} />
                <Button type="submit" form={productFormId} loading={entry.busy}>
                  {t('kit.save')}
                </Button>
              </>
            ) : null}
          </>
        }
      />
      <UnsavedGuard dirty={dirty} />
      {archived ? <Notice tone="warn">{t('products.archivedNotice')}</Notice> : null}
      <ProductForm
        entry={entry}
        lockedAt={latest.trackingLockedAt}
        convert={dirty ? null : <ConvertAction product={latest} />}
        readOnly={!mayWrite}
        openTab={openTab}
        pictures={<PicturesSection productId={productId} />}
        buying={<BuyingTab productId={productId} />}
        variants={latest.variants}
        stock={<StockTab product={latest} />}
        remedy={isOutdated(entry.problem) ? <Reload onReload={onReload} /> : null}
      />
    </Page>
  )
}

function isOutdated(problem: unknown): boolean {
  return problem instanceof RefusalError && problem.code === 'changed_meanwhile'
}

function Reload({ onReload }: { onReload: () => void }) {
  const { t } = useTranslation()
  return (
    <div>
      <Button variant="default" onClick={onReload}>
        {t('products.reload')}
      </Button>
    </div>
  )
}
