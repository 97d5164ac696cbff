import { sql } from 'kysely'
import type { Tx } from '../platform/database/public.ts'
import { allocate } from './allocate.ts'
import { deliver } from './deliver.ts'
import type { Allocating } from './pick-line.ts'
import { lockReserved } from './reserve.ts'

/**
 * Sells goods over the counter: they are claimed and leave in one act, by the same rules as through any other door. The
 * pieces and the queues of reserved goods are locked before the levels, in the order of the house: what is sold here takes
 * nothing that an order has reserved. Refuses what `allocate` and `deliver` refuse.
 */
export async function sellNow(tx: Tx, selling: Allocating): Promise<void> {
  const { documentId, locationId, picks } = selling
  const unitIds = picks.flatMap(pick => pick.unitIds ?? [])
  const variantIds = [...new Set(picks.map(pick => pick.variantId))].sort((a, b) => a - b)
  // Statements that are started together travel together, and run in this order.
  await Promise.all([
    unitIds.length === 0
      ? null
      : sql`select from unit where id = any(${unitIds}::bigint[]) order by id for update`.execute(tx.db),
    lockReserved(tx, locationId, variantIds),
    allocate(tx, selling),
  ])
  await deliver(tx, { documentId })
}
