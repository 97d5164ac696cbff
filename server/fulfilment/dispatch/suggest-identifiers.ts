import { sql } from 'kysely'
import type { Reader } from '../../platform/database/public.ts'
import * as stock from '../../stock/public.ts'
import { piecesHaveSerials } from '../identifiers.ts'

interface Want {
  variantId: number
  locationId: number
  count: number
}
interface Taken {
  variantId: number
  value: string
}

/**
 * Identifiers for empty boxes: free pieces at the location, soonest expiry first, then the oldest; of values that may be
 * given out again and again, the first of the list. It claims nothing, and never gives what is taken on the screen.
 */
export async function suggestIdentifiers(
  reader: Reader,
  { wants, taken }: { wants: readonly Want[]; taken: readonly Taken[] },
): Promise<{ items: { variantId: number; locationId: number; values: string[] }[] }> {
  const { rows } = await sql<{ variantId: number; locationId: number; values: string[] }>`
    with want as (
      select want.*, ${piecesHaveSerials} as pieces, p.dispatch_identifier_mode as mode
        from unnest(${wants.map(want => want.variantId)}::bigint[], ${wants.map(want => want.locationId)}::bigint[],
                    ${wants.map(want => want.count)}::int[]) as want (variant_id, location_id, count)
        join variant v on v.id = want.variant_id join product p on p.id = v.product_id
    ), taken as (
      select variant_id, value from unnest(${taken.map(one => one.variantId)}::bigint[],
        ${taken.map(one => one.value.normalize('NFC'))}::text[]) as given (variant_id, value)
    )
    select want.variant_id as "variantId", want.location_id as "locationId",
           case when want.pieces then coalesce((
             select json_agg(one.serial order by one.expires_on, one.came, one.serial) from (
               select unit.serial, coalesce(lot.expires_on, 'infinity') as expires_on,
                      (select min(mu.movement_id) from movement_unit mu where mu.unit_id = unit.id) as came
                 from unit join place on place.id = unit.place_id and place.location_id = want.location_id
                 left join lot on lot.id = unit.lot_id
                where unit.variant_id = want.variant_id and unit.allocation_id is null and unit.hold_id is null
                  and ${stock.lotMayBeSold(reader.today)}
                  and (want.variant_id, normalize(unit.serial, nfc)) not in (select variant_id, value from taken)
                order by 2, 3, 1 limit want.count) one), '[]')
           when want.mode = 'multiple_use' then coalesce((
             select json_agg(first.value) from (
               select value from dispatch_identifier_value
                where variant_id = want.variant_id and archived_at is null order by position limit 1) first
               cross join generate_series(1, want.count)), '[]')
           else '[]' end as values
      from want`.execute(reader.db)
  return { items: rows }
}
