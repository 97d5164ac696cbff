import type { ReactNode } from 'react'
import { Wordmark } from '../../kit/public.ts'
import styles from './cover.module.css'

/** The page before the ledger: the mark, a line about it, and one thing to do. */
export function Cover({ title, lead, children }: { title: string; lead: string; children: ReactNode }) {
  return (
    <main className={styles.cover}>
      <div className={styles.mark}>
        <Wordmark />
      </div>
      <div className={styles.sheet}>
        <h1>{title}</h1>
        <p className={styles.lead}>{lead}</p>
        {children}
      </div>
    </main>
  )
}
