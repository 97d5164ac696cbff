import { Textarea } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Customer } from '../../../contract/people.ts'
import { api } from '../../../contract/public.ts'
import { EntryForm, FormButtons, notify, useEntryForm } from '../../kit/public.ts'
import { ContactFields } from '../people/contact-fields.tsx'

interface FormProps {
  onDone: () => void
}

/** Adds a customer. */
export function NewCustomerForm({ onDone }: FormProps) {
  const { t } = useTranslation()
  const entry = useEntryForm({
    endpoint: api.people.addCustomer,
    initial: { name: '', email: '', phone: '', notes: '', address: '' },
    input: values => ({ body: values }),
    onDone: customer => {
      notify.done(t('customers.added', { name: customer.name }))
      onDone()
    },
  })
  return <CustomerFields entry={entry} save={t('customers.add')} onCancel={onDone} />
}

/** Changes a customer. */
export function CustomerForm({ customer, onDone }: FormProps & { customer: Customer }) {
  const { t } = useTranslation()
  const { id: customerId, name, email, phone, notes, address } = customer
  const entry = useEntryForm({
    endpoint: api.people.changeCustomer,
    initial: { name, email, phone, notes, address },
    input: values => ({ params: { customerId }, body: values }),
    onDone: saved => {
      notify.done(t('customers.changed', { name: saved.name }))
      onDone()
    },
  })
  return <CustomerFields entry={entry} save={t('kit.save')} onCancel={onDone} />
}

type Entry = Pick<ReturnType<typeof useEntryForm>, 'element' | 'submit' | 'problem' | 'busy'> & {
  at: (path: 'name' | 'email' | 'phone' | 'notes' | 'address') => object
}

function CustomerFields({ entry, save, onCancel }: { entry: Entry; save: string; onCancel: () => void }) {
  const { t } = useTranslation()
  const { at } = entry
  return (
    <EntryForm entry={entry} actions={<FormButtons submit={save} busy={entry.busy} onCancel={onCancel} />}>
      <ContactFields at={at} />
      <Textarea label={t('people.address')} autosize minRows={2} maxRows={6} {...at('address')} />
    </EntryForm>
  )
}
