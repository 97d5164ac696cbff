import { sql } from 'kysely'
import type { StockRow } from '../../contract/stock.ts'
import * as catalog from '../catalog/public.ts'
import type { Reader } from '../platform/database/public.ts'
import { type Page, pageOf, type SearchQuery } from '../platform/paging.ts'
import { lotMayBeSold } from './sellable.ts'

interface StockQuery extends SearchQuery {
  readonly locationId?: number | undefined
  readonly onlyInStock: boolean
}

/**
 * The stock overview by product name, over all locations or at one. The page is chosen first; sums are made for its rows
 * only. An archived product is listed for as long as some of it is there.
 */
export async function listStock(reader: Reader, query: StockQuery): Promise<Page<StockRow>> {
  return pageOf<StockRow & { sortName: string }>(
    query,
    ({ after, limit }) =>
      sql`
      with chosen as materialized (
        select p.id, v.id as variant_id, lower(p.name) as sort_name
          from product p join variant v on v.product_id = p.id
         where ${catalog.productMatches(sql`p.search_text`, query.search)}
           and (lower(p.name), p.id) > (${after[0] ?? ''}::text, ${after[1] ?? 0}::bigint)
           and ((p.archived_at is null and not ${query.onlyInStock}) or ${someIsThere(query.locationId)})
         order by lower(p.name), p.id limit ${limit}
      )
      select p.id as "productId", v.id as "variantId", p.name, v.product_number as "productNumber", v.decimals,
             jsonb_build_object('lots', p.tracks_lots, 'serials', p.tracks_serials) as tracking,
             goods.on_hand as "onHand", goods.allocated, claims.reserved, goods.blocked + held.pieces as blocked,
             greatest(goods.free - held.free - claims.reserved, 0) as available,
             goods.soonest_expiry as "soonestExpiry", chosen.sort_name as "sortName"
        from chosen join product p on p.id = chosen.id join variant v on v.id = chosen.variant_id
        ${goodsOfVariant(query.locationId, reader.today)}
       order by chosen.sort_name, p.id`.execute(reader.db),
    row => [row.sortName, row.productId],
  )
}

function at(locationId: number | undefined) {
  return sql`(${locationId ?? null}::bigint is null or place.location_id = ${locationId ?? null})`
}

/**
 * A scalar query with a limit is asked for each product in turn, by its index, until the page is full. As a semi-join
 * PostgreSQL first gathered the stock of all: 20 times slower where most is in stock, and no quicker where little is.
 */
function someIsThere(locationId: number | undefined) {
  return sql`coalesce((
    select true from level
     where level.variant_id = v.id and level.on_hand > 0
       and (${locationId ?? null}::bigint is null
         or level.place_id = any(array(select place.id from place where place.location_id = ${locationId ?? null})))
     limit 1), false)`
}

/** What is allocated of blocked goods counts once: it is blocked, and does not lower what can be sold of the others. */
function goodsOfVariant(locationId: number | undefined, today: string) {
  return sql`
    cross join lateral (
      select coalesce(sum(level.on_hand), 0)::bigint as on_hand, coalesce(sum(level.allocated), 0)::bigint as allocated,
             coalesce(sum(level.on_hand) filter (where not ${lotMayBeSold(today)}), 0)::bigint as blocked,
             coalesce(sum(level.on_hand - level.allocated) filter (where ${lotMayBeSold(today)}), 0)::bigint as free,
             min(lot.expires_on) filter (where level.on_hand > 0) as soonest_expiry
        from level join place on place.id = level.place_id left join lot on lot.id = level.lot_id
       where level.variant_id = v.id and ${at(locationId)}
    ) goods
    cross join lateral (
      select count(*) as pieces, count(*) filter (where unit.allocation_id is null) as free
        from unit join place on place.id = unit.place_id and place.kind = 'bin' left join lot on lot.id = unit.lot_id
       where unit.variant_id = v.id and unit.hold_id is not null and ${lotMayBeSold(today)} and ${at(locationId)}
    ) held
    cross join lateral (
      select coalesce(sum(quantity), 0)::bigint as reserved from reserved_level
       where reserved_level.variant_id = v.id
         and (${locationId ?? null}::bigint is null or reserved_level.location_id = ${locationId ?? null})
    ) claims`
}
