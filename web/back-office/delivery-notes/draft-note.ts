import type { DeliveryChoice, DeliveryNote, OpenLine } from '../../../contract/fulfilment.ts'
import type { LotChoice } from '../../../contract/stock.ts'

/** A piece that was chosen, as its chip shows it. */
export interface ChosenUnit {
  readonly id: number
  readonly serial: string
  readonly lot: string | null
  readonly bin: string | null
}

/** What is chosen for one open line; which part counts depends on how its product is tracked. */
export interface LineChoice {
  /** Of an untracked product; null while the field cannot be read. */
  readonly quantity: number | null
  /** By lot id; null while the field cannot be read. */
  readonly lots: ReadonlyMap<number, number | null>
  readonly units: readonly ChosenUnit[]
  /** Given out at dispatch, by piece; null where one lacks. Longer than the quantity where that was lowered again. */
  readonly identifiers: readonly (string | null)[]
}

/** By order line. A line that was not touched yet is missing, and has its `firstChoice`. */
export type DraftNote = ReadonlyMap<number, LineChoice>

/** Untracked goods need no choice, so all that can be sent is offered; lots and pieces are the clerk's to choose. */
export function firstChoice(line: OpenLine): LineChoice {
  const quantity = line.tracking.lots ? null : Math.min(line.open, line.free)
  return { quantity, lots: new Map(), units: [], identifiers: [] }
}

/** What a note holds already, as the draft that its change begins with; of its open lines it then chooses nothing else. */
export function draftOfNote(note: DeliveryNote, lines: readonly OpenLine[]): DraftNote {
  return new Map(
    lines.map(line => [
      line.orderLineId,
      note.lines
        .filter(held => held.orderLineId === line.orderLineId)
        .reduce<LineChoice>(withHeld, { ...firstChoice(line), quantity: line.tracking.lots ? null : 0 }),
    ]),
  )
}

function withHeld(choice: LineChoice, held: DeliveryNote['lines'][number]): LineChoice {
  const lots = new Map(choice.lots)
  for (const { lot, quantity, units } of held.picks) {
    if (lot !== null && units.length === 0) lots.set(lot.id, (lots.get(lot.id) ?? 0) + quantity)
  }
  const units = held.picks.flatMap(({ lot, bin, units }) =>
    units.map(unit => ({ ...unit, lot: lot?.number ?? null, bin })),
  )
  const identifiers = [...choice.identifiers]
  for (const { position, value } of held.identifiers) {
    while (identifiers.length < position) identifiers.push(null)
    identifiers[position - 1] = value
  }
  return {
    quantity: choice.quantity === null ? null : choice.quantity + held.quantity,
    lots,
    units: [...choice.units, ...units],
    identifiers,
  }
}

/** The boxes of a line whose identifiers are given out at dispatch: one for each piece that is chosen. */
export function boxesOf(line: OpenLine, choice: LineChoice): (string | null)[] {
  if (line.identifierMode === 'off' || line.tracking.serials) return []
  const count = Math.ceil(chosenOf(line, choice) / 10 ** line.decimals)
  return Array.from({ length: count }, (_, index) => choice.identifiers[index] ?? null)
}

export function withIdentifier(choice: LineChoice, index: number, value: string | null): LineChoice {
  const identifiers = [...choice.identifiers]
  while (identifiers.length < index) identifiers.push(null)
  identifiers[index] = value
  return { ...choice, identifiers }
}

export function choiceOf(draft: DraftNote, line: OpenLine): LineChoice {
  return draft.get(line.orderLineId) ?? firstChoice(line)
}

export function withChoice(draft: DraftNote, line: OpenLine, choice: LineChoice): DraftNote {
  return new Map(draft).set(line.orderLineId, choice)
}

/** How much of a line is chosen so far. */
export function chosenOf(line: OpenLine, choice: LineChoice): number {
  if (line.tracking.serials) return choice.units.length
  if (!line.tracking.lots) return choice.quantity ?? 0
  return [...choice.lots.values()].reduce<number>((sum, quantity) => sum + (quantity ?? 0), 0)
}

/** Takes as much of a lot as the line still misses and the lot has. What was chosen of other lots stays. */
export function withLot(line: OpenLine, choice: LineChoice, lot: LotChoice): LineChoice {
  const before = choice.lots.get(lot.id) ?? 0
  const missing = line.open - chosenOf(line, choice)
  const quantity = Math.min(before + Math.max(0, missing), lot.free)
  return withLotQuantity(choice, lot.id, quantity)
}

export function withLotQuantity(choice: LineChoice, lotId: number, quantity: number | null): LineChoice {
  return { ...choice, lots: new Map(choice.lots).set(lotId, quantity) }
}

export function withoutLot(choice: LineChoice, lotId: number): LineChoice {
  const lots = new Map(choice.lots)
  lots.delete(lotId)
  return { ...choice, lots }
}

/** Fills what the line misses, soonest expiry first. Nothing that was chosen is replaced. */
export function withSuggestion(line: OpenLine, choice: LineChoice): LineChoice {
  const sellable = line.lots.filter(lot => lot.blockedBecause === null)
  return sellable.reduce((filled, lot) => {
    const isFull = chosenOf(line, filled) >= line.open
    return isFull ? filled : withLot(line, filled, lot)
  }, choice)
}

export function withUnit(choice: LineChoice, unit: ChosenUnit): LineChoice {
  return { ...choice, units: [...choice.units, unit] }
}

export function withoutUnit(choice: LineChoice, unitId: number): LineChoice {
  return { ...choice, units: choice.units.filter(unit => unit.id !== unitId) }
}

/** What of the draft is sent: the lines of which something is chosen. */
export function choicesOf(draft: DraftNote, lines: readonly OpenLine[]): DeliveryChoice[] {
  return lines.flatMap(line => {
    const choice = choiceOf(draft, line)
    const quantity = chosenOf(line, choice)
    if (quantity === 0) return []
    const lots = [...choice.lots].flatMap(([lotId, taken]) => (taken ? [{ lotId, quantity: taken }] : []))
    return [
      {
        orderLineId: line.orderLineId,
        quantity,
        lots: line.tracking.lots && !line.tracking.serials ? lots : [],
        unitIds: line.tracking.serials ? choice.units.map(unit => unit.id) : [],
        ...(boxesOf(line, choice).length > 0 ? { identifiers: boxesOf(line, choice) } : {}),
      },
    ]
  })
}

/** Why a line cannot be saved as it is; null when it can. */
export function problemOf(line: OpenLine, choice: LineChoice): 'tooMany' | 'lotTooMany' | null {
  if (chosenOf(line, choice) > line.open) return 'tooMany'
  const isOver = (lot: LotChoice) => (choice.lots.get(lot.id) ?? 0) > lot.free
  return line.lots.some(isOver) ? 'lotTooMany' : null
}
