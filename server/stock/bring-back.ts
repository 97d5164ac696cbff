import { sql } from 'kysely'
import * as catalog from '../catalog/public.ts'
import type { Tx } from '../platform/database/public.ts'
import { refuse } from '../platform/refusal.ts'
import { linesBack, reservedBack } from './reservation-back.ts'
import { whereabouts } from './whereabouts.ts'

interface Back {
  sent: number
  pieces: number
  untouched: number
}

/**
 * Brings back what a note sent and the customer never got: movements the other way put goods and pieces where they came
 * from, and each order line has its reservation back. The caller guards the note's state, so that it happens once.
 * Refuses unit_elsewhere when a piece has moved on since, and not_returnable when a product is tracked otherwise by now:
 * its goods would lie among others that are told apart. Nothing has changed then.
 */
export async function bringBack(tx: Tx, { documentId }: { documentId: number }): Promise<void> {
  await refuseConverted(tx, documentId)
  const { rows } = await sql<Back>`
    with sent as materialized (
      select id, variant_id, lot_id, quantity, from_place_id, to_place_id, document_line_id,
             nextval('movement_id_seq') as back_id
        from movement m
       where document_id = ${documentId} and reverses_id is null
         and not exists (select from movement back where back.document_id = m.document_id and back.reverses_id = m.id)
    ), back as materialized (
      select reserved_line_id, place.location_id, sum(from_reservation) as quantity
        from allocation join place on place.id = allocation.place_id
       where document_id = ${documentId} and outcome = 'delivered' and from_reservation > 0 group by 1, 2
    ), ${linesBack}, piece as materialized (
      select unit.id, sent.back_id, sent.from_place_id
        from sent join movement_unit mu on mu.movement_id = sent.id join unit on unit.id = mu.unit_id
       where unit.place_id = sent.to_place_id and unit.allocation_id is null and (select count(*) from claimed) >= 0
         and not exists (select from movement_unit later where later.unit_id = unit.id and later.movement_id > sent.id)
       order by unit.id for update of unit
    ), moved as (
      insert into movement (id, variant_id, lot_id, quantity, from_place_id, to_place_id, document_id, document_line_id,
                            reverses_id, moved_at, actor_id)
      select back_id, variant_id, lot_id, quantity, to_place_id, from_place_id, ${documentId}::bigint, document_line_id, id,
             ${tx.at}::timestamptz, ${tx.actor.id}::bigint
        from sent
    ), linked as (
      insert into movement_unit (unit_id, movement_id) select id, back_id from piece
    ), placed as (
      update unit set place_id = piece.from_place_id from piece where unit.id = piece.id
    ), ${reservedBack}, shelved as (
      insert into level (variant_id, lot_id, place_id, on_hand)
      select variant_id, lot_id, from_place_id, sum(quantity) from sent
       where (select count(*) from queue) >= 0
       group by 1, 2, 3 order by 1, 2, 3
      on conflict (variant_id, lot_id, place_id) do update set on_hand = level.on_hand + excluded.on_hand
    )
    select (select count(*) from sent) as sent, (select count(*) from piece) as untouched,
           (select count(*) from sent join movement_unit mu on mu.movement_id = sent.id) as pieces`.execute(
    tx.db,
  )
  const back = rows[0]!
  if (back.sent === 0) throw new Error(`document ${documentId} sent nothing that could come back`)
  if (back.untouched < back.pieces) throw await whoMovedOn(tx, documentId)
}

async function refuseConverted(tx: Tx, documentId: number): Promise<void> {
  const { rows: sent } = await sql<{ ids: number[] }>`
    select array(select distinct variant_id from movement where document_id = ${documentId}) as ids`.execute(
    tx.db,
  )
  await catalog.lockTracking(tx, sent[0]!.ids)
  const { rows } = await sql<{ what: string }>`
    select v.name as what
      from movement m join variant v on v.id = m.variant_id join product p on p.id = v.product_id
      cross join lateral (select exists (select from movement_unit mu where mu.movement_id = m.id) as has_serials) piece
     where m.document_id = ${documentId} and m.reverses_id is null
       and (p.tracks_lots <> (m.lot_id is not null) or (p.tracks_serials and not has_serials) or (has_serials and not p.pieces_have_serials))
     order by m.id limit 1`.execute(tx.db)
  if (rows[0] !== undefined) throw refuse('not_returnable', rows[0])
}

async function whoMovedOn(tx: Tx, documentId: number) {
  const { rows } = await sql<{ serial: string; product: string; where: string }>`
    select unit.serial, v.name as product, ${whereabouts('unit.id')} as where
      from movement m join movement_unit mu on mu.movement_id = m.id join unit on unit.id = mu.unit_id
      join variant v on v.id = unit.variant_id
     where m.document_id = ${documentId} and m.reverses_id is null
       and exists (select from movement_unit later join movement on movement.id = later.movement_id
                    where later.unit_id = unit.id and later.movement_id > m.id and movement.document_id <> ${documentId})
     order by unit.id limit 1`.execute(tx.db)
  const moved = rows[0]
  return moved === undefined
    ? new Error(`a piece of document ${documentId} is not where it was sent`)
    : refuse('unit_elsewhere', moved)
}
