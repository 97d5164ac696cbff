import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fullYear, readShortDate, writeShortDate } from './dates.ts'

describe('the date of a barcode', () => {
  it.each([
    [2026, 26, 2026],
    [2026, 76, 2076],
    [2026, 77, 1977],
    [2026, 99, 1999],
    [2026, 0, 2000],
    [2049, 0, 2000],
    [2050, 0, 2100],
    [2051, 1, 2101],
    [2051, 2, 2002],
    [1999, 49, 2049],
    [1999, 50, 1950],
  ])('in %i has two-digit year %i for %i', (now, short, full) => {
    expect(fullYear(short, now)).toBe(full)
  })

  it('is never more than 49 years behind or 50 ahead', () => {
    return fc.assert(
      fc.property(fc.integer({ min: 1970, max: 2200 }), fc.nat(99), (now, short) => {
        const year = fullYear(short, now)
        expect(year % 100).toBe(short)
        expect(year - now).toBeGreaterThanOrEqual(-49)
        expect(year - now).toBeLessThanOrEqual(50)
      }),
    )
  })

  it.each([
    ['260200', '2026-02-28'],
    ['280200', '2028-02-29'],
    ['251200', '2025-12-31'],
    ['260430', '2026-04-30'],
  ])('%s is %s', (text, date) => {
    expect(readShortDate(text, 2026)).toEqual({ date })
  })

  it.each([
    ['261301', 'month'],
    ['260001', 'month'],
    ['260431', 'day'],
    ['270229', 'day'],
    ['260132', 'day'],
  ])('%s has no such %s', (text, wrong) => {
    expect(readShortDate(text, 2026)).toEqual({ wrong })
  })

  it('is written back as it was read, unless day 00 was meant', () => {
    return fc.assert(
      fc.property(
        fc.date({ min: new Date('1978-01-01'), max: new Date('2075-12-31'), noInvalidDate: true }),
        day => {
          const date = day.toISOString().slice(0, 10)
          const short = writeShortDate(date, 2026)
          expect(short).toMatch(/^[0-9]{6}$/)
          expect(readShortDate(short ?? '', 2026)).toEqual({ date })
        },
      ),
    )
  })

  it('that would be read back in another century, or is none, is not written', () => {
    for (const date of ['1976-12-31', '2077-01-01', '2126-01-01', '2026-02-30', '2026-2-3', 'soon', '']) {
      expect(writeShortDate(date, 2026)).toBeUndefined()
    }
  })
})
