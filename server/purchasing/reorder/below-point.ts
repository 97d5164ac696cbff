import { type RawBuilder, sql } from 'kysely'
import { receivedOf } from '../receipt-lines.ts'

/**
 * Common table expressions for `with`, over the rules of the variants that `variants` selects, or of all current ones:
 * `rule`, `standing` with what each rule counts, and `drafted` with the drafts that its goods are on. Each location's
 * goods count in its own rule, or else in the one for all the others. Sums over sets: the whole shop in one pass.
 */
export function standings(variants: RawBuilder<unknown> | null): RawBuilder<unknown> {
  // A few variants are looked up one by one; for the whole shop each table is read once, which the planner sees from the
  // table of rules but would not from what was selected of it.
  const concerns = (variantId: string) =>
    variants === null
      ? sql`exists (select from reorder_rule known where known.variant_id = ${sql.ref(variantId)})`
      : sql`${sql.ref(variantId)} in (select variant_id from rule)`
  return sql`
    rule as materialized (
      select r.id, r.variant_id, r.location_id, r.reorder_point, r.target_level
        from reorder_rule r join variant v on v.id = r.variant_id join product p on p.id = v.product_id
       where ${variants === null ? sql`coalesce(v.archived_at, p.archived_at) is null` : sql`r.variant_id in (${variants})`}
    ), fact as (
      select level.variant_id, place.location_id, sum(level.on_hand) as on_hand, sum(level.allocated) as allocated,
             0 as reserved, 0 as on_order
        from level join place on place.id = level.place_id
       where ${concerns('level.variant_id')}
       group by level.variant_id, place.location_id
      union all
      select variant_id, location_id, 0, 0, quantity, 0
        from reserved_level where quantity > 0 and ${concerns('reserved_level.variant_id')}
      union all
      select l.variant_id, o.location_id, 0, 0, 0,
             greatest(l.quantity_sku - case when o.state = 'part_warehoused' then ${receivedOf('l.id')} else 0 end, 0)
        from purchase_order o join purchase_order_line l on l.order_id = o.id
       where o.state in ('confirmed', 'part_warehoused') and ${concerns('l.variant_id')}
    ), standing as materialized (
      select coalesce(own.id, rest.id) as rule_id, sum(on_hand)::bigint as on_hand, sum(allocated)::bigint as allocated,
             sum(reserved)::bigint as reserved, sum(on_order)::bigint as on_order
        from fact ${ruleOfPlace} group by 1
    ), drafted as materialized (
      select rule_id, jsonb_agg(jsonb_build_object('id', order_id, 'number', number, 'quantitySku', quantity) order by order_id) as drafts
        from (
          select coalesce(own.id, rest.id) as rule_id, fact.order_id, fact.number, sum(fact.quantity)::bigint as quantity
            from (select l.variant_id, o.location_id, o.id as order_id, d.number, l.quantity_sku as quantity
                    from purchase_order o join document d on d.id = o.id join purchase_order_line l on l.order_id = o.id
                   where o.state = 'draft' and ${concerns('l.variant_id')}) fact
            ${ruleOfPlace} group by 1, 2, 3
        ) draft group by rule_id
    )`
}

const ruleOfPlace = sql`
  left join rule own on own.variant_id = fact.variant_id and own.location_id = fact.location_id
  left join rule rest on rest.variant_id = fact.variant_id and rest.location_id is null`

/** What will be there of rule r, with `standing s`, once all that is promised has gone and all that is ordered has come. */
export const expected = sql<number>`coalesce(s.on_hand - s.allocated - s.reserved + s.on_order, 0)`
