import { Button, Group } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SalesOrder } from '../../../contract/sales.ts'
import { DateText, Money, Section } from '../../kit/public.ts'
import { useMay } from '../session.ts'
import { PaymentDialog } from './payment-dialog.tsx'
import styles from './sales-orders.module.css'

/** What was paid for an order and given back, and the buttons that record more of it. */
export function OrderPayments({ order }: { order: SalesOrder }) {
  const { t } = useTranslation()
  const [asking, setAsking] = useState<'pay' | 'refund' | null>(null)
  const maySell = useMay('sales.write')
  const buttons = (
    <Group gap="xs">
      {order.paidMinor > 0 ? (
        <Button variant="default" size="xs" onClick={() => setAsking('refund')}>
          {t('salesOrders.refund')}
        </Button>
      ) : null}
      {order.state === 'cancelled' ? null : (
        <Button variant="default" size="xs" onClick={() => setAsking('pay')}>
          {t('salesOrders.recordPayment')}
        </Button>
      )}
    </Group>
  )
  return (
    <Section title={t('salesOrders.payments')} actions={maySell ? buttons : null}>
      {order.payments.length === 0 ? (
        <p className={styles.nothing}>{t('salesOrders.noPayments')}</p>
      ) : (
        <ul className={styles.entries}>
          {order.payments.map(payment => (
            <li key={payment.id}>
              <DateText date={payment.paidOn} />
              <span className={styles.amount}>
                <Money minor={payment.amountMinor} />
              </span>
              <span>{t(`salesOrders.methods.${payment.method}`)}</span>
              {payment.reference === '' ? null : <span>{payment.reference}</span>}
              <span className={styles.soft}>{payment.recordedBy}</span>
            </li>
          ))}
        </ul>
      )}
      {asking === null ? null : (
        <PaymentDialog
          // Another amount stands in a dialog that is opened after a payment.
          key={`${asking} ${order.paidMinor}`}
          order={order}
          isRefund={asking === 'refund'}
          onClose={() => setAsking(null)}
        />
      )}
    </Section>
  )
}
