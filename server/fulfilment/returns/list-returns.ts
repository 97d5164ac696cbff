import { sql } from 'kysely'
import type { ReturnRow } from '../../../contract/returns.ts'
import type { Reader } from '../../platform/database/public.ts'
import { contains, type Page, pageOf, type SearchQuery } from '../../platform/paging.ts'

/**
 * Returns, newest first; searched by a part of their number, customer or product, or a whole serial, lot, note or order
 * number; or only those of which something waits for its inspection or is in repair.
 */
export async function listReturns(
  reader: Reader,
  query: SearchQuery & { waits?: 'inspection' | 'repair' | undefined },
): Promise<Page<ReturnRow>> {
  const pattern = contains(query.search)
  const whole = query.search?.normalize('NFC') ?? null
  const waits = query.waits ?? null
  return pageOf<ReturnRow>(
    query,
    ({ after, limit }) =>
      sql`
      select r.id, d.number, json_build_object('id', c.id, 'name', c.name) as customer, d.created_at as "createdAt",
             coalesce(s.name, 'Lotbook') as "createdBy", r.refund_minor as "refundMinor", goods.product,
             goods.lines - 1 as "otherLines", goods."toInspect", goods."inRepair"
        from goods_return r join document d on d.id = r.id join customer c on c.id = r.customer_id
        left join staff s on s.id = d.created_by
        cross join lateral (
          select (array_agg(v.name order by rl.line_number))[1] as product, count(*)::int as lines,
                 (count(*) filter (where rl.outcome is null))::int as "toInspect",
                 (count(*) filter (where rl.outcome = 'repair'))::int as "inRepair"
            from goods_return_line rl join variant v on v.id = rl.variant_id where rl.return_id = r.id
        ) goods
       where (${after[0] ?? null}::bigint is null or r.id < ${after[0] ?? null}::bigint)
         and (${waits}::text is null or exists (
               select from goods_return_line rl where rl.return_id = r.id
                  and rl.outcome is not distinct from case when ${waits}::text = 'repair' then 'repair' end))
         and (${pattern}::text is null or d.number ilike ${pattern} or c.name ilike ${pattern} or exists (
               select from goods_return_line rl join variant v on v.id = rl.variant_id
                 left join unit u on u.id = rl.unit_id left join lot on lot.id = rl.lot_id
                 join delivery_note_line l on l.id = rl.note_line_id join delivery_note n on n.id = l.note_id
                 join document nd on nd.id = n.id join document od on od.id = n.order_id
                where rl.return_id = r.id and (v.name ilike ${pattern} or v.product_number ilike ${pattern}
                  or normalize(u.serial, nfc) = ${whole} or normalize(lot.number, nfc) = ${whole}
                  or nd.number = upper(${whole}::text) or od.number = upper(${whole}::text))))
       order by r.id desc limit ${limit}`.execute(reader.db),
    row => [row.id],
  )
}
