import { Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type PaymentMethod, paymentMethod } from '../../../contract/payments.ts'
import { api } from '../../../contract/public.ts'
import type { SalesOrder } from '../../../contract/sales.ts'
import { useWrite } from '../../client/public.ts'
import { ConfirmDialog, FieldRow, MoneyField, notify } from '../../kit/public.ts'

interface PaymentDialogProps {
  order: SalesOrder
  isRefund: boolean
  onClose: () => void
}

/** Records a payment, or a refund: amount, method, day and reference. What is still due stands there already. */
export function PaymentDialog({ order, isRefund, onClose }: PaymentDialogProps) {
  const { t } = useTranslation()
  const due = order.state === 'cancelled' ? 0 : order.totalMinor
  const [amountMinor, setAmount] = useState<number | null>(
    Math.max(0, isRefund ? order.paidMinor - due : due - order.paidMinor),
  )
  const [method, setMethod] = useState<PaymentMethod>('bank_transfer')
  const [paidOn, setPaidOn] = useState(today)
  const [reference, setReference] = useState('')
  const [tried, setTried] = useState(false)
  const write = useWrite(isRefund ? api.sales.refundPayment : api.sales.recordPayment, {
    onDone: () => {
      onClose()
      notify.done(t(isRefund ? 'salesOrders.refundRecorded' : 'salesOrders.paymentRecorded'))
    },
  })
  const isComplete = amountMinor !== null && amountMinor > 0 && paidOn !== ''
  const record = () => {
    setTried(true)
    if (!isComplete || write.isPending) return
    const body = { amountMinor, method, paidOn, reference, paidBeforeMinor: order.paidMinor }
    write.mutate({ params: { orderId: order.id }, body })
  }
  return (
    <ConfirmDialog
      opened
      title={t(isRefund ? 'salesOrders.refund' : 'salesOrders.recordPayment')}
      sentence={t(isRefund ? 'salesOrders.refundSentence' : 'salesOrders.recordPaymentSentence', {
        number: order.number,
      })}
      confirm={t(isRefund ? 'salesOrders.refund' : 'salesOrders.recordPayment')}
      busy={write.isPending}
      error={write.error}
      onConfirm={record}
      onClose={onClose}
    >
      <FieldRow>
        <MoneyField
          label={t('salesOrders.paymentAmount')}
          value={amountMinor}
          onChange={setAmount}
          error={tried && !amountMinor ? t('salesOrders.noAmount') : null}
        />
        <Select
          label={t('salesOrders.paymentMethod')}
          data={paymentMethod.options.map(value => ({ value, label: t(`salesOrders.methods.${value}`) }))}
          value={method}
          onChange={value => setMethod(value as PaymentMethod)}
          allowDeselect={false}
        />
      </FieldRow>
      <FieldRow>
        <TextInput
          label={t('salesOrders.paidOn')}
          type="date"
          value={paidOn}
          onChange={event => setPaidOn(event.currentTarget.value)}
        />
        <TextInput
          label={t('salesOrders.reference')}
          placeholder={t('salesOrders.referenceHint')}
          value={reference}
          maxLength={200}
          autoComplete="off"
          onChange={event => setReference(event.currentTarget.value)}
        />
      </FieldRow>
    </ConfirmDialog>
  )
}

/** The day on this device's clock: where the clerk is. */
function today(): string {
  const now = new Date()
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10)
}
