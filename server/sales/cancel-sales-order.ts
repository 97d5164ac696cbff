import { sql } from 'kysely'
import type { SalesOrder, SalesOrderState } from '../../contract/sales.ts'
import * as documents from '../documents/public.ts'
import type { Tx } from '../platform/database/public.ts'
import { refuse } from '../platform/refusal.ts'
import * as stock from '../stock/public.ts'
import { notesOfOrder } from './notes-of-order.ts'
import { readSalesOrder } from './read-sales-order.ts'

/**
 * Cancels an order of which nothing is on a delivery note; its reservation is given back. Refuses not_found, wrong_state
 * (cancelled or delivered already) and has_delivery_notes.
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
  await sql`update sales_order set state = 'cancelled' where id = ${orderId}`.execute(tx.db)
  await stock.releaseReservations(tx, { documentId: orderId })
  await documents.recordEvent(tx, orderId, 'cancelled')
  return readSalesOrder(tx, orderId)
}

async function lockOrder(tx: Tx, orderId: number): Promise<{ number: string; state: SalesOrderState }> {
  const { rows } = await sql<{ number: string; state: SalesOrderState }>`
    select d.number, o.state from sales_order o join document d on d.id = o.id
     where o.id = ${orderId} for update of o`.execute(tx.db)
  if (rows[0] === undefined) throw refuse('not_found', { what: 'sales order' })
  return rows[0]
}
