import { type RawBuilder, sql } from 'kysely'

/** The rows of the sales overview for the orders that `ids` selects (one column, id), in no particular order. */
export const orderRows = (ids: RawBuilder<unknown>) => sql`
  select o.id, d.number, o.state, o.payment_state as "paymentState", o.channel,
         json_build_object('id', c.id, 'name', c.name) as customer,
         json_build_object('id', l.id, 'code', l.code, 'name', l.name) as location,
         d.created_at as "createdAt", coalesce(s.name, 'Lotbook') as "createdBy", o.total_minor as "totalMinor",
         o.paid_minor as "paidMinor"
    from (${ids}) wanted
    join sales_order o on o.id = wanted.id
    join document d on d.id = o.id
    join customer c on c.id = o.customer_id
    join location l on l.id = o.location_id
    left join staff s on s.id = d.created_by`
