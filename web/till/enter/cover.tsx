import type { ReactNode } from 'react'
import { useEffect } from 'react'
import { Wordmark } from '../../kit/public.ts'
import styles from './cover.module.css'

interface CoverProps {
  title: string
  lead?: ReactNode
  /** What stands at the foot, as a way back. */
  foot?: ReactNode
  children: ReactNode
}

/** One thing to do before the till can be used, in the middle of the screen. */
export function Cover({ title, lead, foot, children }: CoverProps) {
  useEffect(() => {
    document.title = `${title} · Lotbook`
  }, [title])
  return (
    <main className={styles.cover}>
      <div className={styles.mark}>
        <Wordmark />
      </div>
      <div className={styles.sheet}>
        <h1>{title}</h1>
        {lead ? <p className={styles.lead}>{lead}</p> : null}
        {children}
        {foot ? <div className={styles.foot}>{foot}</div> : null}
      </div>
    </main>
  )
}
