import { sql } from 'kysely'
import type { Tx } from '../platform/database/public.ts'
import { refuse } from '../platform/refusal.ts'
import * as stock from '../stock/public.ts'

/** How much of which order line goes on a delivery note, or comes off one. The order's row is locked already. */
export interface Progress {
  orderId: number
  lines: readonly { lineId: number; quantity: number }[]
}

/** Puts open quantities of an order on a delivery note. Refuses line_over_delivered with what is still open. */
export async function putOnNote(tx: Tx, progress: Progress): Promise<void> {
  const { rows } = await sql<{ lineId: number }>`
    with goods as (${goodsOf(progress)}), ${puttingOnNote}
    select line_id as "lineId" from on_note`.execute(tx.db)
  await demandOnNote(
    tx,
    progress,
    rows.map(row => row.lineId),
  )
}

/** Sees that all of it is on a note, where only these lines are. Refuses line_over_delivered with what is still open. */
export async function demandOnNote(tx: Tx, progress: Progress, onNote: readonly number[]): Promise<void> {
  const wanted = new Set(progress.lines.map(line => line.lineId)).size
  if (onNote.length < wanted) throw await whyNotOnNote(tx, progress, onNote)
}

/** Takes quantities off a note that is changed, so that they are open again. */
export async function takeOffNote(tx: Tx, progress: Progress): Promise<void> {
  await sql`with goods as (${goodsOf(progress)}), ${takingOffNote} select`.execute(tx.db)
}

/** The row set `goods` that the parts below ask for. */
export const goodsOf = ({ orderId, lines }: Progress) => sql`
  select ${orderId}::bigint as order_id, line_id, sum(quantity)::bigint as quantity
    from unnest(${lines.map(line => line.lineId)}::bigint[], ${lines.map(line => line.quantity)}::bigint[]) as g (line_id, quantity)
   group by line_id`

/*
 * Parts of the statements that write delivery notes. Each asks for `goods` (order_id, line_id, quantity), one row a line,
 * before it.
 */

/** What is open of the goods goes on a note; the rows `on_note` (line_id) say of which lines all of it did. */
export const puttingOnNote = sql`
    on_note as (
      update sales_order_line l set quantity_on_notes = l.quantity_on_notes + goods.quantity from goods
       where l.id = goods.line_id and l.order_id = goods.order_id
         and l.quantity_on_notes + goods.quantity <= l.quantity
      returning l.id as line_id
    )`

/** The goods of a note that is cancelled or changed are open again. */
export const takingOffNote = sql`
    off_note as (
      update sales_order_line l set quantity_on_notes = l.quantity_on_notes - goods.quantity from goods
       where l.id = goods.line_id and l.order_id = goods.order_id
    )`

/** The goods are delivered; the row `brought` has the state into which that brings their order. */
export const markingDelivered = sql`
    sent as (
      update sales_order_line l set quantity_delivered = l.quantity_delivered + goods.quantity from goods
       where l.id = goods.line_id and l.order_id = goods.order_id
      returning l.id, l.order_id, l.quantity_delivered
    ), brought as (
      update sales_order o set state = case when exists (
               select from sales_order_line l left join sent on sent.id = l.id
                where l.order_id = o.id and coalesce(sent.quantity_delivered, l.quantity_delivered) < l.quantity
             ) then 'part_delivered' else 'delivered' end
       where o.id = (select order_id from sent limit 1)
      returning o.state
    )`

async function whyNotOnNote(tx: Tx, progress: Progress, onNote: readonly number[]) {
  const { rows } = await sql<{ product: string; order: string; open: number; decimals: number }>`
    select v.name as product, d.number as order, l.quantity - l.quantity_on_notes as open, v.decimals
      from (${goodsOf(progress)}) g
      join sales_order_line l on l.id = g.line_id
      join document d on d.id = l.order_id
      join variant v on v.id = l.variant_id
     where l.order_id = g.order_id and l.id <> all(${[...onNote]}::bigint[])
     order by l.line_number limit 1`.execute(tx.db)
  const line = rows[0]
  if (line === undefined) return refuse('not_found', { what: 'order line' })
  return refuse('line_over_delivered', { ...line, open: stock.formatQuantity(line.open, line.decimals) })
}
