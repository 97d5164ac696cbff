import { describe, expect, it } from 'vitest'
import { DICTIONARY_ROWS } from './application-identifiers.ts'
import { CHECKS, NOT_CHECKED } from './component-checks.ts'
import { ENTRIES, entryAt, matchesPattern } from './dictionary.ts'

const entries = [...ENTRIES.values()]

describe('the table of Application Identifiers', () => {
  it('is whole: 224 lines of the dictionary give 541 identifiers, in order and each once', () => {
    const ais = DICTIONARY_ROWS.map(([range]) => range)
    expect(DICTIONARY_ROWS).toHaveLength(224)
    expect(ais).toEqual([...new Set(ais)].sort())
    expect(ENTRIES.size).toBe(541)
    expect([ENTRIES.has('3105'), ENTRIES.has('3106'), ENTRIES.has('99')]).toEqual([true, false, true])
  })

  it('has no identifier that begins with another, so that reading is never a choice', () => {
    for (const { ai } of entries) {
      expect(ai).toMatch(/^[0-9]{2,4}$/)
      for (const length of [2, 3])
        if (length < ai.length) expect(ENTRIES.has(ai.slice(0, length))).toBe(false)
      expect(entryAt(`${ai}123456`, 0)?.ai).toBe(ai)
    }
  })

  it('lets an identifier end without a separator just when General Specifications 7.8.5 lists its first two digits', () => {
    const listed = /^(0[0-4]|1[1-9]|20|3[1-6]|41)/
    for (const entry of entries)
      expect([entry.ai, entry.predefinedLength]).toEqual([entry.ai, listed.test(entry.ai)])
  })

  it('gives a predefined length only to fixed lengths, and lets only the last component vary', () => {
    for (const { ai, predefinedLength, components, minLength, maxLength } of entries) {
      if (predefinedLength) expect([ai, minLength]).toEqual([ai, maxLength])
      for (const part of components.slice(0, -1)) expect([ai, part.min]).toEqual([ai, part.max])
      const firstOptional = components.findIndex(part => part.optional)
      if (firstOptional >= 0) expect(components.slice(firstOptional).every(part => part.optional)).toBe(true)
      expect(maxLength).toBeLessThanOrEqual(90)
    }
  })

  it('names only checks that are made or openly not made', () => {
    const named = new Set(entries.flatMap(entry => entry.components.flatMap(part => part.checks)))
    expect([...named].sort()).toEqual([...Object.keys(CHECKS), ...NOT_CHECKED].sort())
  })

  it('refers only to identifiers that exist', () => {
    for (const { needs, excludes, linkQualifiers = [] } of entries) {
      for (const pattern of [...needs.flat(2), ...excludes, ...linkQualifiers.flat()]) {
        expect([pattern, entries.some(({ ai }) => matchesPattern(ai, pattern))]).toEqual([pattern, true])
      }
    }
  })
})
