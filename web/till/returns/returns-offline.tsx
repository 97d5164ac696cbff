import { useTranslation } from 'react-i18next'
import { Notice } from '../../kit/public.ts'

/** Why nothing is given back while the network is away, and what to do with the customer who stands there. */
export function ReturnsOffline() {
  const { t } = useTranslation()
  return (
    <Notice tone="warn">
      <b>{t('till.returns.needsNetwork')}</b> {t('till.returns.insteadOffline')}
    </Notice>
  )
}
