import { type RawBuilder, sql } from 'kysely'
import type { DispatchNeed, DispatchRow } from '../../../contract/order-dispatch.ts'
import type { Reader } from '../../platform/database/public.ts'
import { contains, type Page, type PageQuery, pageOf } from '../../platform/paging.ts'
import * as stock from '../../stock/public.ts'
import { dispatchLines, noteHead, noteUnderWay } from './dispatch-lines.ts'

interface DispatchQuery {
  search?: string | undefined
  locationId?: number | undefined
  need: DispatchNeed
}

/** Orders awaiting dispatch, oldest first, each with what it still needs before it can go. */
export async function listDispatch(
  reader: Reader,
  query: DispatchQuery & PageQuery,
): Promise<Page<DispatchRow>> {
  return pageOf<DispatchRow>(
    query,
    ({ after, limit }) =>
      sql`
      select o.id, d.number, json_build_object('id', c.id, 'name', c.name) as customer,
             json_build_object('id', location.id, 'code', location.code, 'name', location.name) as location,
             d.created_at as "createdAt", ${noteHead} as note, need.lines, need.lacking as "identifiersLacking", need.short
        from ${awaiting(reader, query, Number(after[0] ?? 0))}
       order by o.id limit ${limit}`.execute(reader.db),
    row => [row.id],
  )
}

/** The ids of all that match, oldest first, as far as one can tick at once. */
export async function listDispatchIds(reader: Reader, query: DispatchQuery): Promise<{ ids: number[] }> {
  const { rows } = await sql<{ id: number }>`
    select o.id from ${awaiting(reader, query, 0)} order by o.id limit ${mostTicked}`.execute(reader.db)
  return { ids: rows.map(row => row.id) }
}
const mostTicked = 5000

/** Walks the few orders that are not done by the index on state and id, and asks each what it needs. */
function awaiting(reader: Reader, query: DispatchQuery, after: number): RawBuilder<unknown> {
  return sql`
    sales_order o
    join document d on d.id = o.id
    join customer c on c.id = o.customer_id
    ${noteUnderWay}
    cross join lateral (
      select count(*) as lines, coalesce(sum(greatest(0, part.asked - part.given)), 0)::bigint as lacking,
             coalesce(bool_or(part.missing > part.there), false) as short
        from (
          select sum(line.asked) as asked, sum(line.given) as given, sum(line.quantity - line.claimed) as missing,
                 (${stock.sellableOf('line.variant_id', 'location.id', reader.today)}) as there
            from (${dispatchLines}) line
           where line.quantity > 0
           group by line.variant_id
        ) part
    ) need
   where o.state in ('open', 'part_delivered') and o.id > ${after} and need.lines > 0
     and (${query.locationId ?? null}::bigint is null or location.id = ${query.locationId ?? null})
     and ${matches(query.search)} and ${needs[query.need]}`
}

const needs: Record<DispatchNeed, RawBuilder<unknown>> = {
  all: sql`true`,
  ready: sql`(need.lacking = 0 and not need.short)`,
  identifiers: sql`need.lacking > 0`,
  short: sql`need.short`,
}

function matches(search: string | undefined): RawBuilder<unknown> {
  const part = contains(search)
  if (part === null) return sql`true`
  return sql`(d.number ilike ${part} or c.name ilike ${part} or c.number ilike ${part})`
}
