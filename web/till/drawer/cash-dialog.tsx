import { Button, Stack, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { MoneyField, notify, useFormat } from '../../kit/public.ts'
import { useTill } from '../device/till.ts'
import { TouchDialog } from '../frame/touch-dialog.tsx'
import { moveCash } from './open-drawer.ts'

interface CashDialogProps {
  kind: 'in' | 'out' | null
  onClose: () => void
}

/** Cash into the drawer or out of it, with what for; without the network, too. */
export function CashDialog({ kind, onClose }: CashDialogProps) {
  const { t } = useTranslation()
  return (
    <TouchDialog
      opened={kind !== null}
      title={kind === 'out' ? t('till.drawer.payOut') : t('till.drawer.payIn')}
      onClose={onClose}
    >
      {kind ? <Form kind={kind} onClose={onClose} /> : null}
    </TouchDialog>
  )
}

function Form({ kind, onClose }: { kind: 'in' | 'out'; onClose: () => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const till = useTill()
  const queries = useQueryClient()
  const [amountMinor, setAmount] = useState<number | null>(null)
  const [reason, setReason] = useState('')
  const [busy, setBusy] = useState(false)
  const isReady = amountMinor !== null && amountMinor > 0 && reason.trim() !== ''
  const record = async (event: FormEvent) => {
    event.preventDefault()
    if (!isReady) return
    setBusy(true)
    const moved = await moveCash(till, { kind, amountMinor, reason: reason.trim() })
    await queries.invalidateQueries()
    const amount = format.money(amountMinor)
    if (moved !== 'refused') notify.done(t(`till.drawer.${moved}`, { amount }))
    onClose()
  }
  return (
    <form onSubmit={record}>
      <Stack gap="md">
        <MoneyField
          label={t('till.drawer.amount')}
          size="lg"
          value={amountMinor}
          onChange={setAmount}
          data-autofocus
        />
        <TextInput
          label={t('till.drawer.reason')}
          size="lg"
          maxLength={200}
          autoComplete="off"
          value={reason}
          onChange={event => setReason(event.currentTarget.value)}
        />
        <Button type="submit" size="lg" loading={busy} disabled={!isReady}>
          {t('till.drawer.record')}
        </Button>
      </Stack>
    </form>
  )
}
