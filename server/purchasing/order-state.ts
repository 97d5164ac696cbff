import { sql } from 'kysely'
import type { Tx } from '../platform/database/public.ts'
import { receivedOf } from './receipt-lines.ts'

/**
 * Sets an order's state by what its receipts say: nothing in, a part, or all of it. The caller holds the lock of the
 * order's row. Gives the state.
 */
export async function settleState(
  tx: Tx,
  orderId: number,
): Promise<'confirmed' | 'part_warehoused' | 'warehoused'> {
  const { rows } = await sql<{ state: 'confirmed' | 'part_warehoused' | 'warehoused' }>`
    update purchase_order o
       set state = case
             when not exists (select from goods_receipt r where r.order_id = o.id and r.reversed_at is null) then 'confirmed'
             when exists (select from purchase_order_line l where l.order_id = o.id and l.quantity_sku > ${receivedOf('l.id')})
             then 'part_warehoused' else 'warehoused' end
     where o.id = ${orderId}
    returning o.state`.execute(tx.db)
  return rows[0]!.state
}
