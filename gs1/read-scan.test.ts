import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readScan } from './public.ts'
import { anyGtin14, textOf } from './valid-values.arbitrary.ts'

const GS = '\u001D'
const in2026 = { currentYear: 2026 }

describe('the scan box', () => {
  it.each([
    // Marked as GS1: read, or damaged, never a plain number.
    [`]d2010950600013435210A${GS}217`, 'gs1'],
    [']C110LOT', 'gs1'],
    [`10LOT${GS}21SERIAL`, 'gs1'],
    [`${GS}10LOT`, 'gs1'],
    [']d20109506000134353', 'damaged'],
    [`0109506000134352${GS}zz`, 'damaged'],
    ['(01)09506000134352(10)ABC', 'gs1'],
    ['(10)ABC', 'gs1'],
    ['(01)09506000134353', 'damaged'],
    // Web addresses.
    ['https://id.gs1.org/01/09506000134352/21/7', 'gs1'],
    [']Q1https://id.gs1.org/01/09506000134352/21/7', 'gs1'],
    ['https://id.gs1.org/01/09506000134353/21/7', 'damaged'],
    ['https://shop.example/products/42', 'plain'],
    ['https://blog.example/2026/01/hello', 'plain'],
    // Bare GTINs.
    ['9506000134352', 'gtin'],
    ['09506000134352', 'gtin'],
    ['036000291452', 'gtin'],
    ['73513537', 'gtin'],
    [']E09506000134352', 'gtin'],
    ['  9506000134352\r\n', 'gtin'],
    // Not marked, but all of it reads and the GTIN's check digit is right.
    ['0109506000134352', 'gs1'],
    ['010950600013435217261231', 'gs1'],
    ['010950600013435210ABC-7', 'gs1'],
    ['112512310109506000134352', 'gs1'],
    // Plain numbers that look like something else.
    ['', 'plain'],
    ['0109506000134353', 'plain'],
    ['010950600013435', 'plain'],
    ['0109506000134352xyz', 'plain'],
    ['010950600013435217261331', 'plain'],
    ['10ABC', 'plain'],
    ['21SERIAL', 'plain'],
    ['17261231', 'plain'],
    ['00106141411234567897', 'plain'],
    ['9506000134353', 'plain'],
    ['00000000', 'plain'],
    ['SN-2026-0001', 'plain'],
    ['(A)123', 'plain'],
    ['(05)123', 'plain'],
    ['10A|21B', 'plain'],
    [']A0SN7', 'plain'],
  ])('takes %j for %s', (text, kind) => {
    expect(readScan(text, in2026).kind).toBe(kind)
  })

  it('tells what it read, and always the text for a plain look-up', () => {
    expect(readScan('010950600013435210ABC')).toMatchObject({
      kind: 'gs1',
      text: '010950600013435210ABC',
      gtin: '09506000134352',
      lot: 'ABC',
    })
    expect(readScan(' 9506000134352 ')).toEqual({
      kind: 'gtin',
      text: '9506000134352',
      gtin14: '09506000134352',
    })
    expect(readScan(']A0SN 7\n')).toEqual({ kind: 'plain', text: 'SN 7' })
    expect(readScan('(01)09506000134353')).toMatchObject({
      kind: 'damaged',
      text: '(01)09506000134353',
      problem: { code: 'bad-check-digit', at: 17 },
    })
  })

  it('believes a separator that the options name, if the whole reads', () => {
    const options = { ...in2026, separators: ['|'] }
    expect(readScan('10A|21B', options)).toMatchObject({ kind: 'gs1', lot: 'A', serial: 'B' })
    expect(readScan('A|B', options)).toEqual({ kind: 'plain', text: 'A|B' })
    expect(readScan('10A21B', options).kind).toBe('plain')
  })

  it('never takes a plain number for GS1 unless (01), 14 digits and their check digit stand in it', () =>
    fc.assert(
      fc.property(textOf('0123456789ABCxyz-/ .#', 1, 40), text => {
        const scan = readScan(text, in2026)
        if (scan.kind === 'gs1') expect(text).toContain(`01${scan.gtin}`)
        else expect(['gtin', 'plain']).toContain(scan.kind)
      }),
      { numRuns: 2000 },
    ))

  it('takes no serial that begins like (01) but has another check digit', () =>
    fc.assert(
      fc.property(
        anyGtin14,
        fc.integer({ min: 1, max: 9 }),
        textOf('0123456789AB', 0, 20),
        (gtin, more, rest) => {
          const wrong = gtin.slice(0, 13) + ((Number(gtin[13]) + more) % 10)
          expect(readScan(`01${wrong}${rest}`, in2026).kind).not.toBe('gs1')
        },
      ),
    ))

  it('never throws', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), text => {
        expect(readScan(text).text.length).toBeLessThanOrEqual(text.length)
        readScan(`]C1${text}`)
        readScan(`(01)${text}`)
        readScan(`https://${text}/01/${text}?17=${text}`)
      }),
      { numRuns: 1000 },
    ))
})
