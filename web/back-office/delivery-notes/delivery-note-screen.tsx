import { getRouteApi, Link } from '@tanstack/react-router'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { DeliveryNote } from '../../../contract/fulfilment.ts'
import { api } from '../../../contract/public.ts'
import type { DocumentEvent } from '../../../contract/purchasing.ts'
import { useRead } from '../../client/public.ts'
import { Code, DateText, ErrorState, type Fact, Facts, Page, PageHeader, Section } from '../../kit/public.ts'
import { PrintButton } from '../print/print-button.tsx'
import { SwapButton } from '../returns/swap-dialog.tsx'
import styles from './delivery-notes.module.css'
import { NoteActions } from './note-actions.tsx'
import { NoteLines } from './note-lines.tsx'
import { NoteState } from './note-state.tsx'

const route = getRouteApi('/in/delivery-notes/$noteId')

/** One delivery note: which lots and pieces it sends, and the way to set it to Delivered. */
export function DeliveryNoteScreen() {
  const { t } = useTranslation()
  const { noteId } = route.useParams()
  const note = useRead(api.fulfilment.readDeliveryNote, { params: { noteId } })
  if (note.data !== undefined) return <Note note={note.data} />
  return (
    <Page>
      <PageHeader title={t('deliveryNotes.title')} />
      {note.error ? (
        <ErrorState error={note.error} onRetry={() => void note.refetch()} />
      ) : (
        <p className={styles.soft} role="status">
          {t('kit.loading')}
        </p>
      )}
    </Page>
  )
}

function Note({ note }: { note: DeliveryNote }) {
  const { t } = useTranslation()
  return (
    <Page>
      <PageHeader
        title={note.number}
        heading={<Code copies>{note.number}</Code>}
        subtitle={<NoteState state={note.state} />}
        crumbs={[{ label: t('deliveryNotes.title'), link: { to: '/delivery-notes' } }]}
        actions={
          <>
            {note.state === 'draft' || note.state === 'ready' ? (
              <PrintButton document="pickList" id={note.id} />
            ) : null}
            <PrintButton document="deliveryNote" id={note.id} />
            <SwapButton note={note} />
            <NoteActions note={note} />
          </>
        }
      />
      <Facts facts={factsOf(t, note)} />
      <Section title={t('deliveryNotes.lines')}>
        <div className={styles.flush}>
          <NoteLines lines={note.lines} isOpen={note.endedAt === null} />
        </div>
      </Section>
      <Section title={t('deliveryNotes.history')}>
        <ol className={styles.entries}>
          {note.events.toReversed().map((event, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: history only grows, so a place counted from its start never changes
            <li key={note.events.length - index}>
              <DateText time={event.at} />
              <span>{happened(t, event)}</span>
              <span className={styles.soft}>{event.actor}</span>
            </li>
          ))}
        </ol>
      </Section>
    </Page>
  )
}

function factsOf(t: TFunction, note: DeliveryNote): Fact[] {
  const order = (
    <Link to="/sales-orders/$orderId" params={{ orderId: note.order.id }}>
      <Code>{note.order.number}</Code>
    </Link>
  )
  const customer = (
    <Link to="/customers" search={{ open: note.customer.id }}>
      {note.customer.name}
    </Link>
  )
  const facts: Fact[] = [
    { label: t('deliveryNotes.order'), value: order },
    { label: t('deliveryNotes.customer'), value: customer },
    { label: t('deliveryNotes.location'), value: note.location.name },
    { label: t('deliveryNotes.created'), value: <DateText time={note.createdAt} /> },
    { label: t('deliveryNotes.createdBy'), value: note.createdBy },
  ]
  if (note.shippedAt)
    facts.push({ label: t('deliveryNotes.shippedAt'), value: <DateText time={note.shippedAt} /> })
  if (note.carrier) facts.push({ label: t('deliveryNotes.carrier'), value: note.carrier })
  if (note.trackingNumber)
    facts.push({ label: t('deliveryNotes.trackingNumber'), value: <Code copies>{note.trackingNumber}</Code> })
  if (note.state === 'delivered' || note.state === 'cancelled')
    facts.push({ label: t(`deliveryNotes.${note.state}At`), value: <DateText time={note.endedAt} /> })
  if (note.withoutIdentifiersBecause)
    facts.push({ label: t('deliveryNotes.withoutIdentifiers'), value: note.withoutIdentifiersBecause })
  return facts
}

const events = ['created', 'changed', 'shipped', 'delivered', 'cancelled'] as const

function happened(t: TFunction, { what, detail }: DocumentEvent): string {
  const parts = [detail?.carrier, detail?.trackingNumber].filter(Boolean).join(', ')
  if (what === 'shipped' && parts !== '') return t('deliveryNotes.shippedWith', { detail: parts })
  if (what === 'swapped') return t('deliveryNotes.event.swapped', wordsOf(detail))
  if (what === 'returned') return t('deliveryNotes.event.returned', wordsOf(detail))
  const known = events.find(event => event === what)
  return known ? t(`deliveryNotes.event.${known}`) : what
}

/** The texts of an event's detail, for its sentence. */
function wordsOf(detail: DocumentEvent['detail']) {
  const word = (name: string) => String(detail?.[name] ?? '')
  return {
    product: word('product'),
    wrong: word('wrong'),
    right: word('right'),
    quantity: word('quantity'),
    reason: word('reason'),
    number: word('return'),
  }
}
