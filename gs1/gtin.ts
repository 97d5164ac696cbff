import { type Refused, refused } from './problem.ts'

/**
 * The check digit (0 to 9) that belongs behind these digits: GS1 General Specifications 7.9.1, the same for GTIN, SSCC,
 * GLN and every other numeric key. Throws a TypeError on anything but digits: that is a bug of the caller.
 */
export function checkDigit(digitsWithoutCheck: string): number {
  if (!/^[0-9]+$/.test(digitsWithoutCheck)) throw new TypeError('A check digit is computed over digits only.')
  let sum = 0
  let weight = 3
  for (let i = digitsWithoutCheck.length - 1; i >= 0; i--) {
    sum += weight * Number(digitsWithoutCheck[i])
    weight = 4 - weight
  }
  return (10 - (sum % 10)) % 10
}

/** Whether the text is a GTIN-8, -12, -13 or -14 with the right check digit, and nothing else. */
export function isGtin(text: string): boolean {
  return gtin14(text).ok
}

/**
 * The 14-digit form of a GTIN-8, -12, -13 or -14: zeros in front, as barcodes with Application Identifiers carry it.
 * Refuses other characters (`bad-character`), other lengths (`too-short`, `too-long`), a wrong check digit
 * (`bad-check-digit`, the sentence names the digit that was expected) and all zeros (`bad-value`).
 */
export function gtin14(gtin: string): { readonly ok: true; readonly gtin14: string } | Refused {
  if (gtin === '') return refused('empty', 0, 'There is no GTIN here.')
  const foreign = gtin.search(/[^0-9]/)
  if (foreign >= 0) return refused('bad-character', foreign, 'A GTIN has only digits.')
  if (![8, 12, 13, 14].includes(gtin.length)) {
    const sentence = `A GTIN has 8, 12, 13 or 14 digits; this one has ${gtin.length}.`
    return refused(gtin.length > 14 ? 'too-long' : 'too-short', 0, sentence)
  }
  if (/^0+$/.test(gtin)) return refused('bad-value', 0, 'A GTIN of zeros only names no product.')
  const wrong = checkDigitFault(gtin)
  if (wrong) return refused('bad-check-digit', gtin.length - 1, `The GTIN is wrong: ${wrong}`)
  return { ok: true, gtin14: gtin.padStart(14, '0') }
}

/** What is wrong with the last of these digits as their check digit, in words, or undefined. */
export function checkDigitFault(digits: string): string | undefined {
  const expected = checkDigit(digits.slice(0, -1))
  if (expected === Number(digits.at(-1))) return undefined
  return `its last digit is ${digits.at(-1)} and should be ${expected}. Scan it again or compare the digits.`
}
