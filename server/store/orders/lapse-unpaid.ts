import { sql } from 'kysely'
import * as documents from '../../documents/public.ts'
import { inTransaction, kyselyOn, type Tx } from '../../platform/database/public.ts'
import type { House } from '../../platform/house.ts'
import { Refusal } from '../../platform/refusal.ts'
import * as sales from '../../sales/public.ts'
import { writeLapsed } from '../checkout/confirmation.ts'
import { visitor } from '../web/visit.ts'
import { endNews } from './tell-news.ts'

/**
 * Cancels the store's orders that were not paid in time, so that their goods are free again, and tells their buyers. What
 * the merchant is working on (paid in part, on a delivery note, invoiced) stays.
 */
export async function lapseUnpaid(house: House): Promise<void> {
  const { rows } = await sql<{ orderId: number }>`
    select order_id as "orderId" from store_order where lapses_at <= ${house.clock().toISOString()}
     order by lapses_at limit 500`.execute(kyselyOn(house.pool))
  const act = { actor: visitor, at: house.clock(), timeZone: 'UTC' }
  for (const { orderId } of rows) {
    const lapsed = await inTransaction(house.pool, act, tx => lapse(tx, house, orderId)).catch(refusedOrThrow)
    if (!lapsed) await inTransaction(house.pool, act, tx => settle(tx, orderId))
  }
}

/** Gives false for an order that is paid, even in part. The order's row is held from before it is asked. */
async function lapse(tx: Tx, house: House, orderId: number): Promise<boolean> {
  const { rows } = await sql<{ paidMinor: number }>`
    select paid_minor as "paidMinor" from sales_order where id = ${orderId} for update`.execute(tx.db)
  if (rows[0] === undefined || rows[0].paidMinor > 0) return false
  await sales.cancelSalesOrder(tx, orderId)
  await documents.recordEvent(tx, orderId, 'lapsed')
  await settle(tx, orderId)
  await endNews(tx, orderId)
  await writeLapsed(tx, house.configuration, orderId)
  return true
}

async function settle(tx: Tx, orderId: number): Promise<void> {
  await sql`update store_order set lapses_at = null where order_id = ${orderId}`.execute(tx.db)
}

/** An order that cannot be cancelled is being worked on, or is cancelled already. */
function refusedOrThrow(error: unknown): false {
  if (error instanceof Refusal && error.code !== 'busy') return false
  throw error
}
