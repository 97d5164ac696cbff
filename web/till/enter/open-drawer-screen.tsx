import { Button, Stack } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { TillSignIn } from '../../../contract/till/device.ts'
import { MoneyField, Refused } from '../../kit/public.ts'
import { useTill } from '../device/till.ts'
import { openDrawer } from '../drawer/open-drawer.ts'
import { Cover } from './cover.tsx'
import styles from './pin.module.css'

/** Opens the drawer with its float; without the network, too. */
export function OpenDrawerScreen({ signIn }: { signIn: TillSignIn }) {
  const { t } = useTranslation()
  const till = useTill()
  const [floatMinor, setFloat] = useState<number | null>(null)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const open = async (event: FormEvent) => {
    event.preventDefault()
    if (floatMinor === null) return
    setBusy(true)
    await openDrawer(till, signIn, floatMinor).catch(setError)
    setBusy(false)
  }
  return (
    <Cover
      title={t('till.open.title')}
      lead={t('till.open.lead')}
      foot={
        <button type="button" className={styles.other} onClick={() => till.signIn.set(null)}>
          {t('till.pin.other')}
        </button>
      }
    >
      <form onSubmit={open}>
        <Stack gap="md">
          <MoneyField
            label={t('till.open.float')}
            value={floatMinor}
            onChange={setFloat}
            size="lg"
            autoFocus
          />
          <Refused error={error} />
          <Button type="submit" size="lg" fullWidth loading={busy} disabled={floatMinor === null}>
            {t('till.open.enter')}
          </Button>
        </Stack>
      </form>
    </Cover>
  )
}
