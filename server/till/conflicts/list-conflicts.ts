import { sql } from 'kysely'
import type { ConflictRow } from '../../../contract/till/conflicts.ts'
import type { Reader } from '../../platform/database/public.ts'
import { type Page, type PageQuery, pageOf } from '../../platform/paging.ts'

/** What a row of the list is made of; `sale` is its till_sale. */
export const conflictColumns = sql`
  sale.id as "saleId", d.number, jsonb_build_object('id', till.id, 'number', till.number, 'name', till.name) as till,
  coalesce(cashier.name, 'Lotbook') as cashier, sale.taken_at as "takenAt", sale.arrived_at as "arrivedAt",
  sale.total_minor as "totalMinor", sale.conflict_sentence as sentence,
  case when sale.settled_at is not null then jsonb_build_object(
    'at', to_char(sale.settled_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'by', coalesce(settler.name, 'Lotbook'), 'how', sale.settled_how) end as settled`

export const conflictSource = sql`
  till_sale sale join document d on d.id = sale.document_id join till on till.id = sale.till_id
  left join staff cashier on cashier.id = sale.cashier_id left join staff settler on settler.id = sale.settled_by`

/** Conflicts that wait, oldest first, or those that were settled, latest first. */
export function listConflicts(
  reader: Reader,
  { state, ...query }: PageQuery & { state: 'open' | 'settled' },
): Promise<Page<ConflictRow>> {
  return pageOf<ConflictRow>(
    query,
    ({ after, limit }) => {
      const [at = null, id = null] = after
      const page =
        state === 'open'
          ? sql`sale.state = 'conflict' and (${at}::timestamptz is null or (sale.arrived_at, sale.id) > (${at}::timestamptz, ${id}::uuid))
                order by sale.arrived_at, sale.id`
          : sql`sale.settled_at is not null and (${at}::timestamptz is null or (sale.settled_at, sale.id) < (${at}::timestamptz, ${id}::uuid))
                order by sale.settled_at desc, sale.id desc`
      return sql`select ${conflictColumns} from ${conflictSource} where ${page} limit ${limit}`.execute(
        reader.db,
      )
    },
    row => [row.settled?.at ?? row.arrivedAt, row.saleId],
  )
}
