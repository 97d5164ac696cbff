import { sql } from 'kysely'
import type { CountPiece, StockCount } from '../../../contract/counts.ts'
import * as documents from '../../documents/public.ts'
import { changed, type Reader, type Tx } from '../../platform/database/public.ts'
import { contains, type Page, pageOf, type SearchQuery } from '../../platform/paging.ts'
import { refuse } from '../../platform/refusal.ts'
import { lastMovementOf } from './differences.ts'
import { holdOpen, isCounted, refuseOtherBin } from './hold-open.ts'
import { readCount } from './read-count.ts'
import { describePieces } from './scan-counted.ts'

/**
 * All that is in the bin is counted: pieces that the books have there in this moment and that nobody scanned are missing,
 * goods that nobody counted are none. What comes in later is not looked for. Finished twice it stays as it was at first.
 * Refuses not_found, wrong_state.
 */
export async function finishCountBin(tx: Tx, countId: number, binId: number): Promise<StockCount> {
  await holdOpen(tx, countId, 'share', binId)
  const finished = await sql`
    update stock_count_bin set finished_at = ${tx.at}, finished_by = ${tx.actor.id}
     where count_id = ${countId} and place_id = ${binId} and finished_at is null`.execute(tx.db)
  if (changed(finished) > 0) {
    await sql`
      insert into stock_count_missing (count_id, unit_id, place_id, seen_movement_id)
      select ${countId}, u.id, u.place_id, ${lastMovementOf(sql`u.id`)}
        from level l join unit u on u.variant_id = l.variant_id and u.lot_id is not distinct from l.lot_id and u.place_id = l.place_id
        join variant v on v.id = l.variant_id join product p on p.id = v.product_id and p.tracks_serials
       where l.place_id = ${binId} and l.on_hand > 0 and ${isCounted(countId, sql`l.variant_id`)}
         and not exists (select from stock_count_piece seen where seen.count_id = ${countId} and seen.unit_id = u.id)`.execute(
      tx.db,
    )
    await sql`
      insert into stock_count_line (count_id, place_id, variant_id, lot_number, counted, expected, counted_at, counted_by)
      select ${countId}, ${binId}, l.variant_id, lot.number, 0, l.on_hand, ${tx.at}, ${tx.actor.id}
        from level l left join lot on lot.id = l.lot_id
        join variant v on v.id = l.variant_id join product p on p.id = v.product_id and not p.tracks_serials
       where l.place_id = ${binId} and l.on_hand > 0 and ${isCounted(countId, sql`l.variant_id`)}
      on conflict do nothing`.execute(tx.db)
  }
  return readCount(tx, countId)
}

/** Counts a bin on: nothing is missing there until it is finished again. What was counted stays, but for what finishing it set to none. */
export async function reopenCountBin(tx: Tx, countId: number, binId: number): Promise<StockCount> {
  await holdOpen(tx, countId, 'share', binId)
  const { rows } = await sql<{ at: string }>`
    with former as materialized (
      select finished_at from stock_count_bin
       where count_id = ${countId} and place_id = ${binId} and finished_at is not null for update
    )
    update stock_count_bin b set finished_at = null, finished_by = null from former
     where b.count_id = ${countId} and b.place_id = ${binId} returning former.finished_at as at`.execute(
    tx.db,
  )
  if (rows[0] !== undefined) {
    await sql`delete from stock_count_missing where count_id = ${countId} and place_id = ${binId}`.execute(
      tx.db,
    )
    await sql`
      delete from stock_count_line
       where count_id = ${countId} and place_id = ${binId} and counted = 0 and counted_at = ${rows[0].at}`.execute(
      tx.db,
    )
  }
  return readCount(tx, countId)
}

/** Takes back a scan. Refuses not_found, wrong_state. */
export async function removeCountedPiece(tx: Tx, countId: number, pieceId: number): Promise<{ ok: true }> {
  await holdOpen(tx, countId, 'share')
  const removed = await sql`
    delete from stock_count_piece where id = ${pieceId} and count_id = ${countId}`.execute(tx.db)
  if (changed(removed) === 0) throw refuse('not_found', { what: 'scan' })
  return { ok: true }
}

/** The pieces that were scanned in a bin, the latest first. Refuses not_found. */
export async function listCountPieces(
  reader: Reader,
  countId: number,
  binId: number,
  query: SearchQuery,
): Promise<Page<CountPiece>> {
  await refuseOtherBin(reader, countId, binId)
  const pattern = contains(query.search)
  return pageOf<CountPiece>(
    query,
    ({ after, limit }) =>
      sql`
      ${describePieces}
       where p.count_id = ${countId} and p.place_id = ${binId}
         and (${after[0] ?? null}::bigint is null or p.id < ${after[0] ?? null}::bigint)
         and (${pattern}::text is null or p.serial ilike ${pattern})
       order by p.id desc limit ${limit}`.execute(reader.db),
    piece => [piece.id],
  )
}

/** Gives the count up; the stock stays as it is. Refuses not_found, wrong_state. */
export async function cancelCount(tx: Tx, countId: number): Promise<StockCount> {
  await holdOpen(tx, countId, 'update')
  await sql`
    update stock_count set state = 'cancelled', ended_at = ${tx.at}, ended_by = ${tx.actor.id} where id = ${countId}`.execute(
    tx.db,
  )
  await documents.recordEvent(tx, countId, 'cancelled')
  return readCount(tx, countId)
}
