import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Variant } from '../../../../contract/product-options.ts'
import type { ProductEntry } from '../product-entry.ts'
import { type DraftVariant, type Varieties, without } from './draft-variants.ts'
import styles from './options.module.css'
import { usePaste } from './paste-block.ts'
import { VariantRow } from './variant-row.tsx'

interface VariantGridProps {
  entry: ProductEntry
  stored: readonly Variant[]
  onChange: (next: Varieties) => void
}

/** All variants as a table to type into: Enter and the arrows go from row to row, a block of a spreadsheet can be pasted. */
export function VariantGrid({ entry, stored, onChange }: VariantGridProps) {
  const { t } = useTranslation()
  const viewport = useRef<HTMLDivElement>(null)
  const { form } = entry
  const { variants, options, decimals } = form.getValues()
  const virtualizer = useVirtualizer({
    count: variants.length,
    getScrollElement: () => viewport.current,
    estimateSize: () => 45,
    overscan: 12,
  })
  useShownProblem(entry, at => virtualizer.scrollToIndex(at))
  const change = (at: number, patch: Partial<DraftVariant>) => {
    for (const field of Object.keys(patch)) form.clearFieldError(`variants.${at}.${field}`)
    form.setFieldValue(
      'variants',
      form.getValues().variants.map((one, index) => (index === at ? { ...one, ...patch } : one)),
    )
  }
  const onPaste = usePaste(entry)
  const stock = new Map(stored.map(one => [one.id, one.onHand]))
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys and pasted blocks go from its fields to others
    <div
      ref={viewport}
      className={styles.grid}
      onKeyDown={event => moveByKeys(event, at => virtualizer.scrollToIndex(at))}
      onPaste={onPaste}
    >
      <table aria-label={t('productOptions.grid')} aria-rowcount={variants.length + 1}>
        <thead>
          <tr className={styles.head}>
            {headings.map(column => (
              <th key={column} data-column={column}>
                {t(`productOptions.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className={styles.rows} style={{ height: virtualizer.getTotalSize() }}>
          {virtualizer.getVirtualItems().map(item => (
            <VariantRow
              key={item.key}
              at={item.index}
              place={{ top: item.start, measure: virtualizer.measureElement }}
              entry={entry}
              variant={variants[item.index]!}
              onHand={stock.get(variants[item.index]!.id ?? 0) ?? null}
              decimals={decimals}
              onChange={change}
              onTakeAway={at => onChange(without({ options, variants }, at))}
            />
          ))}
        </tbody>
      </table>
    </div>
  )
}

const headings = ['variant', 'productNumber', 'price', 'unitsPerPu', 'barcodes', 'onHand', 'sold'] as const

/** A problem in a row that is not drawn could not be seen. */
function useShownProblem({ form }: ProductEntry, show: (at: number) => void): void {
  const first = Object.keys(form.errors).find(path => path.startsWith('variants.'))
  const latest = useRef(show)
  latest.current = show
  useEffect(() => {
    if (first !== undefined) latest.current(Number(first.split('.')[1]))
  }, [first])
}

/** Fields say by `data-cell` which column they are, and by `data-row` which row. */
function moveByKeys(event: KeyboardEvent<HTMLDivElement>, show: (at: number) => void): void {
  const { target } = event
  if (!(target instanceof HTMLInputElement) || target.dataset.cell === undefined) return
  const step = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' || event.key === 'Enter' ? 1 : 0
  if (step === 0 || event.nativeEvent.isComposing || event.defaultPrevented) return
  event.preventDefault()
  const row = Number(target.dataset.row) + step
  const grid = event.currentTarget
  const find = () =>
    grid.querySelector<HTMLElement>(`[data-cell="${target.dataset.cell}"][data-row="${row}"]`)
  show(Math.max(0, row))
  ;(find() ?? target).focus()
}
