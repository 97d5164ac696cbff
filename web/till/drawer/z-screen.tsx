import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { DrawerReport } from '../../../contract/till/drawer.ts'
import { useTill } from '../device/till.ts'
import { Bar } from '../frame/bar.tsx'
import frame from '../frame/frame.module.css'
import styles from './drawer.module.css'
import { ReportPaper } from './report-paper.tsx'

/** The Z report of the drawer that was just closed, until somebody puts it away. */
export function ZScreen({ report }: { report: DrawerReport }) {
  const { t } = useTranslation()
  const till = useTill()
  return (
    <main className={frame.frame}>
      <Bar end={null}>
        <h1>{t('till.drawer.title')}</h1>
      </Bar>
      <div className={styles.screen}>
        <section className={styles.acts}>
          <Button variant="default" size="lg" onClick={() => print()}>
            {t('till.receipt.print')}
          </Button>
          <Button size="lg" onClick={() => till.closed.set(null)}>
            {t('till.basket.done')}
          </Button>
        </section>
        <ReportPaper report={report} />
      </div>
    </main>
  )
}
