import { sql } from 'kysely'
import type { TakenSale, TillSaleInput } from '../../../contract/till/sales.ts'
import type { Tx } from '../../platform/database/public.ts'
import { type Refusal, refuse } from '../../platform/refusal.ts'
import { actingAs, cashierOf } from '../device/cashier-of.ts'
import type { TillDevice } from '../device/which-till.ts'
import { shareDrawers } from './drawers.ts'
import { sumsOf } from './sale-sums.ts'
import { newToken, numberSale, storeSale } from './store-sale.ts'
import { openReceipt } from './take-sale.ts'

/**
 * Keeps a paid sale whose goods are gone: its money is in the drawer, its receipt has its number, and the whole of it waits
 * for a manager. Nothing leaves the shelves. Refuses what is wrong with the sale itself (sale_sums_differ, not_found).
 */
export async function keepConflict(
  tx: Tx,
  till: TillDevice,
  sale: TillSaleInput,
  conflict: Refusal,
): Promise<TakenSale> {
  const cashier = await cashierOf(tx, till, sale.signInId, false)
  const drawers = await shareDrawers(tx, till, sale.drawerId)
  const acting = actingAs(tx, cashier)
  const decimals = await readDecimals(tx, sale)
  const sums = sumsOf(sale, decimals)
  const documentId = await openReceipt(acting, till)
  const stored = {
    documentId,
    cashierId: cashier.id,
    discountAllowedBy: null,
    drawers,
    decimals,
    sums,
    token: newToken(),
    conflict,
  }
  await storeSale(acting, till, sale, stored)
  return numberSale(acting, till, sale.id, stored)
}

async function readDecimals(tx: Tx, sale: TillSaleInput): Promise<number[]> {
  const { rows } = await sql<{ id: number; decimals: number }>`
    select id, decimals from variant where id = any(${sale.lines.map(line => line.variantId)}::bigint[])`.execute(
    tx.db,
  )
  const known = new Map(rows.map(row => [row.id, row.decimals]))
  return sale.lines.map(({ variantId }) => {
    const decimals = known.get(variantId)
    if (decimals === undefined) throw refuse('not_found', { what: 'product' })
    return decimals
  })
}
