import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../../contract/public.ts'
import type { StoreSettings } from '../../../contract/store.ts'
import { useRead, useWrite } from '../../client/public.ts'
import { ErrorState, notify, Page, PageHeader, Refused, Section } from '../../kit/public.ts'
import { StoreForm } from './store-form.tsx'
import { ZonesSection } from './zones-section.tsx'

/** The online store: whether it is open, what is in it, where it delivers. */
export function StoreScreen() {
  const { t } = useTranslation()
  const store = useRead(api.store.readStore, {})
  const address = store.data?.address
  return (
    <Page narrow>
      <PageHeader
        title={t('store.title')}
        subtitle={address === undefined ? '' : t('store.subtitle', { address })}
        actions={
          <Button component="a" variant="default" href="/shop" target="_blank" rel="noopener">
            {t('store.visit')}
          </Button>
        }
      />
      {store.data ? (
        <KeptStore latest={store.data} reread={async () => (await store.refetch()).data} />
      ) : store.error ? (
        <ErrorState error={store.error} onRetry={() => void store.refetch()} />
      ) : (
        <p role="status">{t('kit.loading')}</p>
      )}
    </Page>
  )
}

/** Keeps the version that is being worked on; the counts of products are those of now. */
function KeptStore({
  latest,
  reread,
}: {
  latest: StoreSettings
  reread: () => Promise<StoreSettings | undefined>
}) {
  const [kept, setKept] = useState(latest)
  return (
    <>
      <ProductsSection store={latest} />
      <StoreForm
        key={kept.version}
        store={kept}
        onSaved={setKept}
        onReload={() => void reread().then(newer => newer && setKept(newer))}
      />
      <ZonesSection />
    </>
  )
}

function ProductsSection({ store }: { store: StoreSettings }) {
  const { t } = useTranslation()
  const publish = useWrite(api.store.publishAll, { onDone: () => notify.done(t('store.published')) })
  return (
    <Section
      title={t('store.products')}
      actions={
        store.unpublished === 0 ? null : (
          <Button variant="default" size="xs" loading={publish.isPending} onClick={() => publish.mutate({})}>
            {t('store.publishAll', { count: store.unpublished })}
          </Button>
        )
      }
    >
      <p>
        {t('store.publishedCount', { count: store.published })} {t('store.productsHint')}
      </p>
      <Refused error={publish.error} />
    </Section>
  )
}
