import type { DeliveryChoice } from '../../contract/fulfilment.ts'
import { refuse } from '../platform/refusal.ts'
import * as stock from '../stock/public.ts'
import type { OrderedLine } from './lock-order.ts'

/**
 * Holds each choice against how its product is tracked: lots add up to the quantity, pieces are as many as the quantity.
 * Gives the order line of each choice. Refuses not_found (a line of another order) and choice_incomplete.
 */
export function checkChoices(
  lines: readonly OrderedLine[],
  choices: readonly DeliveryChoice[],
): OrderedLine[] {
  const lineOf = new Map(lines.map(line => [line.id, line]))
  return choices.map(choice => {
    const line = lineOf.get(choice.orderLineId)
    if (line === undefined) throw refuse('not_found', { what: 'order line' })
    const chosen = chosenOf(line, choice)
    if (chosen !== choice.quantity) throw incomplete(line, chosen, choice.quantity)
    return line
  })
}

function chosenOf(line: OrderedLine, choice: DeliveryChoice): number {
  if (line.tracking.serials) return new Set(choice.unitIds).size
  if (line.tracking.lots) return choice.lots.reduce((sum, lot) => sum + lot.quantity, 0)
  return choice.quantity
}

function incomplete(line: OrderedLine, chosen: number, wanted: number) {
  return refuse('choice_incomplete', {
    product: line.product,
    chosen: stock.formatQuantity(chosen, line.decimals),
    wanted: stock.formatQuantity(wanted, line.decimals),
    what: line.tracking.serials ? 'serial numbers' : 'by lot number',
  })
}
