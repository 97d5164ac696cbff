import bwip from 'bwip-js/node'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ENTRIES, type Entry, matchesPattern } from './dictionary.ts'
import type { ElementInput } from './element.ts'
import { formatBracketed, formatDigitalLink, parseBracketed, parseDigitalLink } from './public.ts'
import { anyElements, anyEntry, anyGtin14, textOf, valueFor } from './valid-values.arbitrary.ts'

// bwip-js draws barcodes and has a reader of the same dictionary of its own, written by others: a witness.

function bwipAccepts(text: string, bcid: string): string | true {
  try {
    bwip.raw({ bcid, text })
    return true
  } catch (error) {
    return String(error)
  }
}

/** Reads, and has no doubt about the company of its elements either, for bwip-js has no mere warnings. */
function weAccept(text: string, read = parseBracketed): string | true {
  const result = read(text)
  if (!result.ok) return result.problem.sentence
  return result.warnings[0]?.sentence ?? true
}

// Where both read the dictionary differently on purpose: its list of packages and the inside of North American coupons are
// not checked here; the company prefix has four digits in GS1's reference and two in bwip-js.
const comparable = (entry: Entry) =>
  !entry.components.some(({ checks }) =>
    checks.some(name => ['packagetype', 'couponcode', 'gcppos1'].includes(name) && !checks.includes('csum')),
  )

/** An element and those that the dictionary wants beside it, found by trying each group it names. */
function withCompanions(entry: Entry, chosen: readonly string[] = []): string[] | undefined {
  let ais = [...chosen, entry.ai]
  for (const groups of entry.needs) {
    const met = groups.map(group => grow(ais, group)).find(grown => grown !== undefined)
    if (!met) return undefined
    ais = met
  }
  return ais
}

function grow(ais: readonly string[], group: readonly string[]): string[] | undefined {
  let grown = [...ais]
  for (const pattern of group) {
    if (grown.some(ai => matchesPattern(ai, pattern))) continue
    const next = [...ENTRIES.values()].find(({ ai }) => matchesPattern(ai, pattern))
    const bigger = next && withCompanions(next, grown)
    if (!bigger) return undefined
    grown = bigger
  }
  const clash = grown.some(ai =>
    ENTRIES.get(ai)?.excludes.some(pattern =>
      grown.some(other => other !== ai && matchesPattern(other, pattern)),
    ),
  )
  return clash ? undefined : grown
}

function elementsFor(entry: Entry): fc.Arbitrary<ElementInput[]> {
  const entries = (withCompanions(entry) ?? [entry.ai]).flatMap(ai => ENTRIES.get(ai) ?? [])
  return fc.tuple(...entries.map(each => valueFor(each).map(value => ({ ai: each.ai, value }))))
}

const areComparable = (elements: readonly ElementInput[]) =>
  elements.every(({ ai }) => [...ENTRIES.values()].some(entry => entry.ai === ai && comparable(entry)))

const anyCompany = anyEntry.chain(elementsFor).filter(areComparable)

describe('compared with bwip-js', () => {
  it('accepts every identifier in the company that the dictionary wants, as bwip-js does', () => {
    for (const entry of ENTRIES.values()) {
      const [elements = []] = fc.sample(elementsFor(entry), { numRuns: 1, seed: 1 })
      const text = formatBracketed(elements)
      expect([text, weAccept(text), bwipAccepts(text, 'gs1datamatrix')]).toEqual([text, true, true])
    }
  })

  it('agrees on right messages that were damaged in one sign', () =>
    fc.assert(
      fc.property(
        anyCompany,
        fc.nat(),
        fc.constantFrom(...'0123456789AZaz-#/ .'),
        fc.nat(2),
        (right, place, sign, how) => {
          const at = place % right.length
          const { ai, value } = right[at] ?? { ai: '', value: '' }
          const i = place % value.length
          const damaged = value.slice(0, i) + ['', sign, sign + value.charAt(i)][how] + value.slice(i + 1)
          // Spaces around a value are trimmed here, and refused there.
          fc.pre(damaged !== '' && damaged.trim() === damaged)
          const text = formatBracketed(right.with(at, { ai, value: damaged }))
          expect([text, weAccept(text) === true]).toEqual([text, bwipAccepts(text, 'gs1datamatrix') === true])
        },
      ),
      { numRuns: 600 },
    ))

  it('agrees on any company of elements', () =>
    fc.assert(
      fc.property(anyElements, elements => {
        fc.pre(areComparable(elements))
        const text = formatBracketed(elements)
        expect([text, weAccept(text) === true]).toEqual([text, bwipAccepts(text, 'gs1datamatrix') === true])
      }),
      { numRuns: 300 },
    ))

  it('agrees on Digital Links, right and damaged', () => {
    const part = textOf('AZ09-/%"', 1, 20)
    return fc.assert(
      fc.property(
        anyGtin14,
        part,
        part,
        fc.nat(),
        fc.constantFrom('', '0', '1', '7', '/', '2'),
        (gtin, lot, serial, place, sign) => {
          const written = formatDigitalLink(
            { domain: 'a.example', gtin, lot, serial, expiresOn: '2027-01-31' },
            2026,
          )
          if (!written.ok) throw new Error(written.problem.sentence)
          expect([written.url, bwipAccepts(written.url, 'gs1dldatamatrix')]).toEqual([written.url, true])
          const from = 'https://a.example/01/'.length
          const at = from + (place % (written.url.length - from))
          const damaged = written.url.slice(0, at) + sign + written.url.slice(at + 1)
          // Half a percent escape is refused here and taken as it stands there; a slash at the end is the other way round.
          fc.pre(!/%(?![0-9A-Fa-f]{2})|\/(\?|$)/.test(damaged))
          expect([damaged, weAccept(damaged, parseDigitalLink) === true]).toEqual([
            damaged,
            bwipAccepts(damaged, 'gs1dldatamatrix') === true,
          ])
        },
      ),
      { numRuns: 400 },
    )
  })
})
