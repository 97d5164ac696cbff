import type { DeliveryChoice } from '../../contract/fulfilment.ts'
import { refuse } from '../platform/refusal.ts'
import * as stock from '../stock/public.ts'
import { piecesOf } from './identifiers.ts'
import type { OrderedLine } from './lock-order.ts'

/** A choice with the order line that it is for. */
export interface Chosen {
  readonly line: OrderedLine
  readonly choice: DeliveryChoice
  /** How much of goods that are all alike is claimed by now; all of it unless told. */
  readonly claimed?: number
  /** How much of the line nobody chose: the ledger did. */
  readonly suggested?: number
}

/**
 * Puts each choice to its order line, and sees that none chooses more than its quantity. Refuses not_found (a line of
 * another order) and choice_incomplete.
 */
export function matchChoices(lines: readonly OrderedLine[], choices: readonly DeliveryChoice[]): Chosen[] {
  const lineOf = new Map(lines.map(line => [line.id, line]))
  const chosen = choices.map(choice => {
    const line = lineOf.get(choice.orderLineId)
    if (line === undefined) throw refuse('not_found', { what: 'order line' })
    return { line, choice }
  })
  checkFits(chosen)
  return chosen
}

/** Refuses choice_incomplete where more is chosen than goes. */
export function checkFits(chosen: readonly Chosen[]): void {
  const tooMany = chosen.find(
    one =>
      goodsOf(one) > one.choice.quantity ||
      (one.choice.identifiers?.length ?? 0) > piecesOf(one.choice.quantity, one.line.decimals),
  )
  if (tooMany !== undefined) throw incomplete(tooMany)
}

/** Whether everything of a note is chosen: lots add up, pieces and identifiers are as many as the quantity. */
export function isComplete(chosen: readonly Chosen[]): boolean {
  return chosen.every(one => hasGoods(one) && lackingOf(one) === 0)
}

/** Refuses choice_incomplete and identifiers_needed where something is not chosen. */
export function demandAll(order: string, chosen: readonly Chosen[]): void {
  const missing = chosen.find(one => !hasGoods(one))
  if (missing !== undefined) throw incomplete(missing)
  demandIdentifiers(order, chosen)
}

/** Refuses identifiers_needed, naming the first product that lacks some. */
export function demandIdentifiers(order: string, chosen: readonly Chosen[]): void {
  const lacking = new Map<string, number>()
  for (const one of chosen) {
    const count = lackingOf(one)
    if (count > 0) lacking.set(one.line.product, (lacking.get(one.line.product) ?? 0) + count)
  }
  const [first] = lacking
  if (first === undefined) return
  throw refuse('identifiers_needed', {
    order,
    product: first[0],
    lacking: first[1],
    products: lacking.size,
  })
}

/** What a note's line claims of the ledger. */
export function picksOf({ line, choice, claimed }: Chosen, lineId: number): stock.PickLine[] {
  const pick = { lineId, orderLineId: line.id, variantId: line.variantId }
  if (line.tracking.serials) {
    const { length: quantity } = choice.unitIds
    return quantity === 0 ? [] : [{ ...pick, quantity, lotId: null, unitIds: choice.unitIds }]
  }
  if (line.tracking.lots)
    return choice.lots.map(({ lotId, quantity }) => ({ ...pick, quantity, lotId, unitIds: null }))
  const quantity = claimed ?? choice.quantity
  return quantity === 0 ? [] : [{ ...pick, quantity, lotId: null, unitIds: null }]
}

const hasGoods = (one: Chosen) => goodsOf(one) === one.choice.quantity

function goodsOf({ line, choice, claimed }: Chosen): number {
  if (line.tracking.serials) return new Set(choice.unitIds).size
  if (line.tracking.lots) return choice.lots.reduce((sum, lot) => sum + lot.quantity, 0)
  return claimed ?? choice.quantity
}

function identifiersOf({ choice }: Chosen): number {
  return (choice.identifiers ?? []).filter(value => value !== null).length
}

function lackingOf(one: Chosen): number {
  const { line, choice } = one
  if (line.tracking.serials) return choice.quantity - goodsOf(one)
  return line.identifierMode === 'off' ? 0 : piecesOf(choice.quantity, line.decimals) - identifiersOf(one)
}

function incomplete(one: Chosen) {
  const { line, choice } = one
  const chosen = hasGoods(one) ? (choice.identifiers?.length ?? 0) * 10 ** line.decimals : goodsOf(one)
  return refuse('choice_incomplete', {
    product: line.product,
    chosen: stock.formatQuantity(chosen, line.decimals),
    wanted: stock.formatQuantity(choice.quantity, line.decimals),
    what: line.tracking.serials ? 'serial numbers' : line.tracking.lots ? 'by lot number' : 'identifiers',
  })
}
