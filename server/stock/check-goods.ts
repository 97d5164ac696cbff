import { type RawBuilder, sql } from 'kysely'
import type { RefusalCode } from '../../contract/refusals.ts'
import type { Reader } from '../platform/database/public.ts'
import { Refusal } from '../platform/refusal.ts'
import { checkCapture } from './check-capture.ts'
import type { Goods, GoodsSource } from './goods.ts'
import { whereabouts } from './whereabouts.ts'

/**
 * Refuses goods that the ledger would not take, for the first reason found: lot_number_needed, serial_needed,
 * lot_not_tracked, serial_not_tracked, serial_twice, lot_differs, serial_exists, and what checkCapture refuses. Changes
 * nothing.
 */
export async function checkGoods(
  reader: Reader,
  goods: Goods,
  from: GoodsSource = 'supplier',
): Promise<void> {
  await refuseFirst(reader, [trackingMismatch, serialTwice, lotDiffers, serialExists], goods, from)
  await checkCapture(reader, goods, from)
}

/**
 * The same of goods that are only announced: their lots and serial numbers may be unknown until they are here, but what is
 * said must be right. Refuses what checkGoods refuses, without lot_number_needed and serial_needed.
 */
export async function checkAnnounced(reader: Reader, goods: Goods): Promise<void> {
  await refuseFirst(reader, [notTracked, serialTwice, lotDiffers, serialExists], goods, 'supplier')
  await checkCapture(reader, goods, 'supplier')
}

async function refuseFirst(
  reader: Reader,
  questions: readonly Question[],
  goods: Goods,
  from: GoodsSource,
): Promise<void> {
  for (const question of questions) {
    const { rows } = await question(goods, from).execute(reader.db)
    const found = rows[0]
    if (found !== undefined) throw new Refusal(found.code, found.details)
  }
}

interface Finding {
  code: RefusalCode
  details: Record<string, unknown>
}
type Question = (goods: Goods, from: GoodsSource) => RawBuilder<Finding>

const trackingMismatch: Question = goods => sql<Finding>`
  select case when tracks_lots and lot_number is null then 'lot_number_needed'
              when tracks_serials and serial is null then 'serial_needed'
              when not tracks_lots and lot_number is not null then 'lot_not_tracked'
              else 'serial_not_tracked' end as code,
         jsonb_build_object('product', v.name, 'line', line_number) as details
    from (${goods}) g join variant v on v.id = g.variant_id join product p on p.id = v.product_id
   where tracks_lots <> (lot_number is not null) or case when serial is null then tracks_serials else not pieces_have_serials end
   order by line_number limit 1`

const notTracked: Question = goods => sql<Finding>`
  select case when not tracks_lots and lot_number is not null then 'lot_not_tracked' else 'serial_not_tracked' end as code,
         jsonb_build_object('product', v.name, 'line', line_number) as details
    from (${goods}) g join variant v on v.id = g.variant_id join product p on p.id = v.product_id
   where (not tracks_lots and lot_number is not null) or (not pieces_have_serials and serial is not null)
   order by line_number limit 1`

/** Of any goods that are named by their serials. */
export const serialTwice: Question = goods => sql<Finding>`
  select 'serial_twice' as code,
         jsonb_build_object('serial', min(serial), 'product', min(v.name), 'lines', (
           select string_agg(line::text, ' and ' order by line) from (select distinct unnest(array_agg(line_number)) as line) named)) as details
    from (${goods}) g join variant v on v.id = g.variant_id
   where serial is not null
   group by g.variant_id, normalize(serial, nfc) having count(*) > 1
   order by min(line_number) limit 1`

const lotDiffers: Question = goods => sql<Finding>`
  with given as materialized (${goods}), dated as (
    select g.line_number, g.variant_id, g.lot_number, 'the expiry date' as field, g.expires_on::text collate "C" as given,
           coalesce(l.expires_on, first_value(g.expires_on) over known_first)::text collate "C" as known
      from given g left join lot l on l.variant_id = g.variant_id and normalize(l.number, nfc) = normalize(g.lot_number, nfc)
     where g.lot_number is not null and g.expires_on is not null
    window known_first as (partition by g.variant_id, normalize(g.lot_number, nfc) order by g.line_number)
    union all
    select g.line_number, g.variant_id, g.lot_number, 'the made-on date', g.made_on::text collate "C",
           coalesce(l.made_on, first_value(g.made_on) over known_first)::text collate "C"
      from given g left join lot l on l.variant_id = g.variant_id and normalize(l.number, nfc) = normalize(g.lot_number, nfc)
     where g.lot_number is not null and g.made_on is not null
    window known_first as (partition by g.variant_id, normalize(g.lot_number, nfc) order by g.line_number)
    union all
    select g.line_number, g.variant_id, g.lot_number, 'the supplier’s lot number', g.supplier_lot collate "C",
           coalesce(l.supplier_lot, first_value(g.supplier_lot) over known_first) collate "C"
      from given g left join lot l on l.variant_id = g.variant_id and normalize(l.number, nfc) = normalize(g.lot_number, nfc)
     where g.lot_number is not null and g.supplier_lot is not null
    window known_first as (partition by g.variant_id, normalize(g.lot_number, nfc) order by g.line_number)
  )
  select 'lot_differs' as code,
         jsonb_build_object('lot', d.lot_number, 'product', v.name, 'field', d.field, 'known', d.known, 'given', d.given) as details
    from dated d join variant v on v.id = d.variant_id
   where d.known is distinct from d.given
   order by d.line_number limit 1`

/** Of a piece in the house, the document that it came there with: the receipt of the order that was quicker. */
const since = sql`
  coalesce(case when there.kind = 'bin' then (
    select ', since ' || document.number from movement_unit mu
      join movement on movement.id = mu.movement_id join document on document.id = movement.document_id
     where mu.unit_id = there.id order by mu.movement_id desc limit 1) end, '')`

/**
 * A piece that went back to the supplier may come in again, and one that was taken out may be found again. `+ 0` leaves only the index on serials to look a piece up by:
 * without statistics the planner may otherwise go through all pieces of the variant for each line (20,000 lines took
 * minutes instead of a fifth of a second).
 */
const serialExists: Question = (goods, from) => sql<Finding>`
  with given as materialized (${goods}), there as (
    select g.line_number, u.id, u.serial, v.name, place.kind, count(*) over ()::int as count
      from given g
      join unit u on normalize(u.serial, nfc) = normalize(g.serial, nfc) and u.variant_id + 0 = g.variant_id
      join place on place.id = u.place_id and place.kind <> ${from}
      join variant v on v.id = g.variant_id
     order by g.line_number limit 1
  )
  select 'serial_exists' as code,
         jsonb_build_object('serial', there.serial, 'product', there.name, 'where', ${whereabouts('there.id')} || ${since}, 'count', there.count) as details
    from there`
