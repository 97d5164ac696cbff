import { useTranslation } from 'react-i18next'
import { api } from '../../../contract/public.ts'
import { useRead } from '../../client/public.ts'
import { ErrorState, Page, PageHeader } from '../../kit/public.ts'
import { Expiring } from './expiring.tsx'
import { FirstSteps } from './first-steps.tsx'
import { HeldLots } from './held-lots.tsx'
import { LackingSerials } from './lacking-serials.tsx'
import { LatestMovements } from './latest-movements.tsx'
import styles from './today.module.css'
import { Waits } from './waits.tsx'

/** The first screen of the day: what waits, what expires, what moved. A shop in which nothing ever moved gets its first steps. */
export function TodayScreen() {
  const { t } = useTranslation()
  const read = useRead(api.trace.readToday, {})
  const today = read.data
  if (today && today.latest.length === 0) return <FirstSteps today={today} />
  return (
    <Page>
      <PageHeader title={t('today.title')} />
      {read.error && !today ? (
        <ErrorState error={read.error} onRetry={() => void read.refetch()} />
      ) : (
        <>
          {today ? <LackingSerials lacking={today.lackingSerials} /> : null}
          <div className={styles.columns}>
            <Waits today={today} />
            <Expiring today={today} />
          </div>
          {today && today.held.length > 0 ? <HeldLots today={today} /> : null}
          <LatestMovements today={today} />
        </>
      )}
    </Page>
  )
}
