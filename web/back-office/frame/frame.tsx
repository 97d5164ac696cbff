import { ActionIcon, Drawer } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconMenu2 } from '@tabler/icons-react'
import { Link, Outlet } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { readerLocale } from '../../i18n/i18n.ts'
import { type Conventions, ConventionsProvider, Wordmark } from '../../kit/public.ts'
import { useSession } from '../session.ts'
import { AccountMenu } from './account-menu.tsx'
import { FindBox } from './find-box.tsx'
import styles from './frame.module.css'
import { Navigation } from './navigation.tsx'

/** What every screen stands in: the bar with the scan-or-search box, the menu, and the sheet. */
export function Frame() {
  const { t } = useTranslation()
  const { shop } = useSession()
  const [menu, { open, close }] = useDisclosure(false)
  const conventions = useMemo<Conventions>(
    () => ({ locale: readerLocale(), currency: shop.currency, timeZone: shop.timeZone }),
    [shop.currency, shop.timeZone],
  )
  return (
    <ConventionsProvider value={conventions}>
      <div className={styles.frame}>
        <a href="#sheet" className={styles.skip}>
          {t('frame.skip')}
        </a>
        <header className={styles.bar}>
          <ActionIcon className={styles.burger} size="lg" aria-label={t('frame.openMenu')} onClick={open}>
            <IconMenu2 size={22} stroke={1.6} />
          </ActionIcon>
          <Link to="/" className={styles.home} aria-label={t('frame.home')}>
            <Wordmark />
          </Link>
          <FindBox />
          <AccountMenu />
        </header>
        <div className={styles.rail}>
          <Navigation />
        </div>
        <main id="sheet" tabIndex={-1} className={styles.sheet}>
          <Outlet />
        </main>
      </div>
      <Drawer
        opened={menu}
        onClose={close}
        position="left"
        size={280}
        title={<Wordmark />}
        closeButtonProps={{ 'aria-label': t('kit.close') }}
        styles={{ body: { padding: 0 } }}
      >
        <Navigation onGo={close} />
      </Drawer>
    </ConventionsProvider>
  )
}
