import { sql } from 'kysely'
import { TryAgain, type Tx } from '../platform/database/public.ts'
import { type Refusal, refuse } from '../platform/refusal.ts'
import { type TooFewDays, tooFewDays } from './blocked-because.ts'
import { formatQuantity } from './format-quantity.ts'
import type { Allocating, PickLine } from './pick-line.ts'
import { whereabouts } from './whereabouts.ts'

/**
 * Says why a pick could not be claimed whole: who has the piece, where it is, which hold stands in the way, how much is
 * left. It asks anew, under the locks of this transaction; when the reason has gone meanwhile (a cancelled note gave
 * pieces back), nobody is told no: the transaction is tried again.
 */
export async function explainShortfall(
  tx: Tx,
  allocating: Allocating,
  pick: PickLine,
  because?: 'reserved',
): Promise<Refusal | TryAgain> {
  if (because === 'reserved') return notEnough(tx, allocating, pick, 0)
  if (pick.unitIds === null && (await isConverted(tx, pick))) return new TryAgain()
  return pick.unitIds === null ? explainQuantity(tx, allocating, pick) : explainPieces(tx, allocating, pick)
}

/** Chosen as the product was tracked a moment ago: tried again, the choice is read as it is tracked now. */
async function isConverted(tx: Tx, pick: PickLine): Promise<boolean> {
  const { rows } = await sql`
    select from variant v join product p on p.id = v.product_id
     where v.id = ${pick.variantId} and p.conversion_id is not null and p.tracks_lots <> ${pick.lotId !== null}`.execute(
    tx.db,
  )
  return rows.length > 0
}

interface Piece {
  id: number
  serial: string
  product: string
  lot: string | null
  holder: string | null
  here: boolean
  hold: string | null
  expired_on: string | null
  too_few_days: TooFewDays | null
  where: string
}

async function explainPieces(
  tx: Tx,
  { documentId, locationId }: Allocating,
  pick: PickLine,
): Promise<Refusal | TryAgain> {
  const { rows } = await sql<Piece>`
    select unit.id, unit.serial, v.name as product, lot.number as lot, coalesce(place.location_id = ${locationId}, false) as here,
           (select document.number from allocation a join document on document.id = a.document_id
             where a.id = unit.allocation_id and a.document_id <> ${documentId}) as holder,
           (select kind || ': ' || reason from hold where hold.id = coalesce(unit.hold_id, lot.hold_id)) as hold,
           case when lot.expires_on < ${tx.today}::date then lot.expires_on end as expired_on,
           ${tooFewDays(tx.today)} as too_few_days, ${whereabouts('unit.id')} as where
      from unit join variant v on v.id = unit.variant_id
      join place on place.id = unit.place_id left join lot on lot.id = unit.lot_id
     where unit.id = any(${[...(pick.unitIds ?? [])]}::bigint[]) and unit.variant_id = ${pick.variantId}`.execute(
    tx.db,
  )
  const known = new Map(rows.map(row => [row.id, row]))
  for (const unitId of pick.unitIds ?? []) {
    const piece = known.get(unitId)
    const refusal =
      piece === undefined ? refuse('not_found', { what: 'piece of this product' }) : reasonAgainst(piece)
    if (refusal !== null) return refusal
  }
  return new TryAgain()
}

function reasonAgainst(piece: Piece): Refusal | null {
  const { serial, product } = piece
  if (!piece.here) return refuse('unit_elsewhere', { serial, product, where: piece.where })
  if (piece.holder !== null) return refuse('unit_taken', { serial, product, holder: piece.holder })
  if (piece.hold !== null)
    return refuse('on_hold', { what: `Serial ${serial} of ${product}`, reason: piece.hold })
  if (piece.expired_on !== null)
    return refuse('expired', { what: `Lot ${piece.lot} of ${product}`, on: piece.expired_on })
  if (piece.too_few_days !== null)
    return refuse('expires_too_soon', { what: `Lot ${piece.lot} of ${product}`, ...piece.too_few_days })
  return null
}

interface LotState {
  number: string
  product: string
  decimals: number
  hold: string | null
  expired_on: string | null
  too_few_days: TooFewDays | null
  free: number
}

async function explainQuantity(tx: Tx, allocating: Allocating, pick: PickLine): Promise<Refusal | TryAgain> {
  if (pick.lotId === null) return explainUntracked(tx, allocating, pick)
  const { rows } = await sql<LotState>`
    select lot.number, v.name as product, v.decimals,
           (select kind || ': ' || reason from hold where hold.id = lot.hold_id) as hold,
           case when lot.expires_on < ${tx.today}::date then lot.expires_on end as expired_on,
           ${tooFewDays(tx.today)} as too_few_days, ${freeOf(allocating, pick)} as free
      from lot join variant v on v.id = lot.variant_id
     where lot.id = ${pick.lotId} and lot.variant_id = ${pick.variantId}`.execute(tx.db)
  const lot = rows[0]
  if (lot === undefined) return refuse('not_found', { what: 'lot of this product' })
  const what = `Lot ${lot.number} of ${lot.product}`
  if (lot.hold !== null) return refuse('on_hold', { what, reason: lot.hold })
  if (lot.expired_on !== null) return refuse('expired', { what, on: lot.expired_on })
  if (lot.too_few_days !== null) return refuse('expires_too_soon', { what, ...lot.too_few_days })
  if (lot.free >= pick.quantity) return new TryAgain()
  return refuse('lot_short', {
    lot: lot.number,
    product: lot.product,
    available: formatQuantity(lot.free, lot.decimals),
    wanted: formatQuantity(pick.quantity, lot.decimals),
  })
}

async function explainUntracked(tx: Tx, allocating: Allocating, pick: PickLine): Promise<Refusal | TryAgain> {
  const { rows } = await sql<{ free: number }>`select ${freeOf(allocating, pick)} as free`.execute(tx.db)
  const free = rows[0]!.free
  return free >= pick.quantity ? new TryAgain() : notEnough(tx, allocating, pick, free)
}

/** Free before this note: what its own statement claimed meanwhile counts as free still. */
function freeOf({ documentId, locationId }: Allocating, pick: PickLine) {
  return sql<number>`coalesce((
    select sum(l.on_hand - l.allocated + coalesce(own.quantity, 0))::bigint
      from level l join place on place.id = l.place_id and place.location_id = ${locationId}
      left join lateral (select sum(a.quantity) as quantity from allocation a
        where a.document_id = ${documentId} and a.outcome is null and a.variant_id = l.variant_id
          and a.lot_id is not distinct from l.lot_id and a.place_id = l.place_id) own on true
     where l.variant_id = ${pick.variantId} and l.lot_id is not distinct from ${pick.lotId}::bigint), 0)`
}

async function notEnough(tx: Tx, { locationId }: Allocating, pick: PickLine, free: number): Promise<Refusal> {
  const { rows } = await sql<{ product: string; decimals: number; where: string }>`
    select v.name as product, v.decimals, location.name as where
      from variant v cross join location
     where v.id = ${pick.variantId} and location.id = ${locationId}`.execute(tx.db)
  const { product, decimals, where } = rows[0]!
  const available = formatQuantity(free, decimals)
  return refuse('not_enough', { product, where, available, wanted: formatQuantity(pick.quantity, decimals) })
}
