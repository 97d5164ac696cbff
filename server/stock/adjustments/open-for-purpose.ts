import { sql } from 'kysely'
import * as documents from '../../documents/public.ts'
import type { Tx } from '../../platform/database/public.ts'

/** Opens an adjustment A… with the reason that the house itself gives for the purpose, whatever the shop calls it. */
export async function openForPurpose(
  tx: Tx,
  purpose: 'bin_move' | 'expired',
): Promise<{ id: number; number: string }> {
  const { rows } = await sql<{ id: number; name: string }>`
    select id, name from adjustment_reason where purpose = ${purpose}`.execute(tx.db)
  const reason = rows[0]!
  const opened = await documents.openDocument(tx, 'adjustment', 'adjusted', { reason: reason.name })
  await sql`insert into adjustment (id, reason_id) values (${opened.id}, ${reason.id})`.execute(tx.db)
  return opened
}
