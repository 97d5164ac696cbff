import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isSerialRange, parseSerialList, parseSerialRange } from './serial-range.ts'

const serialsOf = (text: string) => {
  const read = parseSerialRange(text)
  return 'serials' in read ? read.serials : read.problem
}

const letters = fc.stringMatching(/^([A-Za-z#/_ -]{0,8}[A-Za-z#/_-])?$/).filter(text => text === text.trim())
const range = fc
  .record({
    letters,
    width: fc.integer({ min: 1, max: 24 }),
    start: fc.bigInt(0n, 10n ** 24n),
    count: fc.integer({ min: 1, max: 300 }),
  })
  .map(({ width, start, ...rest }) => ({ ...rest, width, start: start % 10n ** BigInt(width) }))
const written = (start: string, number: bigint, width: number) => start + String(number).padStart(width, '0')

test('a range counts the number at the end; letters and leading zeros stay', () => {
  expect(serialsOf('A0998..A1003')).toEqual(['A0998', 'A0999', 'A1000', 'A1001', 'A1002', 'A1003'])
  expect(serialsOf(' 007 … 009 ')).toEqual(['007', '008', '009'])
  expect(serialsOf('SN-1A9 + 1')).toEqual(['SN-1A9'])
  expect(serialsOf('A0998 + 3')).toEqual(['A0998', 'A0999', 'A1000'])
  expect(serialsOf('356938035643809')).toEqual(['356938035643809'])
})

test('what cannot be counted is refused in a sentence', () => {
  const refusals: [string, string][] = [
    ['A9..B2', 'A9 and B2 differ before their number. A range counts the number at the end only.'],
    ['A9..A12', 'A9 ends in 1 digit and A12 in 2 digits.'],
    ['A12..A09', 'A09 comes before A12. Write the range upwards: A09..A12.'],
    ['A..C', 'A does not end in a number'],
    ['A1..', 'A range needs its first and its last serial number'],
    ['A0..A999999', 'ends in 1 digit'],
    ['A000000..A999999', 'makes more than 100,000 serial numbers'],
    ['A98 + 3', 'A98 + 3 goes past A99, where the digits run out. Make two ranges.'],
    ['A98 + 0', 'Enter how many there are, at least 1.'],
    ['A0098 + 1,000', 'Write the count as plain digits: A0098 + 1000.'],
    ['A0098 + 1000000000000000000000', 'makes more than 100,000'],
    ['A\u00001..A\u00002', 'cannot be seen'],
    [`${'9'.repeat(101)} + 1`, 'Use 100 characters at most.'],
    ['', 'Enter at least one character.'],
  ]
  for (const [text, sentence] of refusals)
    expect([text, serialsOf(text)]).toEqual([text, expect.stringContaining(sentence)])
})

test('a plus without blanks is part of a serial, unless a person is shown what it makes', () => {
  expect(serialsOf('AB+12')).toEqual(['AB+12'])
  expect(isSerialRange('AB+12')).toBe(false)
  expect(parseSerialRange('AB1+2', { isShown: true })).toEqual({ serials: ['AB1', 'AB2'] })
})

test('both ways to write a range give the same, in order, each of the same length, from its first to its last', () => {
  fc.assert(
    fc.property(range, ({ letters: start, width, start: number, count }) => {
      const last = number + BigInt(count) - 1n
      fc.pre(last < 10n ** BigInt(width))
      const [first, final] = [written(start, number, width), written(start, last, width)]
      const serials = serialsOf(`${first}..${final}`)
      expect(serials).toEqual(serialsOf(`${first} + ${count}`))
      expect(serials).toHaveLength(count)
      expect(new Set(serials).size).toBe(count)
      expect([serials[0], serials.at(-1)]).toEqual([first, final])
      expect(
        (serials as string[]).every(
          (serial, index) => serial === written(start, number + BigInt(index), width),
        ),
      ).toBe(true)
    }),
  )
})

test('a range that runs out of digits or downwards is never taken', () => {
  fc.assert(
    fc.property(range, ({ letters: start, width, start: number, count }) => {
      const first = written(start, number, width)
      const left = 10n ** BigInt(width) - number
      if (left < 100_000n)
        expect(parseSerialRange(`${first} + ${left + BigInt(count)}`)).toHaveProperty('problem')
      if (number > 0n)
        expect(parseSerialRange(`${first}..${written(start, number - 1n, width)}`)).toHaveProperty('problem')
    }),
  )
})

test('any text is either read or refused in a sentence, and what is read is never made up of other signs', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), text => {
      const read = parseSerialRange(text)
      if ('problem' in read) expect(read.problem).toMatch(/\.$/)
      else if (!isSerialRange(text)) expect(read.serials).toEqual([text.trim()])
    }),
  )
})

test('one cell may hold several, by comma, line or range', () => {
  expect(parseSerialList('A1, A2;A7..A9\r\nB01 + 2\n')).toEqual({
    serials: ['A1', 'A2', 'A7', 'A8', 'A9', 'B01', 'B02'],
  })
  expect(parseSerialList('A1, A9..B2')).toEqual({ problem: expect.stringContaining('differ before') })
  expect(parseSerialList(' ,\n')).toEqual({ problem: 'Enter at least one serial number.' })
  expect(parseSerialList('A00000..A99999,B1')).toEqual({
    problem: expect.stringContaining('more than 100,000'),
  })
})
