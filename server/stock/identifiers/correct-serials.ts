import { sql } from 'kysely'
import { changed, type Tx } from '../../platform/database/public.ts'
import { changedBy } from './guard-list.ts'

export interface CorrectedSerial {
  readonly unitId: number
  /** The serial that the clerk saw. */
  readonly was: string
  readonly serial: string
}

/**
 * Gives pieces of a variant another serial; what each was called before stays in its history. Two pieces may exchange
 * theirs: so all of them are called something for a moment that nobody can type. Refuses changed_meanwhile when one is
 * not called what the clerk saw.
 */
export async function correctSerials(
  tx: Tx,
  variantId: number,
  corrected: readonly CorrectedSerial[],
): Promise<void> {
  if (corrected.length === 0) return
  const unitIds = corrected.map(one => one.unitId)
  const free = await sql`
    with locked as materialized (
      select id, serial from unit where id = any(${unitIds}::bigint[]) and variant_id = ${variantId} order by id for update
    ), given as (
      select * from unnest(${unitIds}::bigint[], ${corrected.map(one => one.was)}::text[]) as given (unit_id, was)
    )
    update unit set serial = chr(1) || unit.id
      from locked join given on given.unit_id = locked.id and given.was = locked.serial
     where unit.id = locked.id`.execute(tx.db)
  if (changed(free) < corrected.length) throw await changedBy(tx, variantId)
  await sql`
    with given as materialized (
      select * from unnest(${unitIds}::bigint[], ${corrected.map(one => one.was)}::text[], ${corrected.map(one => one.serial)}::text[])
        as given (unit_id, was, serial)
    ), noted as (
      insert into serial_correction (unit_id, former, serial, corrected_at, corrected_by)
      select unit_id, was, serial, ${tx.at}::timestamptz, ${tx.actor.id}::bigint from given
    )
    update unit set serial = given.serial from given where unit.id = given.unit_id`.execute(tx.db)
}
