import { Radio, Select, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../../contract/public.ts'
import { type ReturnLine, type ReturnOutcome, returnOutcome } from '../../../contract/returns.ts'
import { useWrite } from '../../client/public.ts'
import { ConfirmDialog, notify } from '../../kit/public.ts'
import { useBins } from './use-bins.ts'
import { whatOf } from './what-of.ts'

interface InspectDialogProps {
  returnId: number
  line: ReturnLine
  onClose: () => void
}

/** Says what becomes of one line of a return. */
export function InspectDialog({ returnId, line, onClose }: InspectDialogProps) {
  const { t } = useTranslation()
  const what = whatOf(line)
  const bins = useBins()
  const [outcome, setOutcome] = useState<ReturnOutcome>('resell')
  const [finding, setFinding] = useState('')
  const [binId, setBinId] = useState(line.bin.id)
  const write = useWrite(api.returns.inspectReturn, {
    onDone: () => {
      onClose()
      notify.done(t('returns.inspected', { what, outcome: t(`returns.outcome.${outcome}`) }))
    },
  })
  const choices = returnOutcome.options.filter(one => one !== line.outcome)
  return (
    <ConfirmDialog
      opened
      title={t('returns.inspectTitle', { what })}
      sentence={t('returns.inspectSentence')}
      confirm={t('returns.inspectSave')}
      keep={t('returns.inspectKeep')}
      busy={write.isPending}
      error={write.error}
      onConfirm={() =>
        write.mutate({
          params: { returnId },
          body: {
            lines: [{ lineId: line.id, outcome, finding, binId: outcome === 'resell' ? binId : null }],
          },
        })
      }
      onClose={onClose}
    >
      <Stack gap="md">
        <Radio.Group
          label={t('returns.outcomeHead')}
          value={outcome}
          onChange={value => setOutcome(value as ReturnOutcome)}
        >
          <Stack gap="xs" mt="xs">
            {choices.map(choice => (
              <Radio key={choice} value={choice} label={t(`returns.outcome.${choice}`)} />
            ))}
          </Stack>
        </Radio.Group>
        {outcome === 'resell' ? (
          <Select
            label={t('returns.toBin')}
            data={bins}
            value={String(binId)}
            allowDeselect={false}
            searchable
            onChange={id => id !== null && setBinId(Number(id))}
          />
        ) : null}
        <TextInput
          label={t('returns.finding')}
          value={finding}
          maxLength={500}
          onChange={event => setFinding(event.currentTarget.value)}
        />
      </Stack>
    </ConfirmDialog>
  )
}
