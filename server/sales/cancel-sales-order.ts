import { sql } from 'kysely'
import type { SalesOrder } from '../../contract/sales.ts'
import * as documents from '../documents/public.ts'
import type { Tx } from '../platform/database/public.ts'
import { refuse } from '../platform/refusal.ts'
import * as stock from '../stock/public.ts'
import { refuseInvoiced } from './invoices-of-order.ts'
import { lockOrder } from './lock-order.ts'
import { notesOfOrder } from './notes-of-order.ts'
import { readSalesOrder } from './read-sales-order.ts'

/**
 * Cancels an order of which nothing is on a delivery note; its reservation is given back. Refuses not_found, wrong_state
 * (cancelled or delivered already), has_delivery_notes
 * and has_invoices.
 */
export async function cancelSalesOrder(tx: Tx, orderId: number): Promise<SalesOrder> {
  const order = await lockOrder(tx, orderId)
  if (order.state === 'cancelled' || order.state === 'delivered')
    throw refuse('wrong_state', { document: order.number, state: order.state, needed: 'open' })
  // Asked after the lock: whoever makes a note of this order holds the same lock until the note is committed.
  const notes = (await notesOfOrder(tx, orderId)).filter(note => note.state !== 'cancelled')
  if (notes.length > 0)
    throw refuse('has_delivery_notes', {
      order: order.number,
      notes: notes.map(note => note.number).join(', '),
    })
  await refuseInvoiced(tx, orderId, order.number)
  await sql`update sales_order set state = 'cancelled' where id = ${orderId}`.execute(tx.db)
  await stock.releaseReservations(tx, { documentId: orderId })
  await documents.recordEvent(tx, orderId, 'cancelled')
  return readSalesOrder(tx, orderId)
}
