import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  isWholePus,
  puOfSku,
  readFraction,
  skuOfPu,
  smallestPerPu,
  thousandthsOf,
  upToWholePus,
  writeFraction,
} from './purchase-units.ts'

const unitsPerPu = fc.integer({ min: 1, max: 1_000_000 })
const decimals = fc.integer({ min: 0, max: 3 })
const quantitySku = fc.integer({ min: 1, max: 1_000_000_000_000 })
const runs = { numRuns: 300 }

test('a SKU quantity said in purchase units and read back is the same quantity', () => {
  fc.assert(
    fc.property(quantitySku, unitsPerPu, decimals, (sku, units, counted) => {
      expect(skuOfPu(puOfSku(sku, units, counted), units, counted)).toBe(sku)
    }),
    runs,
  )
})

test('so many whole purchase units are that many times what one holds, and nothing else is whole', () => {
  const pus = fc.integer({ min: 1, max: 100_000 })
  fc.assert(
    fc.property(pus, unitsPerPu, decimals, (pu, units, counted) => {
      const sku = skuOfPu({ numerator: BigInt(pu), denominator: 1n }, units, counted)
      fc.pre(sku !== null)
      expect(sku).toBe(pu * units * 10 ** counted)
      expect(isWholePus(sku!, units, counted)).toBe(true)
      if (smallestPerPu(units, counted) > 1) expect(isWholePus(sku! + 1, units, counted)).toBe(false)
    }),
    runs,
  )
})

test('what is no whole number of smallest units is never rounded to one', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 1_000_000 }),
      unitsPerPu,
      decimals,
      (thousandths, units, counted) => {
        const sku = skuOfPu({ numerator: BigInt(thousandths), denominator: 1000n }, units, counted)
        const exact = BigInt(thousandths) * BigInt(smallestPerPu(units, counted))
        if (exact % 1000n !== 0n) expect(sku).toBeNull()
        else if (sku !== null) expect(BigInt(sku) * 1000n).toBe(exact)
      },
    ),
    runs,
  )
})

test('rounding up for an order covers the quantity by less than one purchase unit too much', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1_000_000_000 }), unitsPerPu, decimals, (sku, units, counted) => {
      const ordered = upToWholePus(sku, units, counted)
      expect(isWholePus(ordered, units, counted)).toBe(true)
      expect(ordered).toBeGreaterThanOrEqual(sku)
      expect(ordered - sku).toBeLessThan(smallestPerPu(units, counted))
    }),
    runs,
  )
})

test('a fraction that is written is read back as the same quantity', () => {
  const small = fc.integer({ min: 1, max: 1_000_000 })
  fc.assert(
    fc.property(small, unitsPerPu, (sku, units) => {
      const pu = puOfSku(sku, units, 0)
      if (thousandthsOf(pu) !== null) return
      expect(skuOfPu(readFraction(writeFraction(pu))!, units, 0)).toBe(sku)
    }),
    runs,
  )
})

test('fractions are read as people write them, and nothing else is a fraction', () => {
  expect(readFraction('5/12')).toEqual({ numerator: 5n, denominator: 12n })
  expect(readFraction(' 2 5/12 ')).toEqual({ numerator: 29n, denominator: 12n })
  expect(writeFraction(puOfSku(29, 12, 0))).toBe('2 5/12')
  expect(writeFraction(puOfSku(5, 12, 0))).toBe('5/12')
  for (const text of ['', '5', '5/0', '5/', '/12', '-1/2', '1.5/2', '1/2/3'])
    expect(readFraction(text)).toBeNull()
})
