import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Refused } from './states.tsx'

interface ConfirmDialogProps {
  opened: boolean
  /** A question, as "Cancel this order?". */
  title: string
  /** What will happen. */
  sentence: ReactNode
  /** The verb on the button, as "Cancel the order". */
  confirm: string
  onConfirm: () => void
  onClose: () => void
  /** The word on the other button, when "Cancel" would be ambiguous. */
  keep?: string
  /** True paints the verb red: what it does cannot be taken back. */
  grave?: boolean
  busy?: boolean
  error?: unknown
  /** A field that belongs to the decision, as its reason. */
  children?: ReactNode
}

/** Asks before something that cannot be taken back, and shows the refusal in place. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { t } = useTranslation()
  const { opened, title, sentence, confirm, onConfirm, onClose, keep, grave, busy, error, children } = props
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={title}
      closeButtonProps={{ 'aria-label': t('kit.close') }}
    >
      <form
        onSubmit={event => {
          event.preventDefault()
          event.stopPropagation()
          onConfirm()
        }}
      >
        <Stack gap="md">
          <Text size="sm">{sentence}</Text>
          {children}
          <Refused error={error} />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {keep ?? t('kit.cancel')}
            </Button>
            <Button type="submit" color={grave ? 'brick' : 'bottle'} loading={busy ?? false} data-autofocus>
              {confirm}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
