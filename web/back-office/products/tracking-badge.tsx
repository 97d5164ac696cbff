import { useTranslation } from 'react-i18next'
import type { Tracking } from '../../../contract/catalog.ts'
import { StateBadge } from '../../kit/public.ts'

/** How closely a product is followed; nothing for one that is not tracked. */
export function TrackingBadge({ tracking }: { tracking: Tracking }) {
  const { t } = useTranslation()
  if (tracking.serials) return <StateBadge tone="done">{t('products.tracked.serials')}</StateBadge>
  if (tracking.lots) return <StateBadge tone="open">{t('products.tracked.lots')}</StateBadge>
  return null
}
