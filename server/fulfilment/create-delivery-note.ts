import type { DeliveryNote, DeliveryNoteInput } from '../../contract/fulfilment.ts'
import * as documents from '../documents/public.ts'
import type { Tx } from '../platform/database/public.ts'
import * as sales from '../sales/public.ts'
import * as stock from '../stock/public.ts'
import { type Chosen, demandAll, isComplete, matchChoices, picksOf } from './check-choices.ts'
import { refuseUnlisted } from './dispatch/resolve-identifiers.ts'
import { type LockedOrder, lockOrder, openOrder } from './lock-order.ts'
import { insertNote } from './note-lines.ts'
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
  const [found, note] = await Promise.all([
    lockOrder(tx, orderId, [...new Set(input.lines.map(choice => choice.orderLineId))]),
    documents.openDocument(tx, 'delivery_note'),
  ])
  const order = { ...openOrder(found) }
  if (input.locationId !== undefined) order.locationId = await stock.findLocation(tx, input.locationId)
  const chosen = matchChoices(order.lines, input.lines)
  if (!input.draft) demandAll(order.number, chosen)
  await refuseUnlisted(tx, chosen)
  const allocating = await storeNote(tx, order, note, chosen)
  // Statements that are started together travel together, and run in this order.
  const [, made] = await Promise.all([stock.allocate(tx, allocating), readDeliveryNote(tx, note.id)])
  return made
}

/** Writes a note that was opened under its number; gives what is still to be claimed for it. */
export async function storeNote(
  tx: Tx,
  order: Pick<LockedOrder, 'id' | 'locationId'>,
  note: { id: number; number: string },
  chosen: readonly Chosen[],
): Promise<stock.Allocating> {
  const state = isComplete(chosen) ? 'ready' : 'draft'
  const [, lineIds] = await Promise.all([
    sales.putOnNote(tx, {
      orderId: order.id,
      lines: chosen.map(({ choice }) => ({ lineId: choice.orderLineId, quantity: choice.quantity })),
    }),
    insertNote(tx, { id: note.id, orderId: order.id, locationId: order.locationId, state }, chosen),
    documents.recordEvent(tx, order.id, 'delivery note created', { note: note.number, noteId: note.id }),
  ])
  return {
    documentId: note.id,
    locationId: order.locationId,
    picks: chosen.flatMap((one, index) => picksOf(one, lineIds[index]!)),
  }
}
