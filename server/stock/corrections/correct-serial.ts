import { sql } from 'kysely'
import { type SerialPattern, serialProblem } from '../../../contract/serial-pattern.ts'
import { brokenConstraint, type Tx } from '../../platform/database/public.ts'
import { refuse } from '../../platform/refusal.ts'
import { correctSerials } from '../identifiers/correct-serials.ts'
import { whereabouts } from '../whereabouts.ts'

/**
 * Gives a piece the serial number that stands on it; the former one stays in its history and is found. Wherever the piece
 * is, and whoever has it: what it is called is no movement. Refuses not_found, changed_meanwhile, serial_malformed, and
 * serial_exists with where the other piece is.
 */
export async function correctSerial(
  tx: Tx,
  unitId: number,
  { was, serial }: { readonly was: string; readonly serial: string },
): Promise<{ ok: true }> {
  const { rows } = await sql<{ variantId: number; product: string; pattern: SerialPattern }>`
    select v.id as "variantId", v.name as product,
           jsonb_build_object('kind', p.serial_pattern, 'minLength', p.serial_min_length, 'maxLength', p.serial_max_length) as pattern
      from unit join variant v on v.id = unit.variant_id join product p on p.id = v.product_id where unit.id = ${unitId}`.execute(
    tx.db,
  )
  const piece = rows[0]
  if (piece === undefined) throw refuse('not_found', { what: 'piece' })
  const { variantId, product, pattern } = piece
  const sentence = serialProblem(serial, pattern)
  if (sentence !== null) throw refuse('serial_malformed', { product, line: 1, serial, sentence })
  if (serial === was) return { ok: true }
  await sql`savepoint before_correction`.execute(tx.db)
  try {
    await correctSerials(tx, variantId, [{ unitId, was, serial }])
  } catch (error) {
    if (brokenConstraint(error) !== 'unit_serial') throw error
    await sql`rollback to savepoint before_correction`.execute(tx.db)
    const { rows: others } = await sql<{ where: string }>`
      select ${whereabouts('other.id')} as where from unit other
       where normalize(other.serial, nfc) = normalize(${serial}::text, nfc) and other.variant_id = ${variantId}`.execute(
      tx.db,
    )
    throw refuse('serial_exists', { serial, product, where: others[0]?.where ?? 'known', count: 1 })
  }
  return { ok: true }
}
