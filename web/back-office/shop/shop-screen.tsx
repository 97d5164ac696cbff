import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../../contract/public.ts'
import type { ShopSettings } from '../../../contract/shop.ts'
import { useRead } from '../../client/public.ts'
import { ErrorState, Page, PageHeader } from '../../kit/public.ts'
import { sessionQuery } from '../session.ts'
import { LogoSection } from './logo-section.tsx'
import { ShopForm } from './shop-form.tsx'
import { TaxRatesSection } from './tax-rates-section.tsx'

/** The shop's own settings: its letterhead, its money and time, its tax rates. */
export function ShopScreen() {
  const { t } = useTranslation()
  const shop = useRead(api.shop.readShop, {})
  return (
    <Page narrow>
      <PageHeader title={t('shop.title')} subtitle={t('shop.subtitle')} />
      {shop.data ? (
        <KeptShop latest={shop.data} reread={async () => (await shop.refetch()).data} />
      ) : shop.error ? (
        <ErrorState error={shop.error} onRetry={() => void shop.refetch()} />
      ) : (
        <p role="status">{t('kit.loading')}</p>
      )}
    </Page>
  )
}

/** Keeps the version that is being worked on; the logo and the lock of the currency are shown as they are now. */
function KeptShop({
  latest,
  reread,
}: {
  latest: ShopSettings
  reread: () => Promise<ShopSettings | undefined>
}) {
  const queryClient = useQueryClient()
  const [kept, setKept] = useState(latest)
  return (
    <>
      <LogoSection shop={latest} />
      <ShopForm
        key={kept.version}
        shop={kept}
        lockedBy={latest.currencyLockedBy}
        onSaved={saved => {
          setKept(saved)
          // The currency and the time zone of every screen come with the session.
          void queryClient.invalidateQueries({ queryKey: sessionQuery.queryKey })
        }}
        onReload={() => void reread().then(newer => newer && setKept(newer))}
      />
      <TaxRatesSection />
    </>
  )
}
