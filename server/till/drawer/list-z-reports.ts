import { sql } from 'kysely'
import type { ZReportRow } from '../../../contract/till/drawer.ts'
import type { Reader } from '../../platform/database/public.ts'
import { type Page, type PageQuery, pageOf } from '../../platform/paging.ts'

/** Z reports of all tills or one, newest first. */
export function listZReports(
  reader: Reader,
  query: PageQuery & { tillId?: number | undefined },
): Promise<Page<ZReportRow>> {
  const tillId = query.tillId ?? null
  return pageOf<ZReportRow>(
    query,
    ({ after, limit }) =>
      sql`
      select d.id as "drawerId", jsonb_build_object('id', till.id, 'number', till.number, 'name', till.name) as till,
             d.z_number as "zNumber", d.opened_at as "openedAt", d.closed_at as "closedAt", coalesce(s.name, 'Lotbook') as "closedBy",
             (d.report->>'netMinor')::bigint as "netMinor", (d.report->>'differenceMinor')::bigint as "differenceMinor"
        from till_drawer d join till on till.id = d.till_id left join staff s on s.id = d.closed_by
       where d.closed_at is not null and (${tillId}::bigint is null or d.till_id = ${tillId})
         and (${after[0] ?? null}::timestamptz is null or (d.closed_at, d.id) < (${after[0] ?? null}::timestamptz, ${after[1] ?? null}::uuid))
       order by d.closed_at desc, d.id desc limit ${limit}`.execute(reader.db),
    row => [row.closedAt, row.drawerId],
  )
}
