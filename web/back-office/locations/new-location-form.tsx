import { Select, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { api } from '../../../contract/public.ts'
import { EntryForm, FieldRow, FormButtons, notify, useEntryForm } from '../../kit/public.ts'
import { expandBins } from './bin-range.ts'
import { BinsField } from './bins-field.tsx'

const none: ReadonlySet<string> = new Set()

/** Adds a location with its first bins. */
export function NewLocationForm({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation()
  const entry = useEntryForm({
    endpoint: api.stock.addLocation,
    initial: { code: '', name: '', kind: 'warehouse' as 'store' | 'warehouse', bins: '' },
    input: values => ({ body: { ...values, bins: expandBins(values.bins).codes } }),
    fieldOf: path => (path.startsWith('bins') ? 'bins' : path),
    refusedFields: { code_taken: 'code' },
    onDone: location => {
      notify.done(t('locations.added', { name: location.name }))
      onDone()
    },
  })
  const bins = entry.at('bins')
  const isWrong = expandBins(entry.values.bins).problem !== null
  return (
    <EntryForm
      entry={entry}
      actions={
        <FormButtons submit={t('locations.add')} busy={entry.busy} disabled={isWrong} onCancel={onDone} />
      }
    >
      <TextInput label={t('locations.name')} autoComplete="off" data-autofocus {...entry.at('name')} />
      <FieldRow>
        <TextInput
          label={t('locations.code')}
          placeholder={t('locations.codeExample')}
          autoComplete="off"
          {...entry.at('code')}
        />
        <Select
          label={t('locations.kind')}
          data={(['warehouse', 'store'] as const).map(value => ({
            value,
            label: t(`locations.kinds.${value}`),
          }))}
          allowDeselect={false}
          {...entry.at('kind')}
        />
      </FieldRow>
      <BinsField
        value={entry.values.bins}
        onChange={bins.onChange}
        error={bins.error as string | undefined}
        hint={t('locations.binsHintNew')}
        known={none}
      />
    </EntryForm>
  )
}
