import { yearNow } from './dates.ts'
import { ENTRIES } from './dictionary.ts'
import { type ElementInput, readElement } from './element.ts'
import { type Message, messageOf, type PlacedElement } from './message.ts'
import { movedBy, type Refused, refused } from './problem.ts'

const IDENTIFIER = /\(([0-9]{2,4})\)/y

/** Whether a text begins with an Application Identifier of GS1 in brackets. */
export function beginsBracketed(text: string): boolean {
  const ai = identifierAt(text.trimStart(), 0)
  return ai !== undefined && ENTRIES.has(ai)
}

/**
 * Reads the form that is printed below a barcode: `(01)09506000134352(10)ABC`, with or without spaces around the values.
 * Brackets around two to four digits are an identifier; within a value they are written `\(12)`. Never throws.
 */
export function parseBracketed(text: string, currentYear = yearNow()): Message | Refused {
  const end = text.trimEnd().length
  let at = text.length - text.trimStart().length
  if (at >= end) return refused('empty', 0, 'There is nothing here.')
  const placed: PlacedElement[] = []
  while (at < end) {
    const ai = identifierAt(text, at)
    if (ai === undefined) {
      return refused('not-bracketed', at, 'An Application Identifier in brackets was expected, such as (01).')
    }
    const entry = ENTRIES.get(ai)
    if (!entry) return refused('unknown-ai', at, `There is no Application Identifier (${ai}).`)
    const valueFrom = at + ai.length + 2
    const valueTo = nextIdentifier(text, valueFrom, end)
    const raw = text.slice(valueFrom, valueTo)
    const valueAt = valueFrom + raw.length - raw.trimStart().length
    const read = readElement(entry, raw.trim().replaceAll('\\(', '('), currentYear)
    if (!read.ok) return movedBy(valueAt, read)
    placed.push({ element: read.element, at: valueAt })
    at = valueTo
  }
  return messageOf(placed)
}

/** The form for people: `(01)09506000134352(10)ABC`. Checks nothing; the elements come from a reader or `elementsOf`. */
export function formatBracketed(elements: readonly ElementInput[]): string {
  return elements.map(({ ai, value }) => `(${ai})${value.replace(/\((?=[0-9]{2,4}\))/g, '\\(')}`).join('')
}

function identifierAt(text: string, at: number): string | undefined {
  IDENTIFIER.lastIndex = at
  return IDENTIFIER.exec(text)?.[1]
}

function nextIdentifier(text: string, from: number, end: number): number {
  for (let at = text.indexOf('(', from); at >= 0 && at < end; at = text.indexOf('(', at + 1)) {
    if (text[at - 1] !== '\\' && identifierAt(text, at) !== undefined) return at
  }
  return end
}
