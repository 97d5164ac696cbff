import { sql } from 'kysely'
import type { DeliveryNoteRow, DeliveryNoteState } from '../../contract/fulfilment.ts'
import type { Reader } from '../platform/database/public.ts'
import { contains, type Page, pageOf, type SearchQuery } from '../platform/paging.ts'
import { noteRows } from './note-rows.ts'

const allStates: DeliveryNoteState[] = ['draft', 'ready', 'shipped', 'delivered', 'cancelled']

/**
 * Delivery notes, newest first; searched by the start of a note's or an order's number, or any part of a customer's name
 * or number.
 */
export async function listDeliveryNotes(
  reader: Reader,
  query: SearchQuery & { state?: DeliveryNoteState | undefined },
): Promise<Page<DeliveryNoteRow>> {
  const bounds = { states: query.state ? [query.state] : allStates, search: query.search }
  return pageOf<DeliveryNoteRow>(
    query,
    ({ after, limit }) => {
      const before = Number(after[0] ?? Number.MAX_SAFE_INTEGER)
      const found = bounds.search
        ? searched({ ...bounds, before, limit })
        : latest({ ...bounds, before, limit })
      return sql`${noteRows(found)} order by n.id desc limit ${limit}`.execute(reader.db)
    },
    row => [row.id],
  )
}

interface Bounds {
  states: DeliveryNoteState[]
  search?: string | undefined
  /** The id of the last note of the page before. */
  before: number
  limit: number
}

/** Each state has its own index range, read from its end. A till's receipt is its own note and is listed elsewhere. */
const latest = ({ states, before, limit }: Bounds) => sql`
  select found.id from unnest(${states}::text[]) as wanted (state) cross join lateral (
    select n.id from delivery_note n where n.state = wanted.state and n.id < ${before} and n.id <> n.order_id
     order by n.id desc limit ${limit}
  ) found`

/** Walks back from the newest note until a page is found. */
function searched({ states, search, before, limit }: Bounds) {
  const pattern = contains(search)
  return sql`
    select n.id
      from delivery_note n
      join document d on d.id = n.id
      join sales_order o on o.id = n.order_id
      join document od on od.id = o.id
      join customer c on c.id = o.customer_id
     where n.id < ${before} and n.id <> n.order_id and n.state = any(${states}::text[])
       and (d.number ilike ${pattern} or od.number ilike ${pattern} or c.name ilike ${pattern} or c.number ilike ${pattern})
     order by n.id desc limit ${limit}`
}
