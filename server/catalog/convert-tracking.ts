import { sql } from 'kysely'
import { changed, type Tx } from '../platform/database/public.ts'

interface Tracking {
  readonly lots: boolean
  readonly serials: boolean
}

/**
 * Locks a product's row alone, until the commit: every change of its stock that is under way is waited for, and the next
 * one waits. Gives whether the product is still tracked as `from` says.
 */
export async function lockForConversion(tx: Tx, productId: number, from: Tracking): Promise<boolean> {
  const { rows } = await sql<Tracking>`
    select tracks_lots as lots, tracks_serials as serials from product where id = ${productId} for update`.execute(
    tx.db,
  )
  return rows[0]?.lots === from.lots && rows[0].serials === from.serials
}

/**
 * Changes the tracking of a product whose tracking is locked: only for the ledger, in the transaction of a conversion that
 * is done, while nothing of it is in stock (promise 7; the trigger stands behind it). Capture rules that no longer fit are
 * let go, and pieces that are tracked by their serials need no other identifiers beside them.
 */
export async function convertTracking(
  tx: Tx,
  productId: number,
  to: Tracking & { readonly conversionId: number },
): Promise<void> {
  const result = await sql`
    update product
       set tracks_lots = ${to.lots}, tracks_serials = ${to.serials}, conversion_id = ${to.conversionId}, version = version + 1,
           changed_at = ${tx.at}, changed_by = ${tx.actor.id},
           requires_expiry = requires_expiry and ${to.lots}, requires_made_on = requires_made_on and ${to.lots},
           requires_supplier_lot = requires_supplier_lot and ${to.lots},
           shelf_life_days = case when ${to.lots} then shelf_life_days end,
           minimum_days_at_receipt = case when ${to.lots} then minimum_days_at_receipt end,
           minimum_days_at_sale = case when ${to.lots} then minimum_days_at_sale end,
           serial_pattern = case when ${to.serials} or dispatch_identifier_mode = 'single_use' then serial_pattern else 'any' end,
           serial_min_length = case when ${to.serials} or dispatch_identifier_mode = 'single_use' then serial_min_length end,
           serial_max_length = case when ${to.serials} or dispatch_identifier_mode = 'single_use' then serial_max_length end,
           dispatch_identifier_mode = case when ${to.serials} then 'off' else dispatch_identifier_mode end
     where id = ${productId}`.execute(tx.db)
  if (changed(result) !== 1) throw new Error(`product ${productId} is gone under its conversion`)
}
