import { sql } from 'kysely'
import type { LotChoice } from '../../contract/stock.ts'
import type { Reader } from '../platform/database/public.ts'
import { contains, type Page, pageOf, type SearchQuery } from '../platform/paging.ts'
import { lotBlockedBecause } from './blocked-because.ts'

interface LotQuery extends SearchQuery {
  readonly locationId?: number | undefined
  readonly onlyOnHand: boolean
}

/** Lots of a variant, soonest expiry first, searched by any part of the lot number. */
export async function listLots(reader: Reader, variantId: number, query: LotQuery): Promise<Page<LotChoice>> {
  const locationId = query.locationId ?? null
  const pattern = contains(query.search)
  return pageOf<LotChoice>(
    query,
    ({ after, limit }) =>
      sql`
      with chosen as materialized (
        select lot.id from lot
         where lot.variant_id = ${variantId}
           and (${pattern}::text is null or normalize(lot.number, nfc) ilike normalize(${pattern}::text, nfc))
           and (coalesce(lot.expires_on, 'infinity'), lot.id) > (${after[0] ?? '-infinity'}::date, ${after[1] ?? 0}::bigint)
           and (not ${query.onlyOnHand} or exists (
             select from level join place on place.id = level.place_id
              where level.variant_id = lot.variant_id and level.lot_id = lot.id and level.on_hand > 0
                and (${locationId}::bigint is null or place.location_id = ${locationId})))
         order by coalesce(lot.expires_on, 'infinity'), lot.id limit ${limit}
      )
      select lot.id, lot.variant_id as "variantId", lot.number, lot.made_on as "madeOn", lot.expires_on as "expiresOn",
             supplier.name as supplier, shelf.on_hand as "onHand",
             case when why.blocked is null then shelf.free - held.free else 0 end as free, why.blocked as "blockedBecause"
        from chosen join lot on lot.id = chosen.id
        left join supplier on supplier.id = lot.supplier_id
        cross join lateral (select ${lotBlockedBecause(reader.today)} as blocked) why
        cross join lateral (
          select coalesce(sum(on_hand), 0)::bigint as on_hand, coalesce(sum(on_hand - allocated), 0)::bigint as free
            from level join place on place.id = level.place_id
           where level.variant_id = lot.variant_id and level.lot_id = lot.id
             and (${locationId}::bigint is null or place.location_id = ${locationId})
        ) shelf
        cross join lateral (
          select count(*) as free from unit join place on place.id = unit.place_id and place.kind = 'bin'
           where unit.variant_id = lot.variant_id and unit.lot_id = lot.id and unit.hold_id is not null
             and unit.allocation_id is null
             and (${locationId}::bigint is null or place.location_id = ${locationId})
        ) held
       order by coalesce(lot.expires_on, 'infinity'), lot.id`.execute(reader.db),
    row => [row.expiresOn ?? 'infinity', row.id],
  )
}
