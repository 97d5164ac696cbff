import { Menu as Dropdown, useComputedColorScheme, useMantineColorScheme } from '@mantine/core'
import {
  IconArrowBackUp,
  IconCashRegister,
  IconLock,
  IconMoon,
  IconReceipt,
  IconSun,
  IconUser,
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useCell } from '../device/cell.ts'
import { useTill } from '../device/till.ts'
import styles from './frame.module.css'
import type { Place } from './places.ts'

interface MenuProps {
  place: Place
  goTo: (place: Place) => void
}

/** Who is here, and everything that is not selling. */
export function Menu({ place, goTo }: MenuProps) {
  const { t } = useTranslation()
  const till = useTill()
  const signIn = useCell(till.signIn)
  const { setColorScheme } = useMantineColorScheme()
  const isDark = useComputedColorScheme('light') === 'dark'
  const icon = { size: 22, stroke: 1.5, 'aria-hidden': true } as const
  const item = { styles: { item: { minHeight: 48, fontSize: '1rem' } } }
  return (
    <Dropdown position="bottom-end" width={230} {...item}>
      <Dropdown.Target>
        <button type="button" className={styles.who} aria-label={t('till.frame.menu')}>
          <IconUser {...icon} />
          <span className={styles.whoName}>{signIn?.cashier.name}</span>
        </button>
      </Dropdown.Target>
      <Dropdown.Dropdown>
        <Dropdown.Label>{signIn?.cashier.name}</Dropdown.Label>
        <Dropdown.Item
          leftSection={<IconReceipt {...icon} />}
          disabled={place === 'receipts'}
          onClick={() => goTo('receipts')}
        >
          {t('till.frame.receipts')}
        </Dropdown.Item>
        <Dropdown.Item
          leftSection={<IconArrowBackUp {...icon} />}
          disabled={place === 'returns'}
          onClick={() => goTo('returns')}
        >
          {t('till.frame.returns')}
        </Dropdown.Item>
        <Dropdown.Item
          leftSection={<IconCashRegister {...icon} />}
          disabled={place === 'drawer'}
          onClick={() => goTo('drawer')}
        >
          {t('till.frame.drawer')}
        </Dropdown.Item>
        <Dropdown.Divider />
        <Dropdown.Item
          leftSection={isDark ? <IconSun {...icon} /> : <IconMoon {...icon} />}
          onClick={() => setColorScheme(isDark ? 'light' : 'dark')}
        >
          {isDark ? t('till.frame.light') : t('till.frame.dark')}
        </Dropdown.Item>
        <Dropdown.Item leftSection={<IconLock {...icon} />} onClick={() => till.signIn.set(null)}>
          {t('till.frame.lock')}
        </Dropdown.Item>
      </Dropdown.Dropdown>
    </Dropdown>
  )
}
