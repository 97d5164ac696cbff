import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../../contract/public.ts'
import type { LotTrace, UnitTrace } from '../../../contract/trace.ts'
import { EntryForm, FieldRow, FormButtons, notify, SideDrawer, useEntryForm } from '../../kit/public.ts'
import { useMay } from '../session.ts'

/** Corrects a wrongly typed serial number; nothing for those who may not. */
export function CorrectSerial({ trace }: { trace: UnitTrace }) {
  const { t } = useTranslation()
  return (
    <Drawer title={t('trace.correctSerial', { serial: trace.serial })}>
      {close => <SerialForm trace={trace} onClose={close} />}
    </Drawer>
  )
}

/** Corrects a wrongly typed lot number, or the lot's dates; nothing for those who may not. */
export function CorrectLot({ trace }: { trace: LotTrace }) {
  const { t } = useTranslation()
  return (
    <Drawer title={t('trace.correctLot', { lot: trace.number })}>
      {close => <LotForm trace={trace} onClose={close} />}
    </Drawer>
  )
}

function Drawer({ title, children }: { title: string; children: (close: () => void) => React.ReactNode }) {
  const { t } = useTranslation()
  const mayWrite = useMay('stock.write')
  const [opened, setOpened] = useState(false)
  if (!mayWrite) return null
  const close = () => setOpened(false)
  return (
    <>
      <Button variant="default" onClick={() => setOpened(true)}>
        {t('trace.correct')}
      </Button>
      <SideDrawer opened={opened} title={title} onClose={close}>
        {children(close)}
      </SideDrawer>
    </>
  )
}

function SerialForm({ trace, onClose }: { trace: UnitTrace; onClose: () => void }) {
  const { t } = useTranslation()
  const entry = useEntryForm({
    endpoint: api.corrections.correctSerial,
    initial: { serial: trace.serial },
    input: ({ serial }) => ({ params: { unitId: trace.id }, body: { was: trace.serial, serial } }),
    refusedFields: { serial_exists: 'serial', serial_malformed: 'serial' },
    onDone: () => {
      notify.done(t('trace.corrected'))
      onClose()
    },
  })
  return (
    <EntryForm
      entry={entry}
      actions={<FormButtons submit={t('trace.correct')} busy={entry.busy} onCancel={onClose} />}
    >
      <p>{t('trace.correctExplained')}</p>
      <TextInput
        label={t('trace.serial')}
        data-autofocus
        maxLength={100}
        spellCheck={false}
        {...entry.at('serial')}
      />
    </EntryForm>
  )
}

function LotForm({ trace, onClose }: { trace: LotTrace; onClose: () => void }) {
  const { t } = useTranslation()
  const { number, madeOn, expiresOn } = trace
  const entry = useEntryForm({
    endpoint: api.corrections.correctLot,
    initial: { number, madeOn: madeOn ?? '', expiresOn: expiresOn ?? '', reason: '' },
    input: values => ({
      params: { lotId: trace.id },
      body: {
        was: { number, madeOn, expiresOn },
        number: values.number,
        madeOn: values.madeOn === '' ? null : values.madeOn,
        expiresOn: values.expiresOn === '' ? null : values.expiresOn,
        reason: values.reason,
      },
    }),
    refusedFields: {
      lot_exists: 'number',
      expiry_later: 'expiresOn',
      expiry_needed_still: 'expiresOn',
      made_after_expiry: 'madeOn',
    },
    onDone: () => {
      notify.done(t('trace.corrected'))
      onClose()
    },
  })
  return (
    <EntryForm
      entry={entry}
      actions={<FormButtons submit={t('trace.correct')} busy={entry.busy} onCancel={onClose} />}
    >
      <p>{t('trace.correctExplained')}</p>
      <TextInput
        label={t('trace.lot')}
        data-autofocus
        maxLength={100}
        spellCheck={false}
        {...entry.at('number')}
      />
      <FieldRow>
        <TextInput type="date" label={t('trace.madeOn')} {...entry.at('madeOn')} />
        <TextInput type="date" label={t('trace.expiresOn')} {...entry.at('expiresOn')} />
      </FieldRow>
      <TextInput label={t('trace.reason')} maxLength={500} {...entry.at('reason')} />
    </EntryForm>
  )
}
