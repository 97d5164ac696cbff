// biome-ignore-all lint/a11y/useSemanticElements: rows that are placed one by one cannot be rows of a table element
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid keeps the focus and names its active cell
import { useTranslation } from 'react-i18next'
import type { ColumnId } from './draft-line.ts'
import styles from './grid.module.css'
import { alignsEnd } from './grid-columns.ts'

/** The headings of the item grid; they stay while its rows scroll. */
export function GridHead({ columns }: { columns: readonly ColumnId[] }) {
  const { t } = useTranslation()
  return (
    <div className={styles.head} role="rowgroup">
      <div className={styles.headRow} role="row" aria-rowindex={1}>
        <div role="columnheader" className={styles.headNumber}>
          {t('purchaseOrders.grid.line')}
        </div>
        {columns.map(column => (
          <div
            key={column}
            role="columnheader"
            data-column={column}
            data-align={alignsEnd(column) ? 'end' : undefined}
            className={styles.heading}
          >
            {t(`purchaseOrders.grid.${column}`)}
          </div>
        ))}
        <div role="columnheader" className={styles.heading} data-align="end">
          {t('purchaseOrders.grid.amount')}
        </div>
      </div>
    </div>
  )
}
