import { useTranslation } from 'react-i18next'
import type { SalesSums } from '../../../contract/sales-sums.ts'
import { Money, useFormat } from '../../kit/public.ts'
import styles from './sales-orders.module.css'

interface SumsListProps {
  sums: SalesSums
  pricesIncludeTax: boolean
  /** What was paid; left out while nothing can be. */
  paidMinor?: number
}

/** From subtotal to total, as the papers have it: tax before the total where it comes on top, below it where prices hold it. */
export function SumsList({ sums, pricesIncludeTax, paidMinor = 0 }: SumsListProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const taxed = sums.taxes.filter(tax => tax.taxMinor !== 0)
  const hasParts = sums.totalMinor !== sums.subtotalMinor
  const taxes = taxed.map(({ basisPoints, taxMinor }) => {
    const rate = format.percent(basisPoints)
    return {
      label: pricesIncludeTax
        ? t('salesOrders.sum.includedTax', { rate })
        : t('salesOrders.sum.tax', { rate }),
      minor: taxMinor,
    }
  })
  const rows = [
    ...(hasParts ? [{ label: t('salesOrders.sum.subtotal'), minor: sums.subtotalMinor }] : []),
    ...(sums.discountMinor === 0
      ? []
      : [{ label: t('salesOrders.sum.discount'), minor: -sums.discountMinor }]),
    ...(sums.shippingMinor === 0
      ? []
      : [{ label: t('salesOrders.sum.shipping'), minor: sums.shippingMinor }]),
    ...(pricesIncludeTax ? [] : taxes),
    { label: t('salesOrders.total'), minor: sums.totalMinor, isTotal: true },
    ...(pricesIncludeTax ? taxes : []),
    ...(paidMinor === 0
      ? []
      : [
          { label: t('salesOrders.sum.paid'), minor: -paidMinor },
          { label: t('salesOrders.sum.open'), minor: sums.totalMinor - paidMinor },
        ]),
  ]
  return (
    <dl className={styles.sums} aria-live="polite">
      {rows.map(({ label, minor, ...row }) => (
        <div key={label} data-total={'isTotal' in row}>
          <dt>{label}</dt>
          <dd>
            <Money minor={minor} />
          </dd>
        </div>
      ))}
    </dl>
  )
}
