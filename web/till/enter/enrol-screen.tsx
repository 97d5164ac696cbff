import { Button, Stack, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../../contract/till/device.ts'
import { call } from '../../client/public.ts'
import { Notice, Refused } from '../../kit/public.ts'
import { useCell } from '../device/cell.ts'
import { useTill } from '../device/till.ts'
import { Cover } from './cover.tsx'

/** Makes a till of a device, by the code that a manager has made for it. */
export function EnrolScreen({ revoked }: { revoked: boolean }) {
  const { t } = useTranslation()
  const till = useTill()
  const { waiting } = useCell(till.outbox.summary)
  const [code, setCode] = useState(codeInAddress)
  const [deviceName, setDeviceName] = useState('')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const enrol = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    setError(null)
    try {
      const state = await till.network.ask(() => call(api.enrol, { body: { code, deviceName } }))
      history.replaceState(null, '', location.pathname)
      await till.become(state)
    } catch (refusal) {
      setError(refusal)
    }
    setBusy(false)
  }
  return (
    <Cover title={t('till.enrol.title')} lead={t('till.enrol.lead')}>
      <form onSubmit={enrol}>
        <Stack gap="md">
          {revoked ? <Notice tone="warn">{t('till.enrol.revoked')}</Notice> : null}
          {waiting > 0 ? <Notice tone="warn">{t('till.enrol.waiting', { count: waiting })}</Notice> : null}
          <TextInput
            label={t('till.enrol.code')}
            value={code}
            onChange={event => setCode(event.currentTarget.value)}
            size="lg"
            required
            withAsterisk={false}
            autoFocus
            autoComplete="one-time-code"
            autoCapitalize="characters"
            styles={{ input: { fontFamily: 'var(--mono)', letterSpacing: '0.08em' } }}
          />
          <TextInput
            label={t('till.enrol.deviceName')}
            description={t('till.enrol.deviceHint')}
            value={deviceName}
            onChange={event => setDeviceName(event.currentTarget.value)}
            size="lg"
            maxLength={60}
            autoComplete="off"
          />
          <Refused error={error} />
          <Button type="submit" size="lg" fullWidth loading={busy}>
            {t('till.enrol.enter')}
          </Button>
        </Stack>
      </form>
    </Cover>
  )
}

/** A link may bring the code along, as the one does that the demo prints. */
const codeInAddress = () => new URLSearchParams(location.hash.slice(1)).get('enrol') ?? ''
