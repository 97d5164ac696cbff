import type { DeliveryNote } from '../../contract/fulfilment.ts'
import type { Tx } from '../platform/database/public.ts'
import * as stock from '../stock/public.ts'
import { moveNote, whyNotMoved } from './move-note.ts'
import { readDeliveryNote } from './read-delivery-note.ts'

/**
 * Cancels a note that is not delivered: lots, pieces and the order's reservation are given back, and the order's lines are
 * open again. What a carrier has comes back onto its shelves. Refuses not_found, wrong_state, unit_elsewhere (a piece has
 * moved on since) and not_returnable (its product was converted while the carrier had it).
 */
export async function cancelDeliveryNote(tx: Tx, noteId: number): Promise<DeliveryNote> {
  const note = await moveNote(tx, noteId, 'cancelled')
  if (note === undefined) throw await whyNotMoved(tx, noteId, 'cancelled')
  await (note.hadLeft ? stock.bringBack : stock.releaseAllocations)(tx, { documentId: noteId })
  return readDeliveryNote(tx, noteId)
}
