import { type RawBuilder, sql } from 'kysely'

/** The rows of the list of invoices for those that `ids` selects (one column, id), in no particular order. */
export const invoiceRows = (ids: RawBuilder<unknown>) => sql`
  select i.id, d.number, d.created_at as "createdAt", coalesce(s.name, 'Lotbook') as "createdBy",
         i.total_minor as "totalMinor",
         case when former.id is not null then json_build_object('id', former.id, 'number', former.number) end as cancels,
         case when later.id is not null then json_build_object('id', later.id, 'number', later.number) end as "cancelledBy",
         json_build_object('id', o.id, 'number', od.number) as order,
         json_build_object('id', c.id, 'name', c.name) as customer,
         o.payment_state as "paymentState", o.paid_minor as "paidMinor"
    from (${ids}) wanted (id)
    join invoice i on i.id = wanted.id
    join document d on d.id = i.id
    join sales_order o on o.id = i.order_id
    join document od on od.id = o.id
    join customer c on c.id = o.customer_id
    left join document former on former.id = i.cancels_id
    left join invoice credit on credit.cancels_id = i.id
    left join document later on later.id = credit.id
    left join staff s on s.id = d.created_by`
