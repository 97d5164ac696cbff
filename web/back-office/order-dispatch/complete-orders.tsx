import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DispatchResult } from '../../../contract/order-dispatch.ts'
import { api } from '../../../contract/public.ts'
import { useWrite } from '../../client/public.ts'
import { ConfirmDialog } from '../../kit/public.ts'
import styles from './order-dispatch.module.css'
import { OutcomeDialog } from './outcome-dialog.tsx'
import { useMany } from './use-many.ts'

interface CompleteOrdersProps {
  orderIds: readonly number[]
  onClose: (outcome: DispatchResult | null) => void
  /** Leads those that lack identifiers into the dialog that gives them. */
  onAddIdentifiers: (orderIds: number[]) => void
}

/** Completes the ticked orders after a question, and names those that could not be with the reason. */
export function CompleteOrders({ orderIds, onClose, onAddIdentifiers }: CompleteOrdersProps) {
  const { t } = useTranslation()
  const [outcome, setOutcome] = useState<DispatchResult | null>(null)
  const write = useWrite(api.orderDispatch.completeOrders)
  const many = useMany((part: number[]) => write.mutateAsync({ body: { orderIds: part } }))
  if (outcome !== null) {
    const count = outcome.done.length
    const lacking = outcome.failed.filter(one => one.code === 'identifiers_needed').map(one => one.orderId)
    return (
      <OutcomeDialog
        title={t('orderDispatch.completedTitle')}
        sentence={count === 0 ? t('orderDispatch.noneDone') : t('orderDispatch.completed', { count })}
        failed={outcome.failed}
        onClose={() => onClose(outcome)}
        action={
          lacking.length === 0
            ? undefined
            : { label: t('orderDispatch.addIdentifiers'), onClick: () => onAddIdentifiers(lacking) }
        }
      />
    )
  }
  return (
    <ConfirmDialog
      opened
      title={t('orderDispatch.completeTitle', { count: orderIds.length })}
      sentence={t('orderDispatch.completeSentence')}
      confirm={t('orderDispatch.completeConfirm')}
      keep={t('orderDispatch.completeKeep')}
      busy={many.progress !== null}
      error={many.error}
      onConfirm={() => void many.run(orderIds).then(done => done && setOutcome(done))}
      onClose={() => onClose(null)}
    >
      {many.progress !== null && many.progress.total > 100 ? (
        <p className={styles.soft} role="status">
          {t('orderDispatch.completing')} {t('kit.progress', many.progress)}
        </p>
      ) : null}
    </ConfirmDialog>
  )
}
