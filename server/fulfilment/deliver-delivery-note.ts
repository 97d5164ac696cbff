import type { DeliveryNote } from '../../contract/fulfilment.ts'
import type { Tx } from '../platform/database/public.ts'
import * as stock from '../stock/public.ts'
import { depart, type KnownNote } from './depart.ts'
import { readDeliveryNote } from './read-delivery-note.ts'

/**
 * Sets a note's status to Delivered: its goods leave the shelves for the customer, unless a carrier took them before, and
 * the order is delivered, or part delivered while anything of it is still to go. Refuses not_found, wrong_state,
 * identifiers_needed, and goods that were put on hold or expired since they were chosen (on_hold, expired).
 */
export function deliverDeliveryNote(tx: Tx, noteId: number): Promise<DeliveryNote> {
  return handOver(tx, noteId, () => readDeliveryNote(tx, noteId))
}

/** The same for a note of which the caller may know something; gives what `read` reads of it before the shelves are locked. */
export async function handOver<Read>(
  tx: Tx,
  noteId: number,
  read: () => Promise<Read>,
  known?: KnownNote,
): Promise<Read> {
  const { hadLeft } = await depart(tx, noteId, 'delivered', { known })
  // The goods leave last, so that the levels that other notes wait for are locked for the shortest time.
  const [delivered] = await Promise.all([read(), hadLeft ? null : stock.deliver(tx, { documentId: noteId })])
  return delivered
}
