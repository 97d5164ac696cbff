import { type RawBuilder, sql } from 'kysely'
import type { SalesNarrowing, SalesOrderRow, SalesOrderState, SalesTab } from '../../contract/sales.ts'
import type { Reader } from '../platform/database/public.ts'
import { contains, type Page, type PageQuery, pageOf } from '../platform/paging.ts'
import { customersLike } from './customers-like.ts'
import { filterOf } from './list-filters.ts'
import { ordersWithGoods } from './notes-of-order.ts'
import { orderRows } from './order-rows.ts'

const statesOfTab: Record<SalesTab, SalesOrderState[]> = {
  all: ['open', 'part_delivered', 'delivered', 'cancelled'],
  awaiting: ['open', 'part_delivered'],
  part_delivered: ['part_delivered'],
  delivered: ['delivered'],
  cancelled: ['cancelled'],
}

/**
 * The sales overview, newest first: one tab of it, searched by the start of an order's number (O1004, or just 1004) or a receipt's (T1-1004), any
 * part of a customer's name or number, or a whole serial, lot number or dispatch identifier. However many orders there are, a page reads a few hundred rows: see the README.
 */
export async function listSalesOrders(
  reader: Reader,
  query: PageQuery & SalesNarrowing,
): Promise<Page<SalesOrderRow>> {
  const customers = query.search ? await customersLike(reader, query.search) : null
  return pageOf<SalesOrderRow>(
    query,
    ({ after, limit }) => {
      const before = Number(after[0] ?? maximumId)
      const bounds = { states: statesOfTab[query.tab], filter: filterOf(reader, query), before, limit }
      const found = customers === null ? latest(bounds) : searched(bounds, query.search!, customers)
      return sql`${orderRows(found)} order by o.id desc limit ${limit}`.execute(reader.db)
    },
    row => [row.id],
  )
}

const maximumId = Number.MAX_SAFE_INTEGER

interface Bounds {
  states: SalesOrderState[]
  /** What else is asked of an order `o`. */
  filter: RawBuilder<unknown>
  /** The id of the last order of the page before. */
  before: number
  limit: number
}

/** Each state has its own index range, read from its end: a tab of two states costs two short walks. */
const latest = ({ states, filter, before, limit }: Bounds) => sql`
  select found.id from unnest(${states}::text[]) as wanted (state) cross join lateral (
    select o.id from sales_order o where o.state = wanted.state and o.id < ${before} ${filter}
     order by o.id desc limit ${limit}
  ) found`

function searched(bounds: Bounds, search: string, customers: number[] | 'many'): RawBuilder<unknown> {
  const byCustomer = customers === 'many' ? ofManyCustomers(bounds, search) : ofCustomers(bounds, customers)
  return sql`
    select id from (${byNumber(bounds, search)}) n union select id from (${byCustomer}) c
     union select id from (${byGoods(bounds, search)}) g`
}

/** Orders that a serial, a lot number or a dispatch identifier went to, or is chosen for. */
const byGoods = ({ states, filter, before, limit }: Bounds, search: string) => sql`
  select o.id from sales_order o
   where o.id in (${ordersWithGoods(search)}) and o.id < ${before} and o.state = any(${states}::text[]) ${filter}
   order by o.id desc limit ${limit}`

/** Few customers: the newest orders of each, from the index on customer and id. */
const ofCustomers = ({ states, filter, before, limit }: Bounds, customers: number[]) => sql`
  select found.id from unnest(${customers}::bigint[]) as wanted (customer_id) cross join lateral (
    select o.id from sales_order o
     where o.customer_id = wanted.customer_id and o.id < ${before} and o.state = any(${states}::text[]) ${filter}
     order by o.id desc limit ${limit}
  ) found`

/** So many customers match that walking back from the newest order meets a page of theirs soon. */
const ofManyCustomers = ({ states, filter, before, limit }: Bounds, search: string) => sql`
  select found.id from (select ${contains(search)}::text as pattern) p cross join lateral (
    select o.id from sales_order o
     where o.id < ${before} and o.state = any(${states}::text[]) ${filter}
       and (select c.name ilike p.pattern or c.number ilike p.pattern from customer c where c.id = o.customer_id)
     order by o.id desc limit ${limit}
  ) found`

/**
 * Orders whose number starts with the text. Numbers of one length rise with time, so that the newest of each length are
 * the end of one range of the index on length and number.
 */
function byNumber({ states, filter, before, limit }: Bounds, search: string): RawBuilder<unknown> {
  const start = numberStart(search)
  if (start === null) return sql`select null::bigint as id where false`
  return sql`
    select found.id from generate_series(${start.length}::int, 24) as wanted (length) cross join lateral (
      select o.id from document d join sales_order o on o.id = d.id
       where length(d.number) = wanted.length
         and d.number >= ${start}::text collate "C" and d.number < ${`${start}:`}::text collate "C"
         and o.id < ${before} and o.state = any(${states}::text[]) ${filter}
       order by d.number desc limit ${limit}
    ) found`
}

/** What a number begins with: an order's, with or without its letter, or a till's receipt. */
function numberStart(search: string): string | null {
  if (/^t\d{1,6}-\d{0,15}$/i.test(search)) return search.toUpperCase()
  const digits = /^o?(\d{1,15})$/i.exec(search)?.[1]
  return digits === undefined ? null : `O${digits}`
}
