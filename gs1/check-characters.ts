import { CHARACTERS } from './character-sets.ts'
import { COUNTRY_LETTERS } from './code-lists.ts'

const PAIR_CHARACTERS = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'

// Weights of the check character pair, from the right: the prime numbers.
const PRIMES = [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83]

/**
 * The two check characters of an alphanumeric key such as a GMN: General Specifications 7.9.5. The text is without them,
 * in CSET 82, of at most 23 characters.
 */
export function checkCharacterPair(text: string): string {
  let sum = 0
  for (let i = 0; i < text.length; i++) {
    sum += CHARACTERS.X.indexOf(text.charAt(i)) * (PRIMES[text.length - 1 - i] ?? 0)
  }
  sum %= 1021
  return PAIR_CHARACTERS.charAt(sum >> 5) + PAIR_CHARACTERS.charAt(sum & 31)
}

/** Whether the text is a whole IBAN: a country, two check digits and an account, ISO 13616 (modulo 97 leaves 1). */
export function isIban(text: string): boolean {
  if (!/^[A-Z]{2}[0-9]{2}[A-Z0-9]+$/.test(text) || !COUNTRY_LETTERS.has(text.slice(0, 2))) return false
  let remainder = 0
  for (const character of text.slice(4) + text.slice(0, 4)) {
    const value = Number.parseInt(character, 36)
    remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97
  }
  return remainder === 1
}
