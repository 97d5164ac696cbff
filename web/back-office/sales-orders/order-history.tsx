import { Link } from '@tanstack/react-router'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { PaymentMethod } from '../../../contract/payments.ts'
import type { DocumentEvent } from '../../../contract/purchasing.ts'
import { DateText, useFormat } from '../../kit/public.ts'
import styles from './sales-orders.module.css'

/** What happened to an order, newest first. */
export function OrderHistory({ events }: { events: readonly DocumentEvent[] }) {
  return (
    <ol className={styles.entries}>
      {events.toReversed().map((event, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: history only grows, so a place counted from its start never changes
        <li key={events.length - index}>
          <DateText time={event.at} />
          <span>
            <Happened event={event} />
          </span>
          <span className={styles.soft}>{event.actor}</span>
        </li>
      ))}
    </ol>
  )
}

function Happened({ event }: { event: DocumentEvent }) {
  const { t } = useTranslation()
  const format = useFormat()
  const noteId = event.detail?.noteId
  const text = sentenceOf(t, event, format.money)
  if (typeof noteId !== 'number') return text
  return (
    <Link to="/delivery-notes/$noteId" params={{ noteId }}>
      {text}
    </Link>
  )
}

function sentenceOf(t: TFunction, { what, detail }: DocumentEvent, money: (minor: number) => string): string {
  const note = String(detail?.note ?? '')
  switch (what) {
    case 'created':
      return t('salesOrders.event.created')
    case 'cancelled':
      return t('salesOrders.event.cancelled')
    case 'lapsed':
      return t('salesOrders.event.lapsed')
    case 'return asked for':
      return t('salesOrders.event.returnAsked')
    case 'changed':
      return t('salesOrders.event.changed')
    case 'paid':
    case 'refunded':
      return t(`salesOrders.event.${what}`, {
        amount: money(Number(detail?.amountMinor ?? 0)),
        method: t(`salesOrders.methods.${detail?.method as PaymentMethod}`),
      })
    case 'invoiced':
      return t('salesOrders.event.invoiced')
    case 'invoice cancelled':
      return t('salesOrders.event.invoiceCancelled')
    case 'delivery note created':
      return t('salesOrders.event.noteCreated', { note })
    case 'delivery note cancelled':
      return t('salesOrders.event.noteCancelled', { note })
    case 'shipped':
      return t('salesOrders.event.shipped', { note })
    case 'part delivered':
      return t('salesOrders.event.partDelivered', { note })
    case 'delivered':
      return t('salesOrders.event.delivered', { note })
    case 'returned':
      return t('salesOrders.event.returned', { number: String(detail?.return ?? '') })
    case 'note corrected':
      return t('salesOrders.event.corrected', { note })
    default:
      return what
  }
}
