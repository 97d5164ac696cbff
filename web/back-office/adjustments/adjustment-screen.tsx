import { getRouteApi } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { api } from '../../../contract/public.ts'
import { useRead } from '../../client/public.ts'
import { DateText, ErrorState, Facts, Page, PageHeader } from '../../kit/public.ts'
import { MovedTable } from '../conversion/both-sides.tsx'

const route = getRouteApi('/in/adjustments/$adjustmentId')

/** One adjustment: why, by whom, and what it changed. */
export function AdjustmentScreen() {
  const { t } = useTranslation()
  const { adjustmentId } = route.useParams()
  const read = useRead(api.adjustments.readAdjustment, { params: { adjustmentId } })
  const adjustment = read.data
  const title = t('adjustments.one', { number: adjustment?.number ?? '' })
  return (
    <Page>
      <PageHeader title={title} crumbs={[{ label: t('adjustments.title'), link: { to: '/adjustments' } }]} />
      {adjustment ? (
        <>
          <Facts
            facts={[
              { label: t('adjustments.reason'), value: adjustment.reason },
              ...(adjustment.note ? [{ label: t('adjustments.note'), value: adjustment.note }] : []),
              { label: t('adjustments.by'), value: adjustment.actor },
              { label: t('adjustments.at'), value: <DateText time={adjustment.at} /> },
            ]}
          />
          {(['down', 'up'] as const).map(direction => {
            const rows = adjustment.lines.filter(line => line.direction === direction)
            const heading = t(direction === 'down' ? 'adjustments.lowered' : 'adjustments.raised')
            return rows.length > 0 ? <MovedTable key={direction} title={heading} rows={rows} /> : null
          })}
        </>
      ) : read.error ? (
        <ErrorState error={read.error} onRetry={() => void read.refetch()} />
      ) : (
        <p role="status">{t('kit.loading')}</p>
      )}
    </Page>
  )
}
