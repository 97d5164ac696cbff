import { type RawBuilder, sql } from 'kysely'

/** The movement that a unit (a column) made last. */
export const lastMovementOf = (unitId: RawBuilder<unknown>): RawBuilder<number> =>
  sql<number>`(select max(mu.movement_id) from movement_unit mu where mu.unit_id = ${unitId})`

/**
 * Pieces of a count that its bins miss: in the books there when the bin was finished, and scanned nowhere in the count.
 * Columns unit_id, place_id, seen_movement_id.
 */
export const missingOf = (countId: number): RawBuilder<unknown> => sql`
  select m.unit_id, m.place_id, m.seen_movement_id from stock_count_missing m
   where m.count_id = ${countId}
     and not exists (select from stock_count_piece p where p.count_id = m.count_id and p.unit_id = m.unit_id)`

/** How a scanned piece (p) compares with the books in the moment of its scan. */
export const verdictOf = sql<string>`case
  when p.unit_id is null then 'unknown'
  when p.seen_place_id = p.place_id then 'here'
  when (select kind from place where id = p.seen_place_id) in ('bin', 'adjustment') then 'elsewhere'
  else 'gone' end`
