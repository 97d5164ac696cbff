import { sql } from 'kysely'
import type { TakenReturn, TillReturnInput } from '../../../contract/till/returns.ts'
import type { TakenSale, TillSaleInput } from '../../../contract/till/sales.ts'
import type { Tx } from '../../platform/database/public.ts'
import { refuse } from '../../platform/refusal.ts'
import type { TillDevice } from '../device/which-till.ts'
import { differs } from '../sales/sale-sums.ts'
import { takeSale } from '../sales/take-sale.ts'
import { takeReturn } from './take-return.ts'

/**
 * Takes goods back and sells others in one act, both or neither: what the return gives by `exchange` is what the sale takes
 * by it, and the rest is paid or given back. Refuses what a return and a sale refuse, and sale_sums_differ.
 */
export async function exchange(
  tx: Tx,
  till: TillDevice,
  { back, sale }: { back: TillReturnInput; sale: TillSaleInput },
): Promise<{ back: TakenReturn; sale: TakenSale }> {
  const given = exchanged(back.refunds)
  const paid = exchanged(sale.payments)
  if (given !== paid) throw differs('What is exchanged', paid, given)
  const returned = await takeReturn(tx, till, back)
  const taken = await takeSale(tx, till, sale, 'exchange')
  await bind(tx, back, sale)
  return { back: returned, sale: taken }
}

/** What came back pays one sale: goods that were exchanged in an act whose answer was lost do not pay another basket. */
async function bind(tx: Tx, back: TillReturnInput, sale: TillSaleInput): Promise<void> {
  const { rows } = await sql`
    update till_return set exchanged_for = ${sale.id}
     where id = ${back.id} and (exchanged_for is null or exchanged_for = ${sale.id}) returning id`.execute(
    tx.db,
  )
  if (rows.length === 0) throw refuse('sale_id_reused', {})
}

const exchanged = (parts: readonly { method: string; amountMinor: number }[]): number =>
  parts.reduce((sum, one) => sum + (one.method === 'exchange' ? one.amountMinor : 0), 0)
