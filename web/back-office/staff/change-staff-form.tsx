import { PasswordInput, Switch, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { api } from '../../../contract/public.ts'
import type { StaffMember } from '../../../contract/session.ts'
import { EntryForm, FormButtons, notify, useEntryForm } from '../../kit/public.ts'
import { RoleField } from './role-field.tsx'

/** Changes a member of staff: name, e-mail, role, a new password, or whether they still work here. */
export function ChangeStaffForm({ member, onDone }: { member: StaffMember; onDone: () => void }) {
  const { t } = useTranslation()
  const { id: staffId, name, email, role, archived } = member
  const entry = useEntryForm({
    endpoint: api.session.changeStaff,
    initial: { name, email, role, password: '', archived },
    input: ({ password, ...values }) => ({
      params: { staffId },
      body: { ...values, ...(password === '' ? {} : { password }) },
    }),
    refusedFields: { email_taken: 'email' },
    onDone: changed => {
      notify.done(t('staff.changed', { name: changed.name }))
      onDone()
    },
  })
  return (
    <EntryForm entry={entry} actions={<FormButtons busy={entry.busy} onCancel={onDone} />}>
      <TextInput label={t('staff.name')} autoComplete="off" data-autofocus {...entry.at('name')} />
      <TextInput label={t('staff.email')} type="email" autoComplete="off" {...entry.at('email')} />
      <RoleField {...entry.at('role')} />
      <PasswordInput
        label={t('staff.newPassword')}
        description={t('staff.newPasswordHint')}
        autoComplete="new-password"
        {...entry.at('password')}
      />
      <Switch
        label={t('staff.archived')}
        description={t('staff.archivedHint')}
        {...entry.form.getInputProps('archived', { type: 'checkbox' })}
      />
    </EntryForm>
  )
}
