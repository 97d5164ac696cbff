import { useTranslation } from 'react-i18next'
import { Page, PageHeader } from '../../kit/public.ts'

/** Stands here until the screen is built. */
export function SetupScreen() {
  const { t } = useTranslation()
  return (
    <Page>
      <PageHeader title={t('setup.title')} />
    </Page>
  )
}
