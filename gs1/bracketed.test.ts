import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatBracketed, parseBracketed } from './public.ts'
import { anyElements, anyGtin14, textOf } from './valid-values.arbitrary.ts'

describe('the form printed below a barcode', () => {
  it('is read with and without spaces', () => {
    const expected = { ok: true, gtin: '09506000134352', lot: 'A(B)', expiresOn: '2026-12-31' }
    expect(parseBracketed('(01)09506000134352(17)261231(10)A(B)', 2026)).toMatchObject(expected)
    expect(parseBracketed(' (01) 09506000134352 (17) 261231 (10) A(B) \n', 2026)).toMatchObject(expected)
  })

  it('reads back whatever was written', () =>
    fc.assert(
      fc.property(anyElements, elements => {
        const read = parseBracketed(formatBracketed(elements), 2026)
        expect(read.ok ? read.elements.map(({ ai, value }) => ({ ai, value })) : read).toEqual(elements)
      }),
      { numRuns: 300 },
    ))

  it('reads back a lot and a serial that are full of brackets', () => {
    const bracketed = textOf('()120', 1, 20)
    return fc.assert(
      fc.property(anyGtin14, bracketed, bracketed, (gtin, lot, serial) => {
        const written = formatBracketed([
          { ai: '01', value: gtin },
          { ai: '10', value: lot },
          { ai: '21', value: serial },
        ])
        expect(parseBracketed(written)).toMatchObject({ ok: true, gtin, lot, serial })
      }),
      { numRuns: 1000 },
    )
  })

  it.each([
    ['', 'empty', 0],
    ['0109506000134352', 'not-bracketed', 0],
    ['x(01)09506000134352', 'not-bracketed', 0],
    ['(1)09506000134352', 'not-bracketed', 0],
    ['(05)1', 'unknown-ai', 0],
    ['(01)09506000134353', 'bad-check-digit', 17],
    ['(01) 09506000134353', 'bad-check-digit', 18],
    ['(01)09506000134352(10)', 'too-short', 22],
    ['(01)09506000134352(10)A(10)B', 'repeated-with-other-value', 27],
  ])('%j is refused: %s at %i', (text, code, at) => {
    const read = parseBracketed(text, 2026)
    expect(read.ok ? 'read' : [read.problem.code, read.problem.at]).toEqual([code, at])
  })
})
