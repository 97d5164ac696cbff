import { Button, Stack, TextInput } from '@mantine/core'
import { type FormEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, type TillCustomer } from '../../../contract/till/device.ts'
import { call, fieldProblems, newKey } from '../../client/public.ts'
import { Refused } from '../../kit/public.ts'
import { useTill } from '../device/till.ts'

interface AddCustomerProps {
  /** What was searched for and is nobody's name yet. */
  name: string
  onAdded: (customer: TillCustomer) => void
}

/** A customer whom the shop does not know yet: a name is enough. */
export function AddCustomer({ name: sought, onAdded }: AddCustomerProps) {
  const { t } = useTranslation()
  const till = useTill()
  const [given, setGiven] = useState({ name: sought, phone: '', email: '' })
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  // One customer, however often it is pressed while the network is slow.
  const key = useRef(newKey())
  const change = (part: Partial<typeof given>) => {
    key.current = newKey()
    setError(null)
    setGiven({ ...given, ...part })
  }
  const problems = new Map(fieldProblems(error).map(({ path, sentence }) => [path, sentence]))
  const add = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    setError(null)
    const { signInId } = till.signIn.value!
    const body = { signInId, name: given.name.trim(), phone: given.phone.trim(), email: given.email.trim() }
    await till.network
      .ask(() => call(api.addCustomer, { body }, { idempotencyKey: key.current }))
      .then(onAdded, setError)
    setBusy(false)
  }
  const field = (name: keyof typeof given) => ({
    size: 'lg' as const,
    autoComplete: 'off',
    value: given[name],
    error: problems.get(name),
    onChange: (event: { currentTarget: { value: string } }) => change({ [name]: event.currentTarget.value }),
  })
  return (
    <form onSubmit={add} noValidate>
      <Stack gap="sm">
        <TextInput label={t('till.customer.name')} data-autofocus {...field('name')} />
        <TextInput label={t('till.customer.phone')} type="tel" {...field('phone')} />
        <TextInput label={t('till.customer.email')} type="email" {...field('email')} />
        <Refused error={problems.size > 0 ? null : error} />
        <Button type="submit" size="lg" loading={busy} disabled={given.name.trim() === ''}>
          {t('till.customer.addNow')}
        </Button>
      </Stack>
    </form>
  )
}
