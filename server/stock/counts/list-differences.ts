import { sql } from 'kysely'
import type { CountDifference } from '../../../contract/counts.ts'
import type { Reader } from '../../platform/database/public.ts'
import { contains, type Page, pageOf, type SearchQuery } from '../../platform/paging.ts'
import { refuse } from '../../platform/refusal.ts'
import { whereabouts } from '../whereabouts.ts'
import { lastMovementOf, missingOf, verdictOf } from './differences.ts'
import { tellsExpected } from './hold-open.ts'

type Listed = CountDifference & { sort: string }

/**
 * What is missing, unexpected or elsewhere, bin by bin; of a blind count only in bins that are finished. Says of each why
 * posting leaves it as it is, if it does. Refuses not_found.
 */
export async function listCountDifferences(
  reader: Reader,
  countId: number,
  query: SearchQuery & { readonly kind?: CountDifference['kind'] | undefined },
): Promise<Page<CountDifference>> {
  const { rows } = await sql`select from stock_count where id = ${countId}`.execute(reader.db)
  if (rows.length === 0) throw refuse('not_found', { what: 'count' })
  const pattern = contains(query.search)
  return pageOf<Listed>(
    query,
    ({ after, limit }) =>
      sql`
      with found as materialized (${missing(countId)} union all ${scanned(countId)} union all ${lines(countId)}), shown as (
        select found.*, c.state, bin.code as bin, v.name as product, coalesce(v.decimals, 0) as decimals,
               bin.code || ' ' || found.kind || ' ' || coalesce(v.sort_name, '') || ' ' || found.key as sort
          from found join place bin on bin.id = found.place_id left join variant v on v.id = found.variant_id
          join stock_count c on c.id = ${countId}
          join stock_count_bin b on b.count_id = c.id and b.place_id = found.place_id
         where ${tellsExpected} and (${query.kind ?? null}::text is null or found.kind = ${query.kind ?? null})
           and (${pattern}::text is null or v.name ilike ${pattern} or found.serial ilike ${pattern} or found.lot_number ilike ${pattern})
      ), page as materialized (
        select * from shown where sort collate "C" > ${after[0] ?? ''} order by sort collate "C" limit ${limit}
      )
      select key, kind, bin, product, lot_number as "lotNumber", serial, unit_id as "unitId", decimals, expected, counted, sort,
             case when unit_id is not null and kind <> 'missing' then ${whereabouts('page.unit_id')} end as "where",
             case when kind = 'unknown' then 'unknown'
                  when kind = 'gone' then 'gone'
                  when page.state = 'open' and has_moved then 'moved'
                  when page.state = 'posted' and unit_id is not null and not exists (
                    select from movement_unit mu join movement m on m.id = mu.movement_id
                     where mu.unit_id = page.unit_id and m.document_id = ${countId}) then 'moved' end as "leftBecause"
        from page order by sort collate "C"`.execute(reader.db),
    row => [row.sort],
  )
}

const missing = (countId: number) => sql`
  select 'm' || m.unit_id as key, 'missing' as kind, m.place_id, u.variant_id, lot.number as lot_number, u.serial, u.id as unit_id,
         1::bigint as expected, 0::bigint as counted, ${lastMovementOf(sql`u.id`)} <> m.seen_movement_id as has_moved
    from (${missingOf(countId)}) m join unit u on u.id = m.unit_id left join lot on lot.id = u.lot_id`

const scanned = (countId: number) => sql`
  select 'p' || p.id, ${verdictOf}, p.place_id, p.variant_id, lot.number, p.serial, p.unit_id, 0, 1,
         coalesce(${lastMovementOf(sql`p.unit_id`)} <> p.seen_movement_id, false)
    from stock_count_piece p left join unit u on u.id = p.unit_id left join lot on lot.id = u.lot_id
   where p.count_id = ${countId} and (p.unit_id is null or p.seen_place_id <> p.place_id)`

const lines = (countId: number) => sql`
  select 'l' || l.id, case when l.counted < l.expected then 'less' else 'more' end, l.place_id, l.variant_id, l.lot_number, null, null,
         l.expected, l.counted, false
    from stock_count_line l where l.count_id = ${countId} and l.counted <> l.expected`
