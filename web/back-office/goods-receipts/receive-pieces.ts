import type { PurchaseLine } from '../../../contract/purchasing.ts'
import { allowedOf, countedOf, type Draft, type Entry, entriesOf, entryKey } from './receiving-draft.ts'

/** Pieces that came in of a product whose order does not say their serial numbers, all of one lot. */
export interface Pieces {
  readonly serials: readonly string[]
  /** What is the same for all of them. */
  readonly facts: Partial<Entry>
}

/** Rows of pieces that were ordered without their numbers, of the product of this row; the row itself first. */
export function unnumbered(lines: readonly PurchaseLine[], line: PurchaseLine): PurchaseLine[] {
  const others = lines.filter(
    one => one.id !== line.id && one.variantId === line.variantId && isUnnumbered(one),
  )
  return isUnnumbered(line) ? [line, ...others] : others
}

export const isUnnumbered = (line: PurchaseLine) => line.piecesHaveSerials && line.serial === null

/** How many more numbers these rows take: pieces that are still open, and those that are entered without one. */
export function roomOf(draft: Draft, lines: readonly PurchaseLine[]): number {
  return lines.reduce(
    (sum, line) =>
      entriesOf(draft, line).reduce((room, entry) => room + numberless(entry), sum + openPieces(draft, line)),
    0,
  )
}

/**
 * Fills the rows' parts that have no number first, then gives them new ones; numbers without room are left out. A part with
 * several pieces that may come in unnamed keeps those that no number is left for.
 */
export function withPieces(draft: Draft, lines: readonly PurchaseLine[], { serials, facts }: Pieces): Draft {
  const entries = new Map(draft.entries)
  const parts = new Map(draft.parts)
  let next = 0
  for (const line of lines) {
    const before = entriesOf(draft, line)
    let open = openPieces(draft, line)
    const put = (part: number, entry: Entry) => {
      const serial = serials[next++]!
      entries.set(entryKey(line, part), { ...entry, ...facts, serial, quantity: 1 })
    }
    const parted: Entry[] = []
    before.forEach((entry, part) => {
      const left = serials.length - next - parted.length
      if (left <= 0) return
      const unnamed = numberless(entry)
      const rest = unnamed - left
      if (rest > 0) entries.set(entryKey(line, part), { ...entry, quantity: rest })
      else if (unnamed > 0) put(part, entry)
      else if (isBlank(entry) && open-- > 0) put(part, entry)
      const others = rest > 0 ? left : unnamed - 1
      for (let piece = 0; piece < others; piece += 1) parted.push(entry)
    })
    let count = before.length
    for (const entry of parted) put(count++, { ...entry, ...nothing })
    for (; next < serials.length && open > 0; open -= 1) put(count++, { ...before[0]!, ...nothing })
    if (count > 1) parts.set(line.id, count)
  }
  return { entries, parts }
}

/** Gives rows of pieces that need their numbers a part for each piece that is still open, to be filled one below the other. */
export function withOpenPieces(draft: Draft, lines: readonly PurchaseLine[]): Draft {
  const pieces = lines.filter(line => line.tracking.serials && isUnnumbered(line))
  return pieces.reduce((before, line) => {
    const open = openPieces(before, line)
    return open > 0
      ? withPieces(before, [line], { serials: Array<string>(open).fill(''), facts: {} })
      : before
  }, draft)
}

const goesDown = ['lot', 'madeOn', 'expiresOn', 'supplierLot', 'bin'] as const

/** Enters something of one piece. Its lot, dates and bin go on to the pieces below that said the same before. */
export function withPiece(draft: Draft, line: PurchaseLine, part: number, change: Partial<Entry>): Draft {
  const before = entriesOf(draft, line)
  const entries = new Map(draft.entries).set(entryKey(line, part), { ...before[part]!, ...change })
  for (const fact of goesDown) {
    const value = change[fact]
    if (value === undefined) continue
    for (let below = part + 1; below < before.length; below += 1) {
      if (before[below]![fact] !== before[part]![fact]) break
      const key = entryKey(line, below)
      entries.set(key, { ...(entries.get(key) ?? before[below]!), [fact]: value })
    }
  }
  return { ...draft, entries }
}

const nothing = { quantity: null, damaged: null, reason: '', serial: '' }
const numberless = ({ quantity, serial }: Entry) => (serial === '' ? (quantity ?? 0) : 0)
const isBlank = (entry: Entry) => !entry.quantity && !entry.damaged && entry.serial === ''

/** Pieces never come in beyond what was ordered. */
const openPieces = (draft: Draft, line: PurchaseLine) =>
  Math.max(0, allowedOf(line, 0) - countedOf(draft, line))
