import fc from 'fast-check'
import { expect, it } from 'vitest'
import { changeOf, leftToPay, payCash, quickAmounts } from './cash.ts'

it('offers the exact amount, then what people hand over for it', () => {
  expect(quickAmounts(1789, 2)).toEqual([1789, 1800, 2000, 5000])
  expect(quickAmounts(2000, 2)).toEqual([2000, 5000, 10_000, 20_000])
  expect(quickAmounts(870, 0)).toEqual([870, 880, 900, 1000])
})

it('gives change only for what was handed over beyond what is left', () => {
  const card = { method: 'card', amountMinor: 1000, givenMinor: 1000, reference: '' } as const
  const cash = payCash(leftToPay(1789, [card]), 1000)
  expect(cash).toEqual({ method: 'cash', amountMinor: 789, givenMinor: 1000, reference: '' })
  expect(leftToPay(1789, [card, cash])).toBe(0)
  expect(changeOf([card, cash])).toBe(211)
})

it('never takes more than is due, and every quick amount is enough', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1_000_000 }), fc.constantFrom(0, 2, 3), (due, decimals) => {
      for (const given of quickAmounts(due, decimals)) {
        expect(given).toBeGreaterThanOrEqual(due)
        expect(leftToPay(due, [payCash(due, given)])).toBe(0)
      }
    }),
    { numRuns: 100 },
  )
})
