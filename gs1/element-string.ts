import { yearNow } from './dates.ts'
import { ENTRIES, type Entry, entryAt } from './dictionary.ts'
import { type ElementInput, readElement } from './element.ts'
import { type Message, messageOf, type PlacedElement } from './message.ts'
import { movedBy, type Refused, refused } from './problem.ts'

/** How to read. */
export type ReadOptions = {
  /** What the scanner types for FNC1 besides U+001D; one sign or several each. Else the usual replacements are known. */
  readonly separators?: readonly string[]
  /** The year that two-digit years are read from; today's if not given. */
  readonly currentYear?: number
}

export const FNC1 = '\u001D'

// None of these can be data of an element, so nothing is lost by reading them as the separator.
const USUAL_REPLACEMENTS = ['\u241D', '|', '~', '^']

// Code 128, DataBar and composite, Data Matrix, QR, DotCode: the symbologies in which FNC1 in front says "GS1".
const GS1_SYMBOLOGY = /^\](?:C1|e0|d2|Q3|J1)/

/** Whether a scan begins with the symbology identifier of a GS1 barcode. */
export function hasGs1Symbology(scan: string): boolean {
  return GS1_SYMBOLOGY.test(scan)
}

/**
 * Reads what a scanner types for a GS1 barcode: an optional symbology identifier, then elements, those without predefined
 * length ended by FNC1 or by the end. Never throws: what is not right comes back as a problem with its position.
 */
export function parseElementString(scan: string, options: ReadOptions = {}): Message | Refused {
  const { separators = USUAL_REPLACEMENTS, currentYear = yearNow() } = options
  const text = scan.trimEnd()
  let at = text.length - text.trimStart().length
  if (hasGs1Symbology(text.slice(at))) at += 3
  const separator = separatorFinder([FNC1, ...separators])
  at += separator.lengthAt(text, at)
  if (at >= text.length) return refused('empty', at, 'The barcode is empty.')

  const placed: PlacedElement[] = []
  while (at < text.length) {
    const entry = entryAt(text, at)
    if (!entry) return unknownIdentifier(text, at)
    const valueAt = at + entry.ai.length
    const end = valueEnd(entry, valueAt, separator.next(text, valueAt), text.length)
    const read = readElement(entry, text.slice(valueAt, end), currentYear)
    if (!read.ok) return movedBy(valueAt, read)
    placed.push({ element: read.element, at: valueAt })
    // A separator behind a predefined length is not needed but does no harm: GS1 has readers skip it.
    at = end + separator.lengthAt(text, end)
  }
  return messageOf(placed)
}

/**
 * The element string for a barcode: elements in the given order, FNC1 (U+001D) behind each that has no predefined length
 * and is not the last. Refuses what `parseElementString` would refuse; `at` then counts the elements.
 */
export function formatElementString(
  elements: readonly ElementInput[],
  currentYear = yearNow(),
): { readonly ok: true; readonly text: string } | Refused {
  const checked = checkElements(elements, currentYear)
  if (!checked.ok) return checked
  const pieces = checked.elements.map(({ ai, value }, i) => {
    const open = !ENTRIES.get(ai)?.predefinedLength && i < checked.elements.length - 1
    return ai + value + (open ? FNC1 : '')
  })
  return { ok: true, text: pieces.join('') }
}

/** Checks elements that are to be written: as a message, or a problem whose `at` is the index of the element. */
export function checkElements(elements: readonly ElementInput[], currentYear: number): Message | Refused {
  if (elements.length === 0) return refused('empty', 0, 'There is nothing to write.')
  const placed: PlacedElement[] = []
  for (const [index, { ai, value }] of elements.entries()) {
    const entry = ENTRIES.get(ai)
    if (!entry) return refused('unknown-ai', index, `There is no Application Identifier (${ai}).`)
    const read = readElement(entry, value, currentYear)
    if (!read.ok) return { ok: false, problem: { ...read.problem, at: index } }
    placed.push({ element: read.element, at: index })
  }
  return messageOf(placed)
}

function valueEnd(entry: Entry, valueAt: number, nextSeparator: number, textEnd: number): number {
  const end = nextSeparator < 0 ? textEnd : nextSeparator
  return entry.predefinedLength ? Math.min(valueAt + entry.maxLength, end) : end
}

function unknownIdentifier(text: string, at: number): Refused {
  const shown = text.slice(at, at + 4)
  return refused(
    'unknown-ai',
    at,
    `No Application Identifier of GS1 begins with "${shown}". Scan the barcode again.`,
  )
}

function separatorFinder(separators: readonly string[]) {
  const real = separators.filter(separator => separator !== '')
  return {
    lengthAt: (text: string, at: number) =>
      real.find(separator => text.startsWith(separator, at))?.length ?? 0,
    next: (text: string, from: number) => {
      const found = real.map(separator => text.indexOf(separator, from)).filter(at => at >= 0)
      return found.length === 0 ? -1 : Math.min(...found)
    },
  }
}
