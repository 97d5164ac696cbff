import {
  type PricedPart,
  type PurchaseSums,
  priceDivisor,
  purchaseSums,
} from '../../../../contract/purchase-sums.ts'
import { type DraftLine, isBlankLine } from './draft-line.ts'

export interface OrderSums extends PurchaseSums {
  readonly lines: number
  /** In SKUs, over products of all kinds. */
  readonly quantity: number
}

/** What a row adds to the order; null while its product or quantity is not known. */
export function pricedPart({ product, quantitySku, priceMinor, ...line }: DraftLine): PricedPart | null {
  if (product === null || quantitySku === null) return null
  const { decimals, unitsPerPu } = product
  return {
    gross: BigInt(quantitySku) * BigInt(priceMinor ?? 0),
    divisor: priceDivisor({ decimals, unitsPerPu, pricePer: line.pricePer }),
    discountBasisPoints: line.discountBasisPoints ?? 0,
    taxBasisPoints: line.taxBasisPoints ?? 0,
  }
}

/** Adds the order up as the server does. Rows that are priced alike are put together first, since most of 10,000 are. */
export function sumsOfOrder(lines: Iterable<DraftLine>): OrderSums {
  let count = 0
  let quantity = 0
  const parts = new Map<string, PricedPart & { gross: bigint }>()
  for (const line of lines) {
    if (isBlankLine(line)) continue
    count += 1
    const part = pricedPart(line)
    if (part === null) continue
    quantity += line.quantitySku! / 10 ** line.product!.decimals
    const kind = `${part.divisor} ${part.discountBasisPoints} ${part.taxBasisPoints}`
    parts.set(kind, { ...part, gross: BigInt(part.gross) + (parts.get(kind)?.gross ?? 0n) })
  }
  return { lines: count, quantity: Math.round(quantity * 1000) / 1000, ...purchaseSums([...parts.values()]) }
}
