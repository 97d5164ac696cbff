import type { DateSystem } from './cell.ts'

/* Excel stores a date as a count of days, and only the cell's number format says that it is one. */

const millisecondsPerDay = 86_400_000
const dayBefore1900 = Date.UTC(1899, 11, 31)
const firstDayOf1904 = Date.UTC(1904, 0, 1)
const dayAfter9999 = Date.UTC(10000, 0, 1)

/**
 * The calendar date (YYYY-MM-DD) of a serial number; the time of day is dropped. Null when there is no such date:
 * below the first day, beyond 9999, or 60, the 29 February 1900 that Excel shows and the calendar never had.
 */
export function dateOfSerial(serial: number, system: DateSystem): string | null {
  // Serials carry binary noise far below a millisecond, which must not turn midnight into the day before.
  const day = Math.floor(Math.round(serial * millisecondsPerDay) / millisecondsPerDay)
  const time = system === '1904' ? firstDayOf1904 + day * millisecondsPerDay : timeIn1900System(day)
  if (time === null || day < 0 || !(time < dayAfter9999)) return null
  return new Date(time).toISOString().slice(0, 10)
}

function timeIn1900System(day: number): number | null {
  if (day < 1 || day === 60) return null
  const withoutPhantomDay = day > 60 ? day - 1 : day
  return dayBefore1900 + withoutPhantomDay * millisecondsPerDay
}

/** Built-in formats that show a day, month or year; those that only show a time are not among them. */
const builtInDateFormats = new Set([
  ...[14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 34, 35, 36],
  ...[50, 51, 52, 53, 54, 55, 56, 57, 58],
])

/** Says whether a number format shows a calendar date: any year or day, or a month that is not minutes. */
export function showsCalendarDate(formatId: number, formatCode: string | undefined): boolean {
  if (formatCode === undefined) return builtInDateFormats.has(formatId)
  const code = (formatCode.split(';', 1)[0] ?? '')
    .replace(/"[^"]*"?|\[(?![hms]+\])[^\]]*\]?|[\\_*]./gi, '')
    .replace(/general|am\/pm|a\/p/gi, '')
    .toLowerCase()
  if (/[0#?@]/.test(code.replace(/\.0+/g, ''))) return false
  if (/[ydbg]|e(?![+-])/.test(code)) return true
  return code.includes('m') && !/[hs]/.test(code)
}

/** Whether YYYY-MM-DD names a day that the calendar has. */
export function isCalendarDate(date: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) return false
  const time = Date.parse(`${date}T00:00:00Z`)
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(date) && date >= '0001-01-01'
}
