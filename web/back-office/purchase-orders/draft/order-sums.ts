import { type DraftLine, isBlankLine } from './draft-line.ts'

export interface OrderSums {
  readonly lines: number
  /** In SKUs, over products of all kinds. */
  readonly quantity: number
  readonly totalMinor: number
}

/** Adds the order up as the server does: the money is rounded once, not line by line. */
export function sumsOfOrder(lines: readonly DraftLine[]): OrderSums {
  let count = 0
  let quantity = 0
  let total = 0
  for (const line of lines) {
    if (isBlankLine(line)) continue
    count += 1
    if (line.product === null || line.quantitySku === null) continue
    const skus = line.quantitySku / 10 ** line.product.decimals
    quantity += skus
    total += skus * (line.priceMinor ?? 0)
  }
  return { lines: count, quantity: Math.round(quantity * 1000) / 1000, totalMinor: Math.round(total) }
}
