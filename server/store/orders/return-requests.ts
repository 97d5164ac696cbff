import { sql } from 'kysely'
import { note } from '../../../contract/primitives.ts'
import type { ReturnRequest } from '../../../contract/store.ts'
import * as documents from '../../documents/public.ts'
import type { Reader, Tx } from '../../platform/database/public.ts'
import { type Page, type PageQuery, pageOf } from '../../platform/paging.ts'
import { refuse } from '../../platform/refusal.ts'
import type { BuyerOrder } from './buyer-order.ts'

/** Something of it is with the buyer, and nothing is asked already. */
export function mayAskToReturn({ sent, returnRequests }: BuyerOrder): boolean {
  return (
    returnRequests.every(one => one.isSettled) &&
    sent.some(
      note => note.state === 'delivered' && note.lines.some(line => line.quantityReturned < line.quantity),
    )
  )
}

/** Keeps what a buyer wants to send back for the merchant to see to. Asked twice, it is one request. */
export async function askToReturn(tx: Tx, bought: BuyerOrder, words: string): Promise<void> {
  const read = note.safeParse(words.trim().slice(0, 2000))
  if (!read.success || read.data === '' || !mayAskToReturn(bought)) return
  const { rows } = await sql`
    insert into return_request (order_id, words, asked_at) values (${bought.order.id}, ${read.data}, ${tx.at})
    on conflict do nothing returning id`.execute(tx.db)
  if (rows.length > 0) await documents.recordEvent(tx, bought.order.id, 'return asked for')
}

const columns = sql`
  r.id, json_build_object('id', d.id, 'number', d.number) as order, c.name as customer, r.words, r.asked_at as "askedAt",
  r.settled_at as "settledAt", s.name as "settledBy"`
const tables = sql`
  return_request r join document d on d.id = r.order_id join sales_order o on o.id = r.order_id
  join customer c on c.id = o.customer_id left join staff s on s.id = r.settled_by`

/** Requests, oldest first: of one order, or of all. */
export function listReturnRequests(
  reader: Reader,
  query: PageQuery & { orderId?: number | undefined; onlyOpen: boolean },
): Promise<Page<ReturnRequest>> {
  return pageOf<ReturnRequest>(
    query,
    ({ after, limit }) =>
      sql`
      select ${columns} from ${tables}
       where r.id > ${after[0] ?? 0}::bigint and (${query.orderId ?? null}::bigint is null or r.order_id = ${query.orderId ?? null})
         and (not ${query.onlyOpen}::boolean or r.settled_at is null)
       order by r.id limit ${limit}`.execute(reader.db),
    row => [row.id],
  )
}

/** Says that somebody has seen to a request; the first who says so stands. Refuses not_found. */
export async function settleReturnRequest(tx: Tx, requestId: number): Promise<ReturnRequest> {
  await sql`
    update return_request set settled_at = ${tx.at}, settled_by = ${tx.actor.id}
     where id = ${requestId} and settled_at is null`.execute(tx.db)
  const { rows } =
    await sql<ReturnRequest>`select ${columns} from ${tables} where r.id = ${requestId}`.execute(tx.db)
  if (rows[0] === undefined) throw refuse('not_found', { what: 'request' })
  return rows[0]
}
