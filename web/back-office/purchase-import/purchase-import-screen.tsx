import { useTranslation } from 'react-i18next'
import { Page, PageHeader } from '../../kit/public.ts'

/** Stands here until the screen is built. */
export function PurchaseImportScreen() {
  const { t } = useTranslation()
  return (
    <Page>
      <PageHeader title={t('purchaseImport.title')} />
    </Page>
  )
}
