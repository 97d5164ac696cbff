import { useTranslation } from 'react-i18next'
import { api } from '../../../contract/public.ts'
import { useRead } from '../../client/public.ts'
import { ErrorState, Page, PageHeader } from '../../kit/public.ts'
import { DraftEditor } from './draft/draft-editor.tsx'

const noLines: never[] = []

/** Adds a purchase order by hand. */
export function NewPurchaseOrderScreen() {
  const { t } = useTranslation()
  const locations = useRead(api.stock.listLocations, {})
  if (locations.data)
    return <DraftEditor order={null} storedLines={noLines} locations={locations.data.items} />
  return (
    <Page>
      <PageHeader title={t('purchaseOrders.newTitle')} />
      {locations.error ? (
        <ErrorState error={locations.error} onRetry={() => void locations.refetch()} />
      ) : (
        <p role="status">{t('kit.loading')}</p>
      )}
    </Page>
  )
}
