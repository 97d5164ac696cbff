import { sql } from 'kysely'
import { type CaptureRules, fittingRules } from '../../contract/capture-rules.ts'
import type { Tracking } from '../../contract/catalog.ts'
import type { Tx } from '../platform/database/public.ts'

/** The contract's capture rules of product p. */
export const captureColumn = sql<CaptureRules>`
  jsonb_build_object('requiresExpiry', p.requires_expiry, 'requiresMadeOn', p.requires_made_on,
    'requiresSupplierLot', p.requires_supplier_lot, 'shelfLifeDays', p.shelf_life_days,
    'minimumDaysAtReceipt', p.minimum_days_at_receipt, 'minimumDaysAtSale', p.minimum_days_at_sale,
    'serialPattern', jsonb_build_object('kind', p.serial_pattern, 'minLength', p.serial_min_length, 'maxLength', p.serial_max_length))`

/** The rules of products whose rows this transaction has written just now; what does not fit the tracking is let go. */
export async function storeRules(
  tx: Tx,
  products: readonly { productId: number; tracking: Tracking; rules: CaptureRules }[],
): Promise<void> {
  const rules = products.map(one => fittingRules(one.rules, { lots: one.tracking.lots, serials: true }))
  const column = <Value>(read: (one: CaptureRules) => Value) => rules.map(read)
  await sql`
    update product p set requires_expiry = given.expiry, requires_made_on = given.made_on,
           requires_supplier_lot = given.supplier_lot, shelf_life_days = given.shelf_life,
           minimum_days_at_receipt = given.at_receipt, minimum_days_at_sale = given.at_sale, serial_pattern = case when p.pieces_have_serials then given.pattern else 'any' end,
           serial_min_length = case when p.pieces_have_serials then given.min_length end,
           serial_max_length = case when p.pieces_have_serials then given.max_length end
      from unnest(
        ${products.map(one => one.productId)}::bigint[], ${column(r => r.requiresExpiry)}::bool[],
        ${column(r => r.requiresMadeOn)}::bool[], ${column(r => r.requiresSupplierLot)}::bool[],
        ${column(r => r.shelfLifeDays)}::int[], ${column(r => r.minimumDaysAtReceipt)}::int[],
        ${column(r => r.minimumDaysAtSale)}::int[], ${column(r => r.serialPattern.kind)}::text[],
        ${column(r => r.serialPattern.minLength)}::int[], ${column(r => r.serialPattern.maxLength)}::int[]
      ) as given (product_id, expiry, made_on, supplier_lot, shelf_life, at_receipt, at_sale, pattern, min_length, max_length)
     where p.id = given.product_id`.execute(tx.db)
}
