import { getRouteApi } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ProductDetail } from '../../../contract/catalog.ts'
import { api } from '../../../contract/public.ts'
import { useRead } from '../../client/public.ts'
import { ErrorState, Page, PageHeader } from '../../kit/public.ts'
import { ProductEditor } from './product-editor.tsx'

const route = getRouteApi('/in/products/$productId')

/** One product: read, changed, archived, and what is there of it. */
export function ProductScreen() {
  const { productId } = route.useParams()
  const product = useRead(api.catalog.readProduct, { params: { productId } })
  if (product.data)
    return (
      <KeptProduct
        key={productId}
        latest={product.data}
        reread={async () => (await product.refetch()).data}
      />
    )
  return <NoProduct error={product.error} onRetry={() => void product.refetch()} />
}

/**
 * Keeps the version that is being worked on: what somebody else saves meanwhile must not change the fields below the
 * clerk's hands. While nothing is typed, the newest version is taken.
 */
function KeptProduct({
  latest,
  reread,
}: {
  latest: ProductDetail
  reread: () => Promise<ProductDetail | undefined>
}) {
  const [kept, setKept] = useState(latest)
  const [dirty, setDirty] = useState(false)
  const isNewer = latest.version > kept.version
  useEffect(() => {
    if (isNewer && !dirty) setKept(latest)
  }, [isNewer, dirty, latest])
  return (
    <ProductEditor
      key={kept.version}
      product={kept}
      latest={latest}
      onSaved={setKept}
      onDirty={setDirty}
      onReload={() => void reread().then(newer => newer && setKept(newer))}
    />
  )
}

function NoProduct({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { t } = useTranslation()
  return (
    <Page>
      <PageHeader
        title={t('products.title')}
        crumbs={[{ label: t('products.title'), link: { to: '/products' } }]}
      />
      {error ? <ErrorState error={error} onRetry={onRetry} /> : <p role="status">{t('kit.loading')}</p>}
    </Page>
  )
}
