import { sql } from 'kysely'
import type { SalesNarrowing } from '../contract/sales.ts'
import { listSalesOrders } from '../server/sales/list-sales-orders.ts'
import { byClients, type Contest } from './contest.ts'
import type { Ground } from './ground.ts'
import { addShelf } from './stock-a-shop.ts'

export interface OrdersSize {
  readonly orders: number
  /** In one turn. */
  readonly questions: number
}

interface Question {
  readonly ours: SalesNarrowing
  /** The same, by hand: what is asked of an order `o`, its document `d` and its customer `c`. */
  readonly floor: string
}

/** The first page of the sales overview among very many orders: its tabs, its filters, and searches. */
export async function ordersContests(ground: Ground, { orders, questions }: OrdersSize): Promise<Contest[]> {
  const locationId = await fillOverview(ground, orders)
  const contest = (what: string, asked: readonly Question[]): Contest => {
    const inTurn = Array.from({ length: questions }, (_, index) => asked[index % asked.length]!)
    return {
      name: `${what} at ${orders.toLocaleString('en')} orders`,
      operations: questions,
      prepare: async () => {},
      ours: () =>
        byClients(1, inTurn, question => listSalesOrders(ground.reader, { ...question.ours, limit: 100 })),
      floor: () => byClients(1, inTurn, question => listByHand(ground, question.floor)),
    }
  }
  return [contest('order list', listed(locationId)), contest('order search', await searched(ground))]
}

function listed(locationId: number): Question[] {
  const month = `o.placed_at >= '2025-03-01' and o.placed_at < '2025-04-01'`
  return [
    { ours: { tab: 'all' }, floor: 'true' },
    { ours: { tab: 'awaiting' }, floor: `o.state = any('{open,part_delivered}')` },
    { ours: { tab: 'all', payment: 'unpaid' }, floor: `o.payment_state = 'unpaid'` },
    { ours: { tab: 'delivered', channel: 'store' }, floor: `o.state = 'delivered' and o.channel = 'store'` },
    {
      ours: { tab: 'all', locationId, payment: 'part_paid' },
      floor: `o.location_id = ${locationId} and o.payment_state = 'part_paid'`,
    },
    { ours: { tab: 'all', placedFrom: '2025-03-01', placedTo: '2025-03-31' }, floor: month },
  ]
}

async function searched(ground: Ground): Promise<Question[]> {
  const { rows } = await ground.ours.query<{ number: string; customer: string }>(
    `select d.number, c.name as customer from sales_order o join document d on d.id = o.id join customer c on c.id = o.customer_id
      order by o.id offset (select count(*) / 2 from sales_order) limit 1`,
  )
  const { number, customer } = rows[0]!
  return [
    { ours: { tab: 'all', search: number }, floor: `d.number = '${number}'` },
    {
      ours: { tab: 'all', search: customer },
      floor: `o.customer_id = (select id from customer where name = '${customer}' limit 1)`,
    },
    { ours: { tab: 'all', search: 'nothing like this' }, floor: 'false' },
  ]
}

const listByHand = (ground: Ground, condition: string) =>
  ground.floor.query(
    `select o.id, d.number, o.state, o.payment_state, o.channel, c.id as customer_id, c.name as customer, l.id as location_id,
            l.code, l.name as location, d.created_at, s.name as created_by, o.total_minor, o.paid_minor
       from shop.sales_order o join shop.document d on d.id = o.id join shop.customer c on c.id = o.customer_id
       join shop.location l on l.id = o.location_id left join shop.staff s on s.id = d.created_by
      where ${condition} order by o.id desc limit 101`,
  )

/** By statements over sets: three years of orders, nearly all delivered and paid, of a customer for every fifty. */
async function fillOverview(ground: Ground, orders: number): Promise<number> {
  const { locationId } = await addShelf(ground, 'ORDERS')
  await ground.act(async tx => {
    await sql`
      insert into customer (number, name, created_at, created_by)
      select 'OC' || n, 'Buyer ' || md5(n::text), ${tx.at}, 0 from generate_series(1, ${Math.ceil(orders / 50)}::int) n`.execute(
      tx.db,
    )
    await sql`
      with made as (
        insert into document (kind, number, created_at, created_by)
        select 'sales_order', 'O' || nextval('sales_order_number'),
               timestamptz '2023-11-20' + n * (interval '1095 days' / ${orders}), 0
          from generate_series(1, ${orders}::int) n
        returning id, created_at
      ), buyer as (select array_agg(id) as ids from customer where number like 'OC%')
      insert into sales_order (id, customer_id, location_id, state, total_minor, placed_at, channel, paid_minor)
      select made.id, buyer.ids[1 + made.id % cardinality(buyer.ids)], ${locationId},
             case when made.id % 50 = 0 then 'open' when made.id % 51 = 0 then 'part_delivered'
                  when made.id % 53 = 0 then 'cancelled' else 'delivered' end,
             5000, made.created_at, (array['back_office', 'store', 'till', 'api'])[1 + made.id % 4],
             case when made.id % 500 = 0 then 0 when made.id % 501 = 0 then 100 else 5000 end
        from made, buyer`.execute(tx.db)
  })
  await ground.floor.query('vacuum analyze shop.sales_order, shop.document, shop.customer')
  return locationId
}
