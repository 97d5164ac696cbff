import { Button, Menu, Select, TextInput } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../../contract/public.ts'
import type { Transfer } from '../../../contract/transfers.ts'
import { useRead, useWrite } from '../../client/public.ts'
import { ConfirmDialog, notify, SideDrawer } from '../../kit/public.ts'
import { useMay } from '../session.ts'
import { ReceiveForm } from './receive-form.tsx'

type Asking = 'send' | 'receive' | 'writeOff' | 'cancel' | null

/** What can be done with a transfer as it stands, each after a question. */
export function TransferActions({ transfer }: { transfer: Transfer }) {
  const { t } = useTranslation()
  const [asking, setAsking] = useState<Asking>(null)
  const mayWrite = useMay('stock.write')
  if (!mayWrite || transfer.endedAt !== null) return null
  const close = () => setAsking(null)
  const isDraft = transfer.state === 'draft'
  return (
    <>
      {isDraft ? (
        <Button
          variant="default"
          renderRoot={props => (
            <Link {...props} to="/transfers/$transferId/change" params={{ transferId: transfer.id }} />
          )}
        >
          {t('transfers.edit')}
        </Button>
      ) : null}
      {transfer.state === 'part_received' ? null : (
        <Button variant="default" onClick={() => setAsking('cancel')}>
          {t('transfers.cancel')}
        </Button>
      )}
      {isDraft ? null : (
        <Menu position="bottom-end" withinPortal>
          <Menu.Target>
            <Button variant="default" rightSection={<IconChevronDown size={16} aria-hidden="true" />}>
              {t('transfers.missing')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item color="brick" onClick={() => setAsking('writeOff')}>
              {t('transfers.writeOff')}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      )}
      <Button onClick={() => setAsking(isDraft ? 'send' : 'receive')}>
        {t(isDraft ? 'transfers.send' : 'transfers.receive')}
      </Button>
      <SendDialog transfer={transfer} opened={asking === 'send'} onClose={close} />
      <CancelDialog transfer={transfer} opened={asking === 'cancel'} onClose={close} />
      <WriteOffDialog transfer={transfer} opened={asking === 'writeOff'} onClose={close} />
      <SideDrawer
        opened={asking === 'receive'}
        title={t('transfers.receiveTitle', { number: transfer.number })}
        onClose={close}
      >
        <ReceiveForm transfer={transfer} onDone={close} />
      </SideDrawer>
    </>
  )
}

interface DialogProps {
  transfer: Transfer
  opened: boolean
  onClose: () => void
}

function SendDialog({ transfer, opened, onClose }: DialogProps) {
  const { t } = useTranslation()
  const { id: transferId, number, from, to } = transfer
  const write = useWrite(api.transfers.sendTransfer, {
    onDone: () => {
      onClose()
      notify.done(t('transfers.sent', { number }))
    },
  })
  return (
    <ConfirmDialog
      opened={opened}
      title={t('transfers.sendTitle', { number })}
      sentence={t('transfers.sendSentence', { from: from.name, to: to.name })}
      confirm={t('transfers.send')}
      keep={t('transfers.keep')}
      busy={write.isPending}
      error={write.error}
      onConfirm={() => write.mutate({ params: { transferId } })}
      onClose={() => {
        onClose()
        write.reset()
      }}
    />
  )
}

function CancelDialog({ transfer, opened, onClose }: DialogProps) {
  const { t } = useTranslation()
  const { id: transferId, number, state } = transfer
  const write = useWrite(api.transfers.cancelTransfer, {
    onDone: () => {
      onClose()
      notify.done(t('transfers.cancelled', { number }))
    },
  })
  return (
    <ConfirmDialog
      opened={opened}
      title={t('transfers.cancelTitle', { number })}
      sentence={t(state === 'draft' ? 'transfers.cancelDraft' : 'transfers.cancelSent')}
      confirm={t('transfers.cancel')}
      keep={t('transfers.keep')}
      grave
      busy={write.isPending}
      error={write.error}
      onConfirm={() => write.mutate({ params: { transferId } })}
      onClose={() => {
        onClose()
        write.reset()
      }}
    />
  )
}

function WriteOffDialog({ transfer, opened, onClose }: DialogProps) {
  const { t } = useTranslation()
  const { id: transferId, number } = transfer
  const [reasonId, setReasonId] = useState<string | null>(null)
  const [note, setNote] = useState('')
  const reasons = useRead(api.adjustments.listAdjustmentReasons, {}, { staleTime: 60_000 })
  const offered = (reasons.data?.items ?? []).filter(one => !one.archived && one.direction !== 'up')
  const write = useWrite(api.transfers.writeOffTransfer, {
    onDone: () => {
      onClose()
      notify.done(t('transfers.writtenOff', { number }))
    },
  })
  return (
    <ConfirmDialog
      opened={opened}
      title={t('transfers.writeOffTitle')}
      sentence={t('transfers.writeOffSentence', { number })}
      confirm={t('transfers.writeOff')}
      keep={t('transfers.keep')}
      grave
      busy={write.isPending}
      error={write.error}
      onConfirm={() => {
        if (reasonId !== null)
          write.mutate({ params: { transferId }, body: { reasonId: Number(reasonId), note } })
      }}
      onClose={() => {
        onClose()
        write.reset()
      }}
    >
      <Select
        label={t('transfers.reason')}
        required
        data={offered.map(one => ({ value: String(one.id), label: one.name }))}
        value={reasonId}
        onChange={setReasonId}
      />
      <TextInput
        label={t('transfers.note')}
        maxLength={2000}
        value={note}
        onChange={event => setNote(event.currentTarget.value)}
      />
    </ConfirmDialog>
  )
}
