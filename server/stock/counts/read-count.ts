import { sql } from 'kysely'
import type { CountBin, CountRow, CountState, StockCount } from '../../../contract/counts.ts'
import type { Reader } from '../../platform/database/public.ts'
import { contains, type Page, pageOf, type SearchQuery } from '../../platform/paging.ts'
import { refuse } from '../../platform/refusal.ts'
import { changedLines } from '../adjustments/read-adjustments.ts'
import { missingOf } from './differences.ts'
import { tellsExpected } from './hold-open.ts'

const place = sql`jsonb_build_object('id', location.id, 'code', location.code, 'name', location.name)`

/** Counts, newest first; a search looks at number, location and note. */
export async function listCounts(
  reader: Reader,
  query: SearchQuery & { readonly state?: CountState | undefined },
): Promise<Page<CountRow>> {
  const pattern = contains(query.search)
  return pageOf<CountRow>(
    query,
    ({ after, limit }) =>
      sql`
      select c.id, d.number, c.state, ${place} as location, c.note, d.created_at as "startedAt",
             coalesce(staff.name, 'Lotbook') as "startedBy", bins.all as bins, bins.finished as "finishedBins"
        from stock_count c join document d on d.id = c.id join location on location.id = c.location_id
        left join staff on staff.id = d.created_by
        cross join lateral (
          select count(*)::int as "all", count(finished_at)::int as finished from stock_count_bin b where b.count_id = c.id
        ) bins
       where (${after[0] ?? null}::bigint is null or c.id < ${after[0] ?? null}::bigint)
         and (${query.state ?? null}::text is null or c.state = ${query.state ?? null})
         and (${pattern}::text is null or d.number ilike ${pattern} or location.name ilike ${pattern} or c.note ilike ${pattern})
       order by c.id desc limit ${limit}`.execute(reader.db),
    row => [row.id],
  )
}

/** One count, bin by bin, with what posting changed. Refuses not_found. */
export async function readCount(reader: Reader, countId: number): Promise<StockCount> {
  const [head, bins, moved] = await Promise.all([
    sql<Omit<StockCount, 'bins' | 'moved'>>`
      select c.id, d.number, c.state, c.is_blind as "isBlind", ${place} as location, c.note, d.created_at as "startedAt",
             coalesce(staff.name, 'Lotbook') as "startedBy", c.ended_at as "endedAt",
             case when c.ended_at is not null then coalesce(ender.name, 'Lotbook') end as "endedBy",
             case when not c.every_product then (
               select jsonb_agg(jsonb_build_object('variantId', v.id, 'name', v.name) order by v.sort_name)
                 from stock_count_product chosen join variant v on v.id = chosen.variant_id
                where chosen.count_id = c.id) end as products
        from stock_count c join document d on d.id = c.id join location on location.id = c.location_id
        left join staff on staff.id = d.created_by left join staff ender on ender.id = c.ended_by
       where c.id = ${countId}`.execute(reader.db),
    readBins(reader, countId),
    changedLines(reader, countId),
  ])
  if (head.rows[0] === undefined) throw refuse('not_found', { what: 'count' })
  return { ...head.rows[0], bins, moved }
}

async function readBins(reader: Reader, countId: number): Promise<CountBin[]> {
  const { rows } = await sql<CountBin>`
    with line as materialized (
      select place_id, count(*) as counted, count(*) filter (where counted <> expected) as differing
        from stock_count_line where count_id = ${countId} group by place_id
    ), piece as materialized (
      select place_id, count(*) as counted, count(*) filter (where unit_id is null or seen_place_id <> place_id) as differing
        from stock_count_piece where count_id = ${countId} group by place_id
    ), missing as materialized (
      select place_id, count(*) as differing from (${missingOf(countId)}) m group by place_id
    )
    select place.id, place.code, b.finished_at as "finishedAt",
           case when b.finished_at is not null then coalesce(staff.name, 'Lotbook') end as "finishedBy",
           (coalesce(line.counted, 0) + coalesce(piece.counted, 0))::int as counted,
           case when ${tellsExpected}
             then (coalesce(line.differing, 0) + coalesce(piece.differing, 0) + coalesce(missing.differing, 0))::int end as differences
      from stock_count_bin b join stock_count c on c.id = b.count_id join place on place.id = b.place_id
      left join staff on staff.id = b.finished_by
      left join line on line.place_id = b.place_id left join piece on piece.place_id = b.place_id
      left join missing on missing.place_id = b.place_id
     where b.count_id = ${countId} order by place.code`.execute(reader.db)
  return rows
}
