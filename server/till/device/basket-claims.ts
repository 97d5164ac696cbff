import { sql } from 'kysely'
import type { AnswerOf } from '../../../contract/endpoint.ts'
import type { api } from '../../../contract/till/device.ts'
import type { Reader, Tx } from '../../platform/database/public.ts'
import { type Refusal, refuse } from '../../platform/refusal.ts'
import * as stock from '../../stock/public.ts'
import type { TillDevice } from './which-till.ts'

const claimMinutes = 15

interface Piece {
  variantId: number
  unitId: number
  serial: string
  product: string
  lot: { id: number; number: string; expiresOn: string | null } | null
  isHere: boolean
  where: string
  soldWith: string | null
  soldOn: string | null
  holder: string | null
  hold: string | null
  expiredOn: string | null
  tooFewDays: { left: number; required: number } | null
  basketOf: string | null
}

/**
 * Looks whether a piece can be sold at the till, and notes that it lies in this basket, for a quarter of an hour. That is
 * best effort: what decides is the sale. Refuses unit_unknown, serial_ambiguous, piece_sold, unit_elsewhere, unit_taken,
 * on_hold, expired, expires_too_soon, and piece_in_basket with the till that has it.
 */
export async function claimPiece(
  tx: Tx,
  till: TillDevice,
  given: { basketId: string; variantId: number | null; serial: string },
): Promise<AnswerOf<typeof api.claimPiece>> {
  const pieces = await findPieces(tx, till, given)
  const { serial } = given
  if (pieces.length > 1)
    throw refuse('serial_ambiguous', { serial, products: pieces.map(one => one.product).join(', ') })
  const piece = pieces[0]
  if (piece === undefined)
    throw refuse('unit_unknown', { serial, product: await nameOf(tx, given.variantId) })
  const against = reasonAgainst(piece)
  if (against !== null) throw against
  await sql`
    insert into till_basket_piece (unit_id, basket_id, till_id, until)
    values (${piece.unitId}, ${given.basketId}, ${till.tillId}, ${tx.at}::timestamptz + make_interval(mins => ${claimMinutes}))
    on conflict (unit_id) do update set basket_id = excluded.basket_id, till_id = excluded.till_id, until = excluded.until`.execute(
    tx.db,
  )
  const { variantId, unitId, lot } = piece
  return { variantId, unitId, serial: piece.serial, lot }
}

/** Forgets a basket's pieces, or one of them, and with them what nobody has asked for in time. */
export async function endClaims(
  tx: Tx,
  { basketId, unitId }: { basketId: string; unitId: number | null },
): Promise<void> {
  await sql`
    delete from till_basket_piece
     where until < ${tx.at} or (basket_id = ${basketId} and (${unitId}::bigint is null or unit_id = ${unitId}))`.execute(
    tx.db,
  )
}

async function findPieces(
  reader: Reader,
  till: TillDevice,
  { basketId, variantId, serial }: { basketId: string; variantId: number | null; serial: string },
): Promise<Piece[]> {
  const { rows } = await sql<Piece>`
    select v.id as "variantId", unit.id as "unitId", unit.serial, v.name as product,
           case when lot.id is not null then json_build_object('id', lot.id, 'number', lot.number, 'expiresOn', lot.expires_on) end as lot,
           place.location_id is not distinct from ${till.locationId}::bigint as "isHere", ${stock.whereabouts('unit.id')} as where,
           sold.number as "soldWith", sold.on as "soldOn",
           (select d.number from allocation a join document d on d.id = a.document_id where a.id = unit.allocation_id) as holder,
           (select kind || ': ' || reason from hold where hold.id = coalesce(unit.hold_id, lot.hold_id)) as hold,
           case when lot.expires_on < ${reader.today}::date then lot.expires_on end as "expiredOn",
           ${stock.tooFewDays(reader.today)} as "tooFewDays",
           (select other.name from till_basket_piece b join till other on other.id = b.till_id
             where b.unit_id = unit.id and b.basket_id <> ${basketId} and b.until > ${reader.at}) as "basketOf"
      from unit join variant v on v.id = unit.variant_id join place on place.id = unit.place_id
      left join lot on lot.id = unit.lot_id
      left join lateral (
        select d.number, to_char(m.moved_at at time zone shop.time_zone, 'YYYY-MM-DD') as on
          from movement_unit mu join movement m on m.id = mu.movement_id join document d on d.id = m.document_id cross join shop
         where mu.unit_id = unit.id and place.kind = 'customer' order by mu.movement_id desc limit 1
      ) sold on true
     where normalize(unit.serial, nfc) = ${serial.normalize('NFC')} and (${variantId}::bigint is null or unit.variant_id = ${variantId})
     order by place.location_id is not distinct from ${till.locationId}::bigint desc, unit.id limit 5`.execute(
    reader.db,
  )
  // Of pieces that share a serial, those that are here are meant.
  const here = rows.filter(row => row.isHere)
  return here.length > 0 ? here : rows
}

function reasonAgainst(piece: Piece): Refusal | null {
  const { serial, product, lot } = piece
  if (piece.soldWith !== null)
    return refuse('piece_sold', { serial, product, document: piece.soldWith, on: piece.soldOn ?? '' })
  if (!piece.isHere) return refuse('unit_elsewhere', { serial, product, where: piece.where })
  if (piece.holder !== null) return refuse('unit_taken', { serial, product, holder: piece.holder })
  if (piece.hold !== null)
    return refuse('on_hold', { what: `Serial ${serial} of ${product}`, reason: piece.hold })
  const what = `Lot ${lot?.number} of ${product}`
  if (piece.expiredOn !== null) return refuse('expired', { what, on: piece.expiredOn })
  if (piece.tooFewDays !== null) return refuse('expires_too_soon', { what, ...piece.tooFewDays })
  if (piece.basketOf !== null) return refuse('piece_in_basket', { serial, product, till: piece.basketOf })
  return null
}

async function nameOf(reader: Reader, variantId: number | null): Promise<string> {
  if (variantId === null) return 'any product'
  const { rows } = await sql<{ name: string }>`select name from variant where id = ${variantId}`.execute(
    reader.db,
  )
  return rows[0]?.name ?? 'this product'
}
