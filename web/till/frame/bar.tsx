import { ActionIcon } from '@mantine/core'
import { IconArrowLeft } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Mark } from '../../kit/public.ts'
import styles from './frame.module.css'

interface BarProps {
  /** Leads back; the mark stands there when there is nowhere to go back to. */
  onBack?: () => void
  children: ReactNode
  end: ReactNode
}

export function Bar({ onBack, children, end }: BarProps) {
  const { t } = useTranslation()
  return (
    <header className={styles.bar}>
      {onBack ? (
        <ActionIcon size={48} aria-label={t('till.frame.backToSelling')} onClick={onBack}>
          <IconArrowLeft size={24} stroke={1.6} aria-hidden="true" />
        </ActionIcon>
      ) : (
        <span className={styles.mark}>
          <Mark size={30} />
        </span>
      )}
      <div className={styles.middle}>{children}</div>
      {end}
    </header>
  )
}
