import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Cell } from './cell.ts'
import { cellAsDate, cellAsDecimalText, cellAsNumber, cellAsText, cellAsWholeNumber } from './cell-values.ts'

const text = (value: string): Cell => ({ kind: 'text', text: value })
const number = (raw: string): Cell => ({ kind: 'number', number: Number(raw), raw })
const date: Cell = { kind: 'date', date: '2027-03-31', raw: '46477' }
const empty: Cell = { kind: 'empty' }
const error: Cell = { kind: 'error', text: '#REF!' }
const problem = { problem: expect.stringMatching(/^.+[^.]\.$/) }
/** Excel's way to write a number: up to 17 significant digits, with an exponent from 10^20 on. */
const anyCell: fc.Arbitrary<Cell> = fc.oneof(
  fc.string().map(text),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map(value => number(String(value))),
  fc.constantFrom<Cell>(empty, error, date, { kind: 'boolean', value: true }),
)

describe('cells as text', () => {
  test('a number of up to 15 digits is its digits', () => {
    expect(cellAsText(number('42'))).toEqual({ text: '42' })
    expect(cellAsText(number('356938035643809'))).toEqual({ text: '356938035643809' })
    expect(cellAsText(number('3.56938035643809E+14'))).toEqual({ text: '356938035643809' })
    expect(cellAsText(number('42.0'))).toEqual({ text: '42' })
    expect(cellAsText(number('-0'))).toEqual({ text: '0' })
    expect(cellAsText(number('0E+0'))).toEqual({ text: '0' })
    expect(cellAsText(number('0.28999999999999998'))).toEqual({ text: '0.29' })
    expect(cellAsText(number('1.5E-3'))).toEqual({ text: '0.0015' })
  })

  test('a number that the spreadsheet shortened, or may have, is a problem that says what to do', () => {
    expect(cellAsText(number('3.57E+14'))).toEqual({
      problem:
        'This long number was shortened by the spreadsheet (3.57E+14). Format the column as text and enter it again.',
    })
    for (const raw of ['1E+3', '1234567890123456', '1234567890123450', '3.5693803564380899E+18', '1E+300'])
      expect(cellAsText(number(raw))).toEqual(problem)
  })

  test('what else a cell may hold', () => {
    expect(cellAsText(text(' 00042 '))).toEqual({ text: ' 00042 ' })
    expect(cellAsText(empty)).toEqual({ text: '' })
    expect(cellAsText({ kind: 'boolean', value: false })).toEqual({ text: 'FALSE' })
    expect(cellAsText({ kind: 'formula', formula: 'A1', cached: number('7') })).toEqual({ text: '7' })
    expect(cellAsText({ kind: 'formula', formula: 'A1', cached: number('1E+20') })).toEqual(problem)
    expect(cellAsText(error)).toEqual(problem)
    expect(cellAsText(date)).toEqual(problem)
  })

  test('every whole number of up to 15 digits is exact, however it is written', () => {
    const whole = fc.bigInt({ min: 0n, max: 999_999_999_999_999n })
    fc.assert(
      fc.property(whole, fc.boolean(), (value, scientific) => {
        const digits = String(value)
        const raw = scientific ? `${digits[0]}.${digits.slice(1)}E+${digits.length - 1}` : digits
        expect(cellAsText(number(raw))).toEqual({ text: digits })
      }),
    )
  })

  test('no whole number of more digits is ever taken for exact', () => {
    const long = fc.bigInt({ min: 10n ** 15n, max: 10n ** 30n })
    fc.assert(
      fc.property(long, value => {
        expect(cellAsText(number(String(value)))).toEqual(problem)
        expect(cellAsText(number(Number(value).toExponential()))).toEqual(problem)
      }),
    )
  })
})

describe('cells as decimals', () => {
  test.each([
    ['4.2', '4.2'],
    ['4,20', '4.20'],
    [' -1.234.567,5 ', '-1234567.5'],
    ['1,234.50', '1234.50'],
    ['1 234,50', '1234.50'],
    ["1'234.5", '1234.5'],
    ['1,234,567', '1234567'],
    ['1234,567', '1234.567'],
    ['0,250', '0.250'],
    ['.5', '0.5'],
    ['+007', '7'],
    ['12345678901234567890.01', '12345678901234567890.01'],
  ])('%j is %s', (typed, decimal) => {
    expect(cellAsDecimalText(text(typed))).toEqual({ decimal })
  })

  test.each([
    'abc',
    '€4',
    '4.20 EUR',
    '1e5',
    '1,2,3',
    '1,23,456.7',
    '12,34.5',
    '--1',
    '5-',
    '1.',
    ',',
    '٣',
    '1,234.',
    '1 23',
  ])('%j is no number', typed => {
    expect(cellAsDecimalText(text(typed))).toEqual(problem)
  })

  test('one comma or point before three digits is ambiguous unless the caller knows', () => {
    for (const typed of ['1,234', '1.234', '12,500', '-999.000'])
      expect(cellAsDecimalText(text(typed))).toEqual({
        problem: expect.stringContaining('could mean thousands or decimals'),
      })
    expect(cellAsDecimalText(text('1,234'), ',')).toEqual({ decimal: '1.234' })
    expect(cellAsDecimalText(text('1,234'), '.')).toEqual({ decimal: '1234' })
    expect(cellAsDecimalText(text('1.250'), '.')).toEqual({ decimal: '1.250' })
  })

  test('numbers are what Excel shows, and only whole numbers pass as whole', () => {
    expect(cellAsDecimalText(number('4.2'))).toEqual({ decimal: '4.2' })
    expect(cellAsDecimalText(number('0.30000000000000004'))).toEqual({ decimal: '0.3' })
    expect(cellAsDecimalText(number('1E+3'))).toEqual({ decimal: '1000' })
    expect(cellAsDecimalText(number('1E+16'))).toEqual(problem)
    expect(cellAsWholeNumber(number('12.0'))).toEqual({ number: 12 })
    expect(cellAsWholeNumber(text('12,0'))).toEqual({ number: 12 })
    expect(cellAsWholeNumber(number('12.5'))).toEqual(problem)
    expect(cellAsWholeNumber(text('99999999999999999999'))).toEqual(problem)
    expect(cellAsNumber(text('12,5'))).toEqual({ number: 12.5 })
  })

  test('empty cells are null, and dates, errors and booleans are problems', () => {
    for (const read of [cellAsNumber, cellAsWholeNumber]) {
      expect(read(empty)).toEqual({ number: null })
      expect(read(text('  '))).toEqual({ number: null })
      for (const cell of [date, error, { kind: 'boolean', value: true } as const])
        expect(read(cell)).toEqual(problem)
    }
  })

  test('an amount with two decimals is the same amount as a number, typed with a point or with a comma', () => {
    fc.assert(
      fc.property(fc.integer({ min: -999_999_999, max: 999_999_999 }), cents => {
        const typed = (cents / 100).toFixed(2)
        for (const cell of [text(typed), text(typed.replace('.', ',')), number(String(cents / 100))])
          expect(cellAsNumber(cell)).toEqual({ number: cents / 100 + 0 })
      }),
    )
  })

  test('noise in the 17th digit never shows', () => {
    const amount = fc.integer({ min: 1, max: 99_999_999 })
    fc.assert(
      fc.property(amount, fc.integer({ min: 0, max: 4 }), (digits, decimals) => {
        const value = digits / 10 ** decimals
        expect(cellAsDecimalText(number(value.toPrecision(17)))).toEqual({ decimal: String(value) })
      }),
    )
  })
})

describe('cells as dates', () => {
  test.each([
    ['2027-03-31', '2027-03-31'],
    ['2027/3/5', '2027-03-05'],
    ['2027-03-31 00:00:00', '2027-03-31'],
    ['31/03/2027', '2027-03-31'],
    ['31.3.2027', '2027-03-31'],
    ['05-05-2027', '2027-05-05'],
    ['03/31/2027', '2027-03-31'],
    ['29/02/2028', '2028-02-29'],
  ])('%j is %s', (typed, expected) => {
    expect(cellAsDate(text(typed))).toEqual({ date: expected })
  })

  test.each([
    '29/02/2027',
    '31/04/2027',
    '2027-02-30',
    '2027-13-01',
    '00/13/2027',
    '31/03/27',
    'March',
    '2027-03/31',
    '2027-03-31 10:00',
    '20270331',
    '13/13/2027',
    '0000-01-01',
  ])('%j is no date', typed => {
    expect(cellAsDate(text(typed), { inDateColumn: true })).toEqual(problem)
  })

  test('day and month that could be swapped are a problem that asks for YYYY-MM-DD', () => {
    expect(cellAsDate(text('3/4/2027'))).toEqual({
      problem: '“3/4/2027” could be two different dates. Write dates as YYYY-MM-DD, such as 2027-04-03.',
    })
  })

  test('plain numbers are dates only in a date column, and only plausible ones', () => {
    expect(cellAsDate(number('46477'))).toEqual(problem)
    expect(cellAsDate(number('46477'), { inDateColumn: true })).toEqual({ date: '2027-03-31' })
    for (const raw of ['29999', '80001', '46477.5', '20270331'])
      expect(cellAsDate(number(raw), { inDateColumn: true })).toEqual(problem)
    expect(cellAsDate(date)).toEqual({ date: '2027-03-31' })
    expect(cellAsDate({ kind: 'formula', formula: 'A1', cached: date })).toEqual({ date: '2027-03-31' })
    expect(cellAsDate(empty)).toEqual({ date: null })
  })

  test('every day of the calendar is read, and never as another day', () => {
    const day = fc.date({ min: new Date('1000-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
    fc.assert(
      fc.property(day, fc.constantFrom('/', '-', '.'), (when, mark) => {
        const iso = when.toISOString().slice(0, 10)
        const [year, month, dayOfMonth] = iso.split('-')
        expect(cellAsDate(text(iso))).toEqual({ date: iso })
        const answer = cellAsDate(text([dayOfMonth, month, year].join(mark)))
        const certain = Number(dayOfMonth) > 12 || dayOfMonth === month
        expect(answer).toEqual(certain ? { date: iso } : problem)
      }),
    )
  })
})

test('every cell gets an answer or one sentence, never an exception, and a formula gets that of its result', () => {
  fc.assert(
    fc.property(anyCell, cell => {
      for (const read of [cellAsText, cellAsDecimalText, cellAsNumber, cellAsWholeNumber, cellAsDate]) {
        const answer = read(cell)
        expect(read({ kind: 'formula', formula: 'A1', cached: cell })).toEqual(answer)
        if ('problem' in answer) expect(answer).toEqual({ problem: expect.stringMatching(/\.$/) })
      }
    }),
  )
})
