import type { Conflict, Settlement } from '../../../contract/till/conflicts.ts'

/** What a manager has typed so far, for all three ways. */
export interface Draft {
  /** By line: serials one a line, and the lot that all of it is taken from. */
  readonly serials: Record<number, string>
  readonly lots: Record<number, number | null>
  readonly reasonId: number | null
  readonly binId: number | null
  readonly lotNumber: string
  readonly method: 'cash' | 'card' | 'other'
  readonly note: string
}

export function draftOf({ lines, receipt }: Conflict): Draft {
  const method = receipt.payments[0]?.method
  return {
    serials: Object.fromEntries(
      lines.map(line => [line.lineIndex, line.serials.map(one => one.serial).join('\n')]),
    ),
    lots: Object.fromEntries(lines.map(line => [line.lineIndex, line.lots[0]?.lotId ?? null])),
    reasonId: null,
    binId: null,
    lotNumber: '',
    method: method === 'card' || method === 'other' ? method : 'cash',
    note: '',
  }
}

/** What is sent; null while something lacks. */
export function settlementOf(how: Settlement['how'], draft: Draft, conflict: Conflict): Settlement | null {
  const { note } = draft
  if (how === 'refunded') {
    const refunds =
      conflict.totalMinor === 0 ? [] : [{ method: draft.method, amountMinor: conflict.totalMinor }]
    return { how, refunds, note }
  }
  if (how === 'uncounted') {
    const { reasonId, binId } = draft
    if (reasonId === null || binId === null) return null
    return { how, reasonId, binId, lotNumber: draft.lotNumber.trim() || null, note }
  }
  return { how, lines: conflict.lines.map(line => goodsOf(line, draft)), note }
}

function goodsOf(line: Conflict['lines'][number], draft: Draft) {
  const { lineIndex } = line
  const serials = (draft.serials[lineIndex] ?? '')
    .split('\n')
    .map(text => text.trim())
    .filter(text => text !== '')
  if (line.piecesHaveSerials) return { lineIndex, serials, lots: [] }
  const asSold = line.lots.map(({ lotId, quantity }) => ({ lotId, quantity }))
  const lotId = draft.lots[lineIndex] ?? null
  const isOther = line.tracking.lots && lotId !== null && lotId !== line.lots[0]?.lotId
  return { lineIndex, serials: [], lots: isOther ? [{ lotId, quantity: line.quantity }] : asSold }
}
