import { type RawBuilder, sql } from 'kysely'
import type { ExpiryRow, ExpiryWindow } from '../../../contract/expiry.ts'
import type { Reader } from '../../platform/database/public.ts'
import { contains, type Page, pageOf, type SearchQuery } from '../../platform/paging.ts'
import { holdText } from '../blocked-because.ts'

interface ExpiryQuery extends SearchQuery {
  readonly window: ExpiryWindow
  readonly locationId?: number | undefined
}

/** The first and the last day (both in it) on which the lots of a window expire; a lot may be sold on its last day. */
function daysOf(window: ExpiryWindow, today: string): RawBuilder<unknown> {
  if (window === 'expired') return sql`lot.expires_on < ${today}::date`
  return sql`lot.expires_on between ${today}::date and ${today}::date + ${Number(window)}::int`
}

/** What is on the shelf of lots that have expired, or will within the window: a row for each lot and location, soonest first. */
export async function listExpiring(reader: Reader, query: ExpiryQuery): Promise<Page<ExpiryRow>> {
  const pattern = contains(query.search)
  return pageOf<ExpiryRow>(
    query,
    ({ after, limit }) =>
      sql`
      with shelf as materialized (
        select lot.id as lot_id, lot.expires_on, place.location_id, sum(level.on_hand)::bigint as on_hand,
               sum(level.allocated)::bigint as allocated
          from lot join variant v on v.id = lot.variant_id
          join level on level.variant_id = lot.variant_id and level.lot_id = lot.id and level.on_hand > 0
          join place on place.id = level.place_id
         where ${daysOf(query.window, reader.today)}
           and (${query.locationId ?? null}::bigint is null or place.location_id = ${query.locationId ?? null})
           and (${pattern}::text is null or lot.number ilike ${pattern} or v.name ilike ${pattern} or v.product_number ilike ${pattern})
           and (lot.expires_on, lot.id, place.location_id)
               > (${after[0] ?? '-infinity'}::date, ${after[1] ?? 0}::bigint, ${after[2] ?? 0}::bigint)
         group by lot.id, lot.expires_on, place.location_id
         order by lot.expires_on, lot.id, place.location_id limit ${limit}
      )
      select lot.id as "lotId", lot.number as lot, v.id as "variantId", v.name as product, v.product_number as "productNumber",
             v.decimals, jsonb_build_object('id', location.id, 'code', location.code, 'name', location.name) as location,
             lot.expires_on as "expiresOn", lot.expires_on - ${reader.today}::date as "daysLeft",
             shelf.on_hand as "onHand", shelf.allocated, ${worthOf(sql`shelf.on_hand`)} as "valueMinor",
             ${holdText(sql`lot.hold_id`)} as held
        from shelf join lot on lot.id = shelf.lot_id join variant v on v.id = lot.variant_id
        join location on location.id = shelf.location_id
       order by lot.expires_on, lot.id, location.id`.execute(reader.db),
    row => [row.expiresOn, row.lotId, row.location.id],
  )
}

/** How many lots are in each window, and what they are worth; a window holds the shorter ones. */
export async function readExpirySums(
  reader: Reader,
  { locationId = null }: { readonly locationId?: number | null | undefined },
): Promise<{ items: { window: ExpiryWindow; lots: number; valueMinor: number }[] }> {
  const { rows } = await sql<{ window: ExpiryWindow; lots: number; valueMinor: number }>`
    with shelf as materialized (
      select lot.id, lot.expires_on, ${worthOf(sql`level.on_hand`)} as value_minor
        from lot join variant v on v.id = lot.variant_id
        join level on level.variant_id = lot.variant_id and level.lot_id = lot.id and level.on_hand > 0
        join place on place.id = level.place_id
       where lot.expires_on <= ${reader.today}::date + 90 and (${locationId}::bigint is null or place.location_id = ${locationId})
    )
    select asked.name as window, count(distinct shelf.id)::int as lots, coalesce(sum(value_minor), 0)::bigint as "valueMinor"
      from (values ('expired', null::int, -1), ('30', 0, 30), ('60', 0, 60), ('90', 0, 90)) as asked (name, first, last)
      left join shelf on (asked.first is null or shelf.expires_on >= ${reader.today}::date + asked.first)
       and shelf.expires_on <= ${reader.today}::date + asked.last
     group by asked.name, asked.last order by asked.last`.execute(reader.db)
  return { items: rows }
}

/** At the selling price of variant v. */
const worthOf = (quantity: RawBuilder<unknown>) =>
  sql<number>`round(${quantity} * v.price_minor / 10.0 ^ v.decimals)::bigint`
