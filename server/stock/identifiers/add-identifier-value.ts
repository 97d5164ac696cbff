import { sql } from 'kysely'
import type { Tx } from '../../platform/database/public.ts'
import { guardList } from './guard-list.ts'

/**
 * Puts one value at the end of the list that is given out again and again (multiple use), for whoever has the goods in hand
 * and finds it missing. One that stands there already stays as it is; one that was taken off is on it again. Two who add at
 * once both do: nobody else's list is replaced. Refuses not_found and identifier_mode_wrong.
 */
export async function addIdentifierValue(
  tx: Tx,
  variantId: number,
  value: string,
): Promise<{ version: number; value: string }> {
  const list = await guardList(tx, variantId, { version: 'any', mode: 'multiple_use' })
  const { rows } = await sql<{ value: string }>`
    insert into dispatch_identifier_value as known (variant_id, value, position)
    select ${variantId}::bigint, ${value}, coalesce(max(position), 0) + 1
      from dispatch_identifier_value where variant_id = ${variantId} and archived_at is null
    on conflict (variant_id, normalize(value, nfc)) do update
       set archived_at = null, position = case when known.archived_at is null then known.position else excluded.position end
    returning known.value`.execute(tx.db)
  return { version: list.version, value: rows[0]!.value }
}
