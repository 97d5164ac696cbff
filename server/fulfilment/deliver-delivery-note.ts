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
export function deliverDeliveryNote(tx: Tx, noteId: number): Promise<DeliveryNote> {
  return handOver(tx, { id: noteId }, () => readDeliveryNote(tx, noteId))
}

/** The same for a note that the caller may know to be a draft; gives what `read` reads of it before the shelves are locked. */
export async function handOver<Read>(
  tx: Tx,
  { id, isDraft = false }: { id: number; isDraft?: boolean },
  read: () => Promise<Read>,
): Promise<Read> {
  const note = await depart(tx, id, 'delivered', { isDraft })
  const orderState = await sales.markDelivered(tx, note)
  const what = orderState === 'delivered' ? 'delivered' : 'part delivered'
  // The goods leave last, so that the levels that other notes wait for are locked for the shortest time.
  const [, delivered] = await Promise.all([
    documents.recordEvents(tx, [
      { documentId: id, what: 'delivered' },
      { documentId: note.orderId, what, detail: { note: note.number, noteId: id } },
    ]),
    read(),
    note.hadLeft ? null : stock.deliver(tx, { documentId: id }),
  ])
  return delivered
}
