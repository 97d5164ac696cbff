import { sql } from 'kysely'
import type { Tx } from '../platform/database/public.ts'
import { lotMayBeSold } from './sellable.ts'

/** How much of a variant is wanted; `position` tells one want from another. */
export interface Want {
  readonly position: number
  readonly variantId: number
  readonly quantity: number
}
export interface LotPart {
  readonly position: number
  readonly lotId: number
  readonly quantity: number
}

/**
 * Fills wants from the lots that may be sold at a location, soonest expiry first, oldest lot first; no two wants are given
 * the same goods. A want that cannot be filled gets what there is. It claims nothing: `allocate` does, and asks again.
 */
export async function soonestLots(tx: Tx, locationId: number, wants: readonly Want[]): Promise<LotPart[]> {
  const { rows } = await sql<LotPart>`
    with want as (
      select *, sum(quantity) over (partition by variant_id order by position) as upto
        from unnest(${wants.map(want => want.position)}::int[], ${wants.map(want => want.variantId)}::bigint[],
                    ${wants.map(want => want.quantity)}::bigint[]) as given (position, variant_id, quantity)
    ), lots as (
      select l.variant_id, lot.id, coalesce(lot.expires_on, 'infinity') as expires_on, sum(l.on_hand - l.allocated) as free
        from level l join place on place.id = l.place_id and place.location_id = ${locationId}
        join lot on lot.id = l.lot_id
       where l.variant_id = any(${wants.map(want => want.variantId)}::bigint[]) and l.on_hand > l.allocated
         and ${lotMayBeSold(tx.today)}
       group by l.variant_id, lot.id
    ), supply as (
      select *, sum(free) over (partition by variant_id order by expires_on, id) as upto from lots
    )
    select want.position, supply.id as "lotId",
           (least(want.upto, supply.upto) - greatest(want.upto - want.quantity, supply.upto - supply.free))::bigint as quantity
      from want join supply on supply.variant_id = want.variant_id
       and supply.upto > want.upto - want.quantity and supply.upto - supply.free < want.upto
     order by want.position, supply.expires_on, supply.id`.execute(tx.db)
  return rows
}
