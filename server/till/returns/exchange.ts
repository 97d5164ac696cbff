import type { TakenReturn, TillReturnInput } from '../../../contract/till/returns.ts'
import type { TakenSale, TillSaleInput } from '../../../contract/till/sales.ts'
import type { Tx } from '../../platform/database/public.ts'
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
  const taken = exchanged(sale.payments)
  if (given !== taken) throw differs('What is exchanged', taken, given)
  const returned = await takeReturn(tx, till, back)
  return { back: returned, sale: await takeSale(tx, till, sale, 'exchange') }
}

const exchanged = (parts: readonly { method: string; amountMinor: number }[]): number =>
  parts.reduce((sum, one) => sum + (one.method === 'exchange' ? one.amountMinor : 0), 0)
