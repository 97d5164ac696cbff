import { z } from 'zod'

const length = z.number().int().min(1, 'Enter at least 1.').max(100, 'Enter 100 at most.').nullable()

/** What the serial numbers of a product look like. An IMEI has its length by itself. */
export const serialPattern = z
  .object({
    kind: z.enum(['any', 'imei', 'digits', 'letters_and_digits']).default('any'),
    minLength: length.default(null),
    maxLength: length.default(null),
  })
  .refine(({ minLength, maxLength }) => minLength === null || maxLength === null || minLength <= maxLength, {
    path: ['maxLength'],
    error: 'The longest cannot be shorter than the shortest.',
  })
export type SerialPattern = z.infer<typeof serialPattern>

export const anySerial: SerialPattern = { kind: 'any', minLength: null, maxLength: null }

export const isAnySerial = ({ kind, minLength, maxLength }: SerialPattern): boolean =>
  kind === 'any' && minLength === null && maxLength === null

/** What is wrong with a serial number, as a sentence that says what to do; null when it fits the pattern. */
export function serialProblem(serial: string, pattern: SerialPattern): string | null {
  if (pattern.kind === 'imei') return imeiProblem(serial)
  if (pattern.kind === 'digits' && !/^[0-9]*$/.test(serial))
    return 'Only digits are expected here. Check the number on the piece.'
  if (pattern.kind === 'letters_and_digits' && !/^[\p{L}\p{M}\p{Nd}]*$/u.test(serial))
    return 'Only letters and digits are expected here. Check the number on the piece.'
  return lengthProblem(serial, pattern)
}

function imeiProblem(serial: string): string | null {
  if (!/^[0-9]*$/.test(serial))
    return 'An IMEI has 15 digits and nothing else. Check the number on the piece.'
  if (serial.length !== 15)
    return `An IMEI has 15 digits, and these are ${serial.length}. Check the number on the piece.`
  const expected = imeiCheckDigit(serial.slice(0, 14))
  if (serial.endsWith(expected)) return null
  return `As an IMEI its last digit should be ${expected}. Check for a typing mistake.`
}

/** The check digit (Luhn) of the 14 digits before it. */
export function imeiCheckDigit(digits: string): string {
  let sum = 0
  for (let index = 0; index < digits.length; index++) {
    const digit = digits.charCodeAt(index) - 48
    const doubled = index % 2 === 1 ? digit * 2 : digit
    sum += doubled > 9 ? doubled - 9 : doubled
  }
  return String((10 - (sum % 10)) % 10)
}

/** Characters are counted as people see them, so that an accent is none of its own. */
function lengthProblem(serial: string, { minLength, maxLength }: SerialPattern): string | null {
  const length = [...serial.normalize('NFC')].length
  const isShort = minLength !== null && length < minLength
  const isLong = maxLength !== null && length > maxLength
  if (!isShort && !isLong) return null
  return `It should have ${lengthText(minLength, maxLength)}, and has ${length}. Check the number on the piece.`
}

function lengthText(least: number | null, most: number | null): string {
  if (least === most) return characters(least!)
  if (most === null) return `at least ${characters(least!)}`
  if (least === null) return `${characters(most)} at most`
  return `${least} to ${characters(most)}`
}

const characters = (count: number) => `${count} ${count === 1 ? 'character' : 'characters'}`
