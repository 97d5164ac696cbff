import type { DeliveryNote, Shipment } from '../../contract/fulfilment.ts'
import type { Tx } from '../platform/database/public.ts'
import * as stock from '../stock/public.ts'
import { depart } from './depart.ts'
import { readDeliveryNote } from './read-delivery-note.ts'

/**
 * Hands a note's goods to a carrier: they leave the shelves now, and count as delivered when they arrive. Refuses
 * not_found, wrong_state, identifiers_needed, and goods that may not be sold any more (on_hold, expired).
 */
export async function shipDeliveryNote(tx: Tx, noteId: number, shipment: Shipment): Promise<DeliveryNote> {
  await depart(tx, noteId, 'shipped', { shipment })
  const [shipped] = await Promise.all([
    readDeliveryNote(tx, noteId),
    stock.deliver(tx, { documentId: noteId }),
  ])
  return shipped
}
