import fc from 'fast-check'
import { expect, test } from 'vitest'
import { netAmountMinor, type PricedPart, priceDivisor, purchaseSums } from './purchase-sums.ts'

const part = fc.record<PricedPart>({
  gross: fc.oneof(fc.bigInt(0n, 10n ** 15n), fc.nat(), fc.nat().map(String)),
  divisor: fc.constantFrom(1, 3, 7, 10, 12, 1000, 12_000),
  discountBasisPoints: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 10_000 })),
  taxBasisPoints: fc.constantFrom(0, 700, 1900, 2100),
})
const sku = (gross: number, more: Partial<PricedPart> = {}): PricedPart => ({
  gross,
  divisor: 1,
  discountBasisPoints: 0,
  taxBasisPoints: 0,
  ...more,
})

test('the pieces of a carton cost what the carton costs', () => {
  const piece = { ...sku(1000), divisor: priceDivisor({ decimals: 0, unitsPerPu: 12, pricePer: 'pu' }) }
  expect(netAmountMinor(piece)).toBe(83)
  expect(purchaseSums(Array.from({ length: 12 }, () => piece)).totalMinor).toBe(1000)
})

test('discount comes off before tax, and each is rounded half up', () => {
  const row = sku(10_05, { discountBasisPoints: 1000, taxBasisPoints: 2000 })
  expect(purchaseSums([row])).toEqual({
    subtotalMinor: 1005,
    discountMinor: 101,
    taxMinor: 181,
    totalMinor: 1085,
  })
  expect(netAmountMinor(row)).toBe(905)
})

test('the total is what the shown sums make, and none of them is further than half a minor unit from exact', () => {
  fc.assert(
    fc.property(fc.array(part, { maxLength: 12 }), parts => {
      const sums = purchaseSums(parts)
      expect(sums.totalMinor).toBe(sums.subtotalMinor - sums.discountMinor + sums.taxMinor)
      // Whole numbers over one denominator that all divisors of this test share.
      const common = 84_000n
      const exact = (of: (p: PricedPart) => bigint) =>
        parts.reduce((sum, p) => sum + BigInt(p.gross) * (common / BigInt(p.divisor)) * of(p), 0n)
      const isNear = (minor: number, over: bigint, under: bigint) => {
        const off = 2n * (BigInt(minor) * under - over)
        expect(off > -under && off <= under).toBe(true)
      }
      isNear(
        sums.subtotalMinor,
        exact(() => 1n),
        common,
      )
      isNear(
        sums.discountMinor,
        exact(p => BigInt(p.discountBasisPoints)),
        common * 10_000n,
      )
      const rates = [...new Set(parts.map(p => p.taxBasisPoints))].filter(rate => rate > 0)
      if (rates.length !== 1) return
      const taxed = exact(p => BigInt((10_000 - p.discountBasisPoints) * p.taxBasisPoints))
      isNear(sums.taxMinor, taxed, common * 100_000_000n)
    }),
  )
})

test('neither the order of the rows nor how they are put together changes a sum', () => {
  fc.assert(
    fc.property(fc.array(part, { minLength: 1, maxLength: 8 }), fc.nat(), (parts, cut) => {
      const sums = purchaseSums(parts)
      expect(purchaseSums([...parts].reverse())).toEqual(sums)
      const [first, ...rest] = parts as [PricedPart, ...PricedPart[]]
      const piece = BigInt(first.gross) / BigInt((cut % 5) + 1)
      const split = [
        { ...first, gross: piece },
        { ...first, gross: BigInt(first.gross) - piece },
      ]
      expect(purchaseSums([...split, ...rest])).toEqual(sums)
    }),
  )
})

test('a full discount leaves nothing to pay and nothing to tax', () => {
  fc.assert(
    fc.property(fc.array(part), parts => {
      const free = parts.map(one => ({ ...one, discountBasisPoints: 10_000 }))
      expect(purchaseSums(free)).toMatchObject({ taxMinor: 0, totalMinor: 0 })
    }),
  )
})
