import type { TFunction } from 'i18next'
import type { PurchaseLine } from '../../../contract/purchasing.ts'
import { serialProblem } from '../../../contract/serial-pattern.ts'
import { parseSerialList } from '../../../contract/serial-range.ts'
import { pieceKey } from './receiving-draft.ts'

interface Reading {
  readonly line: PurchaseLine
  /** How many more pieces may come in. */
  readonly room: number
  /** The pieces that are entered already, by `pieceKey`. */
  readonly pieces: ReadonlyMap<string, number>
}

/** What was typed, scanned or pasted stands for, and why it cannot be taken; the first thing that is wrong. */
export function readPieces(
  t: TFunction,
  text: string,
  { line, room, pieces }: Reading,
): { serials: readonly string[]; problem: string | null } {
  if (text.trim() === '') return { serials: [], problem: null }
  const read = parseSerialList(text)
  if ('problem' in read) return { serials: [], problem: read.problem }
  const { serials } = read
  return { serials, problem: problemOf() }

  function problemOf(): string | null {
    const seen = new Set<string>()
    for (const serial of serials) {
      const key = pieceKey(line, serial)
      if (seen.has(key)) return t('goodsReceipts.pieces.twice', { serial })
      if (pieces.has(key)) return t('goodsReceipts.pieces.entered', { serial })
      seen.add(key)
      const malformed = line.serialPattern === null ? null : serialProblem(serial, line.serialPattern)
      if (malformed !== null) return `${serial}: ${malformed}`
    }
    return serials.length > room
      ? t('goodsReceipts.pieces.tooMany', { given: serials.length, count: room })
      : null
  }
}
