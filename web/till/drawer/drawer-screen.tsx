import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../../contract/till/drawer.ts'
import { useRead } from '../../client/public.ts'
import { ErrorState, Notice, useFormat } from '../../kit/public.ts'
import { useCell } from '../device/cell.ts'
import { useTill } from '../device/till.ts'
import { Bar } from '../frame/bar.tsx'
import type { BarEnd } from '../frame/frame.tsx'
import type { Place } from '../frame/places.ts'
import { CashDialog } from './cash-dialog.tsx'
import { CloseDialog } from './close-dialog.tsx'
import styles from './drawer.module.css'
import { ReportPaper } from './report-paper.tsx'

interface DrawerScreenProps {
  goTo: (place: Place) => void
  end: BarEnd
}

/** The drawer: cash in and out, how it stands (X), and its end with a count (Z). */
export function DrawerScreen({ goTo, end }: DrawerScreenProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const till = useTill()
  const drawer = useCell(till.drawer)
  const { online } = useCell(till.network.state)
  const [asked, ask] = useState<'in' | 'out' | 'close' | null>(null)
  const close = () => ask(null)
  return (
    <>
      <Bar onBack={() => goTo('sell')} end={end()}>
        <h1>{t('till.drawer.title')}</h1>
      </Bar>
      <div className={styles.screen}>
        <section className={styles.acts}>
          {drawer ? (
            <>
              <p className={styles.since}>
                {t('till.drawer.openSince', { time: format.time(drawer.openedAt), name: drawer.openedBy })}
              </p>
              <Button variant="default" size="lg" onClick={() => ask('in')}>
                {t('till.drawer.payIn')}
              </Button>
              <Button variant="default" size="lg" onClick={() => ask('out')}>
                {t('till.drawer.payOut')}
              </Button>
              <Button size="lg" disabled={!online} onClick={() => ask('close')}>
                {t('till.drawer.close')}
              </Button>
              {online ? null : <Notice tone="warn">{t('till.drawer.needsNetwork')}</Notice>}
            </>
          ) : null}
        </section>
        {online && drawer ? <XReport drawerId={drawer.id} /> : null}
      </div>
      <CashDialog kind={asked === 'in' || asked === 'out' ? asked : null} onClose={close} />
      <CloseDialog opened={asked === 'close'} onClose={close} />
    </>
  )
}

function XReport({ drawerId }: { drawerId: string }) {
  const report = useRead(api.readDrawerReport, { params: { drawerId } })
  if (report.error) return <ErrorState error={report.error} onRetry={() => void report.refetch()} />
  return report.data ? <ReportPaper report={report.data} /> : null
}
