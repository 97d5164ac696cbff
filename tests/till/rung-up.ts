import { randomUUID } from 'node:crypto'
import { salesSums } from '../../contract/sales-sums.ts'
import type { TillSaleDraft } from '../../contract/till/sales.ts'
import type { Counter, Till } from './counter.ts'

type Line = TillSaleDraft['lines'][number]

/** A line at 10.00 with 19 % in it. */
export const line = (variantId: number, more: Partial<Line> = {}): Line => ({
  variantId,
  quantity: 1,
  priceMinor: 1000,
  taxBasisPoints: 1900,
  ...more,
})

/** A sale of a till as its device would send it, paid in cash. */
export function rungUp(
  { shop }: Pick<Counter, 'shop'>,
  till: Till,
  lines: Line[],
  more: Partial<TillSaleDraft> = {},
): TillSaleDraft {
  const { totalMinor } = salesSums(
    lines.map(one => ({ ...one, decimals: 0, discountBasisPoints: one.discountBasisPoints ?? 0 })),
    {
      pricesIncludeTax: true,
      discountBasisPoints: more.discountBasisPoints ?? 0,
      shippingMinor: 0,
      shippingTaxBasisPoints: 0,
    },
  )
  return {
    id: randomUUID(),
    drawerId: till.drawerId,
    signInId: till.signInId,
    takenAt: shop.now.toISOString(),
    pricesIncludeTax: true,
    totalMinor,
    lines,
    payments: [{ method: 'cash', amountMinor: totalMinor, tenderedMinor: totalMinor }],
    ...more,
  }
}
