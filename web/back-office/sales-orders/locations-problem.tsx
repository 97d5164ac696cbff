import type { UseQueryResult } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Location } from '../../../contract/stock.ts'
import { ErrorState, Notice } from '../../kit/public.ts'

/** Says why no location can be chosen. Nothing when there is one. */
export function LocationsProblem({ locations }: { locations: UseQueryResult<{ items: Location[] }> }) {
  const { t } = useTranslation()
  if (locations.error) return <ErrorState error={locations.error} onRetry={() => void locations.refetch()} />
  return locations.data?.items.length === 0 ? (
    <Notice tone="warn">{t('salesOrders.noLocations')}</Notice>
  ) : null
}
