import { Button } from '@mantine/core'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { AnswerOf } from '../../../contract/endpoint.ts'
import type { DeliveryNote } from '../../../contract/fulfilment.ts'
import { api } from '../../../contract/public.ts'
import { useRead, useWrite } from '../../client/public.ts'
import { EmptyState, ErrorState, Page, PageHeader } from '../../kit/public.ts'
import styles from './delivery-notes.module.css'
import { draftOfNote } from './draft-note.ts'
import { NoteEditor } from './note-editor.tsx'

const route = getRouteApi('/in/delivery-notes/$noteId/change')

/** Changes what a note holds while it waits: lots, pieces, identifiers and quantities. */
export function ChangeDeliveryNoteScreen() {
  const { t } = useTranslation()
  const { noteId } = route.useParams()
  const read = useRead(api.fulfilment.readDeliveryNote, { params: { noteId } }, { staleTime: 0 })
  // As it was opened: what others change meanwhile is told when this is saved.
  const opened = useRef<DeliveryNote | null>(null)
  if (opened.current === null && read.data !== undefined && read.isFetchedAfterMount)
    opened.current = read.data
  const note = opened.current
  const open = useRead(
    api.fulfilment.listOpenLines,
    { params: { orderId: note?.order.id ?? 0 }, query: { noteId } },
    { enabled: note !== null, staleTime: 0 },
  )
  const isWaiting = note === null || note.state === 'draft' || note.state === 'ready'
  if (note !== null && isWaiting && open.data !== undefined && open.isFetchedAfterMount)
    return <ChangeNote note={note} open={open.data} />
  const error = read.error ?? open.error
  return (
    <Page>
      <PageHeader title={note?.number ?? t('deliveryNotes.title')} />
      {note !== null && !isWaiting ? (
        <EmptyState
          title={t('deliveryNotes.notChangeable', { number: note.number })}
          action={
            <Button
              variant="default"
              renderRoot={props => <Link {...props} to="/delivery-notes/$noteId" params={{ noteId }} />}
            >
              {t('deliveryNotes.backToNote')}
            </Button>
          }
        />
      ) : error ? (
        <ErrorState error={error} onRetry={() => void (read.error ? read : open).refetch()} />
      ) : (
        <p className={styles.soft} role="status">
          {t('kit.loading')}
        </p>
      )}
    </Page>
  )
}

interface ChangeNoteProps {
  note: DeliveryNote
  open: AnswerOf<typeof api.fulfilment.listOpenLines>
}

function ChangeNote({ note, open: current }: ChangeNoteProps) {
  const { t } = useTranslation()
  const open = useRef(current).current
  const draft = useMemo(() => draftOfNote(note, open.items), [note, open])
  const write = useWrite(api.fulfilment.changeDeliveryNote)
  return (
    <NoteEditor
      open={open}
      title={t('deliveryNotes.changeTitle', { number: note.number })}
      crumb={{ label: note.number, link: { to: '/delivery-notes/$noteId', params: { noteId: note.id } } }}
      former={{ note, draft }}
      write={write}
      onSave={input =>
        write.mutate({ params: { noteId: note.id }, body: { ...input, version: note.version } })
      }
    />
  )
}
