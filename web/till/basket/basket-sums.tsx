import { useTranslation } from 'react-i18next'
import type { SalesSums } from '../../../contract/sales-sums.ts'
import { Money, useFormat } from '../../kit/public.ts'
import { useCell } from '../device/cell.ts'
import { useTill } from '../device/till.ts'
import styles from './basket.module.css'

interface BasketSumsProps {
  sums: SalesSums
  onDiscount: () => void
}

/** What the basket comes to. */
export function BasketSums({ sums, onDiscount }: BasketSumsProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const till = useTill()
  const { pricesIncludeTax } = useCell(till.state)!.shop
  const basket = useCell(till.baskets.mine)
  const word = pricesIncludeTax ? 'till.basket.taxIncluded' : 'till.basket.tax'
  return (
    <dl className={styles.sums}>
      <div>
        <dt>
          <button type="button" className={styles.discount} onClick={onDiscount}>
            {t('till.basket.discount')}
            {basket.discountBasisPoints > 0 ? ` ${format.percent(basket.discountBasisPoints)}` : null}
          </button>
        </dt>
        <dd>{sums.discountMinor > 0 ? <Money minor={-sums.discountMinor} /> : null}</dd>
      </div>
      {sums.taxes
        .filter(tax => tax.taxMinor !== 0)
        .map(tax => (
          <div key={tax.basisPoints}>
            <dt>{t(word, { percent: format.percent(tax.basisPoints) })}</dt>
            <dd>
              <Money minor={tax.taxMinor} />
            </dd>
          </div>
        ))}
      <div className={styles.total}>
        <dt>{t('till.basket.total')}</dt>
        <dd>
          <Money minor={sums.totalMinor} />
        </dd>
      </div>
    </dl>
  )
}
