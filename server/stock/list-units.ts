import { sql } from 'kysely'
import type { UnitChoice } from '../../contract/stock.ts'
import type { Reader } from '../platform/database/public.ts'
import { contains, type Page, pageOf, type SearchQuery } from '../platform/paging.ts'
import { holdText, lotBlockedBecause } from './blocked-because.ts'
import { lotMayBeSold } from './sellable.ts'
import { whereabouts } from './whereabouts.ts'

interface UnitQuery extends SearchQuery {
  readonly locationId?: number | undefined
  readonly lotId?: number | undefined
  readonly onlyFree: boolean
  readonly onlyOnHand: boolean
}

type Listed = UnitChoice & { group: Group; expires: string }
type Group = 'starts' | 'contains'
type Place = { after: (string | number | null)[]; limit: number }

/**
 * Pieces of a variant, of the lot that expires soonest first, then by serial. With a search, those whose serial starts with
 * the text come first, found by the index; those that contain it elsewhere, or in other case, are looked for only when the
 * page is not full yet.
 */
export async function listUnits(
  reader: Reader,
  variantId: number,
  query: UnitQuery,
): Promise<Page<UnitChoice>> {
  const ask = async (group: Group, place: Place) =>
    (await unitsOfGroup(reader, variantId, query, group, place).execute(reader.db)).rows
  return pageOf<Listed>(
    query,
    async ({ after: [group, ...after], limit }) => {
      const starting = group === 'contains' ? [] : await ask('starts', { after, limit })
      if (!query.search || starting.length === limit) return { rows: starting }
      const place = { after: group === 'contains' ? after : [], limit: limit - starting.length }
      return { rows: [...starting, ...(await ask('contains', place))] }
    },
    row => [row.group, row.expires, row.serial.normalize('NFC'), row.id],
  )
}

function unitsOfGroup(
  reader: Reader,
  variantId: number,
  query: UnitQuery,
  group: Group,
  { after, limit }: Place,
) {
  return sql<Listed>`
    with chosen as materialized (
      select unit.id, coalesce(lot.expires_on, 'infinity') as expires
        from ${query.onlyFree || query.onlyOnHand ? unitsOnHand(query.locationId) : sql`unit`}
        left join lot on lot.id = unit.lot_id
       where unit.variant_id = ${variantId}
         and (${query.lotId ?? null}::bigint is null or unit.lot_id = ${query.lotId ?? null})
         and (not ${query.onlyFree} or (unit.allocation_id is null and unit.hold_id is null and ${lotMayBeSold(reader.today)}))
         and ${serialFits(group, query.search)}
         and (coalesce(lot.expires_on, 'infinity'), normalize(unit.serial, nfc), unit.id)
             > (${after[0] ?? '-infinity'}::date, ${after[1] ?? ''}::text, ${after[2] ?? 0}::bigint)
       order by expires, normalize(unit.serial, nfc), unit.id limit ${limit}
    )
    select unit.id, unit.variant_id as "variantId", unit.serial, ${group}::text as group, chosen.expires::text as expires,
           case when lot.id is not null
             then jsonb_build_object('id', lot.id, 'number', lot.number, 'expiresOn', lot.expires_on) end as lot,
           case when location.id is not null then jsonb_build_object('id', place.id, 'code', place.code) end as bin,
           case when location.id is not null
             then jsonb_build_object('id', location.id, 'code', location.code, 'name', location.name) end as location,
           ${unitBlockedBecause(reader.today)} as "blockedBecause"
      from chosen join unit on unit.id = chosen.id join place on place.id = unit.place_id
      left join location on location.id = place.location_id
      left join lot on lot.id = unit.lot_id
     order by chosen.expires, normalize(unit.serial, nfc), unit.id`
}

/** The levels lead to the pieces that are there, past the many that were delivered long ago. */
function unitsOnHand(locationId: number | undefined) {
  return sql`level
        join place on place.id = level.place_id
          and (${locationId ?? null}::bigint is null or place.location_id = ${locationId ?? null})
        join unit on unit.variant_id = level.variant_id and unit.lot_id = level.lot_id
          and unit.place_id = level.place_id and level.on_hand > 0`
}

function serialFits(group: Group, search: string | undefined) {
  if (!search) return sql`true`
  const start = search.normalize('NFC')
  const startsWith = sql`normalize(unit.serial, nfc) >= ${start}::text and normalize(unit.serial, nfc) < ${start}::text || chr(1114111)`
  if (group === 'starts') return startsWith
  return sql`not (${startsWith}) and lower(normalize(unit.serial, nfc)) like lower(${contains(start)}::text)`
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
