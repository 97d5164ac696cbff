import { useCallback, useEffect, useMemo, useState } from 'react'
import { type ColumnId, entryColumns, type OptionalColumn, optionalColumns } from './draft-line.ts'
import type { DraftLines } from './draft-lines.ts'

export const columnWidths: Record<ColumnId, number> = {
  productNumber: 148,
  productName: 216,
  supplier: 160,
  quantityPu: 96,
  quantitySku: 104,
  price: 112,
  bin: 156,
  lotNumber: 172,
  serial: 188,
  madeOn: 120,
  expiresOn: 120,
  supplierLot: 160,
}
export const lineNumberWidth = 48
export const amountWidth = 120
export const removeWidth = 40

export const isOptional = (column: ColumnId): column is OptionalColumn =>
  (optionalColumns as readonly string[]).includes(column)

export const alignsEnd = (column: ColumnId): boolean =>
  column === 'quantityPu' || column === 'quantitySku' || column === 'price'

/**
 * Which columns the grid shows. What the clerk chose at the gear is remembered for them in this browser; a column that
 * the order begins to need is shown by itself, without changing what is remembered.
 */
export function useGridColumns(lines: DraftLines, staffId: number) {
  const place = `lotbook.purchase-columns.${staffId}`
  const [chosen, setChosen] = useState(() => readRemembered(place))
  const needed = useNeededColumns(lines)
  const [hidden, setHidden] = useState<readonly OptionalColumn[]>([])

  const shown = useMemo(
    () =>
      optionalColumns.filter(
        column => chosen.includes(column) || (needed.has(column) && !hidden.includes(column)),
      ),
    [chosen, needed, hidden],
  )
  const toggle = useCallback(
    (column: OptionalColumn, show: boolean) => {
      const next = optionalColumns.filter(one => (one === column ? show : chosen.includes(one)))
      setChosen(next)
      setHidden(former => (show ? former.filter(one => one !== column) : [...former, column]))
      remember(place, next)
    },
    [chosen, place],
  )
  const columns = useMemo(
    () => entryColumns.filter(column => !isOptional(column) || shown.includes(column)),
    [shown],
  )
  return { columns, shown, toggle }
}

/** Columns that a product of the order needs, or that hold something already. Once needed, they stay. */
function useNeededColumns(lines: DraftLines): ReadonlySet<OptionalColumn> {
  const [needed, setNeeded] = useState<ReadonlySet<OptionalColumn>>(() => neededBy(lines))
  useEffect(() => {
    const look = () =>
      setNeeded(former => {
        if (former.size === optionalColumns.length) return former
        const next = new Set([...former, ...neededBy(lines)])
        return next.size === former.size ? former : next
      })
    look()
    return lines.watch(look)
  }, [lines])
  return needed
}

function neededBy(lines: DraftLines): Set<OptionalColumn> {
  const needed = new Set<OptionalColumn>()
  for (const key of lines.keys) {
    const { product, lotNumber, serial, madeOn, expiresOn, supplierLot, unread } = lines.line(key)
    if (product?.tracking.lots || lotNumber !== '' || unread.lotNumber) needed.add('lotNumber')
    if (product?.tracking.serials || serial !== '' || unread.serial) needed.add('serial')
    if (madeOn !== null || unread.madeOn) needed.add('madeOn')
    if (expiresOn !== null || unread.expiresOn) needed.add('expiresOn')
    if (supplierLot !== '' || unread.supplierLot) needed.add('supplierLot')
    for (const column of product?.requires ?? []) needed.add(column)
    if (needed.size === optionalColumns.length) break
  }
  return needed
}

function readRemembered(place: string): readonly OptionalColumn[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(place) ?? '[]')
    return Array.isArray(stored) ? optionalColumns.filter(column => stored.includes(column)) : []
  } catch {
    return []
  }
}

/** A browser that keeps nothing still shows what was chosen, until the page is left. */
function remember(place: string, columns: readonly OptionalColumn[]): void {
  try {
    localStorage.setItem(place, JSON.stringify(columns))
  } catch {}
}
