import { useTranslation } from 'react-i18next'
import { Page, PageHeader } from '../../kit/public.ts'

/** Stands here until the screen is built. */
export function SuppliersScreen() {
  const { t } = useTranslation()
  return (
    <Page>
      <PageHeader title={t('suppliers.title')} />
    </Page>
  )
}
