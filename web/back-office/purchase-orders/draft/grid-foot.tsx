import { Button } from '@mantine/core'
import { useDeferredValue, useMemo, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { Money } from '../../../kit/public.ts'
import styles from './grid.module.css'
import type { Cell } from './grid-cursor.ts'
import type { GridWork } from './grid-work.ts'
import { problemsOfOrder } from './line-problems.ts'
import { sumsOfOrder } from './order-sums.ts'

interface GridFootProps {
  work: GridWork
  currency: string
  /** What the grid did by itself last. */
  said: string
  onGo: (cell: Cell) => void
}

/** Below the grid: what is wrong and where, and the totals. */
export function GridFoot({ work, currency, said, onGo }: GridFootProps) {
  const { t } = useTranslation()
  const { lines, view, cursor, columns, writer } = work
  const revision = useDeferredValue(useSyncExternalStore(lines.watch, () => lines.revision))
  const at = useSyncExternalStore(cursor.watch, () => cursor.at)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the revision stands for what the lines hold
  const problems = useMemo(() => problemsOfOrder(lines), [lines, revision])
  // biome-ignore lint/correctness/useExhaustiveDependencies: the revision stands for what the lines hold
  const sums = useMemo(() => sumsOfOrder(lines.keys.map(key => lines.line(key))), [lines, revision])
  const wrong = problems.filter(
    problem =>
      (!problem.isMissing || lines.asksForMissing) && !isBeingLookedUp(work, problem.key, problem.column),
  )

  const keys = view.rows[at.row]?.keys ?? []
  const position = view.rows[at.row]?.position ?? 0
  const here = wrong.find(problem => keys.includes(problem.key) && problem.column === columns[at.column])
  const next = () => {
    const after = wrong.find(problem => lines.positionOf(problem.key) > position) ?? wrong[0]
    if (!after) return
    onGo({ row: view.reveal(after.key), column: Math.max(0, columns.indexOf(after.column)) })
  }
  return (
    <div className={styles.foot}>
      <div className={styles.problems} role="status">
        {wrong.length > 0 ? (
          <>
            <span className={styles.problemCount}>
              {t('purchaseOrders.grid.problems', { count: wrong.length })}
            </span>
            <Button variant="subtle" size="compact-xs" onClick={next}>
              {t('purchaseOrders.grid.nextProblem')}
            </Button>
            {here ? (
              <span className={styles.problem}>
                {t('purchaseOrders.grid.at', {
                  line: lines.positionOf(here.key) + 1,
                  column: t(`purchaseOrders.grid.${here.column}`),
                })}{' '}
                {here.sentence(t)}
              </span>
            ) : null}
          </>
        ) : (
          <span>{said}</span>
        )}
      </div>
      <div className={styles.sums}>
        <span>{t('purchaseOrders.grid.lines', { count: sums.lines })}</span>
        <span>
          {writer.quantity(sums.quantity)} {t('purchaseOrders.grid.pieces')}
        </span>
        {sums.discountMinor > 0 || sums.taxMinor > 0 ? (
          <span>
            {t('purchaseOrders.subtotal')} <Money minor={sums.subtotalMinor} currency={currency} />
          </span>
        ) : null}
        {sums.discountMinor > 0 ? (
          <span>
            {t('purchaseOrders.discount')} <Money minor={-sums.discountMinor} currency={currency} />
          </span>
        ) : null}
        {sums.taxMinor > 0 ? (
          <span>
            {t('purchaseOrders.tax')} <Money minor={sums.taxMinor} currency={currency} />
          </span>
        ) : null}
        <span className={styles.total}>
          {t('purchaseOrders.grid.total')} <Money minor={sums.totalMinor} currency={currency} />
        </span>
      </div>
    </div>
  )
}

function isBeingLookedUp(
  { lines }: GridWork,
  key: number,
  column: keyof ReturnType<typeof lines.line>['unread'],
): boolean {
  return lines.has(key) && lines.line(key).unread[column]?.state === 'looking'
}
