import type { ClipboardEvent } from 'react'
import { copyBlock, type GridWork, pasteBlock } from './grid-work.ts'
import { readBlock } from './pasted-block.ts'

interface GridClipboardOptions {
  viewport: HTMLElement | null
  focusGrid: () => void
  onPasted: (rows: number) => void
}

/** Copies what is marked, and takes blocks that were copied elsewhere, as from Excel. */
export function useGridClipboard(work: GridWork, { viewport, focusGrid, onPasted }: GridClipboardOptions) {
  const { lines, cursor } = work
  const onPaste = (event: ClipboardEvent) => {
    const block = readBlock(event.clipboardData.getData('text/plain'))
    const isOneCell = block.length === 1 && block[0]!.length === 1
    // One text belongs into the field that is being typed in.
    if (isOneCell && event.target !== viewport) return
    event.preventDefault()
    if (lines.keys.length === 0) lines.add()
    cursor.endEdit()
    focusGrid()
    onPasted(pasteBlock(work, block))
  }
  const onCopy = (event: ClipboardEvent) => {
    if (event.target !== viewport || lines.keys.length === 0) return
    event.clipboardData.setData('text/plain', copyBlock(work))
    event.preventDefault()
  }
  return { onPaste, onCopy }
}
