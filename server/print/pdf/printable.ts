import { fileFor } from './coverage.ts'
import type { Face } from './fonts.ts'

/** What stands in a printed text for a run of signs that the fonts do not have. */
export const missingMark = '[?]'

/**
 * The text as the fonts can print it. Words lose signs that they lack, visibly: `[?]` stands for them. What is read sign
 * by sign (mono: serials, lots, numbers) loses nothing: `[U+6279]` names the sign, so that no two codes look alike.
 * Line breaks and odd spaces become spaces; signs that steer the direction of writing are never obeyed.
 */
export function printable(text: string, face: Face): string {
  const even = evened(text, face)
  if (/^[\x20-\x7E]*$/.test(even)) return even
  return face === 'mono' ? namedSigns(even) : markedGaps(even)
}

/** Whether the text has signs that cannot be printed and are seen otherwise. */
export function hasGaps(text: string, face: Face): boolean {
  return Array.from(evened(text, face)).some(
    sign => (face === 'mono' || !invisible.test(sign)) && fileFor(face, sign) === undefined,
  )
}

function evened(text: string, face: Face): string {
  const composed = text.normalize('NFC')
  return face === 'mono' ? composed : composed.replace(/\s+/gu, ' ')
}

function namedSigns(text: string): string {
  return Array.from(text, sign =>
    fileFor('mono', sign) === undefined ? `[${codePointName(sign)}]` : sign,
  ).join('')
}

function markedGaps(text: string): string {
  let marked = ''
  let inGap = false
  for (const sign of text) {
    const has = fileFor('sans', sign) !== undefined
    if (has) marked += sign
    else if (!inGap && !invisible.test(sign)) marked += missingMark
    // A space between two words that both lack makes no second mark of them.
    inGap = !has && (inGap || !invisible.test(sign))
  }
  return marked.replaceAll(`${missingMark} ${missingMark}`, missingMark)
}

/** Joiners, variation selectors, direction marks: nothing is lost without them. */
const invisible = /[\p{Cf}\p{Variation_Selector}]/u

function codePointName(sign: string): string {
  return `U+${sign.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`
}
