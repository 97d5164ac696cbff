import { sql } from 'kysely'
import type { Reader } from '../../platform/database/public.ts'

/** Goods of one product and lot in one bin of a count. */
export interface CountRow {
  bin: string
  /** Null for pieces that the books do not know. */
  productName: string | null
  productNumber: string | null
  decimals: number
  lotNumber: string | null
  expiresOn: string | null
  /** By the books; null where a blind count does not tell. */
  expected: number | null
  /** Null while nobody counted it. */
  counted: number | null
  serials: string[]
}

/**
 * What a count sheet lists, bin by bin. In bins that are still open: what the books have there, with what is counted so
 * far; in finished ones, and of a count that has ended: what was counted and what was missed, as it was then.
 */
export async function readCountRows(reader: Reader, countId: number): Promise<CountRow[]> {
  const { rows } = await sql<CountRow>`
    with here as materialized (
      select b.place_id, c.state = 'open' and b.finished_at is null as is_open, c.is_blind, c.every_product
        from stock_count_bin b join stock_count c on c.id = b.count_id where c.id = ${countId}
    ), listed as (
      select here.place_id, l.variant_id, l.lot_id, null::text as lot_number, l.on_hand as in_books, null::bigint as expected,
             null::bigint as counted, array(
               select u.serial from unit u
                where u.place_id = l.place_id and u.variant_id = l.variant_id and u.lot_id is not distinct from l.lot_id) as serials
        from here join level l on l.place_id = here.place_id and l.on_hand > 0
       where here.is_open and not here.is_blind
         and (here.every_product or exists (
               select from stock_count_product p where p.count_id = ${countId} and p.variant_id = l.variant_id))
      union all
      select l.place_id, l.variant_id, lot.id, l.lot_number, null, l.expected, l.counted, '{}'
        from stock_count_line l
        left join lot on lot.variant_id = l.variant_id and normalize(lot.number, nfc) = normalize(l.lot_number, nfc)
       where l.count_id = ${countId}
      union all
      select p.place_id, coalesce(u.variant_id, p.variant_id), u.lot_id, null, null, (p.seen_place_id = p.place_id)::int, 1,
             case when here.is_open and not here.is_blind and p.seen_place_id = p.place_id then '{}' else array[p.serial] end
        from stock_count_piece p join here on here.place_id = p.place_id left join unit u on u.id = p.unit_id
       where p.count_id = ${countId}
      union all
      select m.place_id, u.variant_id, u.lot_id, null, null, 1, 0, array[u.serial]
        from stock_count_missing m join unit u on u.id = m.unit_id
       where m.count_id = ${countId}
         and not exists (select from stock_count_piece p where p.count_id = m.count_id and p.unit_id = m.unit_id)
    ), goods as (
      select listed.place_id, listed.variant_id, listed.lot_id, coalesce(lot.number, min(lot_number)) as lot_number, lot.expires_on,
             coalesce(sum(in_books), sum(expected))::bigint as expected, sum(counted)::bigint as counted,
             array(select serial from listed mine, unnest(mine.serials) as serial
                    where mine.place_id = listed.place_id and mine.variant_id is not distinct from listed.variant_id
                      and mine.lot_id is not distinct from listed.lot_id order by serial) as serials
        from listed left join lot on lot.id = listed.lot_id
       group by listed.place_id, listed.variant_id, listed.lot_id, lot.id, normalize(lot_number, nfc)
    )
    select place.code as bin, v.name as "productName", v.product_number as "productNumber", coalesce(v.decimals, 0) as decimals,
           goods.lot_number as "lotNumber", goods.expires_on as "expiresOn",
           case when here.is_open and here.is_blind then null else coalesce(goods.expected, 0) end as expected,
           goods.counted, goods.serials
      from goods join here on here.place_id = goods.place_id join place on place.id = goods.place_id
      left join variant v on v.id = goods.variant_id
     order by place.code, v.sort_name nulls last, goods.expires_on, goods.lot_number`.execute(reader.db)
  return rows
}
