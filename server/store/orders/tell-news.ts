import { sql } from 'kysely'
import { inTransaction, kyselyOn, type Tx } from '../../platform/database/public.ts'
import type { House } from '../../platform/house.ts'
import { writeCancelled, writeSent } from '../checkout/confirmation.ts'
import { readStoreFacts } from '../store-facts.ts'
import { visitor } from '../web/visit.ts'
import { readBuyerOrder } from './buyer-order.ts'

/** Writes to buyers whose goods left, or whose order was cancelled, since they were last told. */
export async function tellNews(house: House): Promise<void> {
  const db = kyselyOn(house.pool)
  const { rows } = await sql<{ orderId: number }>`
    select s.order_id as "orderId" from store_order s join sales_order o on o.id = s.order_id
     where s.awaits_news
       and (o.state in ('delivered', 'cancelled') or exists (
             select from delivery_note n where n.order_id = o.id and n.state in ('shipped', 'delivered')
                and not exists (select from message m where m.document_id = n.id)))
     order by s.order_id limit 500`.execute(db)
  if (rows.length === 0) return
  const { timeZone } = await readStoreFacts({ db })
  const act = { actor: visitor, at: house.clock(), timeZone }
  for (const { orderId } of rows) await inTransaction(house.pool, act, tx => tell(tx, house, orderId))
}

/** The order's row in the store is held, so that of two servers one tells. */
async function tell(tx: Tx, house: House, orderId: number): Promise<void> {
  const { rows } = await sql`
    select from store_order where order_id = ${orderId} and awaits_news for update skip locked`.execute(tx.db)
  const bought = rows.length === 0 ? undefined : await readBuyerOrder(tx, { orderId })
  if (bought === undefined) return
  const told = await sql<{ id: number }>`
    select distinct document_id as id from message where document_id = any(${bought.sent.map(note => note.id)}::bigint[])`.execute(
    tx.db,
  )
  const known = new Set(told.rows.map(row => row.id))
  for (const note of bought.sent)
    if (!known.has(note.id)) await writeSent(tx, house.configuration, bought, note)
  const { state } = bought.order
  if (state === 'cancelled') await writeCancelled(tx, house.configuration, bought)
  if (state === 'cancelled' || state === 'delivered') await endNews(tx, orderId)
}

/** Says that nothing more will become of an order that its buyer has to be told. */
export async function endNews(tx: Tx, orderId: number): Promise<void> {
  await sql`update store_order set awaits_news = false where order_id = ${orderId}`.execute(tx.db)
}
