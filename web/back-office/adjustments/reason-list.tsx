import { Button, Radio, Stack, Switch, Text, TextInput } from '@mantine/core'
import type { TFunction } from 'i18next'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type AdjustmentReason, adjustmentDirection } from '../../../contract/adjustments.ts'
import { api } from '../../../contract/public.ts'
import { useRead } from '../../client/public.ts'
import {
  type Column,
  DataTable,
  EntryForm,
  FormButtons,
  fromRead,
  notify,
  useEntryForm,
} from '../../kit/public.ts'

/** The reasons from which everybody chooses: added, renamed, archived and brought back. */
export function ReasonList() {
  const { t } = useTranslation()
  const reasons = useRead(api.adjustments.listAdjustmentReasons, {})
  const [editing, setEditing] = useState<AdjustmentReason | 'new' | null>(null)
  const columns = useMemo(() => columnsOf(t), [t])
  if (editing !== null)
    return (
      <ReasonForm key={editing === 'new' ? 0 : editing.id} reason={editing} onDone={() => setEditing(null)} />
    )
  return (
    <Stack gap="md">
      <Text size="sm">{t('adjustments.reasonsHint')}</Text>
      <DataTable
        {...fromRead(reasons, answer => answer.items)}
        label={t('adjustments.reasons')}
        height="rows"
        columns={columns}
        keyOf={reason => reason.id}
        onOpen={setEditing}
        toneOf={reason => (reason.archived ? 'muted' : undefined)}
      />
      <div>
        <Button onClick={() => setEditing('new')}>{t('adjustments.addReason')}</Button>
      </div>
    </Stack>
  )
}

function columnsOf(t: TFunction): Column<AdjustmentReason>[] {
  return [
    {
      id: 'name',
      header: t('adjustments.reasonName'),
      width: 'minmax(9rem, 1.5fr)',
      cell: reason => (reason.archived ? `${reason.name} (${t('adjustments.archived')})` : reason.name),
    },
    {
      id: 'direction',
      header: t('adjustments.direction'),
      width: 'minmax(9rem, 1fr)',
      narrow: 'aside',
      cell: reason => t(`adjustments.directions.${reason.direction}`),
    },
  ]
}

function ReasonForm({ reason, onDone }: { reason: AdjustmentReason | 'new'; onDone: () => void }) {
  return reason === 'new' ? <NewReason onDone={onDone} /> : <KnownReason reason={reason} onDone={onDone} />
}

const blank = {
  name: '',
  direction: 'both' as AdjustmentReason['direction'],
  writesOff: false,
  archived: false,
}
type Values = typeof blank

function NewReason({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation()
  const entry = useEntryForm({
    endpoint: api.adjustments.addAdjustmentReason,
    initial: blank,
    input: ({ archived: _, ...values }) => ({ body: values }),
    refusedFields: { name_taken: 'name' },
    onDone: ({ name }) => {
      notify.done(t('adjustments.reasonSaved', { name }))
      onDone()
    },
  })
  return <ReasonFields entry={entry} isNew onClose={onDone} />
}

function KnownReason({ reason, onDone }: { reason: AdjustmentReason; onDone: () => void }) {
  const { t } = useTranslation()
  const { id: reasonId, ...initial } = reason
  const entry = useEntryForm({
    endpoint: api.adjustments.changeAdjustmentReason,
    initial: initial as Values,
    input: values => ({ params: { reasonId }, body: values }),
    refusedFields: { name_taken: 'name' },
    onDone: ({ name }) => {
      notify.done(t('adjustments.reasonSaved', { name }))
      onDone()
    },
  })
  return <ReasonFields entry={entry} isNew={false} onClose={onDone} />
}

interface FieldsProps {
  entry: ReturnType<typeof useEntryForm<typeof api.adjustments.addAdjustmentReason, Values>>
  isNew: boolean
  onClose: () => void
}

function ReasonFields({ entry, isNew, onClose }: FieldsProps) {
  const { t } = useTranslation()
  const { form, values } = entry
  return (
    <EntryForm entry={entry} actions={<FormButtons busy={entry.busy} onCancel={onClose} />}>
      <TextInput label={t('adjustments.reasonName')} data-autofocus {...entry.at('name')} />
      <Radio.Group
        label={t('adjustments.direction')}
        {...entry.at('direction')}
        onChange={direction => {
          form.setFieldValue('direction', direction as Values['direction'])
          if (direction !== 'down') form.setFieldValue('writesOff', false)
        }}
      >
        <Stack gap="xs" mt="xs">
          {adjustmentDirection.options.map(option => (
            <Radio key={option} value={option} label={t(`adjustments.directions.${option}`)} />
          ))}
        </Stack>
      </Radio.Group>
      {values.direction === 'down' ? (
        <Switch
          label={t('adjustments.writesOff')}
          description={t('adjustments.writesOffHint')}
          {...form.getInputProps('writesOff', { type: 'checkbox' })}
        />
      ) : null}
      {isNew ? null : (
        <Switch
          label={t('adjustments.archived')}
          description={t('adjustments.archivedHint')}
          {...form.getInputProps('archived', { type: 'checkbox' })}
        />
      )}
    </EntryForm>
  )
}
