import { Button, PasswordInput, Select, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../../contract/public.ts'
import { readerLocale } from '../../i18n/i18n.ts'
import { EntryForm, FieldRow, Section, useEntryForm } from '../../kit/public.ts'
import { keepSession } from '../session.ts'
import { currencyChoices, timeZoneChoices } from '../shop/money-and-time.ts'
import { Cover } from '../sign-in/cover.tsx'
import { guessCurrency } from './guess-currency.ts'

/** Makes the owner's account; the browser's own settings are offered for currency and time zone. */
export function OwnerForm() {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const zones = useMemo(() => timeZoneChoices(), [])
  const currencies = useMemo(() => currencyChoices(), [])
  useEffect(() => {
    document.title = `${t('setup.title')} · Lotbook`
  }, [t])
  const entry = useEntryForm({
    endpoint: api.session.makeOwner,
    initial: {
      shopName: '',
      currency: guessCurrency(readerLocale()),
      timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC',
      name: '',
      email: '',
      password: '',
    },
    input: values => ({ body: values }),
    onDone: session => keepSession(queryClient, session),
  })
  return (
    <Cover title={t('setup.title')} lead={t('setup.lead')}>
      <EntryForm
        entry={entry}
        actions={
          <Button type="submit" size="md" loading={entry.busy}>
            {t('setup.open')}
          </Button>
        }
      >
        <Section title={t('setup.theShop')}>
          <TextInput
            label={t('setup.shopName')}
            autoComplete="organization"
            autoFocus
            {...entry.at('shopName')}
          />
        </Section>
        <FieldRow>
          <Select
            label={t('setup.currency')}
            data={currencies}
            searchable
            allowDeselect={false}
            {...entry.at('currency')}
          />
          <Select
            label={t('setup.timeZone')}
            data={zones}
            limit={60}
            searchable
            allowDeselect={false}
            {...entry.at('timeZone')}
          />
        </FieldRow>
        <Section title={t('setup.you')}>
          <TextInput label={t('setup.name')} autoComplete="name" {...entry.at('name')} />
        </Section>
        <TextInput
          label={t('setup.email')}
          description={t('setup.emailHint')}
          type="email"
          autoComplete="username"
          {...entry.at('email')}
        />
        <PasswordInput
          label={t('setup.password')}
          description={t('setup.passwordHint')}
          autoComplete="new-password"
          {...entry.at('password')}
        />
      </EntryForm>
    </Cover>
  )
}
