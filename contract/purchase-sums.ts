/** Rows of an order that are priced alike, added up. */
export interface PricedPart {
  /** Quantity in smallest units × price in minor units: a whole number, as digits where it may be too large for a number. */
  readonly gross: bigint | number | string
  /** Smallest units that the price is for. */
  readonly divisor: number
  readonly discountBasisPoints: number
  readonly taxBasisPoints: number
}

export interface PurchaseSums {
  readonly subtotalMinor: number
  readonly discountMinor: number
  readonly taxMinor: number
  readonly totalMinor: number
}

/** How many smallest units a row's price is for. */
export function priceDivisor(line: {
  readonly decimals: number
  readonly unitsPerPu: number
  readonly pricePer: 'sku' | 'pu'
}): number {
  return 10 ** line.decimals * (line.pricePer === 'pu' ? line.unitsPerPu : 1)
}

/** What a row costs after its discount and before tax, in minor units, half up. */
export function netAmountMinor(part: PricedPart): number {
  return rounded(lessDiscount(grossOf(part), part))
}

/**
 * What an order costs. Rows are not rounded: subtotal, discount, and the tax of each rate are added up exactly, as
 * fractions, and then rounded once, half up; so twelve pieces out of a carton for 10.00 cost 10.00. The total is what the
 * three shown sums make: subtotal − discount + tax.
 */
export function purchaseSums(parts: readonly PricedPart[]): PurchaseSums {
  let subtotal = nought
  let discount = nought
  const nets = new Map<number, Fraction>()
  for (const part of parts) {
    const gross = grossOf(part)
    subtotal = plus(subtotal, gross)
    discount = plus(discount, basisPointsOf(gross, part.discountBasisPoints))
    if (part.taxBasisPoints === 0) continue
    const net = nets.get(part.taxBasisPoints) ?? nought
    nets.set(part.taxBasisPoints, plus(net, lessDiscount(gross, part)))
  }
  let taxMinor = 0
  for (const [rate, net] of nets) taxMinor += rounded(basisPointsOf(net, rate))
  const subtotalMinor = rounded(subtotal)
  const discountMinor = rounded(discount)
  return { subtotalMinor, discountMinor, taxMinor, totalMinor: subtotalMinor - discountMinor + taxMinor }
}

/** Of which no one is below zero. */
interface Fraction {
  readonly over: bigint
  readonly under: bigint
}
const nought: Fraction = { over: 0n, under: 1n }

const grossOf = ({ gross, divisor }: PricedPart): Fraction => ({
  over: BigInt(gross),
  under: BigInt(divisor),
})

const basisPointsOf = ({ over, under }: Fraction, basisPoints: number): Fraction => ({
  over: over * BigInt(basisPoints),
  under: under * 10_000n,
})

const lessDiscount = (gross: Fraction, { discountBasisPoints }: PricedPart): Fraction =>
  basisPointsOf(gross, 10_000 - discountBasisPoints)

function plus(one: Fraction, other: Fraction): Fraction {
  if (one.under === other.under) return { over: one.over + other.over, under: one.under }
  const common = (one.under / greatestCommonDivisor(one.under, other.under)) * other.under
  return { over: one.over * (common / one.under) + other.over * (common / other.under), under: common }
}

function greatestCommonDivisor(one: bigint, other: bigint): bigint {
  while (other !== 0n) [one, other] = [other, one % other]
  return one
}

const rounded = ({ over, under }: Fraction): number => Number((2n * over + under) / (2n * under))
