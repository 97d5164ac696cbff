import { sql } from 'kysely'
import type { TransferState } from '../../../contract/transfers.ts'
import type { Tx } from '../../platform/database/public.ts'
import { refuse } from '../../platform/refusal.ts'

export interface LockedTransfer {
  readonly number: string
  readonly state: TransferState
  readonly version: number
  readonly changedBy: string
  readonly fromLocationId: number
  readonly toLocationId: number
}

/** Locks a transfer for whoever changes it, while it is in one of the states. Refuses not_found and wrong_state. */
export async function lockTransfer(
  tx: Tx,
  transferId: number,
  states: readonly TransferState[],
  needed: string,
): Promise<LockedTransfer> {
  const { rows } = await sql<LockedTransfer>`
    select d.number, x.state, x.version, x.from_location_id as "fromLocationId", x.to_location_id as "toLocationId",
           coalesce((select name from staff where id = x.changed_by), 'Lotbook') as "changedBy"
      from transfer x join document d on d.id = x.id
     where x.id = ${transferId} for update of x`.execute(tx.db)
  const found = rows[0]
  if (found === undefined) throw refuse('not_found', { what: 'transfer' })
  if (!states.includes(found.state))
    throw refuse('wrong_state', { document: found.number, state: found.state.replace('_', ' '), needed })
  return found
}
