import { sql } from 'kysely'
import type { Tx } from '../../platform/database/public.ts'
import { refuse } from '../../platform/refusal.ts'
import type { Chosen } from '../check-choices.ts'

/** An identifier that was given for a line. */
export interface Given {
  readonly variantId: number
  readonly product: string
  readonly orderLineId: number
  /** Whether it names a piece in stock, or a value of the product's list. */
  readonly names: 'piece' | 'listed value'
  readonly value: string
}

/**
 * The pieces that serials name, by variant and NFC form. Refuses unit_unknown for a serial that no piece has, and
 * identifier_not_listed for a value that is neither on its product's list nor on a note of the order line already.
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
           not given.is_piece and (exists (
             select from dispatch_identifier_value i
              where i.variant_id = given.variant_id and normalize(i.value, nfc) = given.value and i.archived_at is null)
           or exists (
             select from delivery_note_line l join delivery_note_line_identifier i on i.line_id = l.id
              where l.order_line_id = given.order_line_id and normalize(i.value, nfc) = given.value)) as listed
      from unnest(${given.map((_, index) => index)}::int[], ${given.map(one => one.variantId)}::bigint[],
                  ${given.map(one => one.orderLineId)}::bigint[], ${given.map(one => one.value.normalize('NFC'))}::text[],
                  ${given.map(one => one.names === 'piece')}::boolean[])
           as given (position, variant_id, order_line_id, value, is_piece)
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

/** Sees that values of multiple use on these choices are on their products' lists. Refuses identifier_not_listed. */
export async function refuseUnlisted(tx: Tx, chosen: readonly Chosen[]): Promise<void> {
  const given = chosen.flatMap(({ line, choice }) =>
    line.identifierMode !== 'multiple_use' || line.tracking.serials
      ? []
      : [...new Set(choice.identifiers)].flatMap((value): Given[] =>
          value === null
            ? []
            : [
                {
                  variantId: line.variantId,
                  orderLineId: line.id,
                  product: line.product,
                  names: 'listed value',
                  value,
                },
              ],
        ),
  )
  await resolveIdentifiers(tx, given)
}

const keyOf = (variantId: number, value: string) => `${variantId} ${value.normalize('NFC')}`
