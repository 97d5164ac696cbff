import { sql } from 'kysely'

/** The head of an order as the contract's `purchaseOrderRow` has it; from `purchase_order o` with `orderJoins`. */
export const orderColumns = sql`
  o.id, d.number, o.state, o.version, o.expected_on as "expectedOn", d.created_at as "createdAt",
  case when s.id is not null then jsonb_build_object('id', s.id, 'name', s.name) end as supplier,
  jsonb_build_object('id', l.id, 'code', l.code, 'name', l.name) as location,
  coalesce(maker.name, 'Lotbook') as "createdBy", sums.lines as "lineCount", sums.total as "totalMinor"`

/** A price is for one SKU and a quantity in the smallest unit; the sum is rounded once, not line by line. */
export const orderJoins = sql`
  join document d on d.id = o.id
  join location l on l.id = o.location_id
  left join supplier s on s.id = o.supplier_id
  left join staff maker on maker.id = d.created_by
  cross join lateral (
    select count(*) as lines,
           coalesce(round(sum(line.quantity_sku::numeric * line.price_minor / power(10::numeric, v.decimals))), 0)::bigint as total
      from purchase_order_line line join variant v on v.id = line.variant_id
     where line.order_id = o.id
  ) sums`
