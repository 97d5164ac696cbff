import { sql } from 'kysely'
import type { Tx } from '../platform/database/public.ts'
import { linesBack, reservedBack } from './reservation-back.ts'

/** Gives a note's claims back: pieces are free again, levels fall, and each order line has its reservation back. */
export async function releaseAllocations(tx: Tx, { documentId }: { documentId: number }): Promise<void> {
  await sql`
    with ended as (
      update allocation set ended_at = ${tx.at}, ended_by = ${tx.actor.id}, outcome = 'released'
       where document_id = ${documentId} and outcome is null
      returning id, reserved_line_id, variant_id, lot_id, place_id, quantity, from_reservation, unit_ids
    ), back as materialized (
      select reserved_line_id, place.location_id, sum(from_reservation) as quantity
        from ended join place on place.id = ended.place_id where from_reservation > 0 group by 1, 2
    ), ${linesBack}, piece as materialized (
      select unit.id from unit join (select unnest(unit_ids) as unit_id from ended) one on one.unit_id = unit.id
       order by unit.id for update of unit
    ), freed as (
      update unit set allocation_id = null from piece where unit.id = piece.id
    ), ${reservedBack}, total as (
      select variant_id, lot_id, place_id, sum(quantity) as quantity from ended group by 1, 2, 3
    ), shelf as materialized (
      select l.variant_id, l.lot_id, l.place_id, total.quantity
        from level l join total on total.variant_id = l.variant_id and total.lot_id is not distinct from l.lot_id and total.place_id = l.place_id
       where (select count(*) from queue) >= 0
       order by l.variant_id, l.lot_id, l.place_id for update of l
    )
    update level l set allocated = l.allocated - shelf.quantity
      from shelf
     where l.variant_id = shelf.variant_id and l.lot_id is not distinct from shelf.lot_id and l.place_id = shelf.place_id`.execute(
    tx.db,
  )
}
