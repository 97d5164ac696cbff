import { Button, Stack, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useTill } from '../device/till.ts'
import { TouchDialog } from '../frame/touch-dialog.tsx'

/** Puts the basket aside under a note. */
export function HoldDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation()
  const till = useTill()
  const [note, setNote] = useState('')
  const hold = async (event: FormEvent) => {
    event.preventDefault()
    await till.baskets.hold(note.trim())
    setNote('')
    onClose()
  }
  return (
    <TouchDialog opened={opened} title={t('till.basket.holdTitle')} onClose={onClose}>
      <form onSubmit={hold}>
        <Stack gap="md">
          <TextInput
            label={t('till.basket.holdNote')}
            description={t('till.basket.holdHint')}
            size="lg"
            maxLength={60}
            autoComplete="off"
            value={note}
            onChange={event => setNote(event.currentTarget.value)}
            data-autofocus
          />
          <Button type="submit" size="lg">
            {t('till.basket.hold')}
          </Button>
        </Stack>
      </form>
    </TouchDialog>
  )
}
