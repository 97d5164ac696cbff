import type { DeliveryNote, DeliveryNoteInput } from '../../contract/fulfilment.ts'
import type { Tx } from '../platform/database/public.ts'
import * as stock from '../stock/public.ts'
import { type Chosen, demandAll, matchChoices, picksOf } from './check-choices.ts'
import { refuseUnlisted } from './dispatch/resolve-identifiers.ts'
import { type LockedOrder, lockOrder, openOrder } from './lock-order.ts'
import { openNote } from './note-lines.ts'
import { readDeliveryNote } from './read-delivery-note.ts'

/**
 * Makes a delivery note of an order under a number D… of its own: what was chosen is allocated, all of it or nothing. It is
 * ready when everything is chosen, else a draft, if one is wanted. It is sent from the order's location or the one that is
 * named: what the order claims moves there. The order's row is locked first, so that two clerks who
 * send the same order at once go one after the other. Refuses not_found, wrong_state, choice_incomplete,
 * identifiers_needed, identifier_not_listed, line_over_delivered and what stock.allocate refuses.
 */
export async function createDeliveryNote(
  tx: Tx,
  orderId: number,
  input: DeliveryNoteInput,
): Promise<DeliveryNote> {
  const found = await lockOrder(tx, orderId, [...new Set(input.lines.map(choice => choice.orderLineId))])
  const order = { ...openOrder(found) }
  if (input.locationId !== undefined) order.locationId = await stock.findLocation(tx, input.locationId)
  const chosen = matchChoices(order.lines, input.lines)
  if (!input.draft) demandAll(order.number, chosen)
  await refuseUnlisted(tx, chosen)
  const { note, allocating } = await storeNote(tx, order, chosen)
  // Statements that are started together travel together, and run in this order.
  const [, made] = await Promise.all([stock.allocate(tx, allocating), readDeliveryNote(tx, note.id)])
  return made
}

/** Writes a new note of an order whose row is locked; gives what is still to be claimed for it. */
export async function storeNote(
  tx: Tx,
  order: Pick<LockedOrder, 'id' | 'locationId'>,
  chosen: readonly Chosen[],
): Promise<{ note: { id: number; number: string }; allocating: stock.Allocating }> {
  const { id, number, lineIds } = await openNote(tx, order, chosen)
  const picks = chosen.flatMap((one, index) => picksOf(one, lineIds[index]!))
  return { note: { id, number }, allocating: { documentId: id, locationId: order.locationId, picks } }
}
