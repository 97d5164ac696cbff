import { sql } from 'kysely'
import type { GoodsReceiptLine } from '../../contract/goods-receipts.ts'
import type { Reader } from '../platform/database/public.ts'
import { refuse } from '../platform/refusal.ts'

/**
 * What came in under a receipt, row by row, from the row after `after` on; `next` is the `after` of the following page.
 * `+ 0` leaves only the index on serials to look a piece up by.
 */
export async function listReceiptLines(
  reader: Reader,
  receiptId: number,
  { after, limit }: { after: number; limit: number },
): Promise<{ items: GoodsReceiptLine[]; next: number | null }> {
  const { rows } = await sql<GoodsReceiptLine>`
    select line.line_number as "lineNumber", line.order_line_number as "orderLineNumber", v.product_id as "productId",
           v.product_number as "productNumber", v.name as "productName", v.decimals, line.quantity,
           line.damaged_quantity as "damagedQuantity", line.damage_reason as "damageReason", bin.code as "binCode",
           line.lot_number as "lotNumber", lot.id as "lotId", line.serial, unit.id as "unitId",
           coalesce(line.made_on, lot.made_on) as "madeOn", coalesce(line.expires_on, lot.expires_on) as "expiresOn",
           coalesce(line.supplier_lot, lot.supplier_lot) as "supplierLot"
      from (
        select rl.line_number, l.line_number as order_line_number, l.variant_id, rl.quantity, rl.damaged_quantity,
               rl.damage_reason, rl.place_id, coalesce(rl.lot_number, l.lot_number) as lot_number,
               coalesce(rl.serial, l.serial) as serial,
               case when rl.lot_number is null then coalesce(rl.made_on, l.made_on) else rl.made_on end as made_on,
               case when rl.lot_number is null then coalesce(rl.expires_on, l.expires_on) else rl.expires_on end as expires_on,
               case when rl.lot_number is null then coalesce(rl.supplier_lot, l.supplier_lot) else rl.supplier_lot end as supplier_lot
          from goods_receipt_line rl join purchase_order_line l on l.id = rl.order_line_id
         where rl.receipt_id = ${receiptId} and rl.line_number > ${after}
         order by rl.line_number limit ${limit + 1}
      ) line
      join variant v on v.id = line.variant_id join product p on p.id = v.product_id
      join place bin on bin.id = line.place_id
      left join lot on lot.variant_id = line.variant_id and normalize(lot.number, nfc) = normalize(line.lot_number, nfc)
      left join unit on normalize(unit.serial, nfc) = normalize(line.serial, nfc) and unit.variant_id + 0 = line.variant_id
     order by line.line_number`.execute(reader.db)
  if (rows.length === 0) await refuseUnknownReceipt(reader, receiptId)
  const items = rows.slice(0, limit)
  return { items, next: rows.length > limit ? items.at(-1)!.lineNumber : null }
}

async function refuseUnknownReceipt(reader: Reader, receiptId: number): Promise<void> {
  const { rows } = await sql`select from goods_receipt where id = ${receiptId}`.execute(reader.db)
  if (rows.length === 0) throw refuse('not_found', { what: 'goods receipt' })
}
