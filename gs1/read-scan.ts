import { beginsBracketed, parseBracketed } from './bracketed.ts'
import { FNC1, hasGs1Symbology, parseElementString, type ReadOptions } from './element-string.ts'
import { gtin14, isGtin } from './gtin.ts'
import type { Message } from './message.ts'
import { beginsLikeWebAddress, parseDigitalLink } from './parse-digital-link.ts'
import type { Problem, Refused } from './problem.ts'

/**
 * What a scan or a typed line is. `text` is always what was given, without white space around it and without symbology
 * identifier, so that a look-up may still try it as a plain number. `damaged`: it is marked as GS1 and is wrong.
 */
export type Scan =
  | ({ readonly kind: 'gs1'; readonly text: string } & Omit<Message, 'ok'>)
  | { readonly kind: 'gtin'; readonly text: string; readonly gtin14: string }
  | { readonly kind: 'plain'; readonly text: string }
  | { readonly kind: 'damaged'; readonly text: string; readonly problem: Problem }

// Symbologies that scanners announce: a bracket, a letter for the kind of barcode and a digit for its options.
const SYMBOLOGY = /^\][A-Za-z][0-9]/

/**
 * Decides what was scanned, so carefully that a plain serial number is not taken for something else:
 *
 * 1. marked as GS1 by its symbology identifier or by an FNC1 (U+001D): `gs1`, or `damaged` if it does not read;
 * 2. begins with a known Application Identifier in brackets: `gs1` or `damaged`;
 * 3. a web address: `gs1` if it is a Digital Link; `damaged` if it has 14 digits behind /01/ and does not read; else `plain`;
 * 4. nothing but the 8, 12, 13 or 14 digits of a GTIN with the right check digit: `gtin`;
 * 5. `gs1` if all of it reads as elements, and a (01) with a right GTIN is among them or a separator named in the options;
 * 6. `plain`.
 */
export function readScan(scan: string, options: ReadOptions = {}): Scan {
  const trimmed = scan.trim()
  const marked = hasGs1Symbology(trimmed)
  const text = SYMBOLOGY.test(trimmed) ? trimmed.slice(3) : trimmed
  const plain: Scan = { kind: 'plain', text }
  if (text === '') return plain

  if (marked || text.includes(FNC1)) return gs1(text, parseElementString(text, options))
  if (beginsBracketed(text)) return gs1(text, parseBracketed(text, options.currentYear))
  if (beginsLikeWebAddress(text)) {
    const link = gs1(text, parseDigitalLink(text, options.currentYear))
    return link.kind === 'gs1' || /\/01\/[0-9]{14}(?![^/?#])/.test(text) ? link : plain
  }
  const gtin = gtin14(text)
  if (gtin.ok) return { kind: 'gtin', text, gtin14: gtin.gtin14 }
  const unmarked = parseElementString(text, options)
  if (!unmarked.ok) return plain
  const isSeparated = options.separators?.some(separator => separator !== '' && text.includes(separator))
  return isSeparated || isGtin(unmarked.gtin ?? '') ? gs1(text, unmarked) : plain
}

function gs1(text: string, result: Message | Refused): Scan {
  if (!result.ok) return { kind: 'damaged', text, problem: result.problem }
  const { ok: _, ...message } = result
  return { kind: 'gs1', text, ...message }
}
