import { sql } from 'kysely'
import type { StockCount } from '../../../contract/counts.ts'
import * as catalog from '../../catalog/public.ts'
import * as documents from '../../documents/public.ts'
import type { Tx } from '../../platform/database/public.ts'
import { type GoodsRow, goodsOf } from '../goods.ts'
import { type GoodsMove, moveGoods } from '../move-goods.ts'
import { receive } from '../receive.ts'
import { takeOut } from '../take-out.ts'
import { lastMovementOf, missingOf } from './differences.ts'
import { holdOpen } from './hold-open.ts'
import { readCount } from './read-count.ts'

/**
 * Puts the books right by what the count found, under the count's own number, all of it or nothing, and once: pieces that
 * were found elsewhere are moved, what is more comes in, what is missing goes. A line changes the stock by its difference to
 * what the books said when it was counted, whatever moved since; a piece that moved since it was seen stays as the books
 * have it. What left the shop by the books, and what nobody knows, is told and not posted.
 * Refuses not_found, wrong_state, and what moveGoods, receive and takeOut refuse: goods that a note has chosen name it.
 */
export async function postCount(tx: Tx, countId: number): Promise<StockCount> {
  await holdOpen(tx, countId, 'update')
  const { rows: products } = await sql<{ id: number }>`
    select variant_id as id from stock_count_line where count_id = ${countId}
    union select variant_id from stock_count_piece where count_id = ${countId} and variant_id is not null
    union select u.variant_id from stock_count_missing m join unit u on u.id = m.unit_id where m.count_id = ${countId}
     order by id`.execute(tx.db)
  await catalog.lockTracking(
    tx,
    products.map(product => product.id),
  )
  await lockSeen(tx, countId)
  const moves = await movesOf(tx, countId)
  if (moves.length > 0) await moveGoods(tx, { documentId: countId, moves })
  const lines = await linesOf(tx, countId)
  const coming = [...(await comingBack(tx, countId)), ...lines.filter(line => line.quantity > 0)]
  if (coming.length > 0)
    await receive(tx, { documentId: countId, goods: goodsOf(numbered(coming)), from: 'adjustment' })
  const going = [
    ...(await missing(tx, countId)),
    ...lines
      .filter(line => line.quantity < 0)
      .map(line => ({ ...line, quantity: -line.quantity, expiresOn: null })),
  ]
  if (going.length > 0)
    await takeOut(tx, { documentId: countId, goods: goodsOf(numbered(going)), to: 'adjustment' })
  await sql`
    update stock_count set state = 'posted', ended_at = ${tx.at}, ended_by = ${tx.actor.id} where id = ${countId}`.execute(
    tx.db,
  )
  await documents.recordEvent(tx, countId, 'posted')
  return readCount(tx, countId)
}

type Row = Omit<GoodsRow, 'lineId'>
const numbered = (rows: readonly Row[]): GoodsRow[] =>
  rows.map((row, index) => ({ ...row, lineId: index + 1 }))

/** From here on no piece of the count moves: whoever sells one in this second is waited for, or waits. */
async function lockSeen(tx: Tx, countId: number): Promise<void> {
  await sql`
    select from unit where id = any(array(
      select unit_id from stock_count_missing where count_id = ${countId}
      union select unit_id from stock_count_piece where count_id = ${countId} and unit_id is not null and seen_place_id <> place_id))
     order by id for update`.execute(tx.db)
}

/** Pieces that the books have in another bin, and that have not moved since they were scanned. */
async function movesOf(tx: Tx, countId: number): Promise<GoodsMove[]> {
  const { rows } = await sql<Omit<GoodsMove, 'lineId'>>`
    select u.variant_id as "variantId", 1 as quantity, u.place_id as "placeId", p.place_id as "toPlaceId", u.serial
      from stock_count_piece p join unit u on u.id = p.unit_id join place on place.id = u.place_id and place.kind = 'bin'
     where p.count_id = ${countId} and u.place_id = p.seen_place_id and u.place_id <> p.place_id
       and ${lastMovementOf(sql`u.id`)} = p.seen_movement_id
     order by u.id`.execute(tx.db)
  return rows.map((row, index) => ({ ...row, lineId: index + 1 }))
}

/** Pieces that were taken out of the books and have turned up. */
async function comingBack(tx: Tx, countId: number): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select u.variant_id as "variantId", 1 as quantity, p.place_id as "placeId", lot.number as "lotNumber", u.serial
      from stock_count_piece p join unit u on u.id = p.unit_id join place on place.id = u.place_id and place.kind = 'adjustment'
      left join lot on lot.id = u.lot_id
     where p.count_id = ${countId} and u.place_id = p.seen_place_id and ${lastMovementOf(sql`u.id`)} = p.seen_movement_id
     order by u.id`.execute(tx.db)
  return rows
}

async function missing(tx: Tx, countId: number): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select u.variant_id as "variantId", 1 as quantity, u.place_id as "placeId", u.serial
      from (${missingOf(countId)}) m join unit u on u.id = m.unit_id
     where u.place_id = m.place_id and ${lastMovementOf(sql`u.id`)} = m.seen_movement_id
     order by u.id`.execute(tx.db)
  return rows
}

/** By how much each line changes the stock, up or down. */
async function linesOf(tx: Tx, countId: number): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select variant_id as "variantId", counted - expected as quantity, place_id as "placeId", lot_number as "lotNumber",
           expires_on as "expiresOn"
      from stock_count_line where count_id = ${countId} and counted <> expected order by id`.execute(tx.db)
  return rows
}
