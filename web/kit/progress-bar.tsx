import { useTranslation } from 'react-i18next'
import { useFormat } from './conventions.ts'
import styles from './progress-bar.module.css'

interface ProgressBarProps {
  label: string
  done: number
  /** Null while the size is not known yet: the bar then only shows that something moves. */
  total: number | null
  note?: string | null
}

/** How far long work is, for eyes and for screen readers. */
export function ProgressBar({ label, done, total, note }: ProgressBarProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const share = total ? Math.min(1, done / total) : null
  const words =
    total === null
      ? t('kit.progressOpen', { done: format.count(done) })
      : t('kit.progress', { done: format.count(done), total: format.count(total) })
  return (
    <div className={styles.progress}>
      <div className={styles.words}>
        <span>{label}</span>
        <span className={styles.count}>{words}</span>
      </div>
      <div
        className={styles.track}
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={share === null ? undefined : Math.round(share * 100)}
        aria-valuetext={words}
      >
        <div
          className={styles.bar}
          data-open={share === null}
          style={share === null ? undefined : { inlineSize: `${share * 100}%` }}
        />
      </div>
      {note ? <div className={styles.note}>{note}</div> : null}
    </div>
  )
}
