import { sql } from 'kysely'
import { TryAgain, type Tx } from '../platform/database/public.ts'
import { Refusal, refuse } from '../platform/refusal.ts'
import { serialTwice } from './check-goods.ts'
import { formatQuantity } from './format-quantity.ts'
import type { Goods } from './goods.ts'
import { whereabouts } from './whereabouts.ts'

/**
 * Says why goods cannot be taken out: the piece that is not there or is chosen, the shelf with too little that is free and
 * who has the rest. Asked under the locks; when the reason has gone meanwhile, the transaction is tried again.
 */
export async function whatIsClaimed(tx: Tx, goods: Goods): Promise<Refusal | TryAgain> {
  return (
    (await pieceTwice(tx, goods)) ??
    (await pieceInTheWay(tx, goods)) ??
    (await shelfTooEmpty(tx, goods)) ??
    (await pieceUnnamed(tx, goods)) ??
    new TryAgain()
  )
}

async function pieceTwice(tx: Tx, goods: Goods): Promise<Refusal | null> {
  const { rows } = await serialTwice(goods, 'adjustment').execute(tx.db)
  return rows[0] === undefined ? null : new Refusal(rows[0].code, rows[0].details)
}

interface Piece {
  serial: string
  product: string
  known: boolean
  here: boolean
  holder: string | null
  where: string | null
}

async function pieceInTheWay(tx: Tx, goods: Goods): Promise<Refusal | null> {
  const { rows } = await sql<Piece>`
    select g.serial, v.name as product, unit.id is not null as known, coalesce(unit.place_id = g.place_id, false) as here,
           document.number as holder, case when unit.id is not null then ${whereabouts('unit.id')} end as where
      from (${goods}) g join variant v on v.id = g.variant_id
      left join unit on normalize(unit.serial, nfc) = normalize(g.serial, nfc) and unit.variant_id + 0 = g.variant_id
      left join allocation a on a.id = unit.allocation_id left join document on document.id = a.document_id
     where g.serial is not null and (unit.id is null or unit.place_id <> g.place_id or unit.allocation_id is not null)
     order by g.line_number limit 1`.execute(tx.db)
  const piece = rows[0]
  if (piece === undefined) return null
  const { serial, product, known, here, holder, where } = piece
  if (!known) return refuse('unit_unknown', { serial, product })
  if (!here) return refuse('unit_elsewhere', { serial, product, where: where ?? 'elsewhere' })
  return refuse('unit_taken', { serial, product, holder: holder ?? 'another document' })
}

interface Short {
  what: string
  bin: string
  decimals: number
  free: number
  wanted: number
  documents: string
}

async function shelfTooEmpty(tx: Tx, goods: Goods): Promise<Refusal | null> {
  const { rows } = await sql<Short>`
    with wanted as (
      select g.variant_id, g.place_id, lot.id as lot_id, min(g.lot_number) as lot_number, sum(g.quantity)::bigint as quantity,
             min(g.line_number) as line_number
        from (${goods}) g
        left join lot on lot.variant_id = g.variant_id and normalize(lot.number, nfc) = normalize(g.lot_number, nfc)
       where g.serial is null
       group by g.variant_id, g.place_id, lot.id, normalize(g.lot_number, nfc)
    )
    select v.name || coalesce(', lot ' || wanted.lot_number, '') as what, place.code as bin, v.decimals,
           greatest(coalesce(l.on_hand - l.allocated, 0), 0) as free, wanted.quantity as wanted,
           coalesce((
             select string_agg(distinct d.number, ', ') from allocation a join document d on d.id = a.document_id
              where a.ended_at is null and a.variant_id = wanted.variant_id and a.lot_id is not distinct from wanted.lot_id
                and a.place_id = wanted.place_id), '') as documents
      from wanted join variant v on v.id = wanted.variant_id
      join place on place.id = wanted.place_id
      left join level l on l.variant_id = wanted.variant_id and l.lot_id is not distinct from wanted.lot_id and l.place_id = wanted.place_id
       and (wanted.lot_number is null or wanted.lot_id is not null)
     where coalesce(l.on_hand - l.allocated, 0) < wanted.quantity
     order by wanted.line_number limit 1`.execute(tx.db)
  const short = rows[0]
  if (short === undefined) return null
  const { what, bin, decimals, documents } = short
  const free = formatQuantity(short.free, decimals)
  return refuse('below_claimed', {
    what,
    bin,
    free,
    wanted: formatQuantity(short.wanted, decimals),
    documents,
  })
}

/** Of single use: fewer pieces are there without a serial than are to go without a name. */
async function pieceUnnamed(tx: Tx, goods: Goods): Promise<Refusal | null> {
  const { rows } = await sql<{ product: string; named: number; wanted: number }>`
    select v.name as product, going.named, going.wanted
      from (select variant_id, place_id, sum(quantity)::bigint as wanted, count(serial) as named from (${goods}) g group by 1, 2) going
      join variant v on v.id = going.variant_id join product p on p.id = v.product_id and p.pieces_have_serials
     where going.named < going.wanted
     order by going.variant_id limit 1`.execute(tx.db)
  return rows[0] === undefined ? null : refuse('pieces_unnamed', rows[0])
}

/** Names the orders whose reservations would no longer be covered. */
export async function whatIsReserved(tx: Tx, locationId: number, variantId: number): Promise<Refusal> {
  const { rows } = await sql<{ product: string; where: string; numbers: string[] }>`
    select v.name as product, location.name as where,
           array(select d.number from reservation r join document d on d.id = r.document_id
                  where r.variant_id = v.id and r.location_id = location.id and r.quantity > 0
                  group by d.id, d.number order by d.id) as numbers
      from variant v cross join location
     where v.id = ${variantId} and location.id = ${locationId}`.execute(tx.db)
  const { product, where, numbers } = rows[0]!
  return refuse('below_reserved', { product, where, documents: listed(numbers) })
}

const named = 5

/** Enough to find one's way; a hundred numbers would hide what the sentence says. */
export function listed(names: readonly string[]): string {
  const different = [...new Set(names)]
  const first = different.slice(0, named).join(', ')
  return different.length > named ? `${first} and ${different.length - named} more` : first
}
