import { useTranslation } from 'react-i18next'
import { Page, PageHeader } from '../../kit/public.ts'
import styles from './trace.module.css'

/** Stands where the page will be while it is read. */
export function TraceWaiting() {
  const { t } = useTranslation()
  return (
    <Page>
      <PageHeader title={t('trace.title')} heading={<span className={styles.serial}>…</span>} />
      <div className={styles.waiting} role="status" aria-label={t('kit.loading')}>
        {[60, 35, 80, 45].map(width => (
          <div key={width} className={styles.bone} style={{ inlineSize: `${width}%` }} />
        ))}
      </div>
    </Page>
  )
}
