import { sql } from 'kysely'
import type { SalesOrder } from '../../contract/sales.ts'
import type { Reader } from '../platform/database/public.ts'

/**
 * The delivery notes of an order, oldest first. The one look of this room into a table above it: a clerk reads an order
 * and its notes on one page, and an order is not cancelled without naming them.
 */
export async function notesOfOrder(reader: Reader, orderId: number): Promise<SalesOrder['deliveryNotes']> {
  const { rows } = await sql<SalesOrder['deliveryNotes'][number]>`
    select n.id, d.number, n.state, d.created_at as "createdAt", coalesce(s.name, 'Lotbook') as "createdBy"
      from delivery_note n
      join document d on d.id = n.id
      left join staff s on s.id = d.created_by
     where n.order_id = ${orderId}
     order by n.id`.execute(reader.db)
  return rows
}
