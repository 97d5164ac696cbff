import { Modal } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

interface TouchDialogProps {
  opened: boolean
  title: ReactNode
  onClose: () => void
  children: ReactNode
}

/** A question over the counter: the whole screen on a telephone, a sheet elsewhere. */
export function TouchDialog({ opened, title, onClose, children }: TouchDialogProps) {
  const { t } = useTranslation()
  const isSmall = useMediaQuery('(max-width: 36em)', false, { getInitialValueInEffect: false })
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={title}
      size="lg"
      fullScreen={isSmall}
      closeButtonProps={{ 'aria-label': t('kit.close'), size: 48, iconSize: 22 }}
      transitionProps={{ duration: 120 }}
      styles={{
        content: { border: isSmall ? 0 : '1px solid var(--rule-strong)' },
        title: { fontSize: '1.125rem', fontWeight: 600, lineHeight: 1.3 },
      }}
    >
      {children}
    </Modal>
  )
}
