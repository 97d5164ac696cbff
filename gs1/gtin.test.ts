import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkDigit, gtin14, isGtin } from './public.ts'
import { anyGtin14 } from './valid-values.arbitrary.ts'

describe('a GTIN', () => {
  it('has the check digit that GS1 prints in its examples', () => {
    expect(checkDigit('629104150021')).toBe(3)
    expect(checkDigit('0950600013435')).toBe(2)
    expect(checkDigit('37610425002123456')).toBe(9)
    expect(checkDigit('7351353')).toBe(7)
  })

  it('is taken in 8, 12, 13 and 14 digits and told in 14', () => {
    for (const [gtin, full] of [
      ['73513537', '00000073513537'],
      ['036000291452', '00036000291452'],
      ['6291041500213', '06291041500213'],
      ['09506000134352', '09506000134352'],
    ] as const) {
      expect(isGtin(gtin)).toBe(true)
      expect(gtin14(gtin)).toEqual({ ok: true, gtin14: full })
    }
  })

  it('with a wrong check digit is refused by the digit that was expected', () => {
    expect(gtin14('6291041500214')).toEqual({
      ok: false,
      problem: {
        code: 'bad-check-digit',
        at: 12,
        sentence:
          'The GTIN is wrong: its last digit is 4 and should be 3. Scan it again or compare the digits.',
      },
    })
  })

  it('with any one digit changed is refused', () => {
    return fc.assert(
      fc.property(anyGtin14, fc.nat(13), fc.integer({ min: 1, max: 9 }), (gtin, at, more) => {
        const changed = gtin.slice(0, at) + ((Number(gtin[at]) + more) % 10) + gtin.slice(at + 1)
        expect(isGtin(gtin)).toBe(true)
        expect(isGtin(changed)).toBe(false)
      }),
    )
  })

  it.each([
    ['', 'empty'],
    ['629104150021x', 'bad-character'],
    [' 6291041500213', 'bad-character'],
    ['٦291041500213', 'bad-character'],
    ['1234567', 'too-short'],
    ['00006291041500213', 'too-long'],
    ['00000000', 'bad-value'],
  ])('%j is refused as %s', (text, code) => {
    const result = gtin14(text)
    expect(result.ok ? 'accepted' : result.problem.code).toBe(code)
  })

  it('makes checkDigit throw for a caller who passes something else', () => {
    expect(() => checkDigit('12a')).toThrow(TypeError)
    expect(() => checkDigit('')).toThrow(TypeError)
  })
})
