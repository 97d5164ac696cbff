import type { DeliveryNote, Shipment } from '../../contract/fulfilment.ts'
import * as documents from '../documents/public.ts'
import type { Tx } from '../platform/database/public.ts'
import * as stock from '../stock/public.ts'
import { depart } from './depart.ts'
import { readDeliveryNote } from './read-delivery-note.ts'

/**
 * Hands a note's goods to a carrier: they leave the shelves now, and count as delivered when they arrive. Refuses
 * not_found, wrong_state, identifiers_needed, and goods that may not be sold any more (on_hold, expired).
 */
export async function shipDeliveryNote(tx: Tx, noteId: number, shipment: Shipment): Promise<DeliveryNote> {
  const note = await depart(tx, noteId, 'shipped', { shipment })
  const detail = Object.values(shipment).some(Boolean) ? { ...shipment } : null
  const [, , shipped] = await Promise.all([
    documents.recordEvent(tx, noteId, 'shipped', detail),
    documents.recordEvent(tx, note.orderId, 'shipped', { note: note.number, noteId }),
    readDeliveryNote(tx, noteId),
    stock.deliver(tx, { documentId: noteId }),
  ])
  return shipped
}
