// biome-ignore-all lint/a11y/useSemanticElements: rows that are placed one by one cannot be rows of a table element
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid keeps the focus and names its active cell
import { memo, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './grid.module.css'
import { alignsEnd } from './grid-columns.ts'
import type { GridWork } from './grid-work.ts'

/** The headings of the item grid; they stay while its rows scroll. */
export const GridHead = memo(function GridHead({ work }: { work: GridWork }) {
  const { t } = useTranslation()
  return (
    <div className={styles.head} role="rowgroup">
      <div className={styles.headRow} role="row" aria-rowindex={1}>
        <div role="columnheader" className={styles.headNumber}>
          {t('purchaseOrders.grid.line')}
        </div>
        {work.columns.map(column => (
          <div
            key={column}
            role="columnheader"
            data-column={column}
            data-align={alignsEnd(column) ? 'end' : undefined}
            className={styles.heading}
            title={t(`purchaseOrders.grid.${column}`)}
          >
            {column === 'price' ? <PriceHeading work={work} /> : t(`purchaseOrders.grid.${column}`)}
          </div>
        ))}
        <div role="columnheader" className={styles.heading} data-align="end">
          {t('purchaseOrders.grid.amount')}
        </div>
      </div>
    </div>
  )
})

/** Says what a price is for, and switches it: prices that stay whole are converted. */
function PriceHeading({ work: { lines } }: { work: GridWork }) {
  const { t } = useTranslation()
  const per = useSyncExternalStore(lines.watch, () => lines.context.pricePer)
  const other = per === 'sku' ? 'pu' : 'sku'
  return (
    <button
      type="button"
      tabIndex={-1}
      className={styles.per}
      title={t(`purchaseOrders.grid.switchPer.${other}`)}
      onClick={() => lines.pricePer(other)}
    >
      {t(`purchaseOrders.grid.pricePer.${per}`)}
    </button>
  )
}
