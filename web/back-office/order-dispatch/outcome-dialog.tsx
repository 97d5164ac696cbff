import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { type FailedOrder, FailedOrders } from './failed-orders.tsx'

interface OutcomeDialogProps {
  title: string
  sentence: string
  failed: readonly FailedOrder[]
  onClose: () => void
  /** Offered beside OK, as a way to what is missing. */
  action?: { label: string; onClick: () => void } | undefined
}

/** Says what was done, and names each order that was not, with the reason. */
export function OutcomeDialog({ title, sentence, failed, onClose, action }: OutcomeDialogProps) {
  const { t } = useTranslation()
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      size={failed.length > 0 ? 'lg' : 'md'}
      closeButtonProps={{ 'aria-label': t('kit.close') }}
    >
      <Stack gap="md">
        <Text size="sm">{sentence}</Text>
        {failed.length > 0 ? (
          <div role="alert">
            <FailedOrders failed={failed} />
          </div>
        ) : null}
        <Group justify="flex-end" gap="xs">
          {action ? (
            <Button variant="default" onClick={action.onClick}>
              {action.label}
            </Button>
          ) : null}
          <Button onClick={onClose} data-autofocus>
            {t('orderDispatch.ok')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
