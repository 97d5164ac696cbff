import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { notify } from '../../../kit/public.ts'
import type { ColumnId } from './draft-line.ts'
import type { Cell } from './grid-cursor.ts'
import type { ViewRow } from './grid-view.ts'
import type { GridWork } from './grid-work.ts'
import { isCodedScan, type Scanned, scanIntoOrder } from './scan-into-order.ts'
import { type OfferedSerials, typedRange } from './take-serials.ts'

interface TakingOptions {
  go: (cell: Cell) => void
  onSaid: (text: string) => void
}

/** Takes what is more than the text of one cell: scans, and ranges of serials, which are offered before they are taken. */
export function useTaking(work: GridWork, { go, onSaid }: TakingOptions) {
  const { t } = useTranslation()
  const [offered, setOffered] = useState<OfferedSerials | null>(null)
  const { lines, view, columns } = work

  const goTo = (key: number, column: ColumnId) => {
    const row = view.rows[view.rowOf(key)]?.isFolded ? view.rowOf(key) : view.reveal(key)
    if (row >= 0) go({ row, column: Math.max(0, columns.indexOf(column)) })
  }
  const say = (scanned: Scanned) => {
    switch (scanned.what) {
      case 'nothing':
        return
      case 'damaged':
        notify.failed(new Error(scanned.sentence))
        return
      case 'unknown':
        notify.failed(new Error(t('purchaseOrders.grid.scan.unknown', { code: scanned.text })))
        return
      case 'twice': {
        const { key, name, serial } = scanned
        goTo(key, 'serial')
        const line = lines.positionOf(key) + 1
        notify.failed(new Error(t('purchaseOrders.grid.scan.twice', { name, serial, line })))
        return
      }
      default: {
        const { what, key, name, column } = scanned
        goTo(key, column)
        onSaid(t(`purchaseOrders.grid.scan.${what}`, { name, line: lines.positionOf(key) + 1 }))
      }
    }
  }
  const scan = (text: string) => void scanIntoOrder(lines, text).then(say)
  const take = (row: ViewRow, column: ColumnId, text: string): boolean => {
    if (isCodedScan(text)) {
      scan(text)
      return true
    }
    const range = column === 'serial' ? typedRange(work, row, text) : null
    if (range !== null) setOffered(range)
    return range !== null
  }
  return { offered, offer: setOffered, take, scan }
}
