import type { ReactNode } from 'react'
import styles from './state-badge.module.css'

export type Tone = 'plain' | 'open' | 'done' | 'warn' | 'bad'

/** The state of a document or piece, as a word with a mark before it, so that colour never says it alone. */
export function StateBadge({ tone = 'plain', children }: { tone?: Tone; children: ReactNode }) {
  return (
    <span className={styles.badge} data-tone={tone}>
      <svg viewBox="0 0 10 10" aria-hidden="true">
        {marks[tone]}
      </svg>
      {children}
    </span>
  )
}

const marks: Record<Tone, ReactNode> = {
  plain: (
    <circle
      cx="5"
      cy="5"
      r="3.5"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.4"
      strokeDasharray="2 1.4"
    />
  ),
  open: (
    <>
      <circle cx="5" cy="5" r="3.5" fill="none" stroke="currentColor" strokeWidth="1.4" />
      <path d="M5 1.5a3.5 3.5 0 0 1 0 7Z" fill="currentColor" />
    </>
  ),
  done: <circle cx="5" cy="5" r="4.2" fill="currentColor" />,
  warn: <path d="M5 .8 9.5 9h-9Z" fill="currentColor" />,
  bad: <path d="M2 2l6 6M8 2l-6 6" stroke="currentColor" strokeWidth="1.8" />,
}
