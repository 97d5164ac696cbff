import { expect, test } from 'vitest'
import { readTypedDate } from './typed-date.ts'

test.each([
  ['2027-03-31', '2027-03-31'],
  ['20270331', '2027-03-31'],
  ['31.3.2027', '2027-03-31'],
  ['31/03/27', '2027-03-31'],
  ['03/31/2027', '2027-03-31'],
  ['31 Mar 2027', '2027-03-31'],
  ['March 31, 2027', '2027-03-31'],
  ['2027/3/1', '2027-03-01'],
])('%s is a date in any locale', (typed, date) => {
  expect(readTypedDate(typed, 'en-US')).toBe(date)
  expect(readTypedDate(typed, 'de-DE')).toBe(date)
})

test('where day and month could be either, the locale decides', () => {
  expect(readTypedDate('3/4/2027', 'en-US')).toBe('2027-03-04')
  expect(readTypedDate('3/4/2027', 'en-GB')).toBe('2027-04-03')
})

test.each(['31 Mar', '2027-02-30', '2027-13-01', 'soon', '', '1234', '45000', '31.13.2027'])(
  '%s is no date',
  typed => {
    expect(readTypedDate(typed, 'en-GB')).toBeNull()
  },
)
