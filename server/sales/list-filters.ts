import { type RawBuilder, sql } from 'kysely'
import type { SalesNarrowing } from '../../contract/sales.ts'
import type { Reader } from '../platform/database/public.ts'
import * as stock from '../stock/public.ts'

type Narrowing = Pick<
  SalesNarrowing,
  'payment' | 'channel' | 'customerId' | 'locationId' | 'placedFrom' | 'placedTo' | 'waiting'
>

/** What the filters ask of an order `o`: a condition to be put behind others, empty without filters. */
export function filterOf(reader: Reader, narrowing: Narrowing): RawBuilder<unknown> {
  const { payment, channel, customerId, locationId, placedFrom, placedTo, waiting } = narrowing
  const asked = [
    payment && sql`o.payment_state = ${payment}`,
    channel && sql`o.channel = ${channel}`,
    customerId && sql`o.customer_id = ${customerId}`,
    locationId && sql`o.location_id = ${locationId}`,
    placedFrom && sql`o.placed_at >= ${dayStart(placedFrom)}`,
    placedTo && sql`o.placed_at < ${dayStart(placedTo)} + interval '1 day'`,
    waiting && sql`o.id in (${ordersThatWait(reader.today)})`,
  ].filter(condition => typeof condition === 'object')
  return asked.length === 0 ? sql`` : sql`and ${sql.join(asked, sql` and `)}`
}

/** The beginning of a day of the shop. */
const dayStart = (day: string) =>
  sql`(${day}::date::timestamp at time zone coalesce((select time_zone from shop), 'UTC'))`

/** Orders of which some is reserved beyond what there is: earlier orders get theirs first. */
const ordersThatWait = (today: string) => sql`
  select claim.document_id from (
    select r.document_id, short.sellable,
           sum(r.quantity) over (partition by r.variant_id, r.location_id order by r.made_at, r.document_line_id) as up_to
      from (select reserved.variant_id, reserved.location_id, reserved.quantity,
                   (${stock.sellableOf('reserved.variant_id', 'reserved.location_id', today)}) as sellable
              from reserved_level reserved where reserved.quantity > 0) short
      join reservation r on r.variant_id = short.variant_id and r.location_id = short.location_id and r.quantity > 0
     where short.quantity > short.sellable
  ) claim where claim.up_to > claim.sellable`
