import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { DocumentEvent, PurchaseOrder } from '../../../contract/purchasing.ts'
import { Code, DateText, Section } from '../../kit/public.ts'
import styles from './placed-order.module.css'
import { words } from './words.ts'

/** The goods receipts under which an order's goods came in. */
export function OrderReceipts({ order }: { order: PurchaseOrder }) {
  const { t } = useTranslation()
  return (
    <Section title={t('purchaseOrders.receipts')}>
      {order.receipts.length === 0 ? (
        <p className={styles.quiet}>{t('purchaseOrders.noReceipts')}</p>
      ) : (
        <ul className={styles.list}>
          {order.receipts.map(receipt => (
            <li key={receipt.id}>
              <span>
                <Link to="/goods-receipts/$receiptId" params={{ receiptId: receipt.id }}>
                  <Code>{receipt.number}</Code>
                </Link>
                {receipt.reversed ? ` ${t('goodsReceipts.states.reversed')}` : null}
              </span>
              <span className={styles.by}>
                {receipt.createdBy}, <DateText time={receipt.createdAt} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}

/** What happened to an order, who did it and when; the latest first. */
export function OrderHistory({ order }: { order: PurchaseOrder }) {
  const { t } = useTranslation()
  const latestFirst = [...order.events].reverse()
  return (
    <Section title={t('purchaseOrders.history')}>
      <ul className={styles.list}>
        {latestFirst.map((event, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two events of one second differ in nothing but their place
          <li key={latestFirst.length - index}>
            <EventWords event={event} />
            <span className={styles.by}>
              {event.actor}, <DateText time={event.at} />
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}

function EventWords({ event }: { event: DocumentEvent }) {
  const { t } = useTranslation()
  const receipt = event.detail?.receipt
  const file = event.detail?.importedFrom
  if (typeof file === 'string') return <span>{t('purchaseOrders.importedFrom', { file })}</span>
  return (
    <span>
      {isKnown(event.what) ? t(`purchaseOrders.happened.${event.what}`) : event.what}
      {event.what === 'changed' ? <WhatChanged detail={event.detail} /> : null}
      {typeof event.detail?.file === 'string' ? `: ${event.detail.file}` : null}
      {typeof receipt === 'string' ? (
        <>
          {' '}
          <Code>{receipt}</Code>
        </>
      ) : null}
    </span>
  )
}

const headWords = ['supplier', 'location', 'expected', 'notes', 'overDelivery', 'currency'] as const

/** What of the head was changed, and how many rows it had then. */
function WhatChanged({ detail }: Pick<DocumentEvent, 'detail'>) {
  const { t } = useTranslation()
  const named = Array.isArray(detail?.head) ? detail.head : []
  const head = headWords.filter(word => named.includes(word)).map(word => t(`purchaseOrders.${word}`))
  const lines =
    typeof detail?.lines === 'number' ? [t('purchaseOrders.grid.lines', { count: detail.lines })] : []
  const said = [...head, ...lines]
  return said.length === 0 ? null : <>: {said.join(', ')}</>
}

const isKnown = (what: string): what is keyof typeof words.happened => Object.hasOwn(words.happened, what)
