import { sql } from 'kysely'
import type { PurchaseOrder } from '../../contract/purchasing.ts'
import * as documents from '../documents/public.ts'
import type { Reader } from '../platform/database/public.ts'
import { refuse } from '../platform/refusal.ts'
import { orderColumns, orderJoins, type Unsummed, withSums } from './order-columns.ts'

/** One purchase order with its receipts and its history, without its lines. Refuses not_found. */
export async function readPurchaseOrder(reader: Reader, orderId: number): Promise<PurchaseOrder> {
  const [order, events] = await Promise.all([
    sql<Unsummed<Omit<PurchaseOrder, 'events'>>>`
      select ${orderColumns}, o.notes, o.over_delivery_percent as "overDeliveryPercent", ${receipts} as receipts
        from purchase_order o ${orderJoins}
       where o.id = ${orderId}`.execute(reader.db),
    documents.readEvents(reader, orderId),
  ])
  if (order.rows[0] === undefined) throw refuse('not_found', { what: 'purchase order' })
  return { ...withSums(order.rows[0]), events }
}

/** JSON has no type for times: the text is written as the wire has it. */
const receipts = sql`coalesce((
  select jsonb_agg(jsonb_build_object('id', r.id, 'number', rd.number, 'createdBy', coalesce(rs.name, 'Lotbook'), 'reversed', r.reversed_at is not null,
           'createdAt', to_char(rd.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) order by r.id)
    from goods_receipt r join document rd on rd.id = r.id left join staff rs on rs.id = rd.created_by
   where r.order_id = o.id), '[]')`
