import { type SalesSums, salesSums } from '../../../contract/sales-sums.ts'
import type { TillSaleInput } from '../../../contract/till/sales.ts'
import { refuse } from '../../platform/refusal.ts'

/**
 * What a sale costs, by the rule that the device used, too. `decimals` says how each line is counted. Refuses
 * sale_sums_differ where the device says otherwise, its payments do not add up to the total, or too little cash was given.
 */
export function sumsOf(sale: TillSaleInput, decimals: readonly number[]): SalesSums {
  const sums = costOf(sale, decimals)
  if (sums.totalMinor !== sale.totalMinor) throw differs('The total', sale.totalMinor, sums.totalMinor)
  const paid = sale.payments.reduce((sum, one) => sum + one.amountMinor, 0)
  if (paid !== sums.totalMinor) throw differs('What is paid', paid, sums.totalMinor)
  const short = sale.payments.find(one => one.tenderedMinor !== null && one.tenderedMinor < one.amountMinor)
  if (short !== undefined) throw differs('The cash given', short.tenderedMinor!, short.amountMinor)
  return sums
}

/** The same without a look at what the device says. */
export function costOf(sale: TillSaleInput, decimals: readonly number[]): SalesSums {
  return salesSums(
    sale.lines.map((line, index) => ({ ...line, decimals: decimals[index]! })),
    {
      pricesIncludeTax: sale.pricesIncludeTax,
      discountBasisPoints: sale.discountBasisPoints,
      shippingMinor: 0,
      shippingTaxBasisPoints: 0,
    },
  )
}

/** What was taken off: on the lines, and off the whole. */
export function discountOf(sale: TillSaleInput, decimals: readonly number[], sums: SalesSums): number {
  const full = costOf(
    {
      ...sale,
      discountBasisPoints: 0,
      lines: sale.lines.map(line => ({ ...line, discountBasisPoints: 0 })),
    },
    decimals,
  )
  return full.subtotalMinor - sums.subtotalMinor + sums.discountMinor
}

export function differs(what: string, given: number, expected: number) {
  return refuse('sale_sums_differ', { what, given: String(given), expected: String(expected) })
}
