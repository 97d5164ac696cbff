import { firstForeign, nameOf } from './character-sets.ts'
import { CHECKS, type Fault } from './component-checks.ts'
import { readLongDate, readShortDate } from './dates.ts'
import type { Component, Entry } from './dictionary.ts'
import { type Refused, refused } from './problem.ts'

/** An Application Identifier and what is said under it. */
export type ElementInput = { readonly ai: string; readonly value: string }

/** An element that was read and found right: with GS1's title, and its date as `YYYY-MM-DD` where it begins with one. */
export type Element = ElementInput & { readonly title: string; readonly date?: string }

/**
 * Checks one value against its entry of the dictionary: length, characters, check digits, dates, codes. `at` in a refusal
 * counts from the beginning of the value.
 */
export function readElement(
  entry: Entry,
  value: string,
  currentYear: number,
): { readonly ok: true; readonly element: Element } | Refused {
  const wrongLength = lengthProblem(entry, value)
  if (wrongLength) return wrongLength
  let at = 0
  for (const component of entry.components) {
    const part = value.slice(at, at + component.max)
    if (part === '' && component.optional) break
    const fault = componentFault(component, part, currentYear)
    if (fault)
      return refused(fault.code, at + fault.at, `${entry.title} (${entry.ai}) is wrong: ${fault.words}`)
    at += part.length
  }
  const date = dateOf(entry, value, currentYear)
  const element = { ai: entry.ai, title: entry.title, value }
  return { ok: true, element: date === undefined ? element : { ...element, date } }
}

function lengthProblem({ ai, title, minLength, maxLength }: Entry, value: string): Refused | undefined {
  if (value.length === 0) return refused('too-short', 0, `${title} (${ai}) is empty.`)
  const wanted = minLength === maxLength ? `${minLength}` : `${minLength} to ${maxLength}`
  const words = `${title} (${ai}) has ${wanted} characters; here are ${value.length}.`
  if (value.length < minLength) return refused('too-short', 0, words)
  if (value.length <= maxLength) return undefined
  return refused('too-long', maxLength, `${words} Perhaps the scanner drops the separator (FNC1) behind it.`)
}

function componentFault(component: Component, part: string, currentYear: number): Fault | undefined {
  if (part.length < component.min) {
    return { code: 'too-short', at: 0, words: `its part "${part}" needs ${component.min} characters.` }
  }
  const foreign = firstForeign(part, component.set)
  if (foreign >= 0) {
    const only = component.set === 'N' ? 'only digits may stand here' : 'GS1 barcodes cannot carry it'
    const words = `${nameOf(String.fromCodePoint(part.codePointAt(foreign) ?? 0))} is not allowed, ${only}.`
    return { code: 'bad-character', at: foreign, words }
  }
  for (const name of component.checks) {
    const fault = CHECKS[name]?.(part, currentYear)
    if (fault) return fault
  }
  return undefined
}

function dateOf(entry: Entry, value: string, currentYear: number): string | undefined {
  const checks = entry.components[0]?.checks ?? []
  const isShort = checks.includes('yymmd0') || checks.includes('yymmdd')
  if (!isShort && !checks.includes('yyyymmdd')) return undefined
  const read = isShort ? readShortDate(value.slice(0, 6), currentYear) : readLongDate(value.slice(0, 8))
  return 'date' in read ? read.date : undefined
}
