import { sql } from 'kysely'

/*
 * Two parts of the statements by which a note gives back what it took, written once for both. They stand among the
 * statement's other parts because the order of locks is reservations, pieces, reserved levels, levels.
 */

/** Each order line has its reservation back where the goods are; asks for `back (reserved_line_id, location_id, quantity)` before it. */
export const linesBack = sql`
    claimed as materialized (
      select r.document_line_id, r.variant_id, r.location_id, back.quantity
        from reservation r join back on back.reserved_line_id = r.document_line_id and back.location_id = r.location_id
       order by r.document_line_id, r.location_id for update of r
    ), reserved as (
      update reservation r set quantity = r.quantity + claimed.quantity from claimed
       where r.document_line_id = claimed.document_line_id and r.location_id = claimed.location_id
    )`

/** What is reserved rises by as much, after the wait in its queue; asks for `linesBack` and the locked `piece` before it. */
export const reservedBack = sql`
    queue as materialized (
      select r.variant_id, r.location_id from reserved_level r
       where (r.variant_id, r.location_id) in (select variant_id, location_id from claimed) and (select count(*) from piece) >= 0
       order by r.variant_id, r.location_id for update
    ), raised as (
      update reserved_level r set quantity = r.quantity + part.quantity
        from (select variant_id, location_id, sum(quantity) as quantity from claimed group by 1, 2) part
        join queue using (variant_id, location_id)
       where r.variant_id = part.variant_id and r.location_id = part.location_id
    )`
