import { sql } from 'kysely'
import type { Tx } from '../platform/database/public.ts'
import { whoClaims, whoMoved } from './explain-reversal.ts'
import { lostCover } from './lost-cover.ts'
import { lockReserved } from './reserve.ts'
import { lotMayBeSold } from './sellable.ts'

/**
 * Takes a receipt's goods back out: movements the other way, pieces and levels go back to the supplier. Only while its
 * goods are untouched: each piece still where the receipt put it and free, of all other goods as much free as came in,
 * and what is reserved still covered. The caller guards the receipt's state, so that it happens once.
 * Refuses receipt_goods_moved, naming the documents that stand in the way; nothing has changed then.
 */
export async function reverseReceipt(tx: Tx, { documentId }: { documentId: number }): Promise<void> {
  const shelves = await readShelves(tx, documentId)
  await lockPieces(tx, documentId)
  for (const { location_id, variant_ids } of shelves) await lockReserved(tx, location_id, variant_ids)
  await lockLevels(tx, documentId)
  if (!(await takeBack(tx, documentId))) throw await whoMoved(tx, documentId)
  for (const { location_id, variant_ids } of shelves) {
    const short = await lostCover(tx, location_id, variant_ids, couldBeSold(tx, documentId, location_id))
    if (short.length > 0) throw await whoClaims(tx, documentId, location_id, short)
  }
}

/** Where the receipt put which goods. */
async function readShelves(tx: Tx, documentId: number) {
  const { rows } = await sql<{ location_id: number; variant_ids: number[] }>`
    select place.location_id, array_agg(distinct m.variant_id) as variant_ids
      from movement m join place on place.id = m.to_place_id
     where m.document_id = ${documentId} and m.reverses_id is null
     group by place.location_id order by place.location_id`.execute(tx.db)
  return rows
}

/** The variants of those of the receipt's goods that could be sold at a location where it put them. */
const couldBeSold = (tx: Tx, documentId: number, locationId: number) => sql`
  select m.variant_id
    from movement m join place on place.id = m.to_place_id and place.location_id = ${locationId}
    left join lot on lot.id = m.lot_id
    left join movement_unit mu on mu.movement_id = m.id
    left join unit on unit.id = mu.unit_id
   where m.document_id = ${documentId} and m.reverses_id is null and unit.hold_id is null and ${lotMayBeSold(tx.today)}`

/** Waits for everyone who is choosing or sending pieces of this receipt. */
function lockPieces(tx: Tx, documentId: number) {
  return sql`
    select from movement m join movement_unit mu on mu.movement_id = m.id join unit on unit.id = mu.unit_id
     where m.document_id = ${documentId} and m.reverses_id is null
     order by unit.id for update of unit`.execute(tx.db)
}

/** Whoever gives pieces their serials holds the level meanwhile: only a statement after this one counts those pieces. */
function lockLevels(tx: Tx, documentId: number) {
  return sql`
    select from (select distinct variant_id, lot_id, to_place_id from movement where document_id = ${documentId} and reverses_id is null) came
      join level l on l.variant_id = came.variant_id and l.lot_id is not distinct from came.lot_id and l.place_id = came.to_place_id
     order by l.variant_id, l.lot_id, l.place_id for update of l`.execute(tx.db)
}

/**
 * All of it or nothing, and which of the two; asked anew under the locks, where the levels come last. Pieces that came
 * in without serials must be there without serials still: those that got theirs meanwhile are told from the others, and
 * none is left when a conversion gave each piece its serial.
 */
async function takeBack(tx: Tx, documentId: number): Promise<boolean> {
  const { rows } = await sql<{ untouched: boolean }>`
    with came as materialized (
      select id, variant_id, lot_id, quantity, to_place_id as place_id, document_line_id,
             nextval('movement_id_seq') as back_id
        from movement where document_id = ${documentId} and reverses_id is null
    ), piece as materialized (
      select unit.id, came.back_id
        from came join movement_unit mu on mu.movement_id = came.id join unit on unit.id = mu.unit_id
       where unit.place_id = came.place_id and unit.allocation_id is null
         and not exists (select from movement_unit later where later.unit_id = unit.id and later.movement_id > came.id)
    ), total as materialized (
      select variant_id, lot_id, place_id, sum(quantity) as quantity from came group by 1, 2, 3
    ), told as materialized (
      select unit.variant_id, unit.lot_id, unit.place_id, count(*) as count
        from product p join variant v on v.product_id = p.id join unit on unit.variant_id = v.id
       where p.pieces_have_serials and not p.tracks_serials and v.id in (select variant_id from came)
         and unit.id not in (select id from piece)
       group by 1, 2, 3
    ), shelf as materialized (
      select l.variant_id, l.lot_id, l.place_id, total.quantity
        from level l join total on total.variant_id = l.variant_id and total.lot_id is not distinct from l.lot_id and total.place_id = l.place_id
        left join told on told.variant_id = l.variant_id and told.lot_id is not distinct from l.lot_id and told.place_id = l.place_id
       where l.on_hand - l.allocated >= total.quantity and l.on_hand - total.quantity >= coalesce(told.count, 0)
       order by l.variant_id, l.lot_id, l.place_id for update of l
    ), became_pieces as materialized (
      select came.id from came join variant v on v.id = came.variant_id join product p on p.id = v.product_id and p.tracks_serials
       where not exists (select from movement_unit mu where mu.movement_id = came.id)
    ), verdict as materialized (
      select not exists (select from became_pieces)
         and (select count(*) from piece) = (select count(*) from came join movement_unit mu on mu.movement_id = came.id)
         and (select count(*) from shelf) = (select count(*) from total) as untouched
    ), moved as (
      insert into movement (id, variant_id, lot_id, quantity, from_place_id, to_place_id, document_id, document_line_id,
                            reverses_id, moved_at, actor_id)
      select back_id, variant_id, lot_id, quantity, place_id, (select id from place where kind = 'supplier'),
             ${documentId}::bigint, document_line_id, id, ${tx.at}::timestamptz, ${tx.actor.id}::bigint
        from came where (select untouched from verdict)
    ), linked as (
      insert into movement_unit (unit_id, movement_id) select id, back_id from piece where (select untouched from verdict)
    ), gone as (
      update unit set place_id = (select id from place where kind = 'supplier')
        from piece where unit.id = piece.id and (select untouched from verdict)
    ), lowered as (
      update level l set on_hand = l.on_hand - shelf.quantity
        from shelf
       where l.variant_id = shelf.variant_id and l.lot_id is not distinct from shelf.lot_id and l.place_id = shelf.place_id
         and (select untouched from verdict)
    )
    select untouched from verdict`.execute(tx.db)
  return rows[0]!.untouched
}
