import { sql } from 'kysely'

/**
 * Part of a statement: from which of their reservations the lines of an order draw, as rows of document_line_id,
 * variant_id, location_id and quantity. The one at the location is used first, then what lies elsewhere. Asks for the
 * locked rows `claimed` of reservation, and `want (order_line_id, quantity)`, before it.
 */
export const drawnFirstAt = (locationId: number) => sql`
    drawn as materialized (
      select c.document_line_id, c.variant_id, c.location_id,
             greatest(0, least(c.quantity, want.quantity
               - coalesce(sum(c.quantity) over (partition by c.document_line_id order by c.location_id <> ${locationId}, c.location_id
                   rows between unbounded preceding and 1 preceding), 0)))::bigint as quantity
        from claimed c join want on want.order_line_id = c.document_line_id
    ), used as (
      update reservation r set quantity = r.quantity - drawn.quantity from drawn
       where r.document_line_id = drawn.document_line_id and r.location_id = drawn.location_id and drawn.quantity > 0
    )`
