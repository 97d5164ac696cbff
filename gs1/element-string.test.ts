import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ENTRIES } from './dictionary.ts'
import { elementsOf, formatElementString, parseElementString } from './public.ts'
import { anyElements, anyEntry, anyGtin14, anyLot, valueFor } from './valid-values.arbitrary.ts'

const GS = '\u001D'
const in2026 = { currentYear: 2026 }

/** The problem's code and position, or what was read. */
function outcome(scan: string, options = {}) {
  const read = parseElementString(scan, { ...in2026, ...options })
  return read.ok ? read.elements.map(({ ai, value }) => [ai, value]) : [read.problem.code, read.problem.at]
}

describe('a scanned element string', () => {
  it('tells product, lot, serial and dates under the names a merchant uses', () => {
    const read = parseElementString(
      `]d2010950600013435217261200102A-7${GS}2112345${GS}11251231${GS}15261130`,
      in2026,
    )
    expect(read).toMatchObject({
      ok: true,
      gtin: '09506000134352',
      lot: '2A-7',
      serial: '12345',
      expiresOn: '2026-12-31',
      madeOn: '2025-12-31',
      bestBefore: '2026-11-30',
      warnings: [],
    })
    expect(read.ok && read.elements[0]).toEqual({ ai: '01', title: 'GTIN', value: '09506000134352' })
    expect(read.ok && 'sscc' in read).toBe(false)
  })

  it('takes the expiry from (7003), which is to the minute, when there is no (17)', () => {
    const read = parseElementString(`0109506000134352${'7003'}2702031430`, in2026)
    expect(read.ok && read.expiresOn).toBe('2027-02-03')
  })

  it('reads back whatever was written, for every identifier, in any order and company', () =>
    fc.assert(
      fc.property(anyElements, elements => {
        const written = formatElementString(elements, 2026)
        if (!written.ok) throw new Error(written.problem.sentence)
        expect(outcome(`]C1${written.text}`)).toEqual(elements.map(({ ai, value }) => [ai, value]))
        expect(outcome(`${GS}${written.text}${GS}`)).toEqual(outcome(written.text))
      }),
      { numRuns: 500 },
    ))

  it('is the same with each symbology identifier, with white space around it and with a replacement for FNC1', () => {
    const expected = [
      ['01', '09506000134352'],
      ['10', 'AB'],
      ['21', '7'],
    ]
    for (const scan of [
      `010950600013435210AB${GS}217`,
      `]C1010950600013435210AB${GS}217`,
      `]e0010950600013435210AB${GS}217`,
      `]d2010950600013435210AB${GS}217`,
      `]Q3${GS}010950600013435210AB${GS}217${GS}\r\n`,
      `  0109506000134352${GS}10AB${GS}217\n`,
      '010950600013435210AB\u241D217',
      '010950600013435210AB|217',
      '010950600013435210AB~217',
      '010950600013435210AB^217',
    ]) {
      expect(outcome(scan)).toEqual(expected)
    }
    expect(outcome('010950600013435210AB{GS}217', { separators: ['{GS}'] })).toEqual(expected)
    expect(outcome('010950600013435210AB@217', { separators: ['@'] })).toEqual(expected)
  })

  it.each([
    ['', 'empty', 0],
    [']d2', 'empty', 3],
    [`]d2${GS}`, 'empty', 4],
    ['0109506000134353', 'bad-check-digit', 15],
    ['010950600013435', 'too-short', 2],
    ['01095060001343X2', 'bad-character', 14],
    [`01095060001${GS}34352`, 'too-short', 2],
    ['010950600013435205ABC', 'unknown-ai', 16],
    ['0109506000134352xyz', 'unknown-ai', 16],
    [`0109506000134352${GS}${GS}10A`, 'unknown-ai', 17],
    [`010950600013435210${GS}21A`, 'too-short', 18],
    ['010950600013435210ABCDEFGHIJKLMNOPQRSTU', 'too-long', 38],
    ['010950600013435210AB C', 'bad-character', 20],
    ['010950600013435210ABÉ', 'bad-character', 20],
    ['010950600013435210AB#', 'bad-character', 20],
    ['010950600013435217261301', 'bad-date', 20],
    ['010950600013435217260431', 'bad-date', 22],
    ['0109506000134352700326040100', 'too-short', 20],
    ['01095060001343527003260401' + '2460', 'bad-date', 26],
    ['010950600013435270032604' + '001200', 'bad-date', 24],
    [`010950600013435210A${GS}10B`, 'repeated-with-other-value', 22],
    ['000061414112345678', 'too-short', 2],
    ['00106141411234567890', 'bad-check-digit', 19],
    ['4219990A', 'bad-value', 3],
    ['4140614141000013', 'bad-check-digit', 15],
  ])('%j is refused: %s at %i', (scan, code, at) => {
    expect(outcome(scan)).toEqual([code, at])
  })

  it('names the check digit that was expected', () => {
    const read = parseElementString('0109506000134353')
    expect(read.ok ? '' : read.problem.sentence).toContain('its last digit is 3 and should be 2')
  })

  it('takes the same identifier twice with one value, once', () => {
    expect(outcome(`0109506000134352${GS}10A${GS}10A`)).toEqual(outcome('010950600013435210A'))
  })

  it('reports what the dictionary asks for or forbids, and still reads', () => {
    const codes = (scan: string) => {
      const read = parseElementString(scan, in2026)
      return read.ok ? read.warnings.map(({ code, ai }) => [code, ai]) : read.problem
    }
    expect(codes('10ABC')).toEqual([['missing-companion', '10']])
    expect(codes(`01095060001343523712`)).toEqual([
      ['forbidden-together', '01'],
      ['missing-companion', '37'],
    ])
    expect(codes('010950600013435231020001003103000100')).toEqual([
      ['forbidden-together', '3102'],
      ['forbidden-together', '3103'],
    ])
    expect(codes('01095060001343523103000100')).toEqual([])
    // (250) wants (01) and (21) together.
    expect(codes('0109506000134352250X')).toEqual([['missing-companion', '250']])
    expect(codes(`010950600013435221A${GS}250X`)).toEqual([])
  })

  it('never makes the reader throw', () =>
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.string({ unit: fc.constantFrom('0', '1', '2', '7', '(', ')', GS, ']', 'A', '%') }),
        ),
        scan => {
          const read = parseElementString(scan)
          if (!read.ok) expect(read.problem.at).toBeLessThanOrEqual(scan.length)
        },
      ),
      { numRuns: 1000 },
    ))
})

describe('an element to be written', () => {
  it('is refused in every way a value can go wrong in length or characters', () =>
    fc.assert(
      fc.property(
        anyEntry.chain(entry => fc.tuple(fc.constant(entry), valueFor(entry))),
        ([{ ai, maxLength, minLength }, value]) => {
          const write = (text: string) => formatElementString([{ ai, value: text }], 2026).ok
          expect(write(value)).toBe(true)
          expect(write(`${value}${'0'.repeat(maxLength)}`)).toBe(false)
          expect(write(value.slice(0, minLength - 1))).toBe(false)
          expect(write(`${value.slice(0, -1)}é`)).toBe(false)
        },
      ),
      { numRuns: 500 },
    ))

  it('has a separator behind it only where the next would be swallowed', () => {
    const written = formatElementString([
      { ai: '10', value: 'A' },
      { ai: '01', value: '09506000134352' },
      { ai: '21', value: 'B' },
    ])
    expect(written).toEqual({ ok: true, text: `10A${GS}010950600013435221B` })
    expect(formatElementString([])).toMatchObject({ ok: false, problem: { code: 'empty' } })
    expect(formatElementString([{ ai: '05', value: '1' }])).toMatchObject({
      problem: { code: 'unknown-ai', at: 0 },
    })
  })

  it('is made from the facts of a product and read back as the same facts', () =>
    fc.assert(
      fc.property(anyGtin14, anyLot, anyLot, (gtin, lot, serial) => {
        const facts = {
          gtin,
          lot,
          serial,
          expiresOn: '2031-02-28',
          madeOn: '2025-01-01',
          bestBefore: '2030-12-31',
        }
        const made = elementsOf(facts, 2026)
        const written = made.ok ? formatElementString(made.elements, 2026) : made
        const read = written.ok ? parseElementString(written.text, in2026) : written
        expect(read).toMatchObject({ ok: true, ...facts, warnings: [] })
      }),
    ))

  it.each([
    [{ lot: '批號7' }, 'bad-character'],
    [{ serial: 'A'.repeat(21) }, 'too-long'],
    [{ serial: '' }, 'too-short'],
    [{ expiresOn: '2099-12-31' }, 'bad-date'],
    [{ expiresOn: '2026-02-30' }, 'bad-date'],
    [{ gtin: '4006381333932' }, 'bad-check-digit'],
    [{ sscc: '106141411234567890' }, 'bad-check-digit'],
    [{}, 'empty'],
  ])('is not made from %j: %s', (facts, code) => {
    expect(elementsOf(facts, 2026)).toMatchObject({ ok: false, problem: { code, at: 0 } })
  })
})

describe('the checks that the dictionary names', () => {
  // From valid into invalid, one step each: the first value is right, the others are not.
  it.each([
    ['3910', '97899', ['00099', '97']],
    ['421', '826AB1', ['000AB1', '99912']],
    ['7030', '999A', ['998A']],
    ['4307', 'NL', ['nl', 'XX']],
    ['4309', '18000000003600000000', ['18000000013600000000', '18000000003600000001']],
    ['4321', '1', ['2']],
    ['4330', '000123-', ['0001231', '000123--']],
    ['4324', '2612312359', ['2612312460', '2612322359', '2613312359']],
    ['7007', '261231270101', ['261231270100', '26123127010']],
    ['7011', '2612312359', ['2612312360', '26123123']],
    ['8008', '261231235959', ['261231236059', '261231235960', '2612312']],
    ['7241', '80', ['00', '11', '79']],
    ['7250', '20000229', ['19000229', '20000230', '20000200']],
    ['7252', '9', ['3']],
    ['7258', '2/3', ['3/2', '0/3', '2-3', '1/0']],
    ['7040', '1AB_', ['1AB+', 'AAB_']],
    ['8001', '00010000100190', ['00000000100190', '00010000000190', '00010000100090', '00010000100120']],
    ['8003', '00614141123452AB', ['10614141123452AB', '00614141123453AB']],
    ['8006', '095060001343520102', ['095060001343520302', '095060001343520001', '095060001343530102']],
    [
      '8007',
      'GB82WEST12345698765432',
      ['GB83WEST12345698765432', 'ZZ82WEST12345698765432', 'GB82west12345698765432'],
    ],
    ['8010', '0614141#A/1', ['A614141#A', '0614141a']],
    ['8011', '120', ['012', '12A']],
    ['8013', '1987654Ad4X4bL5ttr2310c2K', ['1987654Ad4X4bL5ttr2310cXK', '1987654Ad4X4bL5ttr2310c2X', '2K']],
    ['8014', '1987654Ad4X4bL5ttr2310c2K', ['1987654Ad4X4bL5ttr2310c2k']],
    ['8030', 'AB_-z', ['AB==', '=ABC', 'AB+z']],
    [
      '8112',
      '006141411234560000000',
      ['206141411234560000000', '06141411234560000000', '0061414112345600000000'],
    ],
    ['4300', 'Caf%C3%A9', ['Caf%C3%A', 'Caf%ZZ']],
    ['8004', '0614141A', ['061A', '061']],
  ])('take %s: %s and not %j', (ai, right, wrong) => {
    expect(ENTRIES.has(ai)).toBe(true)
    const write = (value: string) => formatElementString([{ ai, value }], 2026)
    expect(write(right)).toMatchObject({ ok: true })
    expect(wrong.filter(value => write(value).ok)).toEqual([])
  })
})
