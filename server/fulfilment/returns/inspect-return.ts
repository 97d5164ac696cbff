import { sql } from 'kysely'
import type { GoodsReturn, InspectionInput } from '../../../contract/returns.ts'
import type { Tx } from '../../platform/database/public.ts'
import { refuse } from '../../platform/refusal.ts'
import { readReturn } from './read-return.ts'
import { settleLines } from './settle-lines.ts'

/**
 * Says what becomes of goods that came back: on the shelf again (in another bin, when told), kept aside for a repair,
 * written off, or back to the supplier; all of it or nothing. Refuses not_found, inspected_already, and on_hold, expired,
 * expires_too_soon for what may not be sold again.
 */
export async function inspectReturn(
  tx: Tx,
  returnId: number,
  { lines }: InspectionInput,
): Promise<GoodsReturn> {
  const { rows } = await sql`select from goods_return where id = ${returnId} for update`.execute(tx.db)
  if (rows.length === 0) throw refuse('not_found', { what: 'return' })
  await refuseUnknownBins(
    tx,
    lines.flatMap(line => line.binId ?? []),
  )
  await settleLines(tx, returnId, lines)
  return readReturn(tx, returnId)
}

async function refuseUnknownBins(tx: Tx, binIds: readonly number[]): Promise<void> {
  const { rows } = await sql`
    select from unnest(${[...binIds]}::bigint[]) as bin (id)
     where not exists (select from place where place.id = bin.id and place.kind = 'bin' and place.archived_at is null)`.execute(
    tx.db,
  )
  if (rows.length > 0) throw refuse('not_found', { what: 'bin' })
}
