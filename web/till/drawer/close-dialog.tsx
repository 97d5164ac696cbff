import { Button, Stack, Textarea } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../../contract/till/drawer.ts'
import { call } from '../../client/public.ts'
import { MoneyField, Notice, Refused } from '../../kit/public.ts'
import { useCell } from '../device/cell.ts'
import { useTill } from '../device/till.ts'
import { TouchDialog } from '../frame/touch-dialog.tsx'

interface CloseDialogProps {
  opened: boolean
  onClose: () => void
}

/** Closes the drawer with what was counted. What should be in it is not shown before. */
export function CloseDialog({ opened, onClose }: CloseDialogProps) {
  const { t } = useTranslation()
  return (
    <TouchDialog opened={opened} title={t('till.drawer.close')} onClose={onClose}>
      {opened ? <Form /> : null}
    </TouchDialog>
  )
}

function Form() {
  const { t } = useTranslation()
  const till = useTill()
  const { waiting } = useCell(till.outbox.summary)
  const [countedMinor, setCounted] = useState<number | null>(null)
  const [note, setNote] = useState('')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const close = async (event: FormEvent) => {
    event.preventDefault()
    if (countedMinor === null) return
    setBusy(true)
    setError(null)
    try {
      await till.pulse()
      const body = { signInId: till.signIn.value!.signInId, countedMinor, note, at: new Date().toISOString() }
      const params = { drawerId: till.drawer.value!.id }
      till.closed.set(await till.network.ask(() => call(api.closeDrawer, { params, body })))
      await till.drawers.closed()
    } catch (refusal) {
      setError(refusal)
      setBusy(false)
    }
  }
  return (
    <form onSubmit={close}>
      <Stack gap="md">
        <p style={{ margin: 0 }}>{t('till.drawer.closeLead')}</p>
        {waiting > 0 ? <Notice tone="warn">{t('till.drawer.waiting', { count: waiting })}</Notice> : null}
        <MoneyField
          label={t('till.drawer.counted')}
          size="lg"
          value={countedMinor}
          onChange={setCounted}
          data-autofocus
        />
        <Textarea
          label={t('till.drawer.note')}
          size="lg"
          maxLength={500}
          value={note}
          onChange={event => setNote(event.currentTarget.value)}
        />
        <Refused error={error} />
        <Button type="submit" size="lg" loading={busy} disabled={countedMinor === null}>
          {t('till.drawer.closeNow')}
        </Button>
      </Stack>
    </form>
  )
}
