import { type RawBuilder, sql } from 'kysely'

/** The rows of the list of delivery notes for those that `ids` selects (one column, id), in no particular order. */
export const noteRows = (ids: RawBuilder<unknown>) => sql`
  select n.id, d.number, n.state, json_build_object('id', o.id, 'number', od.number) as order,
         json_build_object('id', c.id, 'name', c.name) as customer,
         json_build_object('id', l.id, 'code', l.code, 'name', l.name) as location,
         d.created_at as "createdAt", coalesce(s.name, 'Lotbook') as "createdBy", n.shipped_at as "shippedAt", n.carrier,
         n.tracking_number as "trackingNumber", n.ended_at as "endedAt"
    from (${ids}) wanted
    join delivery_note n on n.id = wanted.id
    join document d on d.id = n.id
    join sales_order o on o.id = n.order_id
    join document od on od.id = o.id
    join customer c on c.id = o.customer_id
    join location l on l.id = n.location_id
    left join staff s on s.id = d.created_by`
