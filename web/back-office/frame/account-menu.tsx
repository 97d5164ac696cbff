import { ActionIcon, Menu, useMantineColorScheme } from '@mantine/core'
import { IconCheck, IconUser } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { api } from '../../../contract/public.ts'
import { call } from '../../client/public.ts'
import { notify } from '../../kit/public.ts'
import { forgetSession, useSession } from '../session.ts'
import styles from './account-menu.module.css'

const looks = [
  ['light', 'lookLight'],
  ['dark', 'lookDark'],
  ['auto', 'lookSystem'],
] as const

/** Who is signed in, light or dark, and the way out. */
export function AccountMenu() {
  const { t } = useTranslation()
  const { staff, shop } = useSession()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  // Not a `useWrite`: that would read everything on screen anew, which a signed-out reader may not.
  const leave = useMutation({
    mutationFn: () => call(api.session.signOut, {}),
    onSuccess: async () => {
      await navigate({ to: '/sign-in', search: {} })
      forgetSession(queryClient)
    },
    onError: notify.failed,
  })
  return (
    <div className={styles.account}>
      <span className={styles.shop}>{shop.name}</span>
      <Menu position="bottom-end" width={230} withinPortal>
        <Menu.Target>
          <ActionIcon size="lg" aria-label={t('frame.account', { name: staff.name })}>
            <IconUser size={20} stroke={1.6} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <div className={styles.who}>
            <strong>{staff.name}</strong>
            <span>{staff.role === 'owner' ? t('frame.owner') : t('frame.staffRole')}</span>
            <span>{staff.email}</span>
          </div>
          <Menu.Divider />
          <Menu.Label>{t('frame.look')}</Menu.Label>
          {looks.map(([scheme, word]) => (
            <Menu.Item
              key={scheme}
              role="menuitemradio"
              aria-checked={colorScheme === scheme}
              onClick={() => setColorScheme(scheme)}
              rightSection={colorScheme === scheme ? <IconCheck size={16} aria-hidden="true" /> : null}
            >
              {t(`frame.${word}`)}
            </Menu.Item>
          ))}
          <Menu.Divider />
          <Menu.Item onClick={() => leave.mutate()}>{t('frame.signOut')}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </div>
  )
}
