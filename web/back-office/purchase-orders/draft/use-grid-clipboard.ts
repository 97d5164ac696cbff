import type { ClipboardEvent } from 'react'
import type { ColumnId } from './draft-line.ts'
import type { ViewRow } from './grid-view.ts'
import { copyBlock, type GridWork, pasteBlock } from './grid-work.ts'
import { readBlock } from './pasted-block.ts'
import { type OfferedSerials, pastedRanges } from './take-serials.ts'

interface GridClipboardOptions {
  viewport: HTMLElement | null
  focusGrid: () => void
  onPasted: (rows: number) => void
  /** Shows serials that a pasted range makes, before they are taken. */
  offer: (serials: OfferedSerials) => void
  take: (row: ViewRow, column: ColumnId, text: string) => boolean
}

/** Copies what is marked, and takes blocks that were copied elsewhere, as from Excel. */
export function useGridClipboard(work: GridWork, options: GridClipboardOptions) {
  const { viewport, focusGrid, onPasted, offer, take } = options
  const { lines, view, cursor, columns } = work
  const onPaste = (event: ClipboardEvent) => {
    const block = readBlock(event.clipboardData.getData('text/plain'))
    const isOneCell = block.length === 1 && block[0]!.length === 1
    // One text belongs into the field that is being typed in.
    if (isOneCell && event.target !== viewport) return
    event.preventDefault()
    if (lines.keys.length === 0) lines.add()
    cursor.endEdit()
    focusGrid()
    const ranges = pastedRanges(work, block)
    if (ranges !== null) {
      offer(ranges)
      return
    }
    const row = view.rows[cursor.at.row]
    if (isOneCell && row && take(row, columns[cursor.at.column]!, block[0]![0]!)) return
    onPasted(pasteBlock(work, block))
  }
  const onCopy = (event: ClipboardEvent) => {
    if (event.target !== viewport || lines.keys.length === 0) return
    event.clipboardData.setData('text/plain', copyBlock(work))
    event.preventDefault()
  }
  return { onPaste, onCopy }
}
