import { Button } from '@mantine/core'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AnswerOf } from '../../../contract/endpoint.ts'
import type { DeliveryNoteInput } from '../../../contract/fulfilment.ts'
import { api } from '../../../contract/public.ts'
import { useRead, useWrite } from '../../client/public.ts'
import {
  EmptyState,
  ErrorState,
  notify,
  Page,
  PageHeader,
  Refused,
  UnsavedGuard,
  useScanAnywhere,
} from '../../kit/public.ts'
import styles from './delivery-notes.module.css'
import { choiceOf, choicesOf, chosenOf, problemOf } from './draft-note.ts'
import { OpenLineCard } from './open-line-card.tsx'
import { useChoosing } from './use-choosing.ts'

const route = getRouteApi('/in/sales-orders/$orderId/delivery-note')

/** A new delivery note of an order: which lots and pieces of its open lines are sent. */
export function NewDeliveryNoteScreen() {
  const { t } = useTranslation()
  const { orderId } = route.useParams()
  const open = useRead(api.fulfilment.listOpenLines, { params: { orderId } })
  if (open.data !== undefined && open.data.items.length > 0)
    return <NewNote open={open.data} refresh={() => void open.refetch()} />
  return (
    <Page>
      <PageHeader title={t('deliveryNotes.newTitle')} />
      {open.data ? (
        <EmptyState
          title={t('deliveryNotes.nothingOpen')}
          sentence={t('deliveryNotes.nothingOpenSentence')}
          action={
            <Button
              variant="default"
              renderRoot={props => <Link {...props} to="/sales-orders/$orderId" params={{ orderId }} />}
            >
              {t('deliveryNotes.backToOrder')}
            </Button>
          }
        />
      ) : open.error ? (
        <ErrorState error={open.error} onRetry={() => void open.refetch()} />
      ) : (
        <p className={styles.soft} role="status">
          {t('kit.loading')}
        </p>
      )}
    </Page>
  )
}

interface NewNoteProps {
  open: AnswerOf<typeof api.fulfilment.listOpenLines>
  /** Reads the open lines anew, after a refusal showed that they are old. */
  refresh: () => void
}

function NewNote({ open, refresh }: NewNoteProps) {
  const { t } = useTranslation()
  const { order, location, items: lines } = open
  const { draft, choose, takeCode, said } = useChoosing(lines, location.id)
  const { save, isPending, isSaved, error } = useSaving(order.id, refresh)
  /** Once saving was tried with nothing chosen, that is said. */
  const [tried, setTried] = useState(false)
  useScanAnywhere(takeCode)

  const choices = choicesOf(draft, lines)
  const hasProblem = lines.some(line => problemOf(line, choiceOf(draft, line)) !== null)
  const complete = lines.filter(line => chosenOf(line, choiceOf(draft, line)) === line.open).length
  const onSave = () => {
    setTried(true)
    if (choices.length > 0 && !hasProblem) save({ lines: choices })
  }
  return (
    <Page>
      <PageHeader
        title={t('deliveryNotes.newTitle')}
        subtitle={t('deliveryNotes.fromLocation', { location: location.name })}
        crumbs={[
          { label: order.number, link: { to: '/sales-orders/$orderId', params: { orderId: order.id } } },
        ]}
        actions={
          <Button loading={isPending} onClick={onSave}>
            {t('deliveryNotes.save')}
          </Button>
        }
      />
      <UnsavedGuard dirty={draft.size > 0 && !isSaved} />
      <Refused error={error} />
      {tried && choices.length === 0 ? <Refused error={new Error(t('deliveryNotes.nothingChosen'))} /> : null}
      <div className={styles.bar}>
        <p className={styles.said} data-bad={said?.bad ?? false} role={said?.bad ? 'alert' : 'status'}>
          {said?.text ?? t('deliveryNotes.scanHint')}
        </p>
        <span className={styles.soft}>
          {t('deliveryNotes.progress', { chosen: complete, open: lines.length })}
        </span>
      </div>
      {lines.map(line => (
        <OpenLineCard
          key={line.orderLineId}
          line={line}
          locationId={location.id}
          choice={choiceOf(draft, line)}
          onChoice={choice => choose(line, choice)}
          onCode={takeCode}
        />
      ))}
    </Page>
  )
}

/** Saves the note, once however often it is pressed, and leads to its page. */
function useSaving(orderId: number, refresh: () => void) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const write = useWrite(api.fulfilment.createDeliveryNote)
  const saved = write.data
  // After the screen knows that nothing is unsaved any more; else leaving it would be asked about.
  useEffect(() => {
    if (saved === undefined) return
    notify.done(t('deliveryNotes.saved', { number: saved.number }))
    void navigate({ to: '/delivery-notes/$noteId', params: { noteId: saved.id } })
  }, [saved, navigate, t])
  return {
    save: (body: DeliveryNoteInput) => {
      if (write.isPending || saved !== undefined) return
      write.mutate({ params: { orderId }, body }, { onError: refresh })
    },
    isPending: write.isPending,
    isSaved: saved !== undefined,
    error: write.error,
  }
}
