import { sql } from 'kysely'
import type { PickLine } from './pick-line.ts'

/*
 * Two parts of the statements by which goods are chosen from their shelves, written once for both: a note claims them, a
 * till sells them at once. The locks stand in those statements, where their order can be read.
 */

/** What is wanted, as rows of position (from 1), line_id, order_line_id, variant_id, quantity, lot_id, by_piece. */
export const pickRows = (picks: readonly PickLine[]) => sql`
      select * from unnest(
        ${picks.map((_, index) => index + 1)}::int[], ${picks.map(pick => pick.lineId)}::bigint[],
        ${picks.map(pick => pick.orderLineId)}::bigint[], ${picks.map(pick => pick.variantId)}::bigint[],
        ${picks.map(pick => pick.quantity)}::bigint[], ${picks.map(pick => pick.lotId)}::bigint[],
        ${picks.map(pick => pick.unitIds !== null)}::boolean[]
      ) as given (position, line_id, order_line_id, variant_id, quantity, lot_id, by_piece)`

/** The pieces that are wanted, as rows of position and unit_id. */
export function wantedPieces(picks: readonly PickLine[]) {
  const pieces = picks.flatMap((pick, index) =>
    (pick.unitIds ?? []).map(unitId => ({ position: index + 1, unitId })),
  )
  return sql`
      unnest(${pieces.map(piece => piece.position)}::int[], ${pieces.map(piece => piece.unitId)}::bigint[]) as wanted (position, unit_id)`
}

/**
 * Fills what is wanted from the shelves, bin by bin, as the row `part` (position, lot_id, place_id, quantity, unit_ids); no
 * two wants are given the same goods, and what is short gets what there is. Asks for `pick`, the locked `piece`, and the
 * locked `shelf` (variant_id, lot_id, place_id, code, free) before it.
 */
export const sharedOut = sql`
    supply as (
      select *, sum(free) over (partition by variant_id, lot_id order by code, place_id) as upto from shelf
    ), demand as (
      select *, sum(quantity) over (partition by variant_id, lot_id order by position) as upto from pick where not by_piece
    ), part as materialized (
      select demand.position, supply.lot_id, supply.place_id,
             (least(demand.upto, supply.upto) - greatest(demand.upto - demand.quantity, supply.upto - supply.free))::bigint as quantity,
             null::bigint[] as unit_ids
        from demand join supply on supply.variant_id = demand.variant_id and supply.lot_id is not distinct from demand.lot_id
         and supply.upto > demand.upto - demand.quantity and supply.upto - supply.free < demand.upto
      union all
      -- Asking for the shelf has it locked, after the queue, before anything is written: what is not asked for runs last.
      select position, lot_id, place_id, count(*), array_agg(id order by id) from piece
       where (select count(*) from shelf) >= 0 group by position, lot_id, place_id
    )`
