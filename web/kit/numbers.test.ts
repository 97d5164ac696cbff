import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { currencyDecimals, parseMoney, parseQuantity, writeAmount } from './numbers.ts'

describe('typed money', () => {
  it.each([
    ['1,234.50', 'en-GB', 'EUR', 123450],
    ['4,20', 'de-DE', 'EUR', 420],
    ['4,20', 'en-GB', 'EUR', 420],
    ['4.2', 'en-GB', 'EUR', 420],
    ['1.234,5', 'de-DE', 'EUR', 123450],
    ['1.234', 'de-DE', 'EUR', 123400],
    ['1,234', 'en-GB', 'EUR', 123400],
    ["1'234.50", 'de-CH', 'CHF', 123450],
    ['1 234,50', 'fr-FR', 'EUR', 123450],
    ['€ 4.20', 'en-IE', 'EUR', 420],
    ['4.20 EUR', 'en-IE', 'EUR', 420],
    ['.5', 'en-GB', 'EUR', 50],
    ['1,234,567', 'en-GB', 'JPY', 1234567],
    ['0', 'en-GB', 'EUR', 0],
  ])('reads %s in %s as %s minor units of %s', (text, locale, currency, minor) => {
    expect(parseMoney(text, locale, currency)).toBe(minor)
  })

  it.each([
    ['', 'en-GB'],
    ['four', 'en-GB'],
    ['-4', 'en-GB'],
    ['4.205', 'en-GB'],
    ['1,23,4', 'en-GB'],
    ['1.2.3', 'en-GB'],
    ['4.20.', 'en-GB'],
    ['99999999999999999', 'en-GB'],
  ])('refuses “%s” in %s rather than guess', (text, locale) => {
    expect(parseMoney(text, locale, 'EUR')).toBeNull()
  })
})

describe('typed quantities', () => {
  it('keeps to the decimals that the product is counted with', () => {
    expect(parseQuantity('1.250', 'en-GB', 3)).toBe(1250)
    expect(parseQuantity('1,25', 'de-DE', 3)).toBe(1250)
    expect(parseQuantity('12', 'en-GB', 0)).toBe(12)
    expect(parseQuantity('1.5', 'en-GB', 0)).toBeNull()
    expect(parseQuantity('1,5', 'en-GB', 0)).toBeNull()
    expect(parseQuantity('1.2345', 'en-GB', 3)).toBeNull()
  })

  it('reads back every amount that it writes, in every locale', () => {
    const locales = fc.constantFrom('en-GB', 'de-DE', 'fr-FR', 'de-CH', 'sv-SE', 'zh-TW', 'ar-EG')
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1_000_000_000_000 }),
        locales,
        fc.integer({ min: 0, max: 3 }),
        (units, locale, decimals) => {
          expect(parseQuantity(writeAmount(units, locale, decimals), locale, decimals)).toBe(units)
        },
      ),
    )
  })
})

it('knows that yen have no minor unit', () => {
  expect(currencyDecimals('JPY')).toBe(0)
  expect(currencyDecimals('EUR')).toBe(2)
})
