import { sql } from 'kysely'
import type { StockRow } from '../../../contract/stock.ts'
import type { Reader } from '../../platform/database/public.ts'
import type { Page } from '../../platform/paging.ts'
import * as stock from '../../stock/public.ts'
import { openRows } from './open-rows.ts'

/** The ledger's overview of stock, with what open purchase orders still bring of each row. */
export async function listStock(
  reader: Reader,
  query: Parameters<typeof stock.listStock>[1],
): Promise<Page<StockRow>> {
  const { items, next } = await stock.listStock(reader, query)
  const variantIds = items.map(row => row.variantId)
  const { rows } = await sql<{ variantId: number; quantity: number }>`
    select variant_id as "variantId", sum(quantity)::bigint as quantity
      from (${openRows(variantIds, query.locationId ?? null)}) open group by variant_id`.execute(reader.db)
  const onOrder = new Map(rows.map(row => [row.variantId, row.quantity]))
  return { items: items.map(row => ({ ...row, onOrder: onOrder.get(row.variantId) ?? 0 })), next }
}
