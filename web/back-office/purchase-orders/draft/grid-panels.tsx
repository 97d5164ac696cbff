import { useCallback, useState } from 'react'
import type { LinePatch } from './cell-text.ts'
import type { DraftLine } from './draft-line.ts'
import type { Cell } from './grid-cursor.ts'
import type { GridWork } from './grid-work.ts'
import { LotDialog } from './lot-dialog.tsx'
import { RangePanel } from './range-panel.tsx'
import { type LotPart, SplitDialog } from './split-dialog.tsx'
import type { useTaking } from './use-taking.ts'

/** Which panel is open over which rows. */
export function useGridPanels({ lines, view, cursor }: GridWork) {
  const [lotKeys, setLotKeys] = useState<readonly number[] | null>(null)
  const [splitKeys, setSplitKeys] = useState<readonly number[] | null>(null)
  const chooseLot = useCallback(
    (row: number) => {
      const shown = view.rows[row]
      const tracked = shown && lines.line(shown.keys[0]!).product?.tracking.lots
      setLotKeys(tracked ? shown.keys : null)
    },
    [lines, view],
  )
  /** A row with a quantity is split by itself; pieces with serials are split as the group that they are. */
  const keysToSplit = (row: number): readonly number[] | null => {
    const shown = view.rows[row]
    if (shown === undefined) return null
    const { product, quantitySku } = lines.line(shown.keys[0]!)
    if (!product?.tracking.lots) return null
    if (!product.tracking.serials) return !shown.isFolded && (quantitySku ?? 0) > 1 ? shown.keys : null
    if (shown.group === null) return null
    const from = lines.positionOf(shown.group.first)
    return lines.keys.slice(from, from + shown.group.size)
  }
  return {
    lotKeys,
    chooseLot,
    closeLot: () => setLotKeys(null),
    splitKeys,
    canSplit: (row: number) => keysToSplit(row) !== null,
    openSplit: () => setSplitKeys(keysToSplit(cursor.at.row)),
    closeSplit: () => setSplitKeys(null),
  }
}

interface GridPanelsProps {
  work: GridWork
  panels: ReturnType<typeof useGridPanels>
  taking: ReturnType<typeof useTaking>
  onGo: (cell: Cell) => void
}

/** What opens over the grid: the earlier lots, the split over lots, and the serials of a range. */
export function GridPanels({ work, panels, taking, onGo }: GridPanelsProps) {
  const { lines, view, columns } = work
  const lineOf = (keys: readonly number[] | null): DraftLine | null =>
    keys?.[0] !== undefined && lines.has(keys[0]) ? lines.line(keys[0]) : null
  const lotLine = lineOf(panels.lotKeys)
  const splitLine = lineOf(panels.splitKeys)
  const setAll = (keys: readonly number[], patch: LinePatch) =>
    lines.together(() => {
      for (const key of keys) lines.setAlone(key, patch, 'lotNumber')
    })
  const goToSerial = (key: number | undefined) => {
    const row = key === undefined ? -1 : view.rowOf(key)
    if (row >= 0) onGo({ row, column: columns.indexOf('serial') })
  }
  return (
    <>
      <LotDialog
        product={lotLine?.product ?? null}
        onClose={panels.closeLot}
        onConfirm={({ number: lotNumber, madeOn, expiresOn }) => {
          const lot = { lotNumber, madeOn, expiresOn }
          if (panels.lotKeys?.length === 1) lines.set(panels.lotKeys[0]!, lot, 'lotNumber')
          else if (panels.lotKeys) setAll(panels.lotKeys, lot)
          panels.closeLot()
        }}
      />
      <SplitDialog
        line={splitLine}
        total={
          splitLine?.product?.tracking.serials ? panels.splitKeys!.length : (splitLine?.quantitySku ?? 0)
        }
        onClose={panels.closeSplit}
        onSplit={parts => {
          if (splitLine?.product?.tracking.serials) splitPieces(work, panels.splitKeys!, parts)
          else if (splitLine) lines.split(splitLine.key, parts)
          panels.closeSplit()
        }}
      />
      <RangePanel
        lines={lines}
        offered={taking.offered}
        onClose={() => {
          taking.offer(null)
          goToSerial(taking.offered?.keys[0])
        }}
        onTake={(keys, serials) => {
          lines.fillSerials(keys, serials)
          taking.offer(null)
          goToSerial(lines.keys[lines.positionOf(keys.at(-1)!) + 1] ?? keys.at(-1))
        }}
        onTakeAsOne={text => {
          const [key] = taking.offered?.keys ?? []
          if (key !== undefined) lines.enter([{ key, column: 'serial', text }])
          taking.offer(null)
          goToSerial(key)
        }}
      />
    </>
  )
}

/** So many pieces from the top are of the first lot, the next ones of the second. */
function splitPieces({ lines }: GridWork, keys: readonly number[], parts: readonly LotPart[]): void {
  lines.together(() => {
    let from = 0
    for (const { lotNumber, quantitySku } of parts) {
      for (const key of keys.slice(from, from + quantitySku)) lines.setAlone(key, { lotNumber }, 'lotNumber')
      from += quantitySku
    }
  })
}
