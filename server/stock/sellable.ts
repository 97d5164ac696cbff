import { sql } from 'kysely'
import type { Tx } from '../platform/database/public.ts'

/**
 * Whether a lot (its columns, or nulls for goods without lots) may be sold on the date: not held, not expired, and with as
 * many days left as its product asks for at a sale.
 */
export function lotMayBeSold(today: string) {
  return sql<boolean>`(lot.id is null or (lot.hold_id is null
    and (lot.expires_on is null or lot.expires_on >= ${today}::date + coalesce(${minimumDaysAtSale}, 0))))`
}

/** How many days the goods of a lot (its columns) must have left when they are sold; null when any will do. */
export const minimumDaysAtSale = sql<number | null>`(
  select rule.minimum_days_at_sale from variant of_lot join product rule on rule.id = of_lot.product_id
   where of_lot.id = lot.variant_id)`

/**
 * What can be sold of each variant at a location, before reservations: on hand and not allocated, less what is held,
 * expired or keeps too short a time. A select of variant_id and quantity; variants of which nothing is there are missing from it.
 */
export function sellableAt(locationId: number, variantIds: readonly number[], today: string) {
  return sql<{ variant_id: number; quantity: number }>`
    select l.variant_id, sum(l.on_hand - l.allocated - coalesce(held.count, 0))::bigint as quantity
      from level l
      join place on place.id = l.place_id and place.location_id = ${locationId}
      left join lot on lot.id = l.lot_id
      left join lateral (
        select count(*) from unit
         where unit.variant_id = l.variant_id and unit.place_id = l.place_id and unit.lot_id is not distinct from l.lot_id
           and unit.hold_id is not null and unit.allocation_id is null
      ) held on true
     where l.variant_id = any(${[...variantIds]}::bigint[]) and l.on_hand > l.allocated and ${lotMayBeSold(today)}
     group by l.variant_id`
}

/**
 * What can be sold of one variant at one location, before reservations: a scalar query on the columns that hold the two,
 * for lists of documents whose goods are few. `sellableAt` says the same for many variants at once.
 */
export function sellableOf(variantColumn: string, locationColumn: string, today: string) {
  return sql<number>`
    select coalesce(sum(l.on_hand - l.allocated - (
             select count(*) from unit
              where unit.variant_id = l.variant_id and unit.place_id = l.place_id and unit.lot_id is not distinct from l.lot_id
                and unit.hold_id is not null and unit.allocation_id is null)), 0)::bigint
      from level l
      join place on place.id = l.place_id and place.location_id = ${sql.ref(locationColumn)}
      left join lot on lot.id = l.lot_id
     where l.variant_id = ${sql.ref(variantColumn)} and l.on_hand > l.allocated and ${lotMayBeSold(today)}`
}

/**
 * Those of the variants of which orders have reserved more at the location than can be sold there, unless their product
 * allows back-orders; none when all is covered. Asked in the queue of reserved_level, the answer holds until the commit.
 */
export async function uncovered(
  tx: Tx,
  locationId: number,
  variantIds: readonly number[],
): Promise<number[]> {
  const { rows } = await sql<{ variant_id: number }>`
    select r.variant_id
      from reserved_level r join variant v on v.id = r.variant_id join product p on p.id = v.product_id
      left join (${sellableAt(locationId, variantIds, tx.today)}) sellable on sellable.variant_id = r.variant_id
     where r.location_id = ${locationId} and r.variant_id = any(${[...variantIds]}::bigint[])
       and not p.backorders_allowed and r.quantity > coalesce(sellable.quantity, 0)
     order by r.variant_id`.execute(tx.db)
  return rows.map(row => row.variant_id)
}
