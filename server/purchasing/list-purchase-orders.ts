import { sql } from 'kysely'
import type { PurchaseOrderRow, PurchaseOrderState } from '../../contract/purchasing.ts'
import type { Reader } from '../platform/database/public.ts'
import { contains, type Page, pageOf, type SearchQuery } from '../platform/paging.ts'
import { orderColumns, orderJoins, type Unsummed, withSums } from './order-columns.ts'

/**
 * Purchase orders, newest first; the cursor is the time and id of the last one of the page before. The page is chosen
 * before its lines are added up, so that a shop's largest orders are summed only when they are shown.
 */
export async function listPurchaseOrders(
  reader: Reader,
  query: SearchQuery & { state?: PurchaseOrderState | undefined; supplierId?: number | undefined },
): Promise<Page<PurchaseOrderRow>> {
  const pattern = contains(query.search)
  const state = query.state ?? null
  const supplierId = query.supplierId ?? null
  const page = await pageOf<Unsummed<PurchaseOrderRow>>(
    query,
    ({ after, limit }) =>
      sql`
        with page as materialized (
          select o.id, d.created_at
            from purchase_order o join document d on d.id = o.id left join supplier s on s.id = o.supplier_id
           where (${state}::text is null or o.state = ${state}::text)
             and (${supplierId}::bigint is null or o.supplier_id = ${supplierId})
             and (${pattern}::text is null or d.number ilike ${pattern} or s.name ilike ${pattern})
             and (${after[0] ?? null}::timestamptz is null
                  or (d.created_at, o.id) < (${after[0] ?? null}::timestamptz, ${after[1] ?? null}::bigint))
           order by d.created_at desc, o.id desc limit ${limit}
        )
        select ${orderColumns} from page join purchase_order o on o.id = page.id ${orderJoins}
         order by page.created_at desc, page.id desc`.execute(reader.db),
    row => [row.createdAt, row.id],
  )
  return { ...page, items: page.items.map(withSums) }
}
