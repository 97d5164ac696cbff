import { getRouteApi, Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { api } from '../../../contract/public.ts'
import type { SalesOrder } from '../../../contract/sales.ts'
import { useRead } from '../../client/public.ts'
import { Ago, Code, DateText, ErrorState, Facts, Money, Page, PageHeader, Section } from '../../kit/public.ts'
import { NoteState } from '../delivery-notes/note-state.tsx'
import { PickListsButton } from '../print/print-button.tsx'
import { ReturnRequests } from '../returns/return-requests.tsx'
import { OrderActions } from './order-actions.tsx'
import { OrderHistory } from './order-history.tsx'
import { OrderInvoices } from './order-invoices.tsx'
import { OrderLines } from './order-lines.tsx'
import { OrderPayments } from './order-payments.tsx'
import { OrderState, PaymentBadge } from './order-state.tsx'
import styles from './sales-orders.module.css'
import { SumsList } from './sums-list.tsx'

const route = getRouteApi('/in/sales-orders/$orderId')

/** One sales order: what was ordered, what is on notes and delivered, and what happened. */
export function SalesOrderScreen() {
  const { t } = useTranslation()
  const { orderId } = route.useParams()
  const order = useRead(api.sales.readSalesOrder, { params: { orderId } })
  if (order.data === undefined)
    return (
      <Page>
        <PageHeader title={t('salesOrders.title')} />
        {order.error ? <ErrorState error={order.error} onRetry={() => void order.refetch()} /> : <Waiting />}
      </Page>
    )
  return <Order order={order.data} />
}

function Order({ order }: { order: SalesOrder }) {
  const { t } = useTranslation()
  const isAlive = order.state === 'open' || order.state === 'part_delivered'
  return (
    <Page>
      <PageHeader
        title={order.number}
        heading={<Code copies>{order.number}</Code>}
        subtitle={
          <span className={styles.states}>
            <OrderState state={order.state} />
            <PaymentBadge state={order.paymentState} />
          </span>
        }
        crumbs={[{ label: t('salesOrders.title'), link: { to: '/sales-orders' } }]}
        actions={<OrderActions order={order} />}
      />
      <Facts
        facts={[
          {
            label: t('salesOrders.customer'),
            value: (
              <Link to="/customers" search={{ open: order.customer.id }}>
                {order.customer.name}
              </Link>
            ),
          },
          { label: t('salesOrders.location'), value: order.location.name },
          { label: t('salesOrders.placed'), value: <DateText time={order.createdAt} /> },
          { label: t('salesOrders.placedBy'), value: order.createdBy },
          { label: t('salesOrders.channel'), value: t(`salesOrders.channels.${order.channel}`) },
          ...(isAlive
            ? [{ label: t('salesOrders.goods'), value: t(`salesOrders.allocated.${order.allocated}`) }]
            : []),
          { label: t('salesOrders.total'), value: <Money minor={order.totalMinor} /> },
          ...(order.address === ''
            ? []
            : [
                {
                  label: t('salesOrders.address'),
                  value: <span className={styles.address}>{order.address}</span>,
                },
              ]),
          ...(order.billingAddress === ''
            ? []
            : [
                {
                  label: t('salesOrders.billTo'),
                  value: <span className={styles.address}>{order.billingAddress}</span>,
                },
              ]),
        ]}
      />
      {order.notes === '' ? null : <p className={styles.notes}>{order.notes}</p>}
      {order.channel === 'store' ? <ReturnRequests orderId={order.id} /> : null}
      <Section title={t('salesOrders.lines')}>
        <div className={styles.flush}>
          <OrderLines lines={order.lines} />
        </div>
        <SumsList
          sums={order.sums}
          pricesIncludeTax={order.pricesIncludeTax}
          paidMinor={order.state === 'cancelled' ? 0 : order.paidMinor}
        />
      </Section>
      <OrderPayments order={order} />
      <OrderInvoices invoices={order.invoices} />
      <Section
        title={t('salesOrders.deliveryNotes')}
        actions={<PickListsButton noteIds={waitingNotes(order)} size="compact-sm" />}
      >
        <Notes order={order} />
      </Section>
      <Section title={t('salesOrders.history')}>
        <OrderHistory events={order.events} />
      </Section>
    </Page>
  )
}

const waitingNotes = (order: SalesOrder) =>
  order.deliveryNotes.filter(note => note.state === 'draft' || note.state === 'ready').map(note => note.id)

function Notes({ order }: { order: SalesOrder }) {
  const { t } = useTranslation()
  if (order.deliveryNotes.length === 0)
    return <p className={styles.nothing}>{t('salesOrders.noDeliveryNotes')}</p>
  return (
    <ul className={styles.entries}>
      {order.deliveryNotes.map(note => (
        <li key={note.id}>
          <Link to="/delivery-notes/$noteId" params={{ noteId: note.id }}>
            <Code>{note.number}</Code>
          </Link>
          <NoteState state={note.state} />
          {note.location.id === order.location.id ? null : (
            <span>{t('deliveryNotes.fromLocation', { location: note.location.name })}</span>
          )}
          <span className={styles.soft}>
            {note.createdBy}, <Ago time={note.createdAt} />
          </span>
        </li>
      ))}
    </ul>
  )
}

function Waiting() {
  const { t } = useTranslation()
  return (
    <p className={styles.nothing} role="status">
      {t('kit.loading')}
    </p>
  )
}
