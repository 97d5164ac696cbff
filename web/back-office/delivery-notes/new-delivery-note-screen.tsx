import { Button } from '@mantine/core'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { AnswerOf } from '../../../contract/endpoint.ts'
import { api } from '../../../contract/public.ts'
import { useRead, useWrite } from '../../client/public.ts'
import { EmptyState, ErrorState, Page, PageHeader } from '../../kit/public.ts'
import styles from './delivery-notes.module.css'
import { NoteEditor } from './note-editor.tsx'

const route = getRouteApi('/in/sales-orders/$orderId/delivery-note')

/** A new delivery note of an order: which lots and pieces of its open lines are sent, and from which location. */
export function NewDeliveryNoteScreen() {
  const { t } = useTranslation()
  const { orderId } = route.useParams()
  const { locationId } = route.useSearch()
  const navigate = route.useNavigate()
  const open = useRead(api.fulfilment.listOpenLines, { params: { orderId }, query: { locationId } })
  if (open.data !== undefined && open.data.items.length > 0)
    return (
      <NewNote
        key={open.data.location.id}
        open={open.data}
        refresh={() => void open.refetch()}
        onLocation={chosen => void navigate({ search: { locationId: chosen }, replace: true })}
      />
    )
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
  onLocation: (locationId: number) => void
}

function NewNote({ open, refresh, onLocation }: NewNoteProps) {
  const { t } = useTranslation()
  const write = useWrite(api.fulfilment.createDeliveryNote)
  const { order, location } = open
  return (
    <NoteEditor
      open={open}
      title={t('deliveryNotes.newTitle')}
      crumb={{ label: order.number, link: { to: '/sales-orders/$orderId', params: { orderId: order.id } } }}
      write={write}
      onSave={input =>
        write.mutate(
          { params: { orderId: order.id }, body: { ...input, locationId: location.id } },
          { onError: refresh },
        )
      }
      onLocation={onLocation}
    />
  )
}
