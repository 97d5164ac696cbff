import { Select, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { api } from '../../../contract/public.ts'
import type { Till } from '../../../contract/till/tills.ts'
import { useRead } from '../../client/public.ts'
import { EntryForm, FormButtons, notify, useEntryForm } from '../../kit/public.ts'

/** A till by its name and the location whose goods it sells. */
export function NewTillForm({ onDone }: { onDone: (till: Till | null) => void }) {
  const { t } = useTranslation()
  const locations = useRead(api.stock.listLocations, {}, { staleTime: 60_000 })
  const entry = useEntryForm({
    endpoint: api.tills.addTill,
    initial: { name: '', locationId: null as string | null },
    input: ({ name, locationId }) => ({ body: { name, locationId: Number(locationId ?? Number.NaN) } }),
    refusedFields: { name_taken: 'name', not_found: 'locationId' },
    onDone: till => {
      notify.done(t('tills.added', { name: till.name }))
      onDone(till)
    },
  })
  return (
    <EntryForm
      entry={entry}
      actions={<FormButtons submit={t('tills.add')} busy={entry.busy} onCancel={() => onDone(null)} />}
    >
      <TextInput
        label={t('tills.name')}
        description={t('tills.nameHint')}
        autoComplete="off"
        data-autofocus
        {...entry.at('name')}
      />
      <Select
        label={t('tills.location')}
        description={t('tills.locationHint')}
        data={(locations.data?.items ?? []).map(one => ({ value: String(one.id), label: one.name }))}
        {...entry.at('locationId')}
      />
    </EntryForm>
  )
}
