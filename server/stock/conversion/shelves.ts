import { type RawBuilder, sql } from 'kysely'
import type { ConversionShelf } from '../../../contract/conversion.ts'

/**
 * The shelves of a draft: what is on hand now beside what was counted, one row for each variant, bin and (old) lot, with
 * the columns of the contract's ConversionShelf. What was counted on a shelf that has become empty is shown too.
 */
export function shelvesOf(conversionId: number): RawBuilder<ConversionShelf> {
  return sql<ConversionShelf>`
    with stock as (
      select l.variant_id, l.place_id, l.lot_id, l.on_hand
        from conversion c join variant v on v.product_id = c.product_id
        join level l on l.variant_id = v.id and l.on_hand > 0
        join place on place.id = l.place_id and place.kind = 'bin'
       where c.id = ${conversionId}
    ), counted as (
      select s.*, (select coalesce(sum(quantity), 0)::bigint from conversion_line where shelf_id = s.id) as identified,
             case when s.lot_id is null
               then exists (select from movement m where m.variant_id = s.variant_id and m.lot_id is null
                               and m.id > s.seen_movement_id and s.place_id in (m.from_place_id, m.to_place_id))
               else exists (select from movement m where m.variant_id = s.variant_id and m.lot_id = s.lot_id
                               and m.id > s.seen_movement_id and s.place_id in (m.from_place_id, m.to_place_id)) end as moved
        from conversion_shelf s where s.conversion_id = ${conversionId}
    ), shelf as (
      select coalesce(stock.variant_id, counted.variant_id) as variant_id, coalesce(stock.place_id, counted.place_id) as place_id,
             coalesce(stock.lot_id, counted.lot_id) as lot_id, coalesce(stock.on_hand, 0) as on_hand,
             coalesce(counted.identified, 0) as identified, coalesce(counted.version, 0) as version,
             counted.saved_at, counted.saved_by,
             counted.moved or counted.seen_on_hand <> coalesce(stock.on_hand, 0) as changed
        from stock full join counted on counted.variant_id = stock.variant_id and counted.place_id = stock.place_id
         and coalesce(counted.lot_id, 0) = coalesce(stock.lot_id, 0)
       where stock.variant_id is not null or counted.identified > 0
    )
    select shelf.variant_id as "variantId", v.name, v.product_number as "productNumber",
           jsonb_build_object('id', location.id, 'code', location.code, 'name', location.name) as location,
           jsonb_build_object('id', place.id, 'code', place.code) as bin,
           case when lot.id is not null
             then jsonb_build_object('id', lot.id, 'number', lot.number, 'expiresOn', lot.expires_on) end as lot,
           shelf.on_hand as "onHand", shelf.identified,
           case when shelf.changed and shelf.identified > 0 then 'changed' when shelf.identified > shelf.on_hand then 'over'
                when shelf.identified = shelf.on_hand then 'done' when shelf.identified > 0 then 'part' else 'open' end as state,
           shelf.version, shelf.saved_at as "savedAt", staff.name as "savedBy"
      from shelf join variant v on v.id = shelf.variant_id
      join place on place.id = shelf.place_id join location on location.id = place.location_id
      left join lot on lot.id = shelf.lot_id left join staff on staff.id = shelf.saved_by
     order by location.name, location.id, place.code, v.sort_name, v.id, lot.number, lot.id`
}
