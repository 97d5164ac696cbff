import { sql } from 'kysely'
import type { AdjustmentDirection } from '../../../contract/adjustments.ts'
import type { Tx } from '../../platform/database/public.ts'
import { refuse } from '../../platform/refusal.ts'

interface Reason {
  name: string
  direction: AdjustmentDirection
  writes_off: boolean
}

/** Shared with other adjustments: whoever changes the reason meanwhile waits. */
export async function findReason(tx: Tx, reasonId: number): Promise<Reason> {
  const { rows } = await sql<Reason>`
    select name, direction, writes_off from adjustment_reason
     where id = ${reasonId} and archived_at is null for share`.execute(tx.db)
  if (rows[0] === undefined) throw refuse('not_found', { what: 'reason' })
  return rows[0]
}
