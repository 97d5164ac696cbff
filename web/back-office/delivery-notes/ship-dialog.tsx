import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DeliveryNote } from '../../../contract/fulfilment.ts'
import { api } from '../../../contract/public.ts'
import { useWrite } from '../../client/public.ts'
import { ConfirmDialog, FieldRow, notify } from '../../kit/public.ts'

interface ShipDialogProps {
  note: DeliveryNote
  opened: boolean
  onClose: () => void
}

/** Asks who takes the parcel, and sets the note to Shipped. */
export function ShipDialog({ note, opened, onClose }: ShipDialogProps) {
  const { t } = useTranslation()
  const [carrier, setCarrier] = useState('')
  const [trackingNumber, setTrackingNumber] = useState('')
  const write = useWrite(api.fulfilment.shipDeliveryNote, {
    onDone: ({ number }) => {
      onClose()
      notify.done(t('deliveryNotes.shipped', { number }))
    },
  })
  return (
    <ConfirmDialog
      opened={opened}
      title={t('deliveryNotes.shipTitle', { number: note.number })}
      sentence={t('deliveryNotes.shipSentence')}
      confirm={t('deliveryNotes.shipConfirm')}
      keep={t('deliveryNotes.deliverKeep')}
      busy={write.isPending}
      error={write.error}
      onConfirm={() => {
        if (!write.isPending) write.mutate({ params: { noteId: note.id }, body: { carrier, trackingNumber } })
      }}
      onClose={() => {
        onClose()
        write.reset()
      }}
    >
      <FieldRow>
        <TextInput
          label={t('deliveryNotes.carrier')}
          placeholder={t('deliveryNotes.optional')}
          value={carrier}
          maxLength={200}
          onChange={event => setCarrier(event.currentTarget.value)}
        />
        <TextInput
          label={t('deliveryNotes.trackingNumber')}
          placeholder={t('deliveryNotes.optional')}
          value={trackingNumber}
          maxLength={100}
          autoComplete="off"
          onChange={event => setTrackingNumber(event.currentTarget.value)}
        />
      </FieldRow>
    </ConfirmDialog>
  )
}
