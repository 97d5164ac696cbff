import { sql } from 'kysely'
import type { Tx } from '../../platform/database/public.ts'
import { refuse } from '../../platform/refusal.ts'
import { guardList } from './guard-list.ts'

/**
 * Replaces the list of values that can be given out again and again (multiple use). A value that is no longer on it is
 * archived: what was sent with it stays readable; entered again, it is the same value. Refuses not_found,
 * identifier_mode_wrong, changed_meanwhile and identifiers_twice.
 */
export async function saveIdentifierValues(
  tx: Tx,
  variantId: number,
  { version, values }: { version: number; values: readonly string[] },
): Promise<{ version: number; values: number }> {
  const list = await guardList(tx, variantId, { version, mode: 'multiple_use' })
  refuseTwice(values, list.product)
  await sql`
    with given as materialized (
      select value, position from unnest(${[...values]}::text[]) with ordinality as given (value, position)
    ), dropped as (
      update dispatch_identifier_value known set archived_at = ${tx.at}
       where known.variant_id = ${variantId} and known.archived_at is null
         and not exists (select from given where normalize(given.value, nfc) = normalize(known.value, nfc))
    )
    insert into dispatch_identifier_value (variant_id, value, position)
    select ${variantId}::bigint, value, position from given order by position
    on conflict (variant_id, normalize(value, nfc)) do update set position = excluded.position, archived_at = null`.execute(
    tx.db,
  )
  return { version: list.version, values: values.length }
}

function refuseTwice(values: readonly string[], product: string): void {
  const seen = new Set<string>()
  for (const value of values) {
    const key = value.normalize('NFC')
    if (seen.has(key)) throw refuse('identifiers_twice', { value, product })
    seen.add(key)
  }
}
