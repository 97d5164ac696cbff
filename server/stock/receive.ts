import { sql } from 'kysely'
import * as catalog from '../catalog/public.ts'
import { brokenConstraint, type Tx } from '../platform/database/public.ts'
import { checkCapture } from './check-capture.ts'
import { checkGoods } from './check-goods.ts'
import { type Goods, type GoodsSource, madeToday } from './goods.ts'

/**
 * Takes goods in, from the supplier or found in the house, into their bins: lots and units come into being, movements say so, levels rise. A
 * handful of statements, for one piece as for 100,000. The first receipt of a product locks its tracking. A lot that was
 * known without its dates gets them; a piece that had gone to where these goods come from is the same piece again.
 * An expiry date that nobody knows is filled from the product's shelf life. Refuses what checkGoods refuses; a serial that another receipt is bringing in at this moment is waited for.
 */
export async function receive(
  tx: Tx,
  { documentId, goods, from = 'supplier' }: { documentId: number; goods: Goods; from?: GoodsSource },
): Promise<{ quantity: number; units: number }> {
  const { rows } = await sql<{ ids: number[] }>`
    select array(select distinct variant_id from (${goods}) g) as ids`.execute(tx.db)
  await catalog.lockTracking(tx, rows[0]!.ids)
  await checkCapture(tx, goods, from)
  await sql`savepoint before_receipt`.execute(tx.db)
  for (const pieces of ['new', 'new or back'] as const) {
    try {
      if (pieces === 'new or back') await lockPiecesThatAreBack(tx, goods, from)
      await makeLots(tx, goods, from)
      const { quantity, units, misfits } = await takeIn(tx, { documentId, goods, from, pieces })
      if (misfits === 0) return { quantity, units }
    } catch (error) {
      if (brokenConstraint(error) !== 'unit_serial') throw error
    }
    await sql`rollback to savepoint before_receipt`.execute(tx.db)
    await checkGoods(tx, goods, from)
  }
  throw new Error('the ledger did not take goods that the check finds nothing wrong with')
}

/** Two receipts may bring in the same piece that is at the supplier: the second waits here, and does not find it there. */
async function lockPiecesThatAreBack(tx: Tx, goods: Goods, from: GoodsSource): Promise<void> {
  await sql`
    with given as materialized (
      select variant_id, normalize(serial, nfc) as key from (${goods}) g where serial is not null
    ), back as materialized (
      -- Looked up one by one: a join goes wrong by the square where statistics are missing.
      select one.id from given cross join lateral (
        select unit.id from unit
         where normalize(unit.serial, nfc) = given.key and unit.variant_id = given.variant_id
           and unit.place_id = (select id from place where kind = ${from}) limit 1
      ) one
    )
    select from unit where id = any(array(select id from back)) order by id for update`.execute(tx.db)
}

/**
 * Makes the lots that are new, and gives the known ones what they lack: dates, and the supplier's number. Without an
 * expiry date a lot gets the one that the shelf life makes, from its made-on date or else from today. Normalizing is costly beside counting,
 * so that each spelling of a lot number is normalized once, not for each line.
 */
async function makeLots(tx: Tx, goods: Goods, from: GoodsSource): Promise<void> {
  const unknownDay = madeToday(tx, from)
  await sql`
    with given as materialized (
      select variant_id, normalize(lot_number, nfc) as key, min(lot_number) as number, min(supplier_id) as supplier_id,
             min(made_on) as made_on, min(expires_on) as expires_on, min(supplier_lot) as supplier_lot
        from (
          select variant_id, lot_number, min(supplier_id) as supplier_id, min(made_on) as made_on, min(expires_on) as expires_on,
                 min(supplier_lot) as supplier_lot
            from (${goods}) g where lot_number is not null group by variant_id, lot_number
        ) spelled
       group by variant_id, normalize(lot_number, nfc)
    ), kept as materialized (
      select variant.id as variant_id, product.shelf_life_days as days
        from variant join product on product.id = variant.product_id and product.tracks_lots
       where variant.id in (select variant_id from given)
    ), made as (
      insert into lot (variant_id, number, supplier_id, supplier_lot, made_on, expires_on, created_at, created_by)
      select variant_id, number, supplier_id, supplier_lot, made_on,
             coalesce(expires_on, coalesce(made_on, ${unknownDay}) + days), ${tx.at}::timestamptz, ${tx.actor.id}::bigint
        from given left join kept using (variant_id) order by variant_id, key
      on conflict do nothing
    ), undated as materialized (
      select lot.id, given.made_on, given.supplier_lot,
             coalesce(given.expires_on, coalesce(lot.made_on, given.made_on, ${unknownDay}) + days) as expires_on
        from given left join kept using (variant_id) join lot on lot.variant_id = given.variant_id and normalize(lot.number, nfc) = given.key
       where (lot.made_on is null and given.made_on is not null)
          or (lot.expires_on is null and (given.expires_on is not null or days is not null))
          or (lot.supplier_lot is null and given.supplier_lot is not null)
       order by lot.id for no key update of lot
    )
    update lot set made_on = coalesce(lot.made_on, undated.made_on), expires_on = coalesce(lot.expires_on, undated.expires_on),
           supplier_lot = coalesce(lot.supplier_lot, undated.supplier_lot)
      from undated where lot.id = undated.id`.execute(tx.db)
}

interface Coming {
  documentId: number
  goods: Goods
  from: GoodsSource
  pieces: 'new' | 'new or back'
}

interface Taken {
  quantity: number
  units: number
  misfits: number
}

/**
 * The pieces of one variant and lot that go into one bin are one movement; goods without serials are one for each line.
 * A serial that exists breaks the unique index: asking for each one first (on conflict) would take twice as long.
 * Piles carry their pieces with them, since a join back may go wrong by the square where statistics are missing.
 */
async function takeIn(tx: Tx, { documentId, goods, from, pieces }: Coming): Promise<Taken> {
  const { known, isNew, comeBack } = howPiecesComeIn(from)[pieces]
  const { rows } = await sql<Taken>`
    with goods as materialized (
      select g.variant_id, g.quantity, g.place_id, g.serial, lot.id as lot_id,
             case when g.serial is null then g.line_id end as line_id,
             case when g.serial is not null then coalesce(${known}, nextval('unit_id_seq')) end as unit_id,
             ${known} is null as is_new,
             p.tracks_lots = (g.lot_number is not null)
               and case when g.serial is null then not p.tracks_serials else p.pieces_have_serials and g.quantity = 1 end
               and (g.expires_on is null or g.expires_on is not distinct from lot.expires_on)
               and (g.made_on is null or g.made_on is not distinct from lot.made_on)
               and (g.supplier_lot is null or g.supplier_lot is not distinct from lot.supplier_lot) as fits
        from (${goods}) g
        join variant v on v.id = g.variant_id join product p on p.id = v.product_id
        left join lot on lot.variant_id = g.variant_id and normalize(lot.number, nfc) = normalize(g.lot_number, nfc)
    ), made as (
      insert into unit (id, variant_id, lot_id, serial, place_id)
      select unit_id, variant_id, lot_id, serial, place_id from goods where serial is not null${isNew}
    )${comeBack}, pile as materialized (
      select nextval('movement_id_seq') as movement_id, variant_id, lot_id, place_id, line_id,
             sum(quantity) as quantity, array_agg(unit_id) filter (where unit_id is not null) as unit_ids
        from goods group by variant_id, lot_id, place_id, line_id, serial is null
    ), moved as (
      insert into movement (id, variant_id, lot_id, quantity, from_place_id, to_place_id, document_id, document_line_id, moved_at, actor_id)
      select movement_id, variant_id, lot_id, quantity, (select id from place where kind = ${from}), place_id,
             ${documentId}::bigint, line_id, ${tx.at}::timestamptz, ${tx.actor.id}::bigint
        from pile
    ), linked as (
      insert into movement_unit (unit_id, movement_id) select unnest(unit_ids), movement_id from pile
    ), risen as (
      insert into level (variant_id, lot_id, place_id, on_hand)
      select variant_id, lot_id, place_id, sum(quantity) from pile group by 1, 2, 3 order by 1, 2, 3
      on conflict (variant_id, lot_id, place_id) do update set on_hand = level.on_hand + excluded.on_hand
    )
    select coalesce(sum(quantity), 0)::bigint as quantity, count(serial) as units, count(*) filter (where not fits) as misfits
      from goods`.execute(tx.db)
  return rows[0]!
}

/**
 * Pieces are new almost always. Only a receipt whose serials are not all new looks each of them up among those that went
 * back to the supplier, or were taken out of the stock; the piece that is found there comes in again, into the lot named.
 */
const howPiecesComeIn = (from: GoodsSource) => ({
  new: { known: sql`null::bigint`, isNew: sql``, comeBack: sql`` },
  'new or back': {
    known: sql`(
      select back.id from unit back
       where normalize(back.serial, nfc) = normalize(g.serial, nfc) and back.variant_id + 0 = g.variant_id
         and back.place_id = (select id from place where kind = ${from}))`,
    isNew: sql` and is_new`,
    comeBack: sql`, back as (
      update unit set place_id = goods.place_id, lot_id = goods.lot_id
        from goods where unit.id = goods.unit_id and not goods.is_new
    )`,
  },
})
