import { sql } from 'kysely'
import type { ReceiptRow } from '../../../contract/till/receipt.ts'
import type { Reader } from '../../platform/database/public.ts'
import { contains, type Page, pageOf, type SearchQuery } from '../../platform/paging.ts'

/** A till's receipts, newest first; searched by a part of their number, their provisional number, or the customer's name. */
export function listReceipts(reader: Reader, tillId: number, query: SearchQuery): Promise<Page<ReceiptRow>> {
  const pattern = contains(query.search)
  return pageOf<ReceiptRow>(
    query,
    ({ after, limit }) =>
      sql`
      select sale.id as "saleId", sale.document_id as "documentId", d.number, sale.provisional_number as "provisionalNumber",
             sale.taken_at as "takenAt", coalesce(s.name, 'Lotbook') as cashier, c.name as customer,
             sale.total_minor as "totalMinor", sale.state
        from till_sale sale join document d on d.id = sale.document_id
        left join staff s on s.id = sale.cashier_id left join customer c on c.id = sale.customer_id
       where sale.till_id = ${tillId}
         and (${after[0] ?? null}::timestamptz is null or (sale.taken_at, sale.id) < (${after[0] ?? null}::timestamptz, ${after[1] ?? null}::uuid))
         and (${pattern}::text is null or d.number ilike ${pattern} or sale.provisional_number ilike ${pattern} or c.name ilike ${pattern})
       order by sale.taken_at desc, sale.id desc limit ${limit}`.execute(reader.db),
    row => [row.takenAt, row.saleId],
  )
}
