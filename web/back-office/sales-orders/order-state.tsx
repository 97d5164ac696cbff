import { useTranslation } from 'react-i18next'
import type { PaymentState } from '../../../contract/payments.ts'
import type { SalesOrderState } from '../../../contract/sales.ts'
import { StateBadge, type Tone } from '../../kit/public.ts'

const tones: Record<SalesOrderState, Tone> = {
  open: 'plain',
  part_delivered: 'open',
  delivered: 'done',
  cancelled: 'bad',
}

/** The state of a sales order, as a word with a mark. */
export function OrderState({ state }: { state: SalesOrderState }) {
  const { t } = useTranslation()
  return <StateBadge tone={tones[state]}>{t(`salesOrders.states.${state}`)}</StateBadge>
}

const paymentTones: Record<PaymentState, Tone> = {
  unpaid: 'plain',
  part_paid: 'open',
  paid: 'done',
  overpaid: 'warn',
  nothing_due: 'plain',
}

/** What was paid of a sales order, as a word with a mark. */
export function PaymentBadge({ state }: { state: PaymentState }) {
  const { t } = useTranslation()
  return <StateBadge tone={paymentTones[state]}>{t(`salesOrders.payment.${state}`)}</StateBadge>
}
