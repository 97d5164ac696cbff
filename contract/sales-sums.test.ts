import fc from 'fast-check'
import { expect, test } from 'vitest'
import { lineAmountMinor, type SoldLine, type SoldTerms, salesSums, sumsLess } from './sales-sums.ts'

const basisPoints = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 10_000 }))
const line = fc.record<SoldLine>({
  quantity: fc.integer({ min: 1, max: 10_000_000 }),
  priceMinor: fc.nat(1_000_000),
  decimals: fc.integer({ min: 0, max: 3 }),
  discountBasisPoints: basisPoints,
  taxBasisPoints: fc.constantFrom(0, 700, 1900, 2100),
})
const terms = fc.record<SoldTerms>({
  pricesIncludeTax: fc.boolean(),
  discountBasisPoints: basisPoints,
  shippingMinor: fc.oneof(fc.constant(0), fc.nat(100_000)),
  shippingTaxBasisPoints: fc.constantFrom(0, 700, 1900),
})
const plain: SoldTerms = {
  pricesIncludeTax: true,
  discountBasisPoints: 0,
  shippingMinor: 0,
  shippingTaxBasisPoints: 0,
}
const bag = (more: Partial<SoldLine> = {}): SoldLine => ({
  quantity: 1,
  priceMinor: 1000,
  decimals: 0,
  discountBasisPoints: 0,
  taxBasisPoints: 1900,
  ...more,
})

test('tax is taken out of prices that hold it, and put on top of prices that do not', () => {
  expect(salesSums([bag()], plain)).toMatchObject({ taxMinor: 160, totalMinor: 1000 })
  expect(salesSums([bag()], { ...plain, pricesIncludeTax: false })).toMatchObject({
    taxMinor: 190,
    totalMinor: 1190,
  })
})

test('line discount, order discount and shipping come one after the other, and shipping is not discounted', () => {
  const sums = salesSums([bag({ quantity: 2, discountBasisPoints: 1000 }), bag({ taxBasisPoints: 700 })], {
    pricesIncludeTax: false,
    discountBasisPoints: 500,
    shippingMinor: 490,
    shippingTaxBasisPoints: 1900,
  })
  expect(sums).toEqual({
    subtotalMinor: 2800,
    discountMinor: 140,
    shippingMinor: 490,
    taxMinor: 67 + 418,
    totalMinor: 2800 - 140 + 490 + 67 + 418,
    taxes: [
      { basisPoints: 700, discountMinor: 50, amountMinor: 950, taxMinor: 67 },
      { basisPoints: 1900, discountMinor: 90, amountMinor: 2200, taxMinor: 418 },
    ],
  })
})

test('the total is what the shown sums make, and the sums of the rates make the whole', () => {
  fc.assert(
    fc.property(fc.array(line, { maxLength: 8 }), terms, (lines, given) => {
      const sums = salesSums(lines, given)
      const onTop = given.pricesIncludeTax ? 0 : sums.taxMinor
      expect(sums.totalMinor).toBe(sums.subtotalMinor - sums.discountMinor + sums.shippingMinor + onTop)
      const total = sums.taxes.reduce((all, tax) => all + tax.amountMinor, 0)
      expect(total).toBe(sums.subtotalMinor - sums.discountMinor + sums.shippingMinor)
      expect(sums.subtotalMinor).toBe(lines.reduce((all, one) => all + lineAmountMinor(one), 0))
      for (const tax of sums.taxes) {
        const exact = given.pricesIncludeTax
          ? (tax.amountMinor * tax.basisPoints) / (10_000 + tax.basisPoints)
          : (tax.amountMinor * tax.basisPoints) / 10_000
        expect(Math.abs(tax.taxMinor - exact)).toBeLessThanOrEqual(0.5 + 1e-6 * exact)
      }
      expect(salesSums(lines.toReversed(), given)).toEqual(sums)
    }),
  )
})

test('an order that is invoiced in parts is invoiced for exactly what it costs, and never for less than nothing', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(line, fc.double({ min: 0, max: 1, noNaN: true })), { minLength: 1, maxLength: 6 }),
      terms,
      (parted, given) => {
        const first = parted.map(([one, part]) => ({ ...one, quantity: Math.floor(one.quantity * part) }))
        const whole = salesSums(
          parted.map(([one]) => one),
          given,
        )
        const one = salesSums(first, given)
        const other = sumsLess(whole, [one])
        for (const key of [
          'subtotalMinor',
          'discountMinor',
          'shippingMinor',
          'taxMinor',
          'totalMinor',
        ] as const) {
          expect(one[key] + other[key]).toBe(whole[key])
          expect(other[key]).toBeGreaterThanOrEqual(0)
        }
        expect(sumsLess(whole, [one, other])).toMatchObject({ totalMinor: 0, taxes: [] })
      },
    ),
  )
})
