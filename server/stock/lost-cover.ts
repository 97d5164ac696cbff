import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../platform/database/public.ts'
import { uncovered } from './sellable.ts'

/**
 * Those of the variants whose orders at the location have just lost what covered their reservations. Goods that may not be
 * sold cover nothing: where only such went, orders wait as they did before, and what is reserved beyond all that is there
 * is written down, so that `verify` can tell it from a mistake. `couldBeSold` selects the variant_id of what went and could
 * be sold. Asked in the queue of reserved_level, after the goods have gone: who reserves meanwhile waits for the commit.
 */
export async function lostCover(
  tx: Tx,
  locationId: number,
  variantIds: readonly number[],
  couldBeSold: RawBuilder<unknown>,
): Promise<number[]> {
  const short = await uncovered(tx, locationId, variantIds)
  if (short.length === 0) return []
  const { rows } = await sql<{ variant_id: number }>`
    select variant_id from unnest(${short}::bigint[]) as short (variant_id)
     where variant_id in (${couldBeSold}) order by variant_id`.execute(tx.db)
  if (rows.length === 0) await writeUncovered(tx, locationId, short)
  return rows.map(row => row.variant_id)
}

async function writeUncovered(tx: Tx, locationId: number, variantIds: readonly number[]): Promise<void> {
  await sql`
    update reserved_level r set uncovered = greatest(0, r.quantity - there.free)
      from (
        select asked.variant_id, coalesce(sum(l.on_hand - l.allocated), 0)::bigint as free
          from unnest(${[...variantIds]}::bigint[]) as asked (variant_id)
          left join (level l join place on place.id = l.place_id and place.location_id = ${locationId}) on l.variant_id = asked.variant_id
         group by asked.variant_id
      ) there
     where r.variant_id = there.variant_id and r.location_id = ${locationId}`.execute(tx.db)
}
