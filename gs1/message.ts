import { ENTRIES, type Entry, matchesPattern } from './dictionary.ts'
import type { Element } from './element.ts'
import { type Refused, refused } from './problem.ts'

/** What a message says, under names a merchant uses. `gtin` has 14 digits, `sscc` 18, dates are `YYYY-MM-DD`. */
export type Facts = {
  readonly gtin?: string
  readonly lot?: string
  readonly serial?: string
  readonly expiresOn?: string
  readonly bestBefore?: string
  readonly madeOn?: string
  readonly sscc?: string
}

/** A pairing that the dictionary asks for or forbids. GS1 judges it over all barcodes of a thing, so one alone may stand. */
export type Warning = {
  readonly code: 'missing-companion' | 'forbidden-together'
  readonly ai: string
  readonly sentence: string
}

/** All that one barcode said: its elements in order, the facts among them, and what is odd about their company. */
export type Message = Facts & {
  readonly ok: true
  readonly elements: readonly Element[]
  readonly warnings: readonly Warning[]
}

/** An element with the position where its value begins in the text that was read. */
export type PlacedElement = { readonly element: Element; readonly at: number }

/** Puts elements together. Refuses the same identifier with two values; the same one twice with one value counts once. */
export function messageOf(placed: readonly PlacedElement[]): Message | Refused {
  const values = new Map<string, Element>()
  for (const { element, at } of placed) {
    const earlier = values.get(element.ai)
    if (earlier && earlier.value !== element.value) {
      const words = `is said twice and differently: ${earlier.value} and ${element.value}.`
      return refused('repeated-with-other-value', at, `${element.title} (${element.ai}) ${words}`)
    }
    values.set(element.ai, element)
  }
  const elements = [...values.values()]
  const ais = [...values.keys()]
  const warnings = ais.flatMap(ai => warningsOf(ENTRIES.get(ai), ais))
  return { ok: true, elements, warnings, ...factsOf(values) }
}

function factsOf(values: ReadonlyMap<string, Element>): Facts {
  const value = (ai: string) => values.get(ai)?.value
  const date = (ai: string) => values.get(ai)?.date
  return withoutUndefined({
    gtin: value('01'),
    lot: value('10'),
    serial: value('21'),
    // (7003) is an expiry to the minute; goods must not pass as unexpired because only it was printed.
    expiresOn: date('17') ?? date('7003'),
    bestBefore: date('15'),
    madeOn: date('11'),
    sscc: value('00'),
  })
}

function withoutUndefined(facts: Record<keyof Facts, string | undefined>): Facts {
  return Object.fromEntries(Object.entries(facts).filter(([, fact]) => fact !== undefined))
}

function warningsOf(entry: Entry | undefined, ais: readonly string[]): Warning[] {
  if (!entry) return []
  const { ai, title } = entry
  const isThere = (pattern: string) => ais.some(other => other !== ai && matchesPattern(other, pattern))
  const forbidden = entry.excludes.filter(isThere).map((pattern): Warning => {
    const sentence = `${title} (${ai}) may not stand in one barcode with (${pattern}).`
    return { code: 'forbidden-together', ai, sentence }
  })
  const unmet = entry.needs.filter(groups => !groups.some(group => group.every(isThere)))
  const missing = unmet.map((groups): Warning => {
    const wanted = groups.map(group => group.map(pattern => `(${pattern})`).join(' with ')).join(' or ')
    return {
      code: 'missing-companion',
      ai,
      sentence: `${title} (${ai}) belongs to ${wanted}, which is not here.`,
    }
  })
  return [...forbidden, ...missing]
}
