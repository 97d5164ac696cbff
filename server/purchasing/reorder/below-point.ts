import { type RawBuilder, sql } from 'kysely'
import { receivedOf } from '../receipt-lines.ts'

/**
 * Common table expressions for `with`, over the rules of current variants, or of those that `variants` selects:
 * `below (rule_id, variant_id, sort_name)` with the rules whose goods are below their point, and `drafted (variant_id, place)` with what
 * stands on drafts; a place is the location of a rule of its own, or 0. Each table is read once, for one variant or for
 * 100,000, and what is sold no more is left out at the end, since little is below its point.
 */
export function rulesBelowPoint(variants: RawBuilder<unknown> | null): RawBuilder<unknown> {
  // Within coalesce it stays a look into a hash: as a join the planner would take it for one row and go by the square.
  const wanted = (variantId: string) =>
    variants === null ? sql`true` : sql`coalesce(${sql.ref(variantId)} in (select id from wanted), false)`
  return sql`
    wanted as materialized (${variants ?? sql`select null::bigint as id where false`}), own as materialized (
      select variant_id, location_id from reorder_rule where location_id is not null and ${wanted('variant_id')}
    ), fact as (
      select level.variant_id, place.location_id, level.on_hand - level.allocated as quantity
        from level join place on place.id = level.place_id
       where level.on_hand > 0 and ${wanted('level.variant_id')}
      union all
      select variant_id, location_id, -quantity from reserved_level where quantity > 0 and ${wanted('variant_id')}
      union all
      select variant_id, location_id, quantity from (${onOrder}) ordered where ${wanted('variant_id')}
    ), stood as materialized (
      select fact.variant_id, coalesce(own.location_id, 0) as place, sum(fact.quantity)::bigint as expected
        from fact left join own using (variant_id, location_id) group by 1, 2
    ), short as materialized (
      select rule.id, rule.variant_id
        from reorder_rule rule
        left join stood on stood.variant_id = rule.variant_id and stood.place = coalesce(rule.location_id, 0)
       where coalesce(stood.expected, 0) < rule.reorder_point and ${wanted('rule.variant_id')}
    ), below as materialized (
      -- Looked up one by one (“offset 0”): the planner expects a third of all rules here.
      select short.id as rule_id, short.variant_id, v.sort_name
        from short cross join lateral (
          select variant.sort_name from variant join product on product.id = variant.product_id
           where variant.id = short.variant_id and coalesce(variant.archived_at, product.archived_at) is null offset 0) v
    ), drafted as materialized (
      select distinct l.variant_id, coalesce(own.location_id, 0) as place
        from purchase_order o join purchase_order_line l on l.order_id = o.id
        left join own on own.variant_id = l.variant_id and own.location_id = o.location_id
       where o.state = 'draft' and ${wanted('l.variant_id')}
    )`
}

/** What confirmed orders have not brought in yet. */
const onOrder = sql`
  select l.variant_id, o.location_id,
         greatest(l.quantity_sku - case when o.state = 'part_warehoused' then ${receivedOf('l.id')} else 0 end, 0) as quantity
    from purchase_order o join purchase_order_line l on l.order_id = o.id
   where o.state in ('confirmed', 'part_warehoused')`

/**
 * Common table expressions for `with`, over the rules of the few variants that `variants` selects: `rule`, `standing` with
 * what each rule counts, and `drafted` with the drafts that its goods are on. Each location's goods count in its own rule,
 * or else in the one for all the others.
 */
export function standings(variants: RawBuilder<unknown>): RawBuilder<unknown> {
  const concerned = sql`in (select variant_id from rule)`
  return sql`
    rule as materialized (
      select r.id, r.variant_id, r.location_id, r.reorder_point, r.target_level
        from reorder_rule r where r.variant_id in (${variants})
    ), fact as (
      select level.variant_id, place.location_id, sum(level.on_hand) as on_hand, sum(level.allocated) as allocated,
             0 as reserved, 0 as on_order
        from level join place on place.id = level.place_id
       where level.variant_id ${concerned}
       group by level.variant_id, place.location_id
      union all
      select variant_id, location_id, 0, 0, quantity, 0
        from reserved_level where quantity > 0 and variant_id ${concerned}
      union all
      select variant_id, location_id, 0, 0, 0, quantity from (${onOrder}) ordered where variant_id ${concerned}
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
                   where o.state = 'draft' and l.variant_id ${concerned}) fact
            ${ruleOfPlace} group by 1, 2, 3
        ) draft group by rule_id
    )`
}

const ruleOfPlace = sql`
  left join rule own on own.variant_id = fact.variant_id and own.location_id = fact.location_id
  left join rule rest on rest.variant_id = fact.variant_id and rest.location_id is null`

/** What will be there of rule r, with `standing s`, once all that is promised has gone and all that is ordered has come. */
export const expected = sql<number>`coalesce(s.on_hand - s.allocated - s.reserved + s.on_order, 0)`
