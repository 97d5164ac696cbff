import type { DeliveryNote } from '../../contract/fulfilment.ts'
import * as documents from '../documents/public.ts'
import type { Tx } from '../platform/database/public.ts'
import * as sales from '../sales/public.ts'
import * as stock from '../stock/public.ts'
import { depart } from './depart.ts'
import { readDeliveryNote } from './read-delivery-note.ts'

/**
 * Sets a note's status to Delivered: its goods leave the shelves for the customer, unless a carrier took them before, and
 * the order is delivered, or part delivered while anything of it is still to go. Refuses not_found, wrong_state,
 * identifiers_needed, and goods that were put on hold or expired since they were chosen (on_hold, expired).
 */
export async function deliverDeliveryNote(tx: Tx, noteId: number): Promise<DeliveryNote> {
  const note = await depart(tx, noteId, 'delivered')
  const [orderState] = await Promise.all([
    sales.markDelivered(tx, note),
    documents.recordEvent(tx, noteId, 'delivered'),
  ])
  // The goods leave last, so that the levels that other notes wait for are locked for the shortest time.
  const [, delivered] = await Promise.all([
    documents.recordEvent(tx, note.orderId, orderState === 'delivered' ? 'delivered' : 'part delivered', {
      note: note.number,
      noteId,
    }),
    readDeliveryNote(tx, noteId),
    note.hadLeft ? null : stock.deliver(tx, { documentId: noteId }),
  ])
  return delivered
}
