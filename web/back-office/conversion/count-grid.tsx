// biome-ignore-all lint/a11y/useSemanticElements: rows that are placed one by one cannot be rows of a table element
// biome-ignore-all lint/a11y/useFocusableInteractive: the fields take the focus
import { useVirtualizer } from '@tanstack/react-virtual'
import { type CSSProperties, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './conversion.module.css'
import { CountCell } from './count-cell.tsx'
import type { Field } from './count-rows.ts'
import type { CountWork } from './use-count.ts'

const tracks: Record<Field, string> = {
  serial: 'minmax(11rem, 2fr)',
  lotNumber: 'minmax(9rem, 1.5fr)',
  quantity: '7rem',
  madeOn: '10rem',
  expiresOn: '10rem',
}
const least: Record<Field, number> = { serial: 11, lotNumber: 9, quantity: 7, madeOn: 10, expiresOn: 10 }
const rowHeight = 40

/** As many rows as pieces; only those in sight are drawn, so that 10,000 of them are no hardship. */
export function CountGrid({ work, readOnly }: { work: CountWork; readOnly: boolean }) {
  const { t } = useTranslation()
  const viewport = useRef<HTMLDivElement>(null)
  const { rows, columns, problemOf, focus } = work
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => viewport.current,
    estimateSize: () => rowHeight,
    overscan: 10,
  })
  useEffect(() => {
    focus.current = (row, field) => {
      virtualizer.scrollToIndex(row)
      // The row may have to be drawn before it can have the cursor.
      requestAnimationFrame(() => requestAnimationFrame(() => cellOf(viewport.current, row, field)?.focus()))
    }
  })
  const style = {
    '--tracks': ['3rem', ...columns.map(field => tracks[field]), 'minmax(8rem, 2fr)'].join(' '),
    '--least': `${columns.reduce((sum, field) => sum + least[field] + 0.5, 3)}rem`,
  } as CSSProperties
  return (
    <div ref={viewport} className={styles.grid} style={style}>
      <div
        className={styles.sheet}
        role="table"
        aria-label={t('conversion.rows')}
        aria-rowcount={rows.length + 1}
      >
        <div className={styles.head} role="row" aria-rowindex={1}>
          <span role="columnheader" className={styles.number}>
            {t('conversion.row')}
          </span>
          {columns.map(field => (
            <span key={field} role="columnheader">
              {t(`conversion.field.${field}`)}
            </span>
          ))}
          <span role="columnheader">{t('conversion.problem')}</span>
        </div>
        <div style={{ height: virtualizer.getTotalSize(), position: 'relative' }}>
          {virtualizer.getVirtualItems().map(({ index, start }) => {
            const problem = problemOf(index)
            return (
              <div
                key={index}
                role="row"
                aria-rowindex={index + 2}
                className={styles.row}
                data-bad={problem !== null}
                style={{ transform: `translateY(${start}px)` }}
              >
                <span role="cell" className={styles.number}>
                  {index + 1}
                </span>
                {columns.map(field => (
                  <CountCell
                    key={field}
                    work={work}
                    row={index}
                    field={field}
                    readOnly={readOnly}
                    bad={problem !== null}
                  />
                ))}
                <span role="cell" className={styles.problem} title={problem ?? undefined}>
                  {problem}
                </span>
              </div>
            )
          })}
        </div>
      </div>
    </div>
  )
}

function cellOf(viewport: HTMLElement | null, row: number, field: Field) {
  return viewport?.querySelector<HTMLInputElement>(`input[data-cell="${row} ${field}"]`)
}
