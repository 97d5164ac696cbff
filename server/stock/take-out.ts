import { sql } from 'kysely'
import type { Tx } from '../platform/database/public.ts'
import { whatIsClaimed, whatIsReserved } from './explain-take-out.ts'
import type { Goods } from './goods.ts'
import { lockReserved } from './reserve.ts'
import { sellableAt } from './sellable.ts'

export interface TakingOut {
  readonly documentId: number
  /** By bin, lot number and serial, as goods that come in are described; the caller has checked how they are tracked. */
  readonly goods: Goods
  /** Written off for good; only out of the books (what is found again comes back from there); or on its way elsewhere. */
  readonly to: 'scrap' | 'adjustment' | 'transit'
}

/**
 * Takes goods out of their bins and out of the stock, all of them or none: pieces by their serials, the rest by quantity.
 * Held and expired goods go like any other. Nothing is taken that is chosen for a delivery note, nor what would leave
 * orders without what they reserved. Refuses below_claimed, below_reserved, unit_unknown, unit_elsewhere, unit_taken.
 */
export async function takeOut(tx: Tx, taking: TakingOut): Promise<void> {
  const shelves = await readShelves(tx, taking.goods)
  await lockPieces(tx, taking.goods)
  for (const { location_id, variant_ids } of shelves) await lockReserved(tx, location_id, variant_ids)
  await lockLevels(tx, taking)
  if (!(await moveOut(tx, taking))) throw await whatIsClaimed(tx, taking.goods)
  await refuseUncovered(tx, shelves)
}

interface Shelves {
  location_id: number
  variant_ids: number[]
}

/** Orders keep what they reserved at these locations. Refuses below_reserved. */
export async function refuseUncovered(tx: Tx, shelves: readonly Shelves[]): Promise<void> {
  for (const { location_id, variant_ids } of shelves) {
    const { rows } = await sql<{ variant_id: number }>`
      select r.variant_id
        from reserved_level r join variant v on v.id = r.variant_id join product p on p.id = v.product_id
        left join (${sellableAt(location_id, variant_ids, tx.today)}) sellable on sellable.variant_id = r.variant_id
       where r.location_id = ${location_id} and r.variant_id = any(${variant_ids}::bigint[])
         and not p.backorders_allowed and r.quantity > coalesce(sellable.quantity, 0)
       order by r.variant_id limit 1`.execute(tx.db)
    const short = rows[0]
    if (short !== undefined) throw await whatIsReserved(tx, location_id, short.variant_id)
  }
}

export async function readShelves(tx: Tx, goods: Goods): Promise<Shelves[]> {
  const { rows } = await sql<Shelves>`
    select place.location_id, array_agg(distinct g.variant_id order by g.variant_id) as variant_ids
      from (${goods}) g join place on place.id = g.place_id
     group by place.location_id order by place.location_id`.execute(tx.db)
  return rows
}

/** Waits for everyone who is choosing or sending these pieces. */
export function lockPieces(tx: Tx, goods: Goods) {
  return sql`
    select from (${goods}) g
      join unit on normalize(unit.serial, nfc) = normalize(g.serial, nfc) and unit.variant_id + 0 = g.variant_id
     order by unit.id for update of unit`.execute(tx.db)
}

/** Whoever gives pieces their serials holds the level meanwhile: only a statement after this one counts those pieces. */
function lockLevels(tx: Tx, { goods, to }: TakingOut) {
  return sql`
    select from level l join (
      select variant_id, place_id from (${goods}) g
       union select variant_id, place.id from (${goods}) g join place on place.kind = ${to} and place.kind = 'transit') shelf using (variant_id, place_id)
     order by l.variant_id, l.lot_id, l.place_id for update of l`.execute(tx.db)
}

/**
 * All of it or nothing, and which of the two; asked anew under the locks, where the levels come last. What goes without a
 * serial must be there without one.
 */
async function moveOut(tx: Tx, { documentId, goods, to }: TakingOut): Promise<boolean> {
  const { rows } = await sql<{ all: boolean }>`
    with given as materialized (
      select g.variant_id, g.place_id, g.quantity, g.serial, unit.id as unit_id,
             case when g.serial is null then lot.id else unit.lot_id end as lot_id,
             case when g.serial is null then g.lot_number is null or lot.id is not null else unit.id is not null end as known
        from (${goods}) g
        left join lot on lot.variant_id = g.variant_id and normalize(lot.number, nfc) = normalize(g.lot_number, nfc)
        left join unit on normalize(unit.serial, nfc) = normalize(g.serial, nfc) and unit.variant_id + 0 = g.variant_id
         and unit.place_id = g.place_id and unit.allocation_id is null
    ), pile as materialized (
      select nextval(pg_get_serial_sequence('movement', 'id')) as movement_id, variant_id, lot_id, place_id,
             sum(quantity)::bigint as quantity, array_agg(unit_id) filter (where unit_id is not null) as unit_ids
        from given group by variant_id, lot_id, place_id, serial is null
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
       order by l.variant_id, l.lot_id, l.place_id for update of l
    ), verdict as materialized (
      select (select bool_and(known) from given) and (select count(*) from shelf) = (select count(*) from total)
         and (select count(distinct unit_id) from given) = (select count(serial) from given) as "all"
    ), moved as (
      insert into movement (id, variant_id, lot_id, quantity, from_place_id, to_place_id, document_id, moved_at, actor_id)
      select movement_id, variant_id, lot_id, quantity, place_id, (select id from place where kind = ${to}),
             ${documentId}::bigint, ${tx.at}::timestamptz, ${tx.actor.id}::bigint
        from pile where (select "all" from verdict)
    ), linked as (
      insert into movement_unit (unit_id, movement_id)
      select unnest(unit_ids), movement_id from pile where (select "all" from verdict)
    ), gone as (
      update unit set place_id = (select id from place where kind = ${to})
        from given where unit.id = given.unit_id and (select "all" from verdict)
    ), lowered as (
      update level l set on_hand = l.on_hand - shelf.quantity
        from shelf
       where l.variant_id = shelf.variant_id and l.lot_id is not distinct from shelf.lot_id and l.place_id = shelf.place_id
         and (select "all" from verdict)
    ), risen as (
      insert into level (variant_id, lot_id, place_id, on_hand)
      select variant_id, lot_id, place.id, sum(quantity) from pile join place on place.kind = ${to} and place.kind = 'transit'
       where (select "all" from verdict) group by 1, 2, 3 order by 1, 2, 3
      on conflict (variant_id, lot_id, place_id) do update set on_hand = level.on_hand + excluded.on_hand
    )
    select "all" from verdict`.execute(tx.db)
  return rows[0]!.all
}
