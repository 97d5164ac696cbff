import { Button } from '@mantine/core'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { LotTrace, TraceEvent } from '../../../contract/trace.ts'
import { DateText, Quantity, Section } from '../../kit/public.ts'
import { DocumentLink } from './document-link.tsx'
import { PlaceWords } from './place-words.tsx'
import styles from './timeline.module.css'
import { type Entry, entriesOf, movedAs } from './timeline-entries.ts'

const step = 50

interface TimelineProps {
  events: readonly TraceEvent[]
  holds: LotTrace['holds']
  /** For a lot, what its quantities are counted with; a piece is always one. */
  decimals?: number
}

/** The history of a piece or a lot, newest first: when, what, from where to where, on which paper, by whom. */
export function Timeline({ events, holds, decimals }: TimelineProps) {
  const { t } = useTranslation()
  const [count, setCount] = useState(step)
  const entries = useMemo(() => entriesOf(events, holds), [events, holds])
  const heading = <span>{t('trace.historyOf', { count: entries.length })}</span>
  return (
    <Section title={t('trace.history')} actions={heading}>
      {events.length >= latestEvents ? <p>{t('trace.historyLatest', { count: latestEvents })}</p> : null}
      <ol className={styles.timeline}>
        {entries.slice(0, count).map(entry => (
          <li key={entry.key} className={styles.entry} data-tone={entry.what === 'held' ? 'warn' : undefined}>
            <span className={styles.when}>
              <DateText time={entry.at} />
            </span>
            {entry.what === 'moved' ? (
              <MovedEntry event={entry.event} decimals={decimals} />
            ) : (
              <HoldEntry entry={entry} />
            )}
          </li>
        ))}
      </ol>
      {entries.length > count ? (
        <Button variant="default" onClick={() => setCount(count + 4 * step)}>
          {t('trace.showMore')}
        </Button>
      ) : null}
    </Section>
  )
}

/** The server gives the latest thousand movements of a lot. */
const latestEvents = 1000

function MovedEntry({ event, decimals }: { event: TraceEvent; decimals: number | undefined }) {
  const { t } = useTranslation()
  const { document, order } = event
  return (
    <div>
      <p className={styles.what}>
        <span className={styles.verb}>{t(`trace.moved.${movedAs(event)}`)}</span>
        {decimals === undefined ? null : <Quantity units={event.quantity} decimals={decimals} />}
        <DocumentLink document={document} order={order} />
        {order && order.id !== document.id ? (
          <span>
            {t('trace.forOrder')} <DocumentLink document={order} order={null} />
          </span>
        ) : null}
      </p>
      <p className={styles.way}>
        <PlaceWords place={event.from} />
        <span className={styles.arrow} role="img" aria-label={t('trace.to')}>
          →
        </span>
        <PlaceWords place={event.to} />
      </p>
      <p className={styles.who}>{t('trace.by', { name: event.actor })}</p>
    </div>
  )
}

function HoldEntry({ entry }: { entry: Extract<Entry, { what: 'held' | 'released' }> }) {
  const { t } = useTranslation()
  const { hold, what } = entry
  const isHeld = what === 'held'
  return (
    <div>
      <p className={styles.what}>
        <span className={styles.verb}>{isHeld ? t(`trace.put.${hold.kind}`) : t('trace.releasedEntry')}</span>
      </p>
      <p className={styles.way}>{isHeld ? hold.reason : hold.releaseReason}</p>
      <p className={styles.who}>
        {t('trace.by', { name: isHeld ? hold.placedBy : (hold.releasedBy ?? '') })}
      </p>
    </div>
  )
}
