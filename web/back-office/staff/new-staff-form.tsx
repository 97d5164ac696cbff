import { PasswordInput, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Role } from '../../../contract/permissions.ts'
import { api } from '../../../contract/public.ts'
import { EntryForm, FormButtons, notify, useEntryForm } from '../../kit/public.ts'
import { RoleField } from './role-field.tsx'

/** Adds a member of staff with a first password. */
export function NewStaffForm({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation()
  const entry = useEntryForm({
    endpoint: api.session.addStaff,
    initial: { name: '', email: '', role: 'staff' as Role, password: '' },
    input: values => ({ body: values }),
    refusedFields: { email_taken: 'email' },
    onDone: member => {
      notify.done(t('staff.added', { name: member.name }))
      onDone()
    },
  })
  return (
    <EntryForm
      entry={entry}
      actions={<FormButtons submit={t('staff.add')} busy={entry.busy} onCancel={onDone} />}
    >
      <TextInput label={t('staff.name')} autoComplete="off" data-autofocus {...entry.at('name')} />
      <TextInput
        label={t('staff.email')}
        description={t('staff.emailHint')}
        type="email"
        autoComplete="off"
        {...entry.at('email')}
      />
      <RoleField {...entry.at('role')} />
      <PasswordInput
        label={t('staff.password')}
        description={t('staff.passwordHint')}
        autoComplete="new-password"
        {...entry.at('password')}
      />
    </EntryForm>
  )
}
