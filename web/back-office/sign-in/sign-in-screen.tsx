import { Button, PasswordInput, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { getRouteApi, useRouter } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../../contract/public.ts'
import { EntryForm, useEntryForm } from '../../kit/public.ts'
import { keepSession } from '../session.ts'
import { Cover } from './cover.tsx'

const route = getRouteApi('/sign-in')

/** Signs in and goes back to where one was. */
export function SignInScreen() {
  const { t } = useTranslation()
  const { back } = route.useSearch()
  const queryClient = useQueryClient()
  const router = useRouter()
  useEffect(() => {
    document.title = `${t('signIn.title')} · Lotbook`
  }, [t])
  const entry = useEntryForm({
    endpoint: api.session.signIn,
    initial: { email: '', password: '' },
    input: values => ({ body: values }),
    onDone: session => {
      keepSession(queryClient, session)
      router.history.push(insideOnly(back))
    },
  })
  return (
    <Cover title={t('signIn.title')} lead={t('signIn.tagline')}>
      <EntryForm
        entry={entry}
        label={t('signIn.title')}
        actions={
          <Button type="submit" size="md" fullWidth loading={entry.busy}>
            {t('signIn.enter')}
          </Button>
        }
      >
        <TextInput
          label={t('signIn.email')}
          type="email"
          size="md"
          autoComplete="username"
          autoFocus
          {...entry.at('email')}
        />
        <PasswordInput
          label={t('signIn.password')}
          size="md"
          autoComplete="current-password"
          {...entry.at('password')}
        />
      </EntryForm>
    </Cover>
  )
}

/** An address in a link must not lead out of the shop. */
function insideOnly(back: string | undefined): string {
  if (!back?.startsWith('/') || back.startsWith('//') || back.includes('\\')) return '/admin/'
  return back.startsWith('/admin') ? back : `/admin${back}`
}
