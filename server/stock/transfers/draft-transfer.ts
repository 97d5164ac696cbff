import { sql } from 'kysely'
import type { TransferInput, TransferLineInput } from '../../../contract/transfers.ts'
import * as documents from '../../documents/public.ts'
import type { Tx } from '../../platform/database/public.ts'
import { refuse } from '../../platform/refusal.ts'
import { judgeLines } from './judge-lines.ts'
import { lockTransfer } from './lock-transfer.ts'

/** Opens a draft X… of what shall go from one location to another. Refuses not_found, and what judgeLines refuses. */
export async function draftTransfer(tx: Tx, input: TransferInput): Promise<{ id: number; number: string }> {
  await refuseUnknownLocations(tx, input)
  const opened = await documents.openDocument(tx, 'transfer')
  await sql`
    insert into transfer (id, from_location_id, to_location_id, note, changed_by)
    values (${opened.id}, ${input.fromLocationId}, ${input.toLocationId}, ${input.note}, ${tx.actor.id})`.execute(
    tx.db,
  )
  await writeLines(tx, opened.id, input)
  return opened
}

/** Puts what is given in the place of what a draft said. Refuses not_found, wrong_state, changed_meanwhile, and what judgeLines refuses. */
export async function changeTransfer(
  tx: Tx,
  transferId: number,
  input: TransferInput & { version: number },
): Promise<void> {
  const before = await lockTransfer(tx, transferId, ['draft'], 'a draft')
  if (before.version !== input.version)
    throw refuse('changed_meanwhile', { what: 'transfer', by: before.changedBy })
  await refuseUnknownLocations(tx, input)
  await sql`
    update transfer set from_location_id = ${input.fromLocationId}, to_location_id = ${input.toLocationId},
           note = ${input.note}, version = version + 1, changed_by = ${tx.actor.id}
     where id = ${transferId}`.execute(tx.db)
  await sql`delete from transfer_line where transfer_id = ${transferId}`.execute(tx.db)
  await writeLines(tx, transferId, input)
  await documents.recordEvent(tx, transferId, 'changed')
}

async function refuseUnknownLocations(
  tx: Tx,
  { fromLocationId, toLocationId }: TransferInput,
): Promise<void> {
  const { rows } = await sql`
    select id from location
     where id = any(${[fromLocationId, toLocationId]}::bigint[]) and archived_at is null`.execute(tx.db)
  if (rows.length < 2) throw refuse('not_found', { what: 'location' })
}

async function writeLines(
  tx: Tx,
  transferId: number,
  { lines, fromLocationId }: TransferInput,
): Promise<void> {
  const column = (read: (line: TransferLineInput) => number | null) => lines.map(read)
  const given = sql`
    select line::int, variant_id, bin_id, lot_id, unit_id, quantity
      from unnest(${column(line => line.variantId)}::bigint[], ${column(line => line.binId)}::bigint[], ${column(line => line.lotId)}::bigint[],
                  ${column(line => line.unitId)}::bigint[], ${column(line => line.quantity)}::bigint[])
           with ordinality as one (variant_id, bin_id, lot_id, unit_id, quantity, line)`
  await judgeLines(tx, given, fromLocationId)
  await sql`
    insert into transfer_line (transfer_id, line_number, variant_id, place_id, lot_id, unit_id, quantity)
    select ${transferId}::bigint, given.line, given.variant_id, coalesce(unit.place_id, given.bin_id),
           case when unit.id is null then given.lot_id else unit.lot_id end, unit.id, given.quantity
      from (${given}) given left join unit on unit.id = given.unit_id`.execute(tx.db)
}
