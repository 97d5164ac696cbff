import { sql } from 'kysely'
import type { z } from 'zod'
import type { Buying, reorderRuleInput } from '../../../contract/buying.ts'
import type { Tx } from '../../platform/database/public.ts'
import { refuse } from '../../platform/refusal.ts'
import { unknownParent } from './purchase-units.ts'
import { readBuying } from './read-buying.ts'

/**
 * Says below which quantity a variant is reordered, at one location or (null) at all that have no rule of their own.
 * Refuses not_found, and bad_input for a target level below the point.
 */
export async function saveReorderRule(
  tx: Tx,
  variantId: number,
  { locationId, reorderPoint, targetLevel }: z.output<typeof reorderRuleInput>,
): Promise<Buying> {
  if (targetLevel !== null && targetLevel < reorderPoint) {
    const sentence = 'The target level is below the reorder point. Raise it, or leave it empty.'
    throw refuse('bad_input', { problems: [{ path: 'targetLevel', sentence }] })
  }
  try {
    await sql`
      insert into reorder_rule (variant_id, location_id, reorder_point, target_level)
      values (${variantId}, ${locationId}, ${reorderPoint}, ${targetLevel})
      on conflict (variant_id, location_id)
      do update set reorder_point = excluded.reorder_point, target_level = excluded.target_level`.execute(
      tx.db,
    )
  } catch (error) {
    throw unknownParent(error) ?? error
  }
  return readBuying(tx, variantId)
}

/** Removes a rule, if there is one. Refuses not_found for an unknown variant. */
export async function removeReorderRule(
  tx: Tx,
  variantId: number,
  locationId: number | null,
): Promise<Buying> {
  await sql`
    delete from reorder_rule where variant_id = ${variantId} and location_id is not distinct from ${locationId}`.execute(
    tx.db,
  )
  return readBuying(tx, variantId)
}
