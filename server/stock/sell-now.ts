import { sql } from 'kysely'
import type { Tx } from '../platform/database/public.ts'
import { explainShortfall } from './explain-shortfall.ts'
import type { Allocating, PickLine } from './pick-line.ts'
import { lockReserved } from './reserve.ts'
import { lotMayBeSold, sellableOf } from './sellable.ts'
import { pickRows, sharedOut, wantedPieces } from './share-out.ts'

/**
 * Sells goods over the counter: what is free goes from the shelves to the customer in one step, all of it or nothing, by
 * the rules of `allocate` and `deliver`. Nothing goes that an order has reserved. Two statements: the first waits for
 * whoever has the pieces or lowers what can be sold, so that the second sees what they left. Refuses what `allocate` and
 * `deliver` refuse.
 */
export async function sellNow(tx: Tx, selling: Allocating): Promise<void> {
  const { locationId, picks } = selling
  const unitIds = picks.flatMap(pick => pick.unitIds ?? [])
  const variantIds = [...new Set(picks.map(pick => pick.variantId))].sort((a, b) => a - b)
  // Statements that are started together travel together, and run in this order.
  const [, sold] = await Promise.all([
    lockReserved(tx, locationId, variantIds, unitIds),
    takeAll(tx, selling, variantIds, unitIds),
  ])
  const short = picks.find((pick, index) => (sold.found[index + 1] ?? 0) < pick.quantity)
  if (short !== undefined) throw await explainShortfall(tx, selling, short)
  const reserved = picks.find(pick => pick.variantId === sold.reserved)
  if (reserved !== undefined) throw await explainShortfall(tx, selling, reserved, 'reserved')
  if (sold.gone !== unitIds.length || sold.lowered !== sold.levels)
    throw new Error(`document ${selling.documentId} sold what was not on its shelf`)
}

interface Sold {
  /** How much was found of each pick, by its position from 1. Nothing is written unless all of it was. */
  found: Record<number, number>
  /** A variant of which orders have reserved what is left. */
  reserved: number | null
  gone: number
  lowered: number
  levels: number
}

/**
 * The pieces and the queue of what is reserved are locked by the statement before; here follow the lots, shared with other
 * sales, so that nothing goes after a hold is told, and then the levels, in order of their keys. What is sold stands in
 * `allocation` as any note's goods do, ended as soon as made.
 */
async function takeAll(
  tx: Tx,
  { documentId, locationId, picks }: Allocating,
  variantIds: readonly number[],
  unitIds: readonly number[],
): Promise<Sold> {
  const wanted = picks.reduce((sum: number, pick: PickLine) => sum + pick.quantity, 0)
  const { rows } = await sql<Sold>`
    with pick as materialized (
      -- Pieces that have serials go to a customer only by their serials.
      select given.*, p.backorders_allowed
        from (${pickRows(picks)}) given join variant v on v.id = given.variant_id join product p on p.id = v.product_id
       where given.by_piece or not p.pieces_have_serials
    ), lots as materialized (
      select lot.id from lot
       where lot.id = any(array(
               select lot_id from pick where lot_id is not null
                union select lot_id from unit where id = any(${[...unitIds]}::bigint[]) and lot_id is not null))
         and ${lotMayBeSold(tx.today)}
       order by lot.id for share
    ), piece as materialized (
      select unit.id, unit.variant_id, unit.lot_id, unit.place_id, pick.position
        from ${wantedPieces(picks)}
        join pick on pick.position = wanted.position
        join unit on unit.id = wanted.unit_id and unit.variant_id + 0 = pick.variant_id
        join place on place.id = unit.place_id and place.location_id = ${locationId}
       where unit.allocation_id is null and unit.hold_id is null
         and (unit.lot_id is null or unit.lot_id in (select id from lots))
    ), shelf as materialized (
      select l.variant_id, l.lot_id, l.place_id, place.code, l.on_hand - l.allocated as free
        from level l join place on place.id = l.place_id and place.location_id = ${locationId}
       where l.on_hand > l.allocated and (l.lot_id is null or l.lot_id in (select id from lots))
         and l.variant_id = any(${[...variantIds]}::bigint[])
         and (exists (select from pick where not pick.by_piece and pick.variant_id = l.variant_id and pick.lot_id is not distinct from l.lot_id)
           or exists (select from piece where piece.variant_id = l.variant_id and piece.lot_id is not distinct from l.lot_id and piece.place_id = l.place_id))
       order by l.variant_id, l.lot_id, l.place_id for update of l
    ), ${sharedOut}, reserved as materialized (
      select r.variant_id
        from (select variant_id, sum(quantity) as quantity from pick where not backorders_allowed group by 1) going
        join reserved_level r on r.variant_id = going.variant_id and r.location_id = ${locationId}
       where r.quantity > 0 and r.quantity + going.quantity > (${sellableOf('r.variant_id', 'r.location_id', tx.today)})
    ), verdict as materialized (
      select (select sum(quantity) from part) = ${wanted} and not exists (select from reserved) as "all"
    ), sold as materialized (
      select nextval('movement_id_seq') as movement_id, part.*, pick.line_id, pick.variant_id
        from part join pick on pick.position = part.position where (select "all" from verdict)
    ), noted as (
      insert into allocation (document_id, document_line_id, variant_id, lot_id, place_id, quantity, unit_ids,
                              made_at, made_by, ended_at, ended_by, outcome)
      select ${documentId}::bigint, line_id, variant_id, lot_id, place_id, quantity, unit_ids,
             ${tx.at}::timestamptz, ${tx.actor.id}::bigint, ${tx.at}::timestamptz, ${tx.actor.id}::bigint, 'delivered'
        from sold
    ), moved as (
      insert into movement (id, variant_id, lot_id, quantity, from_place_id, to_place_id, document_id, document_line_id, moved_at, actor_id)
      select movement_id, variant_id, lot_id, quantity, place_id, (select id from place where kind = 'customer'),
             ${documentId}::bigint, line_id, ${tx.at}::timestamptz, ${tx.actor.id}::bigint
        from sold
    ), linked as (
      insert into movement_unit (unit_id, movement_id) select unnest(unit_ids), movement_id from sold
    ), gone as (
      update unit set place_id = (select id from place where kind = 'customer')
        from (select unnest(unit_ids) as id from sold) one
       where unit.id = one.id and unit.allocation_id is null
      returning 1
    ), total as materialized (
      select variant_id, lot_id, place_id, sum(quantity) as quantity from sold group by 1, 2, 3
    ), lowered as (
      update level l set on_hand = l.on_hand - total.quantity
        from total
       where l.variant_id = total.variant_id and l.lot_id is not distinct from total.lot_id and l.place_id = total.place_id
      returning 1
    )
    select (select coalesce(json_object_agg(position, quantity), '{}')
              from (select position, sum(quantity) as quantity from part group by position) each) as found,
           (select min(variant_id) from reserved) as reserved, (select count(*) from gone) as gone,
           (select count(*) from lowered) as lowered, (select count(*) from total) as levels`.execute(tx.db)
  return rows[0]!
}
