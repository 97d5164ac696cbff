import { type RawBuilder, sql } from 'kysely'

/**
 * Where a unit is, as the end of a sentence ("in bin A-01 at Harbour Street", "delivered on D1004"): a scalar query on the
 * column that holds the unit's id.
 */
export function whereabouts(unitIdColumn: string): RawBuilder<string> {
  return sql<string>`(
    select case place.kind
             when 'bin' then 'in bin ' || place.code || ' at ' || location.name
             when 'customer' then 'delivered on ' || coalesce(last.number, 'an earlier document')
             when 'supplier' then 'back at the supplier'
             when 'transit' then 'on its way between locations, on ' || coalesce(last.number, 'a transfer')
             else 'written off' end
      from unit here
      join place on place.id = here.place_id
      left join location on location.id = place.location_id
      left join lateral (
        select document.number from movement_unit mu
          join movement on movement.id = mu.movement_id join document on document.id = movement.document_id
         where mu.unit_id = here.id order by mu.movement_id desc limit 1
      ) last on true
     where here.id = ${sql.ref(unitIdColumn)})`
}
