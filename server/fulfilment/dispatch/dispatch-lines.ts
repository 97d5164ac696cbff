import { type RawBuilder, sql } from 'kysely'
import { piecesHaveSerials, trackingOf } from '../identifiers.ts'

/**
 * What is to be dispatched of an order (its row `o`) now: rows of order_line_id, line_number, variant_id, product_number,
 * product_name, decimals, tracking, mode, ordered, quantity, most, note_line_ids, claimed, asked, given. While a note is under way (`note`), it is what the note holds; without one,
 * all that is open. Only lines that have anything left.
 */
export const dispatchLines: RawBuilder<unknown> = sql`
  select l.id as order_line_id, l.line_number, l.variant_id, v.product_number, v.name as product_name, v.decimals,
         ${trackingOf} as tracking, p.dispatch_identifier_mode as mode, l.quantity as ordered, todo.quantity, todo.most,
         held.ids as note_line_ids, coalesce(claim.quantity, 0) as claimed,
         case when ${piecesHaveSerials} then todo.quantity
              when p.dispatch_identifier_mode = 'off' then 0
              else ceil(todo.quantity / 10::numeric ^ v.decimals)::bigint end as asked,
         case when ${piecesHaveSerials} then coalesce(claim.quantity, 0)
              else (select count(*) from delivery_note_line_identifier i where i.line_id = any(held.ids)) end as given
    from sales_order_line l
    join variant v on v.id = l.variant_id join product p on p.id = v.product_id
    left join lateral (
      select array_agg(nl.id order by nl.id) as ids, sum(nl.quantity)::bigint as quantity
        from delivery_note_line nl where nl.note_id = note.id and nl.order_line_id = l.id
    ) held on true
    cross join lateral (
      select case when note.id is null then l.quantity - l.quantity_on_notes else coalesce(held.quantity, 0) end as quantity,
             l.quantity - l.quantity_on_notes + coalesce(held.quantity, 0) as most
    ) todo
    left join lateral (
      select sum(a.quantity)::bigint as quantity from allocation a
       where a.document_id = note.id and a.document_line_id = any(held.ids) and a.outcome is null
    ) claim on true
   where l.order_id = o.id and todo.most > 0`

/**
 * The note that the dispatch of an order (its row `o`) goes on with, as the row `note`; nulls before there is one. And the
 * `location` that the goods go from: that of the note, else the order's.
 */
export const noteUnderWay: RawBuilder<unknown> = sql`
  left join lateral (
    select n.id, d.number, n.state, n.version, n.location_id from delivery_note n join document d on d.id = n.id
     where n.order_id = o.id and n.state in ('draft', 'ready') order by n.id desc limit 1
  ) note on true
  join location on location.id = coalesce(note.location_id, o.location_id)`

/** The row `note` as JSON, or null. */
export const noteHead = sql`
  case when note.id is not null then
    json_build_object('id', note.id, 'number', note.number, 'state', note.state, 'version', note.version) end`
