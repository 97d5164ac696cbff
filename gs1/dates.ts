/** The year that the two-digit years of barcodes are read from; the century rule moves with it. */
export function yearNow(): number {
  return new Date().getFullYear()
}

/**
 * The full year of a two-digit one, by GS1 General Specifications 7.12: 51 to 99 years ahead of this year's last two
 * digits means the century before, 50 to 99 behind means the next one, all else this one.
 */
export function fullYear(twoDigits: number, currentYear: number): number {
  const century = currentYear - (currentYear % 100)
  const ahead = twoDigits - (currentYear % 100)
  if (ahead >= 51) return century - 100 + twoDigits
  if (ahead <= -50) return century + 100 + twoDigits
  return century + twoDigits
}

/** Days of a month (1 to 12) in the Gregorian calendar. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 400 === 0 || (year % 4 === 0 && year % 100 !== 0) ? 29 : 28
  return [4, 6, 9, 11].includes(month) ? 30 : 31
}

/** A date as `YYYY-MM-DD`, or the part of it that does not exist. */
export type DateRead = { readonly date: string } | { readonly wrong: 'month' | 'day' }

/** Reads `YYMMDD`; day 00 is the last day of the month (General Specifications 3.4). The text must be six digits. */
export function readShortDate(yymmdd: string, currentYear: number): DateRead {
  const year = fullYear(Number(yymmdd.slice(0, 2)), currentYear)
  return calendarDate(year, Number(yymmdd.slice(2, 4)), Number(yymmdd.slice(4, 6)), true)
}

/** Reads `YYYYMMDD`, where day 00 does not exist. The text must be eight digits. */
export function readLongDate(yyyymmdd: string): DateRead {
  const month = Number(yyyymmdd.slice(4, 6))
  return calendarDate(Number(yyyymmdd.slice(0, 4)), month, Number(yyyymmdd.slice(6, 8)), false)
}

/** `YYMMDD` of a `YYYY-MM-DD` date, or undefined when there is no such day or it would be read back as another century. */
export function writeShortDate(date: string, currentYear: number): string | undefined {
  if (!/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(date)) return undefined
  const yymmdd = date.slice(2).replaceAll('-', '')
  const back = readShortDate(yymmdd, currentYear)
  return 'date' in back && back.date === date ? yymmdd : undefined
}

function calendarDate(year: number, month: number, day: number, zeroIsLastDay: boolean): DateRead {
  if (month < 1 || month > 12) return { wrong: 'month' }
  const last = daysInMonth(year, month)
  const real = day === 0 && zeroIsLastDay ? last : day
  if (real < 1 || real > last) return { wrong: 'day' }
  return { date: [String(year).padStart(4, '0'), two(month), two(real)].join('-') }
}

function two(number: number): string {
  return String(number).padStart(2, '0')
}
