import { sql } from 'kysely'
import type { UnitChoice } from '../../contract/stock.ts'
import type { Reader } from '../platform/database/public.ts'
import { type Page, pageOf, type SearchQuery } from '../platform/paging.ts'
import { holdText, lotBlockedBecause } from './blocked-because.ts'
import { lotMayBeSold } from './sellable.ts'
import { whereabouts } from './whereabouts.ts'

interface UnitQuery extends SearchQuery {
  readonly locationId?: number | undefined
  readonly lotId?: number | undefined
  readonly onlyFree: boolean
  readonly onlyOnHand: boolean
}

type Listed = UnitChoice & { rank: number; expires: string }

/**
 * Pieces of a variant: with a search those whose serial starts with the text, then those that contain it elsewhere or in
 * other case; among these, of the lot that expires soonest first, then by serial. The few lots are looked at once, not for
 * each of their many pieces, and only the page's rows are described.
 */
export async function listUnits(
  reader: Reader,
  variantId: number,
  query: UnitQuery,
): Promise<Page<UnitChoice>> {
  const onShelf = query.onlyFree || query.onlyOnHand
  const rank = rankOf(query.search)
  const inItsBin = onShelf ? sql`and batch.place_id = unit.place_id` : sql``
  return pageOf<Listed>(
    query,
    ({ after, limit }) =>
      sql`
      with batch as materialized (
        ${onShelf ? batchesOnShelf(variantId, query, reader.today) : batches(variantId, query)}
      ), chosen as materialized (
        select unit.id, ${rank} as rank, unit.expires
          from (
            select unit.*, batch.expires from batch join unit on unit.lot_id = batch.lot_id ${inItsBin}
             where unit.variant_id = ${variantId}
             union all
            select unit.*, batch.expires from batch join unit on unit.lot_id is null and batch.lot_id is null ${inItsBin}
             where unit.variant_id = ${variantId}
          ) unit
         where (not ${query.onlyFree} or (unit.allocation_id is null and unit.hold_id is null))
           and ${contains(query.search)}
           and (${rank}, unit.expires, unit.serial, unit.id)
               > (${after[0] ?? -1}::int, ${after[1] ?? '-infinity'}::date, ${after[2] ?? ''}::text, ${after[3] ?? 0}::bigint)
         order by rank, unit.expires, unit.serial, unit.id limit ${limit}
      )
      select unit.id, unit.variant_id as "variantId", unit.serial, chosen.rank, chosen.expires::text as expires,
             case when lot.id is not null
               then jsonb_build_object('id', lot.id, 'number', lot.number, 'expiresOn', lot.expires_on) end as lot,
             case when location.id is not null then jsonb_build_object('id', place.id, 'code', place.code) end as bin,
             case when location.id is not null
               then jsonb_build_object('id', location.id, 'code', location.code, 'name', location.name) end as location,
             ${unitBlockedBecause(reader.today)} as "blockedBecause"
        from chosen join unit on unit.id = chosen.id left join lot on lot.id = unit.lot_id
        join place on place.id = unit.place_id left join location on location.id = place.location_id
       order by chosen.rank, chosen.expires, unit.serial, unit.id`.execute(reader.db),
    row => [row.rank, row.expires, row.serial, row.id],
  )
}

/** Lots with the bins where some of them are: past the many pieces that were delivered long ago. */
function batchesOnShelf(variantId: number, query: UnitQuery, today: string) {
  return sql`
      select level.lot_id, level.place_id, coalesce(lot.expires_on, 'infinity') as expires
        from level join place on place.id = level.place_id left join lot on lot.id = level.lot_id
       where level.variant_id = ${variantId} and level.on_hand > 0
         and (${query.locationId ?? null}::bigint is null or place.location_id = ${query.locationId ?? null})
         and (${query.lotId ?? null}::bigint is null or level.lot_id = ${query.lotId ?? null})
         and (not ${query.onlyFree} or (level.on_hand > level.allocated and ${lotMayBeSold(today)}))`
}

function batches(variantId: number, query: UnitQuery) {
  return sql`
      select lot.id as lot_id, coalesce(lot.expires_on, 'infinity') as expires
        from lot where lot.variant_id = ${variantId} and (${query.lotId ?? null}::bigint is null or lot.id = ${query.lotId ?? null})
       union all
      select null, 'infinity' where ${query.lotId ?? null}::bigint is null`
}

function rankOf(search: string | undefined) {
  if (!search) return sql`0`
  return sql`case when unit.serial like any(${formsOf(search).map(form => `${form}%`)}::text[]) then 0 else 1 end`
}

function contains(search: string | undefined) {
  if (!search) return sql`true`
  return sql`lower(unit.serial) like any(array(select lower(form) from unnest(${formsOf(search).map(form => `%${form}%`)}::text[]) as form))`
}

/** Both ways in which accents are encoded: bringing 100,000 serials to one of them would cost more than all the rest. */
function formsOf(search: string): string[] {
  const text = search.replace(/[\\%_]/g, '\\$&')
  return [...new Set([text, text.normalize('NFC'), text.normalize('NFD')])]
}

function unitBlockedBecause(today: string) {
  return sql<string | null>`case
    when place.kind <> 'bin' then ${whereabouts('unit.id')}
    when unit.allocation_id is not null then (
      select 'chosen for ' || document.number from allocation join document on document.id = allocation.document_id
       where allocation.id = unit.allocation_id)
    when unit.hold_id is not null then ${holdText(sql`unit.hold_id`)}
    else ${lotBlockedBecause(today)} end`
}
