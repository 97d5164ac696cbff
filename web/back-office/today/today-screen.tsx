import { useTranslation } from 'react-i18next'
import { Page, PageHeader } from '../../kit/public.ts'

/** Stands here until the screen is built. */
export function TodayScreen() {
  const { t } = useTranslation()
  return (
    <Page>
      <PageHeader title={t('today.title')} />
    </Page>
  )
}
