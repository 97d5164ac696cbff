import { type RawBuilder, sql } from 'kysely'
import { receivedOf } from '../receipt-lines.ts'

/**
 * What open orders still bring: rows of order_id, variant_id and quantity, of the variants asked for, to all locations or to
 * one. Drafts promise nothing, and what a closed order did not bring is not awaited.
 */
export function openRows(variantIds: readonly number[], locationId: number | null): RawBuilder<unknown> {
  return sql`
    select l.order_id, l.variant_id, sum(l.open)::bigint as quantity from (
      select o.id as order_id, l.variant_id,
             l.quantity_sku - case when o.state = 'part_warehoused' then ${receivedOf('l.id')} else 0 end as open
        from purchase_order_line l join purchase_order o on o.id = l.order_id
       where o.state in ('confirmed', 'part_warehoused') and l.variant_id = any(${variantIds}::bigint[])
         and (${locationId}::bigint is null or o.location_id = ${locationId})
    ) l where l.open > 0 group by l.order_id, l.variant_id`
}
