import { useTranslation } from 'react-i18next'
import type { Receipt } from '../../../contract/till/receipt.ts'
import { Money, useFormat } from '../../kit/public.ts'
import styles from './receipts.module.css'

/** What a receipt comes to, how it was paid, and what was given back. */
export function ReceiptSums({ receipt }: { receipt: Receipt }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { discountMinor, payments, refunds } = receipt
  const rows = [
    { label: t('receipts.subtotal'), minor: receipt.subtotalMinor },
    ...(discountMinor === 0 ? [] : [{ label: t('receipts.discount'), minor: -discountMinor }]),
    ...receipt.taxes.map(tax => ({
      label: t('receipts.tax', { percent: format.percent(tax.basisPoints) }),
      minor: tax.taxMinor,
    })),
    { label: t('receipts.total'), minor: receipt.totalMinor, strong: true },
    ...payments.flatMap(one => [
      { label: t(`zReports.method.${one.method}`), minor: one.tenderedMinor ?? one.amountMinor },
      ...(one.changeMinor === 0 ? [] : [{ label: t('receipts.change'), minor: -one.changeMinor }]),
    ]),
    ...refunds.map(one => ({
      label:
        one.returnNumber === null
          ? t('receipts.refund', { by: one.by })
          : t('receipts.refundWith', { number: one.returnNumber, by: one.by }),
      minor: -one.amountMinor,
    })),
  ]
  return (
    <dl className={styles.sums}>
      {rows.map((row, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a receipt never changes, and two payments may look alike
        <div key={index} data-strong={'strong' in row}>
          <dt>{row.label}</dt>
          <dd>
            <Money minor={row.minor} />
          </dd>
        </div>
      ))}
    </dl>
  )
}
