import { useTranslation } from 'react-i18next'
import type { ListedInvoice } from '../../../contract/invoices.ts'
import { StateBadge } from '../../kit/public.ts'
import { PaymentBadge } from '../sales-orders/order-state.tsx'

/** What is paid of a valid invoice's order; or which paper cancels which. */
export function InvoiceState({ invoice }: { invoice: ListedInvoice }) {
  const { t } = useTranslation()
  const { cancels, cancelledBy, paymentState } = invoice
  if (cancels !== null)
    return <StateBadge tone="plain">{t('invoices.creditNote', { number: cancels.number })}</StateBadge>
  if (cancelledBy !== null)
    return <StateBadge tone="bad">{t('invoices.cancelled', { number: cancelledBy.number })}</StateBadge>
  return <PaymentBadge state={paymentState} />
}
