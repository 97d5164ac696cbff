import { writeAmount } from '../../../kit/public.ts'
import { without } from './cell-meaning.ts'
import { type CellContext, isUnread, type LinePatch, readCell } from './cell-text.ts'
import type { DraftLine } from './draft-line.ts'

/** A quantity in smallest units means nothing without its product: it goes back to what a person would type. */
export function waitingQuantity(
  { product, quantitySku }: DraftLine,
  { locale }: CellContext,
): { patch?: LinePatch; unread?: DraftLine['unread'] } {
  if (product === null || quantitySku === null) return {}
  const text = writeAmount(quantitySku, locale, product.decimals)
  return { patch: { quantitySku: null }, unread: { quantitySku: { text, state: 'waiting' } } }
}

/** Now that the product is known, a quantity that was typed before it can be read. */
export function readWaiting(line: DraftLine, context: CellContext): DraftLine {
  let read = line
  for (const column of ['unit', 'quantityPu', 'quantitySku'] as const) {
    const waiting = read.unread[column]
    if (!waiting) continue
    const reading = readCell(read, column, waiting.text, context)
    read = isUnread(reading)
      ? { ...read, unread: { ...read.unread, [column]: reading } }
      : { ...read, ...reading, unread: without(read.unread, column) }
  }
  return read
}
