import { Button, Menu } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DeliveryNote } from '../../../contract/fulfilment.ts'
import { api } from '../../../contract/public.ts'
import { useWrite } from '../../client/public.ts'
import { ConfirmDialog, notify } from '../../kit/public.ts'
import { useMay } from '../session.ts'
import { ShipDialog } from './ship-dialog.tsx'

/** The statuses that a note can still get, Shipped, Delivered or Cancelled, each after a question. */
export function NoteActions({ note }: { note: DeliveryNote }) {
  const { t } = useTranslation()
  const [asking, setAsking] = useState<'ship' | 'deliver' | 'cancel' | null>(null)
  const close = () => setAsking(null)
  const maySend = useMay('fulfilment.write')
  if (note.endedAt !== null || !maySend) return null
  const isWaiting = note.state === 'draft' || note.state === 'ready'
  return (
    <>
      {isWaiting ? (
        <Button
          variant="default"
          renderRoot={props => (
            <Link {...props} to="/delivery-notes/$noteId/change" params={{ noteId: note.id }} />
          )}
        >
          {t('deliveryNotes.edit')}
        </Button>
      ) : null}
      <Menu position="bottom-end" withinPortal>
        <Menu.Target>
          <Button rightSection={<IconChevronDown size={16} stroke={1.6} aria-hidden="true" />}>
            {t('deliveryNotes.status')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {note.state === 'shipped' ? null : (
            <Menu.Item onClick={() => setAsking('ship')}>{t('deliveryNotes.ship')}</Menu.Item>
          )}
          <Menu.Item onClick={() => setAsking('deliver')}>{t('deliveryNotes.deliver')}</Menu.Item>
          <Menu.Item onClick={() => setAsking('cancel')} color="brick">
            {t('deliveryNotes.cancel')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <ShipDialog note={note} opened={asking === 'ship'} onClose={close} />
      <DeliverDialog note={note} opened={asking === 'deliver'} onClose={close} />
      <CancelDialog note={note} opened={asking === 'cancel'} onClose={close} />
    </>
  )
}

interface DialogProps {
  note: DeliveryNote
  opened: boolean
  onClose: () => void
}

function DeliverDialog({ note, opened, onClose }: DialogProps) {
  const { t } = useTranslation()
  const write = useWrite(api.fulfilment.deliverDeliveryNote, {
    onDone: ({ number }) => {
      onClose()
      notify.done(t('deliveryNotes.delivered', { number }))
    },
  })
  return (
    <ConfirmDialog
      opened={opened}
      title={t('deliveryNotes.deliverTitle', { number: note.number })}
      sentence={t('deliveryNotes.deliverSentence', { customer: note.customer.name })}
      confirm={t('deliveryNotes.deliverConfirm')}
      keep={t('deliveryNotes.deliverKeep')}
      busy={write.isPending}
      error={write.error}
      onConfirm={() => write.mutate({ params: { noteId: note.id } })}
      onClose={() => {
        onClose()
        write.reset()
      }}
    />
  )
}

function CancelDialog({ note, opened, onClose }: DialogProps) {
  const { t } = useTranslation()
  const write = useWrite(api.fulfilment.cancelDeliveryNote, {
    onDone: ({ number }) => {
      onClose()
      notify.done(t('deliveryNotes.cancelled', { number }))
    },
  })
  return (
    <ConfirmDialog
      opened={opened}
      title={t('deliveryNotes.cancelTitle', { number: note.number })}
      sentence={t(
        note.state === 'shipped' ? 'deliveryNotes.cancelShippedSentence' : 'deliveryNotes.cancelSentence',
      )}
      confirm={t('deliveryNotes.cancelConfirm')}
      keep={t('deliveryNotes.cancelKeep')}
      grave
      busy={write.isPending}
      error={write.error}
      onConfirm={() => write.mutate({ params: { noteId: note.id } })}
      onClose={() => {
        onClose()
        write.reset()
      }}
    />
  )
}
