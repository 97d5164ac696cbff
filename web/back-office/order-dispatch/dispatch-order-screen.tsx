import { Button } from '@mantine/core'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DispatchOrder } from '../../../contract/order-dispatch.ts'
import { api } from '../../../contract/public.ts'
import { RefusalError, useRead, useWrite } from '../../client/public.ts'
import {
  Code,
  DateText,
  EmptyState,
  ErrorState,
  Facts,
  notify,
  Page,
  PageHeader,
  Refused,
  Section,
} from '../../kit/public.ts'
import { NoteState } from '../delivery-notes/note-state.tsx'
import { useMay } from '../session.ts'
import { DispatchLines } from './dispatch-lines.tsx'
import { IdentifiersDialog } from './identifiers-dialog.tsx'
import { lackingOf, NeededDialog } from './needed-dialog.tsx'
import styles from './order-dispatch.module.css'

const route = getRouteApi('/in/order-dispatch/$orderId')

/** “Order details”: how many of each line go now, and the way to complete the order. */
export function DispatchOrderScreen() {
  const { t } = useTranslation()
  const { orderId } = route.useParams()
  const read = useRead(api.orderDispatch.readDispatch, { query: { orders: String(orderId) } })
  const order = read.data?.items[0]
  if (order !== undefined && order.lines.length > 0) return <Order key={order.id} order={order} />
  return (
    <Page>
      <PageHeader
        title={order?.number ?? t('orderDispatch.order')}
        crumbs={[{ label: t('orderDispatch.title'), link: { to: '/order-dispatch' } }]}
      />
      {read.error ? (
        <ErrorState error={read.error} onRetry={() => void read.refetch()} />
      ) : read.data === undefined ? (
        <p role="status" className={styles.soft}>
          {t('kit.loading')}
        </p>
      ) : (
        <EmptyState
          title={t('orderDispatch.nothingLeft')}
          sentence={t('orderDispatch.nothingLeftSentence')}
          action={
            <Button
              variant="default"
              renderRoot={props => <Link {...props} to="/sales-orders/$orderId" params={{ orderId }} />}
            >
              {t('orderDispatch.openOrder')}
            </Button>
          }
        />
      )}
    </Page>
  )
}

function Order({ order }: { order: DispatchOrder }) {
  const { t } = useTranslation()
  const maySend = useMay('fulfilment.write')
  /** What was typed, by order line; null while a field cannot be read. */
  const [typed, setTyped] = useState<ReadonlyMap<number, number | null>>(new Map())
  const [doing, setDoing] = useState<'needed' | 'identifiers' | null>(null)
  const { complete, isPending, error } = useCompleting(order, () => setDoing('needed'))
  const quantityOf = (orderLineId: number, otherwise: number) => typed.get(orderLineId) ?? otherwise
  const lacking = lackingOf(order, quantityOf)
  const isReadable = order.lines.every(line => {
    const quantity = typed.has(line.orderLineId) ? typed.get(line.orderLineId) : line.toDispatch
    return quantity !== null && quantity !== undefined && quantity <= line.most
  })
  const onComplete = () => {
    if (!isReadable) return
    if (lacking.length > 0) setDoing('needed')
    else
      complete(
        order.lines.map(line => ({
          orderLineId: line.orderLineId,
          quantity: quantityOf(line.orderLineId, line.toDispatch),
        })),
      )
  }
  const changed = new Map(
    [...typed].flatMap(([id, quantity]) => (quantity === null ? [] : [[id, quantity] as const])),
  )
  return (
    <Page>
      <PageHeader
        title={order.number}
        heading={<Code copies>{order.number}</Code>}
        subtitle={order.customer.name}
        crumbs={[{ label: t('orderDispatch.title'), link: { to: '/order-dispatch' } }]}
        actions={
          maySend ? (
            <>
              <Button variant="default" disabled={!isReadable} onClick={() => setDoing('identifiers')}>
                {t('orderDispatch.dispatchIdentifiers')}
              </Button>
              <Button loading={isPending} disabled={!isReadable} onClick={onComplete}>
                {t('orderDispatch.completeOrder')}
              </Button>
            </>
          ) : null
        }
      />
      <Facts
        facts={[
          { label: t('orderDispatch.location'), value: order.location.name },
          { label: t('orderDispatch.placed'), value: <DateText time={order.createdAt} /> },
          ...(order.note
            ? [
                {
                  label: t('orderDispatch.note'),
                  value: (
                    <span className={styles.badges}>
                      <Link to="/delivery-notes/$noteId" params={{ noteId: order.note.id }}>
                        <Code>{order.note.number}</Code>
                      </Link>
                      <NoteState state={order.note.state} />
                    </span>
                  ),
                },
              ]
            : []),
        ]}
      />
      <Refused error={error} />
      <Section title={t('orderDispatch.products')}>
        <DispatchLines
          lines={order.lines}
          typed={typed}
          onType={(orderLineId, quantity) => setTyped(former => new Map(former).set(orderLineId, quantity))}
        />
      </Section>
      {doing === 'needed' ? (
        <NeededDialog
          lacking={lacking}
          onAdd={() => setDoing('identifiers')}
          onClose={() => setDoing(null)}
        />
      ) : null}
      {doing === 'identifiers' ? (
        <IdentifiersDialog orderIds={[order.id]} quantities={changed} onClose={() => setDoing(null)} />
      ) : null}
    </Page>
  )
}

/** Completes the order, once however often it is pressed, and leads to its delivery note. */
function useCompleting(order: DispatchOrder, onNeeded: () => void) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  // Of a double click both presses come before the screen is drawn again.
  const isSent = useRef(false)
  const write = useWrite(api.orderDispatch.completeOrder, {
    onDone: note => {
      notify.done(t('orderDispatch.orderComplete', { order: order.number }))
      void navigate({ to: '/delivery-notes/$noteId', params: { noteId: note.id } })
    },
  })
  const isNeeded = write.error instanceof RefusalError && write.error.code === 'identifiers_needed'
  return {
    complete: (lines: { orderLineId: number; quantity: number }[]) => {
      if (isSent.current) return
      isSent.current = true
      write.mutate(
        { params: { orderId: order.id }, body: { lines } },
        {
          onError: error => {
            isSent.current = false
            if (error instanceof RefusalError && error.code === 'identifiers_needed') onNeeded()
          },
        },
      )
    },
    isPending: write.isPending,
    error: isNeeded ? null : write.error,
  }
}
