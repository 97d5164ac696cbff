import styles from './mark.module.css'

/** The drawn mark: a ledger page with a turned corner and the bars of a code on its lines. */
export function Mark({ size = 26 }: { size?: number }) {
  return (
    <svg viewBox="0 0 32 32" width={size} height={size} aria-hidden="true" className={styles.mark}>
      <path d="M5.5 2.5H22L27.5 8v21.5h-22z" className={styles.page} />
      <path d="M22 2.5V8h5.5z" className={styles.corner} />
      <path d="M9.5 12v13.5M13 12v13.5M18 12v13.5M23.5 12v13.5" strokeWidth="2" className={styles.bar} />
      <path d="M15.5 12v13.5M20.7 12v13.5" strokeWidth="1" className={styles.bar} />
    </svg>
  )
}

/** The mark with its word. */
export function Wordmark() {
  return (
    <span className={styles.wordmark}>
      <Mark />
      <span>Lotbook</span>
    </span>
  )
}
