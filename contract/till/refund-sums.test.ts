import fc from 'fast-check'
import { expect, test } from 'vitest'
import { salesSums } from '../sales-sums.ts'
import { type ReceiptLine, refundSums } from './refund-sums.ts'

const line = fc.record({
  quantity: fc.integer({ min: 1, max: 20 }),
  priceMinor: fc.integer({ min: 0, max: 100_000 }),
  decimals: fc.integer({ min: 0, max: 3 }),
  discountBasisPoints: fc.integer({ min: 0, max: 10_000 }),
  taxBasisPoints: fc.constantFrom(0, 700, 1900),
})
const terms = fc.record({
  pricesIncludeTax: fc.boolean(),
  discountBasisPoints: fc.integer({ min: 0, max: 10_000 }),
})

test('what comes back piece by piece adds up to what was paid, whatever the order', () => {
  fc.assert(
    fc.property(
      fc.array(line, { minLength: 1, maxLength: 5 }),
      terms,
      fc.nat(),
      (lines, conditions, turn) => {
        const whole = { ...conditions, shippingMinor: 0, shippingTaxBasisPoints: 0 }
        const returned = lines.map(() => 0)
        let given = 0
        for (let step = 0; returned.some((count, index) => count < lines[index]!.quantity); step++) {
          const open = returned.flatMap((count, index) => (count < lines[index]!.quantity ? [index] : []))
          const index = open[(turn + step * 7) % open.length]!
          const before: ReceiptLine[] = lines.map((one, at) => ({ ...one, returned: returned[at]! }))
          const now = lines.map((_, at) => (at === index ? 1 : 0))
          given += refundSums(before, conditions, now).totalMinor
          returned[index]! += 1
        }
        expect(given).toBe(salesSums(lines, whole).totalMinor)
      },
    ),
    { numRuns: 100 },
  )
})
