import { type RawBuilder, sql } from 'kysely'
import * as catalog from '../../catalog/public.ts'
import type { Tx } from '../../platform/database/public.ts'

/**
 * Moves goods of a transfer from the transit place to where they are put: bins, or out of the stock. `parts` selects
 * line_id, quantity and place_id. The caller has locked the transfer and counted the parts on its lines, so that nothing
 * comes twice; whatever is not in transit then is a bug, and nothing has changed.
 */
export async function moveOutOfTransit(
  tx: Tx,
  transferId: number,
  parts: RawBuilder<unknown>,
): Promise<void> {
  const { rows: variants } = await sql<{ ids: number[] }>`
    select array(select distinct variant_id from transfer_line where transfer_id = ${transferId} order by 1) as ids`.execute(
    tx.db,
  )
  await catalog.lockTracking(tx, variants[0]!.ids)
  const { rows } = await sql<{ whole: boolean }>`
    with transit as materialized (
      select id from place where kind = 'transit'
    ), part as materialized (
      select line.variant_id, line.lot_id, line.unit_id, given.quantity, given.place_id
        from (${parts}) given join transfer_line line on line.id = given.line_id and line.transfer_id = ${transferId}
    ), piece as materialized (
      select unit.id, part.place_id from part join unit on unit.id = part.unit_id
       where unit.place_id = (select id from transit) order by unit.id for update of unit
    ), shelf as materialized (
      select l.variant_id, l.lot_id, l.place_id from level l
        join (select variant_id, lot_id, place_id from part union select variant_id, lot_id, (select id from transit) from part) wanted
          on wanted.variant_id = l.variant_id and wanted.lot_id is not distinct from l.lot_id and wanted.place_id = l.place_id
       where (select count(*) from piece) >= 0
       order by l.variant_id, l.lot_id, l.place_id for update of l
    ), pile as materialized (
      select nextval('movement_id_seq') as movement_id, variant_id, lot_id, place_id,
             sum(quantity)::bigint as quantity, array_agg(unit_id) filter (where unit_id is not null) as unit_ids
        from part group by variant_id, lot_id, place_id, unit_id is null
    ), moved as (
      insert into movement (id, variant_id, lot_id, quantity, from_place_id, to_place_id, document_id, moved_at, actor_id)
      select movement_id, variant_id, lot_id, quantity, (select id from transit), place_id,
             ${transferId}::bigint, ${tx.at}::timestamptz, ${tx.actor.id}::bigint
        from pile
    ), linked as (
      insert into movement_unit (unit_id, movement_id) select unnest(unit_ids), movement_id from pile
    ), placed as (
      update unit set place_id = piece.place_id from piece where unit.id = piece.id
    ), going as materialized (
      select variant_id, lot_id, sum(quantity)::bigint as quantity from pile group by 1, 2
    ), lowered as (
      update level l set on_hand = l.on_hand - going.quantity
        from going
       where l.variant_id = going.variant_id and l.lot_id is not distinct from going.lot_id
         and l.place_id = (select id from transit) and (select count(*) from shelf) >= 0
      returning 1
    ), risen as (
      insert into level (variant_id, lot_id, place_id, on_hand)
      select variant_id, lot_id, place_id, sum(quantity) from pile join place on place.id = place_id and place.kind = 'bin'
       where (select count(*) from shelf) >= 0
       group by 1, 2, 3 order by 1, 2, 3
      on conflict (variant_id, lot_id, place_id) do update set on_hand = level.on_hand + excluded.on_hand
    )
    select (select count(*) from piece) = (select count(unit_id) from part)
       and (select count(*) from lowered) = (select count(*) from going) as whole`.execute(tx.db)
  if (!rows[0]!.whole) throw new Error(`goods of transfer ${transferId} are not in transit`)
}
