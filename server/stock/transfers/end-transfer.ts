import { sql } from 'kysely'
import * as documents from '../../documents/public.ts'
import type { Tx } from '../../platform/database/public.ts'
import { refuse } from '../../platform/refusal.ts'
import { findReason } from '../adjustments/find-reason.ts'
import { lockTransfer } from './lock-transfer.ts'
import { moveOutOfTransit } from './out-of-transit.ts'

/** Gives a draft up, or brings everything that was sent back into the bins that it left. Refuses not_found and wrong_state. */
export async function cancelTransfer(tx: Tx, transferId: number): Promise<void> {
  const { state } = await lockTransfer(
    tx,
    transferId,
    ['draft', 'sent'],
    'a draft or sent, and nothing of it received',
  )
  if (state === 'sent')
    await moveOutOfTransit(
      tx,
      transferId,
      sql`select id as line_id, quantity, place_id from transfer_line where transfer_id = ${transferId}`,
    )
  await end(tx, transferId, 'cancelled')
  await documents.recordEvent(tx, transferId, 'cancelled', state === 'sent' ? { back: true } : null)
}

/**
 * Writes off all that is still on its way, because somebody says that it will not arrive, and why. Where the reason says
 * that goods are spoiled they go to scrap; otherwise only out of the books, so that a piece may be found again. Refuses
 * not_found, wrong_state and reason_wrong_way.
 */
export async function writeOffTransfer(
  tx: Tx,
  transferId: number,
  { reasonId, note }: { reasonId: number; note: string },
): Promise<void> {
  await lockTransfer(tx, transferId, ['sent', 'part_received'], 'on its way')
  const reason = await findReason(tx, reasonId)
  if (reason.direction === 'up') throw refuse('reason_wrong_way', { reason: reason.name, direction: 'up' })
  // Movements come first: what they move is what the lines do not know to have arrived yet.
  await moveOutOfTransit(
    tx,
    transferId,
    sql`
    select line.id as line_id, line.quantity - line.received - line.missing as quantity, place.id as place_id
      from transfer_line line join place on place.kind = ${reason.writes_off ? 'scrap' : 'adjustment'}
     where line.transfer_id = ${transferId} and line.received + line.missing < line.quantity`,
  )
  await sql`
    update transfer_line set missing = quantity - received
     where transfer_id = ${transferId} and received + missing < quantity`.execute(tx.db)
  await end(tx, transferId, 'received')
  await documents.recordEvent(tx, transferId, 'written_off', { reason: reason.name, note })
}

async function end(tx: Tx, transferId: number, state: 'received' | 'cancelled'): Promise<void> {
  await sql`
    update transfer set state = ${state}, ended_at = ${tx.at}, version = version + 1, changed_by = ${tx.actor.id}
     where id = ${transferId}`.execute(tx.db)
}
