import { sql } from 'kysely'

/**
 * What is there of variant v, over all locations or at one: a lateral join called `stock` with on_hand, allocated, reserved,
 * blocked (held, expired, or with fewer days left than a sale needs), available and soonest_expiry. The rows are the ledger's; they are only read here, and only
 * those of the variant itself. Allocated goods that are blocked count once: they do not lower what can be sold of others.
 */
export function stockOfVariant(today: string, locationId: number | null = null) {
  const here = sql`(${locationId}::bigint is null or place.location_id = ${locationId})`
  const lotMayBeSold = sql`(lot.id is null or (lot.hold_id is null and (lot.expires_on is null or lot.expires_on >= ${today}::date + rule.days)))`
  return sql`
    cross join lateral (
      select coalesce(minimum_days_at_sale, 0) as days from product where product.id = v.product_id
    ) rule
    cross join lateral (
      select goods.on_hand, goods.allocated, claims.reserved, goods.blocked + held.pieces as blocked,
             greatest(goods.free - held.free - claims.reserved, 0) as available, goods.soonest_expiry
        from (
          select coalesce(sum(level.on_hand), 0)::bigint as on_hand, coalesce(sum(level.allocated), 0)::bigint as allocated,
                 coalesce(sum(level.on_hand) filter (where not ${lotMayBeSold}), 0)::bigint as blocked,
                 coalesce(sum(level.on_hand - level.allocated) filter (where ${lotMayBeSold}), 0)::bigint as free,
                 min(lot.expires_on) filter (where level.on_hand > 0) as soonest_expiry
            from level join place on place.id = level.place_id left join lot on lot.id = level.lot_id
           where level.variant_id = v.id and ${here}
        ) goods, (
          select count(*) as pieces, count(*) filter (where unit.allocation_id is null) as free
            from unit join place on place.id = unit.place_id and place.kind = 'bin' left join lot on lot.id = unit.lot_id
           where unit.variant_id = v.id and unit.hold_id is not null and ${lotMayBeSold} and ${here}
        ) held, (
          select coalesce(sum(quantity), 0)::bigint as reserved from reserved_level
           where reserved_level.variant_id = v.id and (${locationId}::bigint is null or reserved_level.location_id = ${locationId})
        ) claims
    ) stock`
}
