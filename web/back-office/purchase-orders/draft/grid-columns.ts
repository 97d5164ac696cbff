import { useCallback, useEffect, useMemo, useState } from 'react'
import { useColumnChoice } from '../../preferences/use-column-choice.ts'
import { type ColumnId, entryColumns, type OptionalColumn, optionalColumns } from './draft-line.ts'
import type { DraftLines } from './draft-lines.ts'

export const columnWidths: Record<ColumnId, number> = {
  productNumber: 148,
  productName: 216,
  supplier: 160,
  quantityPu: 96,
  unit: 128,
  quantitySku: 104,
  price: 120,
  discount: 88,
  tax: 80,
  bin: 156,
  lotNumber: 172,
  serial: 188,
  madeOn: 120,
  expiresOn: 120,
  supplierLot: 160,
}
export const lineNumberWidth = 64
export const amountWidth = 120
export const removeWidth = 40

const isOptional = (column: ColumnId): column is OptionalColumn =>
  (optionalColumns as readonly string[]).includes(column)

/** What is shown until somebody decides otherwise. */
const usual: readonly OptionalColumn[] = ['supplier', 'quantityPu', 'bin']

export const alignsEnd = (column: ColumnId): boolean =>
  column === 'quantityPu' ||
  column === 'quantitySku' ||
  column === 'price' ||
  column === 'discount' ||
  column === 'tax'

/**
 * Which columns the grid shows. What the clerk chose at the gear is remembered for them at any machine; a column that the
 * order begins to need is shown by itself, without changing what is remembered, and hidden for this sitting only.
 */
export function useGridColumns(lines: DraftLines) {
  const { isShown, choose } = useColumnChoice('purchaseGridColumns')
  const needed = useNeededColumns(lines)
  const [hidden, setHidden] = useState<readonly OptionalColumn[]>([])

  const shown = useMemo(
    () =>
      optionalColumns.filter(
        column => isShown(column, usual.includes(column)) || (needed.has(column) && !hidden.includes(column)),
      ),
    [isShown, needed, hidden],
  )
  const toggle = useCallback(
    (column: OptionalColumn, show: boolean) => {
      setHidden(former => (show ? former.filter(one => one !== column) : [...former, column]))
      choose(column, show)
    },
    [choose],
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
    const line = lines.line(key)
    const { product, lotNumber, serial, madeOn, expiresOn, supplierLot, unread } = line
    if (product?.tracking.lots || lotNumber !== '' || unread.lotNumber) needed.add('lotNumber')
    if (product?.piecesHaveSerials || serial !== '' || unread.serial) needed.add('serial')
    if (line.discountBasisPoints || unread.discount) needed.add('discount')
    if (line.taxBasisPoints || unread.tax) needed.add('tax')
    if (madeOn !== null || unread.madeOn) needed.add('madeOn')
    if (expiresOn !== null || unread.expiresOn) needed.add('expiresOn')
    if (supplierLot !== '' || unread.supplierLot) needed.add('supplierLot')
    if (product?.units?.some(unit => unit.name !== null) || unread.unit) needed.add('unit')
    for (const column of product?.requires ?? []) needed.add(column)
  }
  return needed
}
