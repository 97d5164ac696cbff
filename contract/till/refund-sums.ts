import { type SalesSums, type SoldLine, type SoldTerms, salesSums, sumsLess } from '../sales-sums.ts'

/** A line of a receipt with what came back of it before. */
export interface ReceiptLine extends SoldLine {
  readonly returned: number
}

/**
 * What is given back for goods of a receipt: what it costs as it stands less what it costs without them, by the rule that
 * it was sold by. So the parts of a receipt that come back one by one add up to what was paid, to the last cent.
 * `returning` says how much of each line comes back now, in smallest units, in the order of the lines.
 */
export function refundSums(
  lines: readonly ReceiptLine[],
  terms: Pick<SoldTerms, 'pricesIncludeTax' | 'discountBasisPoints'>,
  returning: readonly number[],
): SalesSums {
  const whole = { ...terms, shippingMinor: 0, shippingTaxBasisPoints: 0 }
  const left = (taken: (line: ReceiptLine, index: number) => number) =>
    salesSums(
      lines.map((line, index) => ({ ...line, quantity: line.quantity - taken(line, index) })),
      whole,
    )
  return sumsLess(
    left(line => line.returned),
    [left((line, index) => line.returned + (returning[index] ?? 0))],
  )
}
