import type { DeliveryNote } from '../../../contract/fulfilment.ts'
import type { Tx } from '../../platform/database/public.ts'
import { refuse } from '../../platform/refusal.ts'
import { type Chosen, demandIdentifiers, isComplete } from '../check-choices.ts'
import { handOver } from '../deliver-delivery-note.ts'
import { readDeliveryNote } from '../read-delivery-note.ts'
import { asItStands, lockDispatch } from './choose.ts'
import { keep, type SavedDispatch } from './save-identifiers.ts'

interface Wanted {
  orderLineId: number
  quantity: number
}

/**
 * Completes an order: its note is made, or brought to what is to be dispatched, and delivered. Nothing that a person chose
 * is replaced; what asks for no choice is taken soonest expiry first. Refuses nothing_to_dispatch, identifiers_needed
 * (before anything is made), choice_incomplete, and what making and delivering a note refuses.
 */
export async function completeOrder(
  tx: Tx,
  orderId: number,
  { lines: wanted }: { lines?: readonly Wanted[] | undefined } = {},
): Promise<DeliveryNote> {
  const { note } = await prepare(tx, orderId, wanted)
  return handOver(tx, note.id, () => readDeliveryNote(tx, note.id), note)
}

/** The same of one order among many: nobody reads their notes now. */
export async function completeAmongMany(tx: Tx, { orderId }: { orderId: number }): Promise<SavedDispatch> {
  const { number, note } = await prepare(tx, orderId, undefined)
  await handOver(tx, note.id, async () => undefined, note)
  return { orderId, number, note: { id: note.id, number: note.number } }
}

interface Prepared {
  /** Of the order. */
  readonly number: string
  readonly note: { id: number; number: string; isDraft: boolean }
}

/** Brings the order's note to what is to go now, or makes one. */
async function prepare(tx: Tx, orderId: number, wanted: readonly Wanted[] | undefined): Promise<Prepared> {
  const locked = await lockDispatch(tx, orderId)
  const { order, dispatch } = locked
  const quantityOf = new Map(wanted?.map(line => [line.orderLineId, line.quantity]))
  if (wanted?.some(one => !dispatch.lines.some(line => line.orderLineId === one.orderLineId)))
    throw refuse('not_found', { what: 'order line' })
  const chosen = dispatch.lines
    .map(line => asItStands(line, quantityOf.get(line.orderLineId) ?? (wanted ? 0 : line.toDispatch)))
    // Goods that are all alike go whole, now.
    .map(({ line, choice }): Chosen => ({ line, choice }))
    .filter(({ choice }) => choice.quantity > 0)
  if (chosen.length === 0) throw refuse('nothing_to_dispatch', { order: order.number })
  demandIdentifiers(order.number, chosen)
  const { note } = dispatch
  const { number } = order
  if (note !== null && isSame(chosen, dispatch.lines))
    return { number, note: { ...note, isDraft: note.state === 'draft' } }
  return { number, note: { ...(await keep(tx, locked, chosen)), isDraft: !isComplete(chosen) } }
}

function isSame(chosen: readonly Chosen[], lines: readonly { orderLineId: number; toDispatch: number }[]) {
  const before = new Map(
    lines.filter(line => line.toDispatch > 0).map(line => [line.orderLineId, line.toDispatch]),
  )
  return (
    before.size === chosen.length &&
    chosen.every(({ choice }) => before.get(choice.orderLineId) === choice.quantity)
  )
}
