import { sql } from 'kysely'
import type { Tx } from '../platform/database/public.ts'
import { whatIsClaimed, whatIsReserved } from './explain-take-out.ts'
import type { Goods } from './goods.ts'
import { lostCover } from './lost-cover.ts'
import { lockReserved } from './reserve.ts'
import { lotMayBeSold } from './sellable.ts'

/**
 * Carries goods out of their bins (`place_id`) to where each is to go (`to_place_id`), all of them or none: pieces by their
 * serials, the rest by quantity. Nothing goes that is chosen for a delivery note, nor what would leave orders of that
 * location without what they reserved; held and expired goods cover no order, and go though all is reserved. The caller has checked how the goods are tracked.
 * Refuses below_claimed, below_reserved, unit_unknown, unit_elsewhere, unit_taken.
 */
export async function carry(
  tx: Tx,
  { documentId, goods }: { documentId: number; goods: Goods },
): Promise<void> {
  const leaving = await readLeaving(tx, goods)
  await lockPieces(tx, goods)
  for (const { location_id, variant_ids } of leaving) await lockReserved(tx, location_id, variant_ids)
  await lockLevels(tx, goods)
  if (!(await moveAll(tx, documentId, goods))) throw await whatIsClaimed(tx, goods)
  for (const { location_id, variant_ids } of leaving) {
    const [short] = await lostCover(tx, location_id, variant_ids, couldBeSold(tx, goods, location_id))
    if (short !== undefined) throw await whatIsReserved(tx, location_id, short)
  }
}

/** What goes from which location to another, or out of the house; what stays at its location can be sold from there as before. */
async function readLeaving(tx: Tx, goods: Goods) {
  const { rows } = await sql<{ location_id: number; variant_ids: number[] }>`
    select here.location_id, array_agg(distinct g.variant_id order by g.variant_id) as variant_ids
      from (${goods}) g join place here on here.id = g.place_id join place there on there.id = g.to_place_id
     where here.location_id is distinct from there.location_id
     group by here.location_id order by here.location_id`.execute(tx.db)
  return rows
}

/** The variants of those of the goods of a location that could be sold there. */
const couldBeSold = (tx: Tx, goods: Goods, locationId: number) => sql`
  select g.variant_id
    from (${goods}) g join place on place.id = g.place_id and place.location_id = ${locationId}
    left join unit on normalize(unit.serial, nfc) = normalize(g.serial, nfc) and unit.variant_id + 0 = g.variant_id
    left join lot on lot.variant_id = g.variant_id
     and case when g.serial is null then normalize(lot.number, nfc) = normalize(g.lot_number, nfc) else lot.id = unit.lot_id end
   where unit.hold_id is null and ${lotMayBeSold(tx.today)}`

/** Waits for everyone who is choosing or sending these pieces. */
function lockPieces(tx: Tx, goods: Goods) {
  return sql`
    select from (${goods}) g
      join unit on normalize(unit.serial, nfc) = normalize(g.serial, nfc) and unit.variant_id + 0 = g.variant_id
     order by unit.id for update of unit`.execute(tx.db)
}

/** Whoever gives pieces their serials holds the level meanwhile: only a statement after this one counts those pieces. */
function lockLevels(tx: Tx, goods: Goods) {
  return sql`
    select from level l join (
      select variant_id, place_id from (${goods}) g union select variant_id, to_place_id from (${goods}) g
    ) shelf using (variant_id, place_id)
     order by l.variant_id, l.lot_id, l.place_id for update of l`.execute(tx.db)
}

/**
 * All of it or nothing, and which of the two; asked anew under the locks, where the levels come last. What goes without a
 * serial must be there without one.
 */
async function moveAll(tx: Tx, documentId: number, goods: Goods): Promise<boolean> {
  const { rows } = await sql<{ all: boolean }>`
    with given as materialized (
      select g.variant_id, g.place_id, g.to_place_id, g.quantity, g.serial, unit.id as unit_id,
             case when g.serial is null then lot.id else unit.lot_id end as lot_id,
             case when g.serial is null then g.lot_number is null or lot.id is not null else unit.id is not null end as known
        from (${goods}) g
        left join lot on lot.variant_id = g.variant_id and normalize(lot.number, nfc) = normalize(g.lot_number, nfc)
        left join unit on normalize(unit.serial, nfc) = normalize(g.serial, nfc) and unit.variant_id + 0 = g.variant_id
         and unit.place_id = g.place_id and unit.allocation_id is null
    ), pile as materialized (
      select nextval('movement_id_seq') as movement_id, variant_id, lot_id, place_id, to_place_id,
             sum(quantity)::bigint as quantity, array_agg(unit_id) filter (where unit_id is not null) as unit_ids
        from given group by variant_id, lot_id, place_id, to_place_id, serial is null
    ), total as materialized (
      select variant_id, lot_id, place_id, sum(quantity)::bigint as quantity from pile group by 1, 2, 3
    ), told as materialized (
      select unit.variant_id, unit.lot_id, unit.place_id, count(*) as count
        from product p join variant v on v.product_id = p.id join unit on unit.variant_id = v.id
       where p.pieces_have_serials and not p.tracks_serials and v.id in (select variant_id from given)
         and unit.place_id in (select place_id from given) and unit.id not in (select unit_id from given where unit_id is not null)
       group by 1, 2, 3
    ), shelf as materialized (
      select l.variant_id, l.lot_id, l.place_id, total.quantity
        from level l join total on total.variant_id = l.variant_id and total.lot_id is not distinct from l.lot_id and total.place_id = l.place_id
        left join told on told.variant_id = l.variant_id and told.lot_id is not distinct from l.lot_id and told.place_id = l.place_id
       where l.on_hand - l.allocated >= total.quantity and l.on_hand - total.quantity >= coalesce(told.count, 0)
    ), verdict as materialized (
      select (select bool_and(known) from given) and (select count(*) from shelf) = (select count(*) from total)
         and (select count(distinct unit_id) from given) = (select count(serial) from given) as "all"
    ), moved as (
      insert into movement (id, variant_id, lot_id, quantity, from_place_id, to_place_id, document_id, moved_at, actor_id)
      select movement_id, variant_id, lot_id, quantity, place_id, to_place_id,
             ${documentId}::bigint, ${tx.at}::timestamptz, ${tx.actor.id}::bigint
        from pile where (select "all" from verdict)
    ), linked as (
      insert into movement_unit (unit_id, movement_id)
      select unnest(unit_ids), movement_id from pile where (select "all" from verdict)
    ), gone as (
      update unit set place_id = given.to_place_id from given where unit.id = given.unit_id and (select "all" from verdict)
    ), change as materialized (
      -- A bin may give some and get some in the same breath: its row is written once. Places outside have no level.
      select variant_id, lot_id, place_id, sum(quantity)::bigint as quantity from (
        select variant_id, lot_id, place_id, -quantity as quantity from total
        union all
        select variant_id, lot_id, to_place_id, quantity from pile
      ) both_ways join place on place.id = place_id and place.kind in ('bin', 'transit') group by 1, 2, 3
    ), risen as (
      insert into level (variant_id, lot_id, place_id, on_hand)
      select change.variant_id, change.lot_id, change.place_id, change.quantity
        from change left join level l on l.variant_id = change.variant_id and l.lot_id is not distinct from change.lot_id and l.place_id = change.place_id
       where l.variant_id is null and (select "all" from verdict)
       order by 1, 2, 3
      on conflict (variant_id, lot_id, place_id) do update set on_hand = level.on_hand + excluded.on_hand
    ), changed as (
      update level l set on_hand = l.on_hand + change.quantity
        from change
       where l.variant_id = change.variant_id and l.lot_id is not distinct from change.lot_id and l.place_id = change.place_id
         and (select "all" from verdict)
    )
    select "all" from verdict`.execute(tx.db)
  return rows[0]!.all
}
