import { sql } from 'kysely'
import { type DispatchIdentifierMode, identifierModeNames } from '../../../contract/dispatch-identifiers.ts'
import type { SerialPattern } from '../../../contract/serial-pattern.ts'
import * as catalog from '../../catalog/public.ts'
import type { Tx } from '../../platform/database/public.ts'
import { refuse } from '../../platform/refusal.ts'

export interface GuardedList {
  product: string
  pattern: SerialPattern
  /** The version that this save makes. */
  version: number
}

/**
 * Opens the list of a variant's identifiers for one save: the product keeps its mode until the commit, and of two clerks
 * who saw the same version the second is told who was quicker; 'any' only counts the save. Refuses not_found, identifier_mode_wrong,
 * changed_meanwhile.
 */
export async function guardList(
  tx: Tx,
  variantId: number,
  { version, mode }: { version: number | 'any'; mode: DispatchIdentifierMode },
): Promise<GuardedList> {
  await catalog.keepIdentifierMode(tx, [variantId])
  const { rows } = await sql<{ product: string; pattern: SerialPattern; mode: DispatchIdentifierMode }>`
    select v.name as product, p.dispatch_identifier_mode as mode,
           jsonb_build_object('kind', p.serial_pattern, 'minLength', p.serial_min_length, 'maxLength', p.serial_max_length) as pattern
      from variant v join product p on p.id = v.product_id where v.id = ${variantId}`.execute(tx.db)
  const found = rows[0]
  if (found === undefined) throw refuse('not_found', { what: 'product' })
  const { product, pattern } = found
  if (found.mode !== mode)
    throw refuse('identifier_mode_wrong', { product, mode: identifierModeNames[found.mode] })
  return { product, pattern, version: await raiseVersion(tx, variantId, version) }
}

async function raiseVersion(tx: Tx, variantId: number, version: number | 'any'): Promise<number> {
  const { rows } = await sql<{ version: number }>`
    insert into identifier_list (variant_id, version, changed_at, changed_by) values (${variantId}, 1, ${tx.at}, ${tx.actor.id})
    on conflict (variant_id) do update set version = identifier_list.version + 1, changed_at = ${tx.at}, changed_by = ${tx.actor.id}
     where ${version === 'any' ? sql`true` : sql`identifier_list.version = ${version}`}
    returning version`.execute(tx.db)
  if (rows[0] === undefined) throw await changedBy(tx, variantId)
  return rows[0].version
}

/** The refusal that names who saved the list last. */
export async function changedBy(tx: Tx, variantId: number) {
  const { rows } = await sql<{ name: string }>`
    select staff.name from identifier_list list join staff on staff.id = list.changed_by
     where list.variant_id = ${variantId}`.execute(tx.db)
  return refuse('changed_meanwhile', { what: 'list of serial numbers', by: rows[0]?.name ?? 'Somebody' })
}
