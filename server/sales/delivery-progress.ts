import { sql } from 'kysely'
import type { SalesOrderState } from '../../contract/sales.ts'
import { changed, type Tx } from '../platform/database/public.ts'
import { refuse } from '../platform/refusal.ts'
import * as stock from '../stock/public.ts'

/** How much of which order line goes on a delivery note, is delivered, or comes off a note. The order's row is locked already. */
export interface Progress {
  orderId: number
  lines: readonly { lineId: number; quantity: number }[]
}

/** Puts open quantities of an order on a delivery note. Refuses line_over_delivered with what is still open. */
export async function putOnNote(tx: Tx, progress: Progress): Promise<void> {
  const result = await sql`
    update sales_order_line l set quantity_on_notes = l.quantity_on_notes + g.quantity
      from (${goods(progress)}) g
     where l.id = g.line_id and l.order_id = ${progress.orderId}
       and l.quantity_on_notes + g.quantity <= l.quantity`.execute(tx.db)
  const wanted = new Set(progress.lines.map(line => line.lineId)).size
  if (changed(result) < wanted) throw await whyNotOnNote(tx, progress)
}

/** Takes the quantities of a cancelled note off the order's lines, so that they are open again. */
export async function takeOffNote(tx: Tx, progress: Progress): Promise<void> {
  await sql`
    update sales_order_line l set quantity_on_notes = l.quantity_on_notes - g.quantity
      from (${goods(progress)}) g
     where l.id = g.line_id and l.order_id = ${progress.orderId}`.execute(tx.db)
}

/** Counts the quantities of a note as delivered, and says what state that brings the order into. */
export async function markDelivered(tx: Tx, progress: Progress): Promise<SalesOrderState> {
  const { rows } = await sql<{ state: SalesOrderState }>`
    with sent as (
      update sales_order_line l set quantity_delivered = l.quantity_delivered + g.quantity
        from (${goods(progress)}) g
       where l.id = g.line_id and l.order_id = ${progress.orderId}
      returning l.id, l.quantity_delivered
    )
    update sales_order o set state = case when exists (
             select from sales_order_line l left join sent on sent.id = l.id
              where l.order_id = o.id and coalesce(sent.quantity_delivered, l.quantity_delivered) < l.quantity
           ) then 'part_delivered' else 'delivered' end
     where o.id = ${progress.orderId}
    returning o.state`.execute(tx.db)
  return rows[0]!.state
}

const goods = ({ lines }: Progress) => sql`
  select line_id, sum(quantity)::bigint as quantity
    from unnest(${lines.map(line => line.lineId)}::bigint[], ${lines.map(line => line.quantity)}::bigint[]) as g(line_id, quantity)
   group by line_id`

async function whyNotOnNote(tx: Tx, progress: Progress) {
  const { rows } = await sql<{ product: string; order: string; open: number; decimals: number }>`
    select v.name as product, d.number as order, l.quantity - l.quantity_on_notes as open, v.decimals
      from (${goods(progress)}) g
      join sales_order_line l on l.id = g.line_id
      join document d on d.id = l.order_id
      join variant v on v.id = l.variant_id
     where l.order_id = ${progress.orderId} and l.quantity_on_notes + g.quantity > l.quantity
     order by l.line_number limit 1`.execute(tx.db)
  const line = rows[0]
  if (line === undefined) return refuse('not_found', { what: 'order line' })
  return refuse('line_over_delivered', { ...line, open: stock.formatQuantity(line.open, line.decimals) })
}
