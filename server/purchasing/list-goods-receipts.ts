import { type RawBuilder, sql } from 'kysely'
import type { GoodsReceiptRow } from '../../contract/goods-receipts.ts'
import type { Reader } from '../platform/database/public.ts'
import { contains, type Page, pageOf, type SearchQuery } from '../platform/paging.ts'

/**
 * Goods receipts, newest first. What is searched for may be part of a receipt's number, of its order's number or of its
 * supplier's name, or the whole of a lot number, a supplier's lot number or a serial number that came in under it: whole,
 * because those are looked up by their indexes, however many there are.
 */
export async function listGoodsReceipts(
  reader: Reader,
  query: SearchQuery & { state?: 'in_stock' | 'reversed' | undefined },
): Promise<Page<GoodsReceiptRow>> {
  const isReversed = query.state === undefined ? null : query.state === 'reversed'
  return pageOf<GoodsReceiptRow>(
    query,
    ({ after, limit }) =>
      sql`
        with page as materialized (
          select r.id, r.order_id, r.location_id, r.reversed_at, d.number, d.created_at, d.created_by, od.number as order_number,
                 o.supplier_id
            from goods_receipt r join document d on d.id = r.id
            join purchase_order o on o.id = r.order_id join document od on od.id = o.id
           where (${isReversed}::boolean is null or (r.reversed_at is not null) = ${isReversed}::boolean)
             and (${after[0] ?? null}::timestamptz is null
                  or (d.created_at, r.id) < (${after[0] ?? null}::timestamptz, ${after[1] ?? null}::bigint))
             and ${matches(query.search)}
           order by d.created_at desc, r.id desc limit ${limit}
        )
        select page.id, page.number, jsonb_build_object('id', page.order_id, 'number', page.order_number) as order,
               case when s.id is not null then jsonb_build_object('id', s.id, 'name', s.name) end as supplier,
               jsonb_build_object('id', l.id, 'code', l.code, 'name', l.name) as location,
               page.created_at as "createdAt", coalesce(maker.name, 'Lotbook') as "createdBy",
               (select count(*) from goods_receipt_line line where line.receipt_id = page.id) as "lineCount",
               page.reversed_at is not null as "isReversed"
          from page join location l on l.id = page.location_id
          left join supplier s on s.id = page.supplier_id
          left join staff maker on maker.id = page.created_by
         order by page.created_at desc, page.id desc`.execute(reader.db),
    row => [row.createdAt, row.id],
  )
}

/** The ledger knows what came in under which receipt, also what was taken back. */
function matches(search: string | undefined): RawBuilder<boolean> {
  const pattern = contains(search)
  if (pattern === null || !search) return sql`true`
  return sql`(
    d.number ilike ${pattern} or od.number ilike ${pattern}
    or o.supplier_id in (select id from supplier where name ilike ${pattern})
    or (o.supplier_id is null and exists (
          select from purchase_order_line l where l.order_id = o.id and l.supplier_id in (select id from supplier where name ilike ${pattern})))
    or r.id in (
      select m.document_id from lot join movement m on m.variant_id = lot.variant_id and m.lot_id = lot.id
       where normalize(lot.number, nfc) = normalize(${search}::text, nfc)
      union
      select m.document_id from lot join movement m on m.variant_id = lot.variant_id and m.lot_id = lot.id
       where lot.supplier_lot is not null and normalize(lot.supplier_lot, nfc) = normalize(${search}::text, nfc)
      union
      select m.document_id from unit join movement_unit mu on mu.unit_id = unit.id join movement m on m.id = mu.movement_id
       where normalize(unit.serial, nfc) = normalize(${search}::text, nfc)))`
}
