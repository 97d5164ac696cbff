import { sql } from 'kysely'
import type { PurchaseLine } from '../../contract/purchasing.ts'
import type { Reader } from '../platform/database/public.ts'
import { refuse } from '../platform/refusal.ts'

/** The lines of an order by their numbers, from the one after `after` on; `next` is the `after` of the following page. */
export async function listPurchaseLines(
  reader: Reader,
  orderId: number,
  { after, limit }: { after: number; limit: number },
): Promise<{ items: PurchaseLine[]; next: number | null }> {
  const { rows } = await sql<PurchaseLine>`
    select l.id, l.line_number as "lineNumber", l.variant_id as "variantId", p.id as "productId",
           v.product_number as "productNumber", v.name as "productName", v.decimals,
           jsonb_build_object('lots', p.tracks_lots, 'serials', p.tracks_serials) as tracking, p.pieces_have_serials as "piecesHaveSerials",
           l.supplier_id as "supplierId", s.name as "supplierName", l.quantity_sku as "quantitySku",
           l.units_per_pu as "unitsPerPu", unit.name as "unitName", l.price_minor as "priceMinor",
           case when l.price_is_per_pu then 'pu' else 'sku' end as "pricePer",
           l.discount_basis_points as "discountBasisPoints", l.tax_basis_points as "taxBasisPoints", l.place_id as "binId", b.code as "binCode",
           l.lot_number as "lotNumber", l.serial, l.made_on as "madeOn", l.expires_on as "expiresOn",
           l.supplier_lot as "supplierLot",
           case when p.pieces_have_serials and (p.serial_pattern <> 'any' or p.serial_min_length is not null or p.serial_max_length is not null)
             then jsonb_build_object('kind', p.serial_pattern, 'minLength', p.serial_min_length, 'maxLength', p.serial_max_length)
           end as "serialPattern",
           array_remove(array[
             case when p.tracks_lots and p.requires_supplier_lot then 'supplierLot' end,
             case when p.tracks_lots and p.requires_made_on then 'madeOn' end,
             case when p.tracks_lots and p.requires_expiry and p.shelf_life_days is null then 'expiresOn' end], null) as requires,
           came.received as "receivedSku", came.damaged as "damagedSku"
      from purchase_order_line l
      join variant v on v.id = l.variant_id
      join product p on p.id = v.product_id
      left join purchase_unit unit on unit.variant_id = l.variant_id and unit.units = l.units_per_pu
      left join supplier s on s.id = l.supplier_id
      left join place b on b.id = l.place_id
      cross join lateral (
        select coalesce(sum(rl.quantity), 0)::bigint as received, coalesce(sum(rl.damaged_quantity), 0)::bigint as damaged
          from goods_receipt_line rl join goods_receipt r on r.id = rl.receipt_id
         where rl.order_line_id = l.id and r.reversed_at is null
      ) came
     where l.order_id = ${orderId} and l.line_number > ${after}
     order by l.line_number limit ${limit + 1}`.execute(reader.db)
  if (rows.length === 0) await refuseUnknownOrder(reader, orderId)
  const items = rows.slice(0, limit)
  return { items, next: rows.length > limit ? items.at(-1)!.lineNumber : null }
}

async function refuseUnknownOrder(reader: Reader, orderId: number): Promise<void> {
  const { rows } = await sql`select from purchase_order where id = ${orderId}`.execute(reader.db)
  if (rows.length === 0) throw refuse('not_found', { what: 'purchase order' })
}
