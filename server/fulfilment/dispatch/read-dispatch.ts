import { sql } from 'kysely'
import type { DispatchOrder } from '../../../contract/order-dispatch.ts'
import type { SalesOrderState } from '../../../contract/sales.ts'
import type { Reader } from '../../platform/database/public.ts'
import { dispatchLines, noteHead, noteUnderWay } from './dispatch-lines.ts'

/** An order with what is to be dispatched of it and what is chosen so far; the ids are for those who go on with it. */
export interface Dispatch extends Omit<DispatchOrder, 'lines'> {
  state: SalesOrderState
  lines: (DispatchOrder['lines'][number] & {
    asked: number
    claimed: number
    chosenLots: { lotId: number; quantity: number }[]
    units: { id: number; serial: string }[]
    /** Given out at dispatch, by position. */
    values: { position: number; value: string }[]
  })[]
}

/** These orders as the dialog shows them, oldest first. Inside a transaction it is asked after their rows are locked. */
export async function readDispatch(reader: Reader, orderIds: readonly number[]): Promise<Dispatch[]> {
  const [only] = orderIds
  // One order is asked for by its id: PostgreSQL plans that once, and a list anew each time, which takes longer than to read it.
  const wanted = orderIds.length === 1 ? sql`o.id = ${only}` : sql`o.id = any(${[...orderIds]}::bigint[])`
  const { rows } = await sql<Dispatch>`
    select o.id, d.number, o.state, json_build_object('id', c.id, 'name', c.name) as customer,
           json_build_object('id', location.id, 'code', location.code, 'name', location.name) as location,
           d.created_at as "createdAt", ${noteHead} as note, coalesce(written.lines, '[]'::json) as lines
      from sales_order o
      join document d on d.id = o.id
      join customer c on c.id = o.customer_id
      ${noteUnderWay}
      left join lateral (
        select json_agg(json_build_object(
                 'orderLineId', line.order_line_id, 'variantId', line.variant_id, 'productNumber', line.product_number,
                 'productName', line.product_name, 'decimals', line.decimals, 'tracking', line.tracking,
                 'identifierMode', line.mode, 'ordered', line.ordered, 'toDispatch', line.quantity,
                 'most', line.most, 'asked', line.asked, 'claimed', line.claimed,
                 'chosenLots', coalesce(lots.chosen, '[]'::json), 'lots', coalesce(lots.named, '[]'::json),
                 'units', coalesce((
                   select json_agg(json_build_object('id', u.id, 'serial', u.serial) order by u.id)
                     from allocation a join unit u on u.id = any(a.unit_ids)
                    where a.document_id = note.id and a.document_line_id = any(line.note_line_ids) and a.outcome is null), '[]'::json),
                 'values', coalesce((
                   select json_agg(json_build_object('position', i.position, 'value', i.value) order by i.line_id, i.position)
                     from delivery_note_line_identifier i where i.line_id = any(line.note_line_ids)), '[]'::json)
               ) order by line.line_number) as lines
          from (${dispatchLines}) line
          left join lateral (
            select json_agg(json_build_object('lotId', lot.id, 'quantity', a.quantity)) as chosen,
                   json_agg(json_build_object('number', lot.number, 'quantity', a.quantity) order by lot.expires_on, lot.id) as named
              from (select lot_id, sum(quantity)::bigint as quantity from allocation
                     where document_id = note.id and document_line_id = any(line.note_line_ids) and outcome is null
                       and unit_ids is null and lot_id is not null group by lot_id) a
              join lot on lot.id = a.lot_id
          ) lots on true
      ) written on true
     where ${wanted}
     order by o.id`.execute(reader.db)
  return rows.map(order => ({ ...order, lines: order.lines.map(withBoxes) }))
}

/** A box for each identifier that a line asks for, with what it holds so far. */
function withBoxes(line: Dispatch['lines'][number]): Dispatch['lines'][number] {
  const identifiers: (string | null)[] = new Array(line.asked).fill(null)
  if (line.tracking.serials)
    for (const [index, unit] of line.units.entries()) identifiers[index] = unit.serial
  else for (const { position, value } of line.values) identifiers[position - 1] = value
  return { ...line, identifiers: identifiers.slice(0, line.asked) }
}
