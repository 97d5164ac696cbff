import { sql } from 'kysely'
import * as catalog from '../../catalog/public.ts'
import * as documents from '../../documents/public.ts'
import type { Tx } from '../../platform/database/public.ts'
import { refuse } from '../../platform/refusal.ts'
import { takeOut } from '../take-out.ts'
import { judgeLines } from './judge-lines.ts'
import { lockTransfer } from './lock-transfer.ts'

/**
 * Sends a draft: its goods leave their bins for the transit place, all of them or none; held and expired ones may go, since
 * they are not sold by it. A piece goes from the bin where it is now. Refuses not_found, wrong_state, no_lines, and what
 * judgeLines and takeOut refuse.
 */
export async function sendTransfer(tx: Tx, transferId: number): Promise<void> {
  const { number, fromLocationId } = await lockTransfer(tx, transferId, ['draft'], 'a draft')
  const { rows } = await sql<{ ids: number[] }>`
    select array(select distinct variant_id from transfer_line where transfer_id = ${transferId} order by 1) as ids`.execute(
    tx.db,
  )
  const variantIds = rows[0]!.ids
  if (variantIds.length === 0) throw refuse('no_lines', { document: number })
  await catalog.lockTracking(tx, variantIds)
  await followPieces(tx, transferId, fromLocationId)
  const lines = sql`
    select line_number as line, variant_id, place_id as bin_id, lot_id, unit_id from transfer_line where transfer_id = ${transferId}`
  await judgeLines(tx, lines, fromLocationId)
  const goods = sql`
    select line.id as line_id, line.line_number, line.variant_id, line.quantity, line.place_id, lot.number as lot_number, unit.serial
      from transfer_line line left join lot on lot.id = line.lot_id left join unit on unit.id = line.unit_id
     where line.transfer_id = ${transferId}`
  await takeOut(tx, { documentId: transferId, goods, to: 'transit' })
  await sql`
    update transfer set state = 'sent', sent_at = ${tx.at}, changed_by = ${tx.actor.id}, version = version + 1
     where id = ${transferId}`.execute(tx.db)
  await documents.recordEvent(tx, transferId, 'sent')
}

/** Since the draft was written, a piece may have been put into another bin or lot. It stays there from here on. */
async function followPieces(tx: Tx, transferId: number, fromLocationId: number): Promise<void> {
  await sql`
    with piece as materialized (
      select unit.id, unit.lot_id, unit.place_id from unit
       where unit.id in (select unit_id from transfer_line where transfer_id = ${transferId} and unit_id is not null)
       order by unit.id for update
    )
    update transfer_line line set place_id = piece.place_id, lot_id = piece.lot_id
      from piece join place on place.id = piece.place_id and place.location_id = ${fromLocationId}
     where line.transfer_id = ${transferId} and line.unit_id = piece.id`.execute(tx.db)
}
