import type { Component } from './dictionary.ts'

// GS1 General Specifications 7.11: the three character sets of element strings; digits are the fourth.
const CSET_82 = '!"%&\'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz'
const CSET_39 = '#-/0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'
const CSET_64 = '-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz='

/** The characters of each set, in the order that gives them their values in check characters. */
export const CHARACTERS: Readonly<Record<Component['set'], string>> = {
  N: '0123456789',
  X: CSET_82,
  Y: CSET_39,
  Z: CSET_64,
}

/** Position of the first character that is not in the set, or -1. */
export function firstForeign(text: string, set: Component['set']): number {
  const allowed = CHARACTERS[set]
  for (let i = 0; i < text.length; i++) if (!allowed.includes(text.charAt(i))) return i
  // Padding of base64url may only stand at the end and fills the text to a multiple of three characters, as GS1 counts.
  const padding = set === 'Z' ? text.indexOf('=') : -1
  if (padding < 0) return -1
  const filled = /^={1,2}$/.test(text.slice(padding)) && text.length % 3 === 0
  return filled ? -1 : padding
}

/** A character as a clerk can read it: control characters and spaces get names. */
export function nameOf(character: string): string {
  if (character === ' ') return 'a space'
  if (character === '\u001D') return 'a separator (FNC1)'
  const code = character.codePointAt(0) ?? 0
  const invisible = code < 32 || (code > 126 && code < 161)
  return invisible ? `the control character ${code}` : `"${character}"`
}
