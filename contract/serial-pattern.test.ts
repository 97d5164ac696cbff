import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  anySerial,
  imeiCheckDigit,
  type SerialPattern,
  serialPattern,
  serialProblem,
} from './serial-pattern.ts'

const imei: SerialPattern = { ...anySerial, kind: 'imei' }
const digitsOf = (length: number) => fc.stringMatching(new RegExp(`^[0-9]{${length}}$`))

test('real IMEIs are right, and the sentence says what is wrong with others', () => {
  for (const right of ['490154203237518', '356938035643809', '352099001761481'])
    expect(serialProblem(right, imei)).toBeNull()
  expect(serialProblem('490154203237519', imei)).toBe(
    'As an IMEI its last digit should be 8. Check for a typing mistake.',
  )
  expect(serialProblem('49015420323751', imei)).toBe(
    'An IMEI has 15 digits, and these are 14. Check the number on the piece.',
  )
  expect(serialProblem('49-015420-323751-8', imei)).toBe(
    'An IMEI has 15 digits and nothing else. Check the number on the piece.',
  )
})

test('14 digits with their check digit are an IMEI; any one digit typed wrongly is found', () => {
  fc.assert(
    fc.property(digitsOf(14), fc.nat(14), fc.integer({ min: 1, max: 9 }), (digits, place, more) => {
      const right = digits + imeiCheckDigit(digits)
      expect(serialProblem(right, imei)).toBeNull()
      const wrong = [...right]
      wrong[place] = String((Number(wrong[place]) + more) % 10)
      expect(serialProblem(wrong.join(''), imei)).not.toBeNull()
    }),
  )
})

test('two neighbouring digits typed the wrong way round are found, but for 09 and 90', () => {
  fc.assert(
    fc.property(digitsOf(14), fc.nat(13), (digits, place) => {
      const right = digits + imeiCheckDigit(digits)
      const [one, other] = [right[place]!, right[place + 1]!]
      fc.pre(one !== other && ![one, other].every(digit => '09'.includes(digit)))
      const wrong = right.slice(0, place) + other + one + right.slice(place + 2)
      expect(serialProblem(wrong, imei)).not.toBeNull()
    }),
  )
})

test('digits, and letters with digits, are told from everything else', () => {
  const digits: SerialPattern = { ...anySerial, kind: 'digits' }
  const letters: SerialPattern = { ...anySerial, kind: 'letters_and_digits' }
  fc.assert(
    fc.property(fc.string({ minLength: 1, unit: 'binary' }), text => {
      expect(serialProblem(text, digits) === null).toBe(/^\d+$/.test(text))
      expect(serialProblem(text, anySerial)).toBeNull()
      if (/^[A-Za-z0-9]+$/.test(text)) expect(serialProblem(text, letters)).toBeNull()
    }),
  )
  expect(serialProblem('Zürich7', letters)).toBeNull()
  expect(serialProblem('Zürich7'.normalize('NFD'), letters)).toBeNull()
  expect(serialProblem('SN-7', letters)).toBe(
    'Only letters and digits are expected here. Check the number on the piece.',
  )
  expect(serialProblem('SN7', digits)).toBe('Only digits are expected here. Check the number on the piece.')
})

test('a length outside the range is refused, and only that', () => {
  const length = fc.option(fc.integer({ min: 1, max: 20 }))
  fc.assert(
    fc.property(length, length, fc.integer({ min: 1, max: 25 }), (minLength, maxLength, count) => {
      fc.pre(minLength === null || maxLength === null || minLength <= maxLength)
      const fits = count >= (minLength ?? 1) && count <= (maxLength ?? 100)
      const problem = serialProblem('7'.repeat(count), { kind: 'digits', minLength, maxLength })
      expect(problem === null).toBe(fits)
    }),
  )
  const said = (pattern: Partial<SerialPattern>) => serialProblem('ABC', { ...anySerial, ...pattern })
  expect(said({ minLength: 8, maxLength: 10 })).toContain('It should have 8 to 10 characters, and has 3.')
  expect(said({ minLength: 4, maxLength: 4 })).toContain('It should have 4 characters, and has 3.')
  expect(said({ minLength: 8 })).toContain('It should have at least 8 characters, and has 3.')
  expect(said({ maxLength: 1 })).toContain('It should have 1 character at most, and has 3.')
  expect(serialProblem('Zürich'.normalize('NFD'), { ...anySerial, maxLength: 6 })).toBeNull()
})

test('a range that ends before it begins is no pattern', () => {
  expect(serialPattern.safeParse({ minLength: 5, maxLength: 4 }).success).toBe(false)
})
