import type { DeliveryChoice, OpenLine } from '../../../contract/fulfilment.ts'
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
}

/** By order line. A line that was not touched yet is missing, and has its `firstChoice`. */
export type DraftNote = ReadonlyMap<number, LineChoice>

/** Untracked goods need no choice, so all that can be sent is offered; lots and pieces are the clerk's to choose. */
export function firstChoice(line: OpenLine): LineChoice {
  const quantity = line.tracking.lots ? null : Math.min(line.open, line.free)
  return { quantity, lots: new Map(), units: [] }
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
