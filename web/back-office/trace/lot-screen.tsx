import { useTranslation } from 'react-i18next'
import { Page, PageHeader } from '../../kit/public.ts'

/** Stands here until the screen is built. */
export function LotScreen() {
  const { t } = useTranslation()
  return (
    <Page>
      <PageHeader title={t('trace.title')} />
    </Page>
  )
}
