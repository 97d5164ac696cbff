/** A line of an order as far as money goes. */
export interface SoldLine {
  /** In smallest units. */
  readonly quantity: number
  /** For one whole of the product. */
  readonly priceMinor: number
  readonly decimals: number
  readonly discountBasisPoints: number
  readonly taxBasisPoints: number
}

/** What holds for the order as a whole. */
export interface SoldTerms {
  readonly pricesIncludeTax: boolean
  /** Off the goods, not off the shipping. */
  readonly discountBasisPoints: number
  readonly shippingMinor: number
  readonly shippingTaxBasisPoints: number
}

export interface TaxSum {
  readonly basisPoints: number
  /** The order's discount on the goods of this rate. */
  readonly discountMinor: number
  /** What is taxed: goods less discount, and shipping; with the tax in it where prices include it. */
  readonly amountMinor: number
  readonly taxMinor: number
}

export interface SalesSums {
  /** Goods after their lines' own discounts. */
  readonly subtotalMinor: number
  readonly discountMinor: number
  readonly shippingMinor: number
  readonly taxMinor: number
  readonly totalMinor: number
  /** By rate, lowest first. */
  readonly taxes: readonly TaxSum[]
}

/** What a line costs after its own discount, rounded half up to the minor unit. */
export function lineAmountMinor(line: SoldLine): number {
  const gross = BigInt(line.quantity) * BigInt(line.priceMinor) * BigInt(10_000 - line.discountBasisPoints)
  return rounded(gross, 10_000n * 10n ** BigInt(line.decimals))
}

/**
 * What an order costs. The rule of rounding, all half up to the minor unit: each line once, after its discount; then for
 * each rate of tax the order's discount once, and the tax once, out of the sum of all that is taxed with it. The total is
 * what the shown sums make: subtotal − discount + shipping, and the tax on top unless it is in the prices.
 */
export function salesSums(lines: readonly SoldLine[], terms: SoldTerms): SalesSums {
  const goods = new Map<number, number>()
  for (const line of lines) add(goods, line.taxBasisPoints, lineAmountMinor(line))
  if (terms.shippingMinor > 0) add(goods, terms.shippingTaxBasisPoints, 0)
  const taxes = [...goods].map(([basisPoints, amount]): TaxSum => {
    const discountMinor = rounded(BigInt(amount) * BigInt(terms.discountBasisPoints), 10_000n)
    const shipping = basisPoints === terms.shippingTaxBasisPoints ? terms.shippingMinor : 0
    const amountMinor = amount - discountMinor + shipping
    return { basisPoints, discountMinor, amountMinor, taxMinor: taxIn(amountMinor, basisPoints, terms) }
  })
  taxes.sort((one, other) => one.basisPoints - other.basisPoints)
  const subtotalMinor = sum([...goods.values()])
  const discountMinor = sum(taxes.map(tax => tax.discountMinor))
  const taxMinor = sum(taxes.map(tax => tax.taxMinor))
  const onTop = terms.pricesIncludeTax ? 0 : taxMinor
  return {
    subtotalMinor,
    discountMinor,
    shippingMinor: terms.shippingMinor,
    taxMinor,
    totalMinor: subtotalMinor - discountMinor + terms.shippingMinor + onTop,
    taxes,
  }
}

/** What is left of sums when others are taken away, rate by rate: the rest of an order that is invoiced in parts. */
export function sumsLess(sums: SalesSums, others: readonly SalesSums[]): SalesSums {
  const less = (of: (one: SalesSums) => number) => of(sums) - sum(others.map(of))
  const rates = new Set([sums, ...others].flatMap(one => one.taxes.map(tax => tax.basisPoints)))
  const taxes = [...rates]
    .toSorted((one, other) => one - other)
    .map((basisPoints): TaxSum => {
      const ofRate = (of: (tax: TaxSum) => number) =>
        less(one => sum(one.taxes.filter(tax => tax.basisPoints === basisPoints).map(of)))
      return {
        basisPoints,
        discountMinor: ofRate(tax => tax.discountMinor),
        amountMinor: ofRate(tax => tax.amountMinor),
        taxMinor: ofRate(tax => tax.taxMinor),
      }
    })
  return {
    subtotalMinor: less(one => one.subtotalMinor),
    discountMinor: less(one => one.discountMinor),
    shippingMinor: less(one => one.shippingMinor),
    taxMinor: less(one => one.taxMinor),
    totalMinor: less(one => one.totalMinor),
    taxes: taxes.filter(tax => tax.amountMinor !== 0 || tax.taxMinor !== 0 || tax.discountMinor !== 0),
  }
}

function taxIn(amountMinor: number, basisPoints: number, { pricesIncludeTax }: SoldTerms): number {
  const part = BigInt(amountMinor) * BigInt(basisPoints)
  return rounded(part, pricesIncludeTax ? BigInt(10_000 + basisPoints) : 10_000n)
}

/** Neither is below zero. */
const rounded = (over: bigint, under: bigint): number => Number((2n * over + under) / (2n * under))

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0)

function add(sums: Map<number, number>, key: number, amount: number): void {
  sums.set(key, (sums.get(key) ?? 0) + amount)
}
