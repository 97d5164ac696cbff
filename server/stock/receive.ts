import { sql } from 'kysely'
import * as catalog from '../catalog/public.ts'
import type { Tx } from '../platform/database/public.ts'
import { checkGoods } from './check-goods.ts'
import type { Goods } from './goods.ts'

/**
 * Takes goods in from the supplier into their bins: lots and units come into being, movements say so, levels rise. A
 * handful of statements, for one piece as for 100,000. The first receipt of a product locks its tracking.
 * Refuses what checkGoods refuses; a serial that another receipt is bringing in at this moment is waited for.
 */
export async function receive(
  tx: Tx,
  { documentId, goods }: { documentId: number; goods: Goods },
): Promise<{ quantity: number; units: number }> {
  const { rows } = await sql<{ ids: number[] | null }>`
    select array_agg(distinct variant_id order by variant_id) as ids from (${goods}) g`.execute(tx.db)
  await catalog.lockTracking(tx, rows[0]?.ids ?? [])
  await sql`savepoint before_receipt`.execute(tx.db)
  await makeLots(tx, goods)
  const taken = await takeIn(tx, documentId, goods)
  if (taken.misfits > 0 || taken.units !== taken.serials) {
    await sql`rollback to savepoint before_receipt`.execute(tx.db)
    await checkGoods(tx, goods)
    throw new Error('the ledger did not take goods that the check finds nothing wrong with')
  }
  return { quantity: taken.quantity, units: taken.units }
}

async function makeLots(tx: Tx, goods: Goods): Promise<void> {
  await sql`
    insert into lot (variant_id, number, supplier_id, made_on, expires_on, created_at, created_by)
    select variant_id, min(lot_number), min(supplier_id), min(made_on), min(expires_on), ${tx.at}, ${tx.actor.id}
      from (${goods}) g
     where lot_number is not null
     group by variant_id, normalize(lot_number, nfc)
     order by variant_id, normalize(lot_number, nfc)
    on conflict do nothing`.execute(tx.db)
}

interface Taken {
  quantity: number
  serials: number
  units: number
  misfits: number
}

/**
 * The pieces of one variant and lot that go into one bin are one movement; goods without serials are one for each line.
 * Nothing is done twice for a serial that exists: the count of units made says whether all were new.
 */
async function takeIn(tx: Tx, documentId: number, goods: Goods): Promise<Taken> {
  const { rows } = await sql<Taken>`
    with goods as materialized (
      select g.*, lot.id as lot_id,
             p.tracks_lots = (g.lot_number is not null) and p.tracks_serials = (g.serial is not null)
               and (g.serial is null or g.quantity = 1)
               and (g.expires_on is null or g.expires_on is not distinct from lot.expires_on)
               and (g.made_on is null or g.made_on is not distinct from lot.made_on) as fits
        from (${goods}) g
        join variant v on v.id = g.variant_id join product p on p.id = v.product_id
        left join lot on lot.variant_id = g.variant_id and normalize(lot.number, nfc) = normalize(g.lot_number, nfc)
    ), made as (
      insert into unit (variant_id, lot_id, serial, place_id)
      select variant_id, lot_id, serial, place_id from goods where serial is not null
      on conflict do nothing
      returning id, variant_id, lot_id, place_id
    ), moved as (
      insert into movement (variant_id, lot_id, quantity, from_place_id, to_place_id, document_id, document_line_id, moved_at, actor_id)
      select variant_id, lot_id, sum(quantity), (select id from place where kind = 'supplier'), place_id,
             ${documentId}::bigint, case when serial is null then line_id end, ${tx.at}::timestamptz, ${tx.actor.id}::bigint
        from goods group by variant_id, lot_id, place_id, case when serial is null then line_id end, serial is null
      returning id, variant_id, lot_id, to_place_id
    ), linked as (
      insert into movement_unit (unit_id, movement_id)
      select made.id, moved.id
        from made join moved on moved.variant_id = made.variant_id and moved.lot_id = made.lot_id and moved.to_place_id = made.place_id
    ), risen as (
      insert into level (variant_id, lot_id, place_id, on_hand)
      select variant_id, lot_id, place_id, sum(quantity) from goods group by 1, 2, 3 order by 1, 2, 3
      on conflict (variant_id, lot_id, place_id) do update set on_hand = level.on_hand + excluded.on_hand
    )
    select coalesce(sum(quantity), 0)::bigint as quantity, count(serial) as serials, count(*) filter (where not fits) as misfits,
           (select count(*) from made) as units
      from goods`.execute(tx.db)
  return rows[0]!
}
