import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatDigitalLink, parseDigitalLink } from './public.ts'
import { anyGtin14, anyLot } from './valid-values.arbitrary.ts'

const key = 'https://id.gs1.org/01/09506000134352'

describe('a GS1 Digital Link', () => {
  it('reads back whatever was written, whatever signs the lot and serial have', () =>
    fc.assert(
      fc.property(anyGtin14, anyLot, anyLot, fc.boolean(), (gtin, lot, serial, hasLot) => {
        fc.pre(!/^\.{1,2}$/.test(lot) && !/^\.{1,2}$/.test(serial))
        const facts = { gtin, serial, expiresOn: '2027-03-31', ...(hasLot ? { lot } : {}) }
        const written = formatDigitalLink({ domain: 'shop.example/go', ...facts }, 2026)
        const url = written.ok ? written.url : ''
        expect(parseDigitalLink(url, 2026)).toMatchObject({ ok: true, ...facts, warnings: [] })
        // What a browser makes of the address must still say the same.
        expect(parseDigitalLink(new URL(url).href, 2026)).toMatchObject(facts)
      }),
      { numRuns: 500 },
    ))

  it('is written with key and qualifiers in the path and dates behind the question mark', () => {
    const facts = {
      gtin: '9506000134352',
      lot: 'A/B 1'.replace(' ', '+'),
      serial: '7',
      expiresOn: '2026-12-31',
    }
    expect(formatDigitalLink({ domain: 'id.gs1.org', ...facts }, 2026)).toEqual({
      ok: true,
      url: `${key}/10/A%2FB%2B1/21/7?17=261231`,
    })
    expect(formatDigitalLink({ domain: 'id.gs1.org/', gtin: '09506000134352' })).toEqual({
      ok: true,
      url: key,
    })
  })

  it.each([
    [{ domain: 'https://id.gs1.org' }, 'bad-value'],
    [{ domain: '' }, 'bad-value'],
    [{ domain: 'a b' }, 'bad-value'],
    [{ gtin: '09506000134353' }, 'bad-check-digit'],
    [{ lot: '..' }, 'bad-value'],
    [{ lot: '批' }, 'bad-character'],
    [{ expiresOn: '2126-12-31' }, 'bad-date'],
  ])('is not written for %j: %s', (change, code) => {
    const facts = { domain: 'id.gs1.org', gtin: '09506000134352', ...change }
    expect(formatDigitalLink(facts, 2026)).toMatchObject({ ok: false, problem: { code } })
  })

  it.each([
    [`${key}/22/2A/10/AB%2F1/21/x%22y?17=261231&linkType=gs1:pip#top`, { lot: 'AB/1', serial: 'x"y' }],
    [`${key}/21/7/`, { serial: '7' }],
    [`HTTPS://EXAMPLE.COM:8443/some/stem/01/09506000134352/10/a`, { lot: 'a' }],
    ['http://example.com/01/9506000134352', {}],
    ['https://example.com/01/faux/01/09506000134352', {}],
    [`${key}/235/T?10=A`, { lot: 'A' }],
    [`${key}?240=A+B&17=261231`, { expiresOn: '2026-12-31' }],
  ])('%s is read', (url, facts) => {
    expect(parseDigitalLink(url, 2026)).toMatchObject({ ok: true, gtin: '09506000134352', ...facts })
  })

  it('of a pallet is read too', () => {
    const url = 'https://example.com/00/106141411234567897?4308=0123'
    expect(parseDigitalLink(url)).toMatchObject({ ok: true, sscc: '106141411234567897', warnings: [] })
  })

  it.each([
    ['ftp://id.gs1.org/01/09506000134352', 'not-a-digital-link', 0],
    ['https://id.gs1.org', 'not-a-digital-link', 0],
    ['https://id.gs1.org/', 'not-a-digital-link', 0],
    ['https://id.gs1.org/products/42', 'not-a-digital-link', 0],
    ['https://id.gs1.org/10/A', 'not-a-digital-link', 0],
    ['https://id.gs1.org/01', 'not-a-digital-link', 0],
    ['https:///01/09506000134352', 'not-a-digital-link', 0],
    ['https://id.gs1.org/01/09506000134353', 'bad-check-digit', 22],
    ['  https://id.gs1.org/01/09506000134353', 'bad-check-digit', 24],
    [`${key}/21/1/10/2`, 'misplaced-in-link', 40],
    [`${key}/17/261231`, 'misplaced-in-link', 40],
    [`${key}/10/1/235/2`, 'misplaced-in-link', 40],
    [`${key}?10=A`, 'misplaced-in-link', 37],
    [`${key}?x=1&21=A`, 'misplaced-in-link', 41],
    [`${key}?8200=A`, 'misplaced-in-link', 37],
    [`${key}?05=A`, 'unknown-ai', 37],
    [`${key}?17=261301`, 'bad-date', 40],
    [`${key}/10/%E6%89%B9`, 'bad-character', 40],
    [`${key}/10/A%2`, 'bad-value', 40],
    [`${key}/10/A%00`, 'bad-character', 40],
  ])('%s is refused: %s at %i', (url, code, at) => {
    const read = parseDigitalLink(url, 2026)
    expect(read.ok ? 'read' : [read.problem.code, read.problem.at]).toEqual([code, at])
  })
})
