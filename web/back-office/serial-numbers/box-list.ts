import type { IdentifierList, SerialShelf } from '../../../contract/dispatch-identifiers.ts'
import { identifier } from '../../../contract/primitives.ts'
import { type SerialPattern, serialProblem } from '../../../contract/serial-pattern.ts'

/** One box of the list: a unit of stock with the serial number that it has or gets. */
export interface Box {
  readonly shelf: number
  /** The piece whose serial number it is; null while it has none. */
  readonly unitId: number | null
  /** As it is stored; empty where nothing is. */
  readonly was: string
  readonly text: string
  /** The note that has the piece, or the hold on it. */
  readonly note: string | null
}

export type BoxProblem =
  | { what: 'empty' }
  | { what: 'twice'; other: number }
  | { what: 'taken'; where: string }
  | { what: 'malformed'; sentence: string }

/** A box for each unit of stock, shelf by shelf; pieces that have a serial number stand first on their shelf. */
export function boxesOfShelves(shelves: readonly SerialShelf[]): Box[] {
  return shelves.flatMap(({ units, onHand }, shelf) => [
    ...units.map(({ id, serial, note }) => ({ shelf, unitId: id, was: serial, text: serial, note })),
    ...Array.from({ length: Math.max(0, onHand - units.length) }, () => blankBox(shelf)),
  ])
}

/** A box for each unit of stock, or for each value where there are more values than units. */
export function boxesOfValues({ values, onHand }: Pick<IdentifierList, 'values' | 'onHand'>): Box[] {
  const count = Math.max(onHand, values.length)
  return Array.from({ length: count }, (_, index) => {
    const text = values[index] ?? ''
    return { ...blankBox(0), was: text, text }
  })
}

export const blankBox = (shelf: number): Box => ({ shelf, unitId: null, was: '', text: '', note: null })

/** Fills boxes from one on downwards; `left` are the texts for which there was no box. */
export function fillFrom(
  boxes: readonly Box[],
  from: number,
  texts: readonly string[],
): { boxes: Box[]; left: string[] } {
  const filled = [...boxes]
  const taken = texts.slice(0, Math.max(0, boxes.length - from))
  for (const [offset, text] of taken.entries())
    filled[from + offset] = { ...filled[from + offset]!, text: text.trim() }
  return { boxes: filled, left: texts.slice(taken.length) }
}

interface Rules {
  /** Every box must be filled (single use). */
  everyBox: boolean
  pattern: SerialPattern | null
  /** Serial numbers of other pieces, with where those are. */
  taken: ReadonlyMap<string, { unitId: number; where: string }>
}

export const keyOf = (text: string) => text.trim().normalize('NFC')

/** What is wrong, by box. Of two boxes with one serial number both are marked. Empty boxes are marked only when asked. */
export function problemsOf(
  boxes: readonly Box[],
  { everyBox, pattern, taken }: Rules,
): Map<number, BoxProblem> {
  const problems = new Map<number, BoxProblem>()
  const known = new Set(boxes.flatMap(box => (box.unitId === null ? [] : [box.unitId])))
  const first = new Map<string, number>()
  for (const [index, box] of boxes.entries()) {
    const key = keyOf(box.text)
    if (key === '') {
      if (everyBox) problems.set(index, { what: 'empty' })
      continue
    }
    const other = first.get(key)
    if (other === undefined) first.set(key, index)
    else {
      problems.set(index, { what: 'twice', other })
      if (!problems.has(other)) problems.set(other, { what: 'twice', other: index })
      continue
    }
    if (box.text === box.was) continue
    const problem = wrongWith(box.text, pattern)
    const piece = taken.get(key)
    if (problem !== null) problems.set(index, { what: 'malformed', sentence: problem })
    else if (piece !== undefined && !known.has(piece.unitId))
      problems.set(index, { what: 'taken', where: piece.where })
  }
  return problems
}

function wrongWith(text: string, pattern: SerialPattern | null): string | null {
  const read = identifier.safeParse(text)
  if (!read.success) return read.error.issues[0]!.message
  return pattern === null ? null : serialProblem(read.data, pattern)
}

/** What single use saves: new serial numbers for pieces without one, and corrections of the others. */
export function changesOf(boxes: readonly Box[], shelves: readonly SerialShelf[]) {
  const changed = boxes.filter(box => box.text.trim() !== box.was && box.text.trim() !== '')
  return {
    added: changed
      .filter(box => box.unitId === null)
      .map(({ shelf, text }) => ({
        binId: shelves[shelf]!.bin.id,
        lotId: shelves[shelf]!.lot?.id ?? null,
        serial: text.trim(),
      })),
    corrected: changed.flatMap(({ unitId, was, text }) =>
      unitId === null ? [] : [{ unitId, was, serial: text.trim() }],
    ),
  }
}

/** What multiple use saves: the values in the order of their boxes, without the blanks. */
export const valuesOf = (boxes: readonly Box[]): string[] =>
  boxes.map(box => box.text.trim()).filter(text => text !== '')

export const isChanged = (boxes: readonly Box[]): boolean => boxes.some(box => box.text.trim() !== box.was)

/**
 * What was typed, in the boxes of a newer list: each piece keeps what was typed for it, and what was typed for others goes
 * into blank boxes, of its own shelf first. `left` found no box any more.
 */
export function carryOver(typed: readonly Box[], newer: readonly Box[]): { boxes: Box[]; left: string[] } {
  const edits = typed.filter(box => box.text.trim() !== box.was && box.text.trim() !== '')
  const ofUnit = new Map(edits.flatMap(box => (box.unitId === null ? [] : [[box.unitId, box.text]])))
  const there = new Set(newer.map(box => keyOf(box.text)))
  const waiting = edits.filter(box => box.unitId === null && !there.has(keyOf(box.text)))
  const boxes = newer.map(box => {
    const text = box.unitId === null ? undefined : ofUnit.get(box.unitId)
    return text === undefined ? box : { ...box, text: String(text) }
  })
  const left: string[] = []
  for (const { shelf, text } of waiting) {
    const own = boxes.findIndex(box => box.text === '' && box.shelf === shelf)
    const at = own >= 0 ? own : boxes.findIndex(box => box.text === '')
    if (at >= 0) boxes[at] = { ...boxes[at]!, text }
    else left.push(text)
  }
  return { boxes, left }
}
