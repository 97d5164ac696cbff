import type { PurchaseLine } from '../../../contract/purchasing.ts'
import type { ReceiptLineInput } from '../../../contract/warehousing.ts'

/** What is entered for one row, or for one part of a row that comes in several lots or bins. */
export interface Entry {
  /** In smallest units; null while the field is empty or cannot be read. */
  readonly quantity: number | null
  readonly damaged: number | null
  readonly reason: string
  /** The bin's code, as typed. */
  readonly bin: string
  readonly lot: string
  readonly serial: string
  readonly madeOn: string
  readonly expiresOn: string
  /** The supplier's own number of the lot. */
  readonly supplierLot: string
}

/** Entries by `entryKey`; a missing one says what the order announced. Rows are in one part unless they were split. */
export interface Draft {
  readonly entries: ReadonlyMap<string, Entry>
  readonly parts: ReadonlyMap<number, number>
}
export const emptyDraft: Draft = { entries: new Map(), parts: new Map() }

export const entryKey = (line: PurchaseLine, part: number) => `${line.id}:${part}`
export const partsOf = (draft: Draft, line: PurchaseLine) => draft.parts.get(line.id) ?? 1

export function entryOf(draft: Draft, line: PurchaseLine, part: number): Entry {
  return draft.entries.get(entryKey(line, part)) ?? (part === 0 ? announced(line) : another(line))
}

/** The first part of a row is as it was announced; nothing of it is here yet. */
function announced(line: PurchaseLine): Entry {
  const { lotNumber, serial, madeOn, expiresOn, supplierLot } = line
  return {
    ...another(line),
    lot: lotNumber ?? '',
    serial: serial ?? '',
    madeOn: madeOn ?? '',
    expiresOn: expiresOn ?? '',
    supplierLot: supplierLot ?? '',
  }
}

function another(line: PurchaseLine): Entry {
  const bin = line.binCode ?? ''
  return {
    quantity: null,
    damaged: null,
    reason: '',
    bin,
    lot: '',
    serial: '',
    madeOn: '',
    expiresOn: '',
    supplierLot: '',
  }
}

export function withEntry(draft: Draft, line: PurchaseLine, part: number, change: Partial<Entry>): Draft {
  const entries = new Map(draft.entries).set(entryKey(line, part), {
    ...entryOf(draft, line, part),
    ...change,
  })
  return { ...draft, entries }
}

/** Gives a row one more part, for another lot or bin. */
export function withPart(draft: Draft, line: PurchaseLine): Draft {
  return { ...draft, parts: new Map(draft.parts).set(line.id, partsOf(draft, line) + 1) }
}

export function entriesOf(draft: Draft, line: PurchaseLine): Entry[] {
  return Array.from({ length: partsOf(draft, line) }, (_, part) => entryOf(draft, line, part))
}

/** A draft never changes, so that 10,000 parts of a row are added up once and not once for each of them. */
const counted = new WeakMap<Draft, Map<number, number>>()

/** How much of a row is entered as here, in all its parts. */
export function countedOf(draft: Draft, line: PurchaseLine): number {
  const sums = counted.get(draft) ?? new Map<number, number>()
  counted.set(draft, sums)
  const before = sums.get(line.id)
  if (before !== undefined) return before
  const sum = entriesOf(draft, line).reduce((total, entry) => total + (entry.quantity ?? 0), 0)
  sums.set(line.id, sum)
  return sum
}

export const openOf = (line: PurchaseLine) => Math.max(0, line.quantitySku - line.receivedSku)

/** What may still come in of a row: what is open, and what the order tolerates beyond; pieces never beyond. */
export function allowedOf(line: PurchaseLine, percent: number): number {
  const beyond =
    line.tracking.serials || line.serial !== null ? 0 : Math.floor((line.quantitySku * percent) / 100)
  return Math.max(0, line.quantitySku + beyond - line.receivedSku)
}

/** Rows of which something may come in. */
export function receivable(lines: readonly PurchaseLine[], percent: number): PurchaseLine[] {
  return lines.filter(line => allowedOf(line, percent) > 0)
}

/** Enters all that is open, but pieces without numbers; what was entered for lots, bins and damage stays. */
export function withEverything(draft: Draft, lines: readonly PurchaseLine[]): Draft {
  const entries = new Map(draft.entries)
  const parts = new Map(draft.parts)
  for (const line of lines) {
    if (line.tracking.serials && line.serial === null) continue
    const missing = openOf(line) - countedOf(draft, line)
    if (missing <= 0) continue
    const part = partFor(draft, line, missing)
    if (part > 0) parts.set(line.id, Math.max(partsOf(draft, line), part + 1))
    const entry = entryOf(draft, line, part)
    entries.set(entryKey(line, part), { ...entry, quantity: (entry.quantity ?? 0) + missing })
  }
  return { entries, parts }
}

/** Where more of a row is counted: beside its pieces that have their numbers, if those are so many more. */
function partFor(draft: Draft, line: PurchaseLine, more: number): number {
  const entries = entriesOf(draft, line)
  const takes = ({ quantity, serial }: Entry) => serial === '' || (quantity ?? 0) + more === 1
  const part = entries.findIndex(takes)
  return part < 0 ? entries.length : part
}

export type EntryProblem = 'tooMany' | 'onePiece' | 'noBin' | 'noLot' | 'noSerial' | 'twice' | 'noReason'
export type Bins = ReadonlyMap<string, number>

export interface Judging {
  readonly percent: number
  readonly bins: Bins
  /** How often each serial number is entered, by `pieceKey`. */
  readonly pieces: ReadonlyMap<string, number>
}

/** How often each piece is entered as here: twice is a mistake that shows at once. */
export function countPieces(draft: Draft, lines: readonly PurchaseLine[]): Map<string, number> {
  const pieces = new Map<string, number>()
  for (const line of lines) {
    if (!line.piecesHaveSerials) continue
    for (const { quantity, serial } of entriesOf(draft, line)) {
      if (!quantity || serial.trim() === '') continue
      const key = pieceKey(line, serial)
      pieces.set(key, (pieces.get(key) ?? 0) + 1)
    }
  }
  return pieces
}

export const pieceKey = (line: PurchaseLine, serial: string) =>
  `${line.variantId} ${serial.trim().normalize('NFC')}`

/** Why an entry cannot be stored; null when it can, or when nothing is entered. */
export function problemOf(
  draft: Draft,
  line: PurchaseLine,
  part: number,
  { percent, bins, pieces }: Judging,
): EntryProblem | null {
  const entry = entryOf(draft, line, part)
  const { quantity, damaged } = entry
  if (!isEntered(entry)) return null
  const isNamed = line.piecesHaveSerials && entry.serial.trim() !== ''
  if ((line.tracking.serials || isNamed) && (quantity ?? 0) > 1) return 'onePiece'
  if (quantity && countedOf(draft, line) > allowedOf(line, percent)) return 'tooMany'
  if (!bins.has(entry.bin.trim())) return 'noBin'
  if (quantity && line.tracking.lots && entry.lot.trim() === '') return 'noLot'
  // What the order says of a piece counts unless another serial is said.
  const needsSerial = line.tracking.serials || (line.piecesHaveSerials && line.serial !== null)
  if (quantity && needsSerial && !isNamed) return 'noSerial'
  if (quantity && isNamed && (pieces.get(pieceKey(line, entry.serial)) ?? 0) > 1) return 'twice'
  if (damaged && entry.reason.trim() === '') return 'noReason'
  return null
}

const isEntered = (entry: Entry) => (entry.quantity ?? 0) + (entry.damaged ?? 0) > 0

/** What of the draft is sent. Whatever is as the order announced it is not said again. */
export function inputOf(draft: Draft, lines: readonly PurchaseLine[], bins: Bins): ReceiptLineInput[] {
  return lines.flatMap(line =>
    entriesOf(draft, line)
      .filter(isEntered)
      .map(entry => {
        const lot = entry.lot.trim()
        const serial = entry.serial.trim()
        const isOtherLot = lot !== (line.lotNumber ?? '')
        const isOtherDate = isOtherLot || entry.expiresOn !== (line.expiresOn ?? '')
        const isOtherMadeOn = isOtherLot || entry.madeOn !== (line.madeOn ?? '')
        const supplierLot = entry.supplierLot.trim()
        const isOtherSupplierLot = isOtherLot || supplierLot !== (line.supplierLot ?? '')
        const bin = entry.bin.trim()
        return {
          lineId: line.id,
          quantity: entry.quantity ?? 0,
          damagedQuantity: entry.damaged ?? 0,
          damageReason: entry.damaged ? entry.reason.trim() : '',
          binId: bin === (line.binCode ?? '') ? null : (bins.get(bin) ?? null),
          lotNumber: isOtherLot && entry.quantity ? lot : null,
          serial: serial !== (line.serial ?? '') && entry.quantity ? serial : null,
          madeOn: isOtherMadeOn && entry.quantity ? entry.madeOn || null : null,
          expiresOn: isOtherDate && entry.quantity ? entry.expiresOn || null : null,
          ...(isOtherSupplierLot && entry.quantity && supplierLot !== '' ? { supplierLot } : {}),
        }
      }),
  )
}

/** True when all that is open is entered and nothing differs from the order; the server knows these rows best itself. */
export function isEverything(input: readonly ReceiptLineInput[], lines: readonly PurchaseLine[]): boolean {
  const open = new Map(lines.filter(line => openOf(line) > 0).map(line => [line.id, openOf(line)]))
  const isPlain = (row: ReceiptLineInput) =>
    row.damagedQuantity === 0 &&
    row.binId === null &&
    row.lotNumber === null &&
    row.serial === null &&
    row.madeOn === null &&
    row.expiresOn === null &&
    row.supplierLot === undefined
  return (
    input.length === open.size && input.every(row => isPlain(row) && open.get(row.lineId) === row.quantity)
  )
}
