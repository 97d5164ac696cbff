import { sql } from 'kysely'
import type { DispatchIdentifierMode } from '../../contract/dispatch-identifiers.ts'
import type { SalesOrderState } from '../../contract/sales.ts'
import type { Tx } from '../platform/database/public.ts'
import { refuse } from '../platform/refusal.ts'
import { trackingOf } from './identifiers.ts'

export interface OrderedLine {
  id: number
  variantId: number
  product: string
  decimals: number
  tracking: { lots: boolean; serials: boolean }
  identifierMode: DispatchIdentifierMode
}
export interface LockedOrder {
  id: number
  number: string
  state: SalesOrderState
  locationId: number
  /** Those of the lines asked for that are this order's. */
  lines: OrderedLine[]
}

/**
 * Takes the row lock behind which everything about an order's delivery notes happens, and reads what never changes about
 * the lines asked for. What does change (how much is on notes) is guarded where it is written, after the lock.
 */
export async function lockOrder(
  tx: Tx,
  orderId: number,
  lineIds: readonly number[],
): Promise<LockedOrder | undefined> {
  const { rows } = await sql<LockedOrder>`
    select o.id, d.number, o.state, o.location_id as "locationId",
           (select coalesce(json_agg(json_build_object(
                     'id', l.id, 'variantId', l.variant_id, 'product', v.name, 'decimals', v.decimals,
                     'tracking', ${trackingOf}, 'identifierMode', p.dispatch_identifier_mode)), '[]')
              from sales_order_line l
              join variant v on v.id = l.variant_id
              join product p on p.id = v.product_id
             where l.order_id = o.id and l.id = any(${lineIds}::bigint[])) as lines
      from sales_order o
      join document d on d.id = o.id
     where o.id = ${orderId}
       for update of o`.execute(tx.db)
  return rows[0]
}

/** The same lock by a note of the order. A statement of its own: what changed while it waited is read after the wait. */
export function lockItsOrder(tx: Tx, noteId: number) {
  return sql`
    select from sales_order where id = (select order_id from delivery_note where id = ${noteId}) for update`.execute(
    tx.db,
  )
}

/** The order, of which something may still be sent. Refuses not_found and wrong_state. */
export function openOrder(order: LockedOrder | undefined): LockedOrder {
  if (order === undefined) throw refuse('not_found', { what: 'sales order' })
  if (order.state !== 'open' && order.state !== 'part_delivered')
    throw refuse('wrong_state', { document: order.number, state: order.state, needed: 'open' })
  return order
}
