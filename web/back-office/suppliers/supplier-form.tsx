import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Supplier } from '../../../contract/people.ts'
import { api } from '../../../contract/public.ts'
import { EntryForm, notify, useEntryForm } from '../../kit/public.ts'
import { ContactFields } from '../people/contact-fields.tsx'

interface FormProps {
  onDone: () => void
}

/** Adds a supplier. */
export function NewSupplierForm({ onDone }: FormProps) {
  const { t } = useTranslation()
  const entry = useEntryForm({
    endpoint: api.people.addSupplier,
    initial: { name: '', email: '', phone: '', notes: '' },
    input: values => ({ body: values }),
    refusedFields: { name_taken: 'name' } as const,
    onDone: supplier => {
      notify.done(t('suppliers.added', { name: supplier.name }))
      onDone()
    },
  })
  return <SupplierFields entry={entry} save={t('suppliers.add')} onCancel={onDone} />
}

/** Changes a supplier. */
export function SupplierForm({ supplier, onDone }: FormProps & { supplier: Supplier }) {
  const { t } = useTranslation()
  const { id: supplierId, name, email, phone, notes } = supplier
  const entry = useEntryForm({
    endpoint: api.people.changeSupplier,
    initial: { name, email, phone, notes },
    input: values => ({ params: { supplierId }, body: values }),
    refusedFields: { name_taken: 'name' } as const,
    onDone: saved => {
      notify.done(t('suppliers.changed', { name: saved.name }))
      onDone()
    },
  })
  return <SupplierFields entry={entry} save={t('kit.save')} onCancel={onDone} />
}

type Entry = Pick<ReturnType<typeof useEntryForm>, 'element' | 'submit' | 'problem' | 'busy'> & {
  at: (path: 'name' | 'email' | 'phone' | 'notes') => object
}

function SupplierFields({ entry, save, onCancel }: { entry: Entry; save: string; onCancel: () => void }) {
  const { t } = useTranslation()

  return (
    <EntryForm
      entry={entry}
      actions={
        <>
          <Button variant="default" onClick={onCancel}>
            {t('kit.cancel')}
          </Button>
          <Button type="submit" loading={entry.busy}>
            {save}
          </Button>
        </>
      }
    >
      <ContactFields at={entry.at} />
    </EntryForm>
  )
}
