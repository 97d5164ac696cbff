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
  /** What the grid did by itself last. */
  said: string
  onGo: (cell: Cell) => void
}

/** Below the grid: what is wrong and where, and the totals. */
export function GridFoot({ work, said, onGo }: GridFootProps) {
  const { t } = useTranslation()
  const { lines, cursor, columns, writer } = work
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

  const key = lines.keys[at.row]
  const here = wrong.find(problem => problem.key === key && problem.column === columns[at.column])
  const next = () => {
    const after = wrong.find(problem => lines.positionOf(problem.key) > at.row) ?? wrong[0]
    if (!after) return
    onGo({ row: lines.positionOf(after.key), column: Math.max(0, columns.indexOf(after.column)) })
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
                  line: at.row + 1,
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
        <span className={styles.total}>
          {t('purchaseOrders.grid.total')} <Money minor={sums.totalMinor} />
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
