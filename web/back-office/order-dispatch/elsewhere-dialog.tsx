import { Modal } from '@mantine/core'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DispatchOrder } from '../../../contract/order-dispatch.ts'
import { api } from '../../../contract/public.ts'
import { useRead } from '../../client/public.ts'
import { ErrorState } from '../../kit/public.ts'
import { ElsewhereForm } from './elsewhere-form.tsx'
import styles from './order-dispatch.module.css'
import { OutcomeDialog } from './outcome-dialog.tsx'

interface ElsewhereDialogProps {
  /** The ticked orders stand in it from the start; none leaves it to be pasted. */
  orderIds: readonly number[]
  /** The orders that were refused. */
  onFailed: (orderIds: number[]) => void
  onClose: () => void
}

/** Completes orders that were dispatched elsewhere: ticked, pasted or from a file, with their identifiers or a reason. */
export function ElsewhereDialog({ orderIds, onFailed, onClose }: ElsewhereDialogProps) {
  const { t } = useTranslation()
  const [completed, setCompleted] = useState<number | null>(null)
  const read = useRead(
    api.orderDispatch.readDispatch,
    { query: { orders: orderIds.join(',') } },
    { enabled: orderIds.length > 0 && completed === null, staleTime: 0 },
  )
  // As they were opened: reading them anew must not change what is being typed.
  const opened = useRef<DispatchOrder[] | null>(orderIds.length === 0 ? [] : null)
  if (opened.current === null && read.data !== undefined && read.isFetchedAfterMount)
    opened.current = read.data.items
  if (completed !== null)
    return (
      <OutcomeDialog
        title={t('orderDispatch.completedTitle')}
        sentence={t('orderDispatch.completed', { count: completed })}
        failed={[]}
        onClose={onClose}
      />
    )
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('orderDispatch.elsewhereTitle')}
      size="lg"
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': t('kit.close') }}
    >
      {opened.current !== null ? (
        <ElsewhereForm
          orders={opened.current}
          onFailed={onFailed}
          onCompleted={setCompleted}
          onClose={onClose}
        />
      ) : read.error ? (
        <ErrorState error={read.error} onRetry={() => void read.refetch()} />
      ) : (
        <p role="status" className={styles.soft}>
          {t('kit.loading')}
        </p>
      )}
    </Modal>
  )
}
