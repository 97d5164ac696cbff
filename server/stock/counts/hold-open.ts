import { type RawBuilder, sql } from 'kysely'
import type { Reader, Tx } from '../../platform/database/public.ts'
import { refuse } from '../../platform/refusal.ts'

export interface OpenCount {
  readonly id: number
  readonly number: string
  readonly locationId: number
  readonly isBlind: boolean
  readonly everyProduct: boolean
}

/**
 * The count, which stays open until the commit: many count at once (`share`), and who posts it has it alone (`update`).
 * Refuses not_found, also when the bin is none of its bins, and wrong_state when it is posted or given up.
 */
export async function holdOpen(
  tx: Tx,
  countId: number,
  how: 'share' | 'update',
  binId: number | null = null,
): Promise<OpenCount> {
  const { rows } = await sql<OpenCount & { state: string; hasBin: boolean }>`
    select c.id, d.number, c.location_id as "locationId", c.is_blind as "isBlind", c.every_product as "everyProduct", c.state,
           exists (select from stock_count_bin b where b.count_id = c.id and b.place_id = ${binId}) as "hasBin"
      from stock_count c join document d on d.id = c.id
     where c.id = ${countId} ${how === 'share' ? sql`for share of c` : sql`for update of c`}`.execute(tx.db)
  const count = rows[0]
  if (count === undefined) throw refuse('not_found', { what: 'count' })
  if (count.state !== 'open')
    throw refuse('wrong_state', { document: count.number, state: count.state, needed: 'open' })
  if (binId !== null && !count.hasBin) throw refuse('not_found', { what: 'bin' })
  return count
}

/** Whether a variant (a column or value) is counted in the count. */
export function isCounted(countId: number, variantId: RawBuilder<unknown>): RawBuilder<boolean> {
  return sql<boolean>`((select every_product from stock_count where id = ${countId})
    or exists (select from stock_count_product chosen where chosen.count_id = ${countId} and chosen.variant_id = ${variantId}))`
}

/** A blind count tells what the books say of a bin once the bin is finished, or the count has ended. Needs bin `b` and count `c`. */
export const tellsExpected = sql<boolean>`(not c.is_blind or b.finished_at is not null or c.state <> 'open')`

/** Refuses not_found for a bin that is not counted. */
export async function refuseOtherBin(reader: Reader, countId: number, binId: number): Promise<void> {
  const { rows } = await sql`
    select from stock_count_bin where count_id = ${countId} and place_id = ${binId}`.execute(reader.db)
  if (rows.length === 0) throw refuse('not_found', { what: 'count or bin' })
}
