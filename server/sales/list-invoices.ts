import { type RawBuilder, sql } from 'kysely'
import type { InvoiceView, ListedInvoice } from '../../contract/invoices.ts'
import type { Reader } from '../platform/database/public.ts'
import { contains, type Page, pageOf, type SearchQuery } from '../platform/paging.ts'
import { customersLike } from './customers-like.ts'
import { invoiceRows } from './invoice-rows.ts'

/**
 * All invoices and credit notes, newest first; searched by the start of their number (I1004, or just 1004), the whole number
 * of the order, or a part of the customer's name or number.
 */
export async function listInvoices(
  reader: Reader,
  query: SearchQuery & { view?: InvoiceView | undefined },
): Promise<Page<ListedInvoice>> {
  const customers = query.search ? await customersLike(reader, query.search) : null
  return pageOf<ListedInvoice>(
    query,
    ({ after, limit }) => {
      const before = Number(after[0] ?? Number.MAX_SAFE_INTEGER)
      const bounds = sql`i.id < ${before} ${query.view === undefined ? sql`` : views[query.view]}`
      const found =
        customers === null ? latest(bounds, limit) : searched(query.search!, customers, bounds, limit)
      return sql`${invoiceRows(found)} order by i.id desc`.execute(reader.db)
    },
    row => [row.id],
  )
}

const isCancelled = sql`(i.cancels_id is not null or exists (select from invoice credit where credit.cancels_id = i.id))`
const isPaidBy = (states: RawBuilder<unknown>) =>
  sql`and not ${isCancelled} and exists (select from sales_order o where o.id = i.order_id and o.payment_state in (${states}))`
const views: Record<InvoiceView, RawBuilder<unknown>> = {
  unpaid: isPaidBy(sql`'unpaid', 'part_paid'`),
  paid: isPaidBy(sql`'paid', 'overpaid', 'nothing_due'`),
  cancelled: sql`and ${isCancelled}`,
}

const latest = (bounds: RawBuilder<unknown>, limit: number) =>
  sql`select i.id from invoice i where ${bounds} order by i.id desc limit ${limit}`

/** Each way of finding goes by an index of its own, newest first. */
function searched(
  search: string,
  customers: number[] | 'many',
  bounds: RawBuilder<unknown>,
  limit: number,
): RawBuilder<unknown> {
  const wholes = [search.toUpperCase(), `O${search}`]
  return sql`
    select id from (
      ${byNumber(search, bounds, limit)}
      union
      select i.id from document d join invoice i on i.order_id = d.id where d.number = any(${wholes}::text[]) and ${bounds}
      union
      ${customers === 'many' ? ofManyCustomers(search, bounds, limit) : ofCustomers(customers, bounds, limit)}
    ) way order by id desc limit ${limit}`
}

/** Numbers of one length rise with time, so that the newest of each length are the end of one range of the index. */
function byNumber(search: string, bounds: RawBuilder<unknown>, limit: number): RawBuilder<unknown> {
  const digits = /^i?(\d{1,15})$/i.exec(search)?.[1]
  if (digits === undefined) return sql`select null::bigint as id where false`
  return sql`
    select found.id from generate_series(${digits.length + 1}::int, 16) as wanted (length) cross join lateral (
      select i.id from document d join invoice i on i.id = d.id
       where length(d.number) = wanted.length and ${bounds}
         and d.number >= ${`I${digits}`}::text collate "C" and d.number < ${`I${digits}:`}::text collate "C"
       order by d.number desc limit ${limit}
    ) found`
}

const ofCustomers = (customers: number[], bounds: RawBuilder<unknown>, limit: number) => sql`(
  select i.id from sales_order o join invoice i on i.order_id = o.id
   where o.customer_id = any(${customers}::bigint[]) and ${bounds} order by i.id desc limit ${limit})`

/** So many customers match that walking back from the newest invoice meets a page of theirs soon. */
const ofManyCustomers = (search: string, bounds: RawBuilder<unknown>, limit: number) => sql`(
  select i.id from invoice i
   where ${bounds} and (
     select c.name ilike ${contains(search)} or c.number ilike ${contains(search)}
       from sales_order o join customer c on c.id = o.customer_id where o.id = i.order_id)
   order by i.id desc limit ${limit})`
