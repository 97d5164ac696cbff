import { sql } from 'kysely'
import type { StockCount } from '../../../contract/counts.ts'
import * as documents from '../../documents/public.ts'
import { changed, type Tx } from '../../platform/database/public.ts'
import { refuse } from '../../platform/refusal.ts'
import { readCount } from './read-count.ts'

export interface CountStart {
  readonly locationId: number
  readonly binIds: readonly number[]
  readonly variantIds: readonly number[]
  readonly isBlind: boolean
  readonly note: string
}

/** Starts a count C… of bins and products of a location, of all of them where none are named. Refuses not_found. */
export async function startCount(
  tx: Tx,
  { locationId, binIds, variantIds, isBlind, note }: CountStart,
): Promise<StockCount> {
  const { rows } = await sql`select from location where id = ${locationId}`.execute(tx.db)
  if (rows.length === 0) throw refuse('not_found', { what: 'location' })
  const { id } = await documents.openDocument(tx, 'stock_count', 'started')
  await sql`
    insert into stock_count (id, location_id, is_blind, every_product, note)
    values (${id}, ${locationId}, ${isBlind}, ${variantIds.length === 0}, ${note})`.execute(tx.db)
  const bins = await sql`
    insert into stock_count_bin (count_id, place_id)
    select ${id}, place.id from place
     where place.location_id = ${locationId}
       and case when ${binIds.length === 0} then place.archived_at is null else place.id = any(${[...binIds]}::bigint[]) end`.execute(
    tx.db,
  )
  if (changed(bins) === 0 || changed(bins) < new Set(binIds).size) throw refuse('not_found', { what: 'bin' })
  const products = await sql`
    insert into stock_count_product (count_id, variant_id)
    select ${id}, id from variant where id = any(${[...variantIds]}::bigint[])`.execute(tx.db)
  if (changed(products) < new Set(variantIds).size) throw refuse('not_found', { what: 'product' })
  return readCount(tx, id)
}
