import { sql } from 'kysely'
import type { Adjustment, AdjustmentRow } from '../../../contract/adjustments.ts'
import type { Reader } from '../../platform/database/public.ts'
import { contains, type Page, pageOf, type SearchQuery } from '../../platform/paging.ts'
import { refuse } from '../../platform/refusal.ts'

interface AdjustmentQuery extends SearchQuery {
  readonly reasonId?: number | undefined
  readonly variantId?: number | undefined
}

/** Adjustments, newest first; a search looks at number, note and the products that were changed. */
export async function listAdjustments(reader: Reader, query: AdjustmentQuery): Promise<Page<AdjustmentRow>> {
  const pattern = contains(query.search)
  return pageOf<AdjustmentRow>(
    query,
    ({ after, limit }) =>
      sql`
      select d.id, d.number, d.created_at as at, coalesce(staff.name, 'Lotbook') as actor, reason.name as reason, a.note,
             changed.product, changed.products - 1 as "otherProducts", changed.lines
        from adjustment a join document d on d.id = a.id
        join adjustment_reason reason on reason.id = a.reason_id
        left join staff on staff.id = d.created_by
        cross join lateral (
          select (array_agg(v.name order by m.id))[1] as product, count(distinct v.id)::int as products, count(*)::int as lines
            from movement m join variant v on v.id = m.variant_id
           where m.document_id = a.id
        ) changed
       where (${after[0] ?? null}::bigint is null or a.id < ${after[0] ?? null}::bigint)
         and (${query.reasonId ?? null}::bigint is null or a.reason_id = ${query.reasonId ?? null})
         and (${query.variantId ?? null}::bigint is null or exists (
               select from movement m where m.document_id = a.id and m.variant_id = ${query.variantId ?? null}))
         and (${pattern}::text is null or d.number ilike ${pattern} or a.note ilike ${pattern} or exists (
               select from movement m join variant v on v.id = m.variant_id
                where m.document_id = a.id and (v.name ilike ${pattern} or v.product_number ilike ${pattern})))
       order by a.id desc limit ${limit}`.execute(reader.db),
    row => [row.id],
  )
}

/** One adjustment with what it changed, as its movements say. Refuses not_found. */
export async function readAdjustment(reader: Reader, adjustmentId: number): Promise<Adjustment> {
  const [head, lines] = await Promise.all([
    sql<Omit<Adjustment, 'lines'>>`
      select d.id, d.number, d.created_at as at, coalesce(staff.name, 'Lotbook') as actor, reason.name as reason, a.note
        from adjustment a join document d on d.id = a.id
        join adjustment_reason reason on reason.id = a.reason_id
        left join staff on staff.id = d.created_by
       where a.id = ${adjustmentId}`.execute(reader.db),
    changedLines(reader, adjustmentId),
  ])
  if (head.rows[0] === undefined) throw refuse('not_found', { what: 'adjustment' })
  return { ...head.rows[0], lines }
}

/** What a document took out of bins and put into bins, as its movements say: what went before what came, bin by bin (the first 10,000). */
export async function changedLines(reader: Reader, documentId: number): Promise<Adjustment['lines']> {
  const { rows } = await sql<Adjustment['lines'][number]>`
      select jsonb_build_object('id', v.product_id, 'variantId', v.id, 'name', v.name, 'productNumber', v.product_number) as product,
             v.decimals, case when lot.id is not null then jsonb_build_object('id', lot.id, 'number', lot.number) end as lot,
             jsonb_build_object('id', location.id, 'code', location.code, 'name', location.name) as location,
             bin.code as bin, case when bin.id = m.from_place_id then 'down' else 'up' end as direction, m.quantity,
             coalesce(pieces.serials, '[]') as serials
        from movement m
        join place bin on bin.id in (m.from_place_id, m.to_place_id) and bin.kind = 'bin'
        join location on location.id = bin.location_id
        join variant v on v.id = m.variant_id
        left join lot on lot.id = m.lot_id
        cross join lateral (
          select jsonb_agg(jsonb_build_object('id', one.id, 'serial', one.serial) order by one.serial) as serials
            from (select unit.id, unit.serial from movement_unit mu join unit on unit.id = mu.unit_id
                   where mu.movement_id = m.id order by unit.serial limit 500) one
        ) pieces
       where m.document_id = ${documentId}
       order by bin.id <> m.from_place_id, location.name, location.id, bin.code, v.sort_name, lot.number, m.id limit 10000`.execute(
    reader.db,
  )
  return rows
}
