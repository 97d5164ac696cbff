import { sql } from 'kysely'
import type { Tx } from '../../platform/database/public.ts'
import { refuse } from '../../platform/refusal.ts'

/** An identifier that was given for a line. */
export interface Given {
  readonly variantId: number
  readonly product: string
  /** Whether it names a piece in stock; else a value of the product's list, or (null) any text. */
  readonly names: 'piece' | 'listed value'
  readonly value: string
}

/**
 * The pieces that serials name, by variant and NFC form. Refuses unit_unknown for a serial that no piece has, and
 * identifier_not_listed for a value that is not on its product's list.
 */
export async function resolveIdentifiers(
  tx: Tx,
  given: readonly Given[],
): Promise<(variantId: number, value: string) => number> {
  if (given.length === 0) return () => 0
  const { rows } = await sql<{ position: number; unitId: number | null; listed: boolean }>`
    select given.position,
           case when given.is_piece then (
             select u.id from unit u where u.variant_id = given.variant_id and normalize(u.serial, nfc) = given.value) end as "unitId",
           not given.is_piece and exists (
             select from dispatch_identifier_value i
              where i.variant_id = given.variant_id and normalize(i.value, nfc) = given.value and i.archived_at is null) as listed
      from unnest(${given.map((_, index) => index)}::int[], ${given.map(one => one.variantId)}::bigint[],
                  ${given.map(one => one.value.normalize('NFC'))}::text[], ${given.map(one => one.names === 'piece')}::boolean[])
           as given (position, variant_id, value, is_piece)
     order by given.position`.execute(tx.db)
  const units = new Map<string, number>()
  for (const { position, unitId, listed } of rows) {
    const { variantId, value, product, names } = given[position]!
    if (names === 'piece' && unitId === null) throw refuse('unit_unknown', { serial: value, product })
    if (names === 'listed value' && !listed) throw refuse('identifier_not_listed', { value, product })
    if (unitId !== null) units.set(keyOf(variantId, value), unitId)
  }
  return (variantId, value) => units.get(keyOf(variantId, value))!
}

const keyOf = (variantId: number, value: string) => `${variantId} ${value.normalize('NFC')}`
