import type { Cell } from './cell.ts'
import { dateOfSerial, isCalendarDate } from './date-serial.ts'
import { type DecimalMark, readTypedDecimal } from './decimal-text.ts'
import { shownDecimal, wasShortened } from './number-digits.ts'

/*
 * What a cell says when its column is known to hold text, numbers or dates. Each answers either the value, null for an
 * empty cell, or a problem: one sentence that tells the clerk what to do. A formula counts as its last result.
 */

/** One sentence for the clerk. */
export interface CellProblem {
  problem: string
}

/** Text for identifiers, exactly as typed: nothing is trimmed. An empty cell is ''. */
export function cellAsText(cell: Cell): { text: string } | CellProblem {
  switch (cell.kind) {
    case 'empty':
      return { text: '' }
    case 'text':
      return { text: cell.text }
    case 'boolean':
      return { text: cell.value ? 'TRUE' : 'FALSE' }
    case 'formula':
      return cellAsText(cell.cached)
    case 'error':
      return errorProblem(cell.text)
    case 'date':
      return {
        problem: `The spreadsheet took this for a date (${cell.date}), so what was typed is lost. Format the column as text and enter it again.`,
      }
    case 'number': {
      const text = wasShortened(cell.raw) ? null : shownDecimal(cell.raw)
      return text === null ? shortenedProblem(cell.raw) : { text }
    }
  }
}

/**
 * A number in plain notation with a decimal point, such as "4.20" from the text "4,20" and "4.2" from the number 4.2.
 * "1,234" and "1.234" as text are problems, unless `decimalMark` says which mark begins the decimals.
 */
export function cellAsDecimalText(
  cell: Cell,
  decimalMark?: DecimalMark,
): { decimal: string | null } | CellProblem {
  switch (cell.kind) {
    case 'empty':
      return { decimal: null }
    case 'formula':
      return cellAsDecimalText(cell.cached, decimalMark)
    case 'error':
      return errorProblem(cell.text)
    case 'date':
      return { problem: `A number is needed here, not the date ${cell.date}.` }
    case 'boolean':
      return { problem: `A number is needed here, not ${cell.value ? 'TRUE' : 'FALSE'}.` }
    case 'number': {
      const decimal = shownDecimal(cell.raw)
      return decimal === null ? shortenedProblem(cell.raw) : { decimal }
    }
    case 'text': {
      if (cell.text.trim() === '') return { decimal: null }
      const decimal = readTypedDecimal(cell.text, decimalMark)
      if (decimal === null)
        return { problem: `“${shown(cell.text)}” is not a number. Enter digits only, such as 1234.5.` }
      if (decimal === 'ambiguous')
        return {
          problem: `“${shown(cell.text)}” could mean thousands or decimals. Enter it without separators, such as 1234 or 1.23.`,
        }
      return { decimal }
    }
  }
}

/** A number, at the precision that binary numbers have; for money use `cellAsDecimalText`. */
export function cellAsNumber(cell: Cell, decimalMark?: DecimalMark): { number: number | null } | CellProblem {
  const answer = cellAsDecimalText(cell, decimalMark)
  if ('problem' in answer) return answer
  return { number: answer.decimal === null ? null : Number(answer.decimal) }
}

/** A whole number within ±(2^53 − 1); "12.0" is one, 12.5 is a problem. */
export function cellAsWholeNumber(
  cell: Cell,
  decimalMark?: DecimalMark,
): { number: number | null } | CellProblem {
  const answer = cellAsDecimalText(cell, decimalMark)
  if ('problem' in answer) return answer
  if (answer.decimal === null) return { number: null }
  const number = Number(answer.decimal)
  if (/\.\d*[1-9]/.test(answer.decimal))
    return { problem: `${shown(answer.decimal)} is not a whole number. Enter one without decimals.` }
  if (!Number.isSafeInteger(number))
    return { problem: `${shown(answer.decimal)} is too large a number. Enter a smaller one.` }
  return { number }
}

/** Serial numbers from 1982 to 2119, which a date column without a date format shows as plain numbers. */
const firstPlainSerial = 30_000
const lastPlainSerial = 80_000

/**
 * A date as YYYY-MM-DD. Text may be YYYY-MM-DD, or day, month and year when their order cannot be mistaken.
 * With `inDateColumn` a plain whole number from 30000 to 80000 is read as a serial number of the 1900 system: pass it
 * only for a column known to hold dates, and not for a file whose `dateSystem` is 1904.
 */
export function cellAsDate(
  cell: Cell,
  options: { inDateColumn?: boolean } = {},
): { date: string | null } | CellProblem {
  switch (cell.kind) {
    case 'empty':
      return { date: null }
    case 'date':
      return { date: cell.date }
    case 'formula':
      return cellAsDate(cell.cached, options)
    case 'error':
      return errorProblem(cell.text)
    case 'boolean':
      return notADate(cell.value ? 'TRUE' : 'FALSE')
    case 'number': {
      const { number } = cell
      const plausible = Number.isInteger(number) && number >= firstPlainSerial && number <= lastPlainSerial
      return options.inDateColumn && plausible ? { date: dateOfSerial(number, '1900') } : notADate(cell.raw)
    }
    case 'text':
      return cell.text.trim() === '' ? { date: null } : typedDate(cell.text.trim())
  }
}

function typedDate(text: string): { date: string } | CellProblem {
  const yearFirst = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:[T ]00:00(?::00(?:\.0+)?)?)?$/.exec(text)
  if (yearFirst) return realDate(text, yearFirst[1], yearFirst[3], yearFirst[4])
  const yearLast = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})$/.exec(text)
  if (!yearLast) return notADate(text)
  const [, first = '', , second = '', year] = yearLast
  if (Number(first) > 12 || Number(first) === Number(second)) return realDate(text, year, second, first)
  // The second number is no month, so the first one is.
  if (Number(second) > 12) return realDate(text, year, first, second)
  return {
    problem: `“${text}” could be two different dates. Write dates as YYYY-MM-DD, such as ${year}-${second.padStart(2, '0')}-${first.padStart(2, '0')}.`,
  }
}

function realDate(text: string, year = '', month = '', day = ''): { date: string } | CellProblem {
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  if (isCalendarDate(date)) return { date }
  return {
    problem: `“${text}” is not a date in the calendar. Write dates as YYYY-MM-DD, such as 2027-03-31.`,
  }
}

function notADate(text: string): CellProblem {
  return { problem: `“${shown(text)}” is not a date. Write dates as YYYY-MM-DD, such as 2027-03-31.` }
}

function errorProblem(text: string): CellProblem {
  return { problem: `This cell shows the error ${shown(text)}. Replace it by its value.` }
}

function shortenedProblem(raw: string): CellProblem {
  return {
    problem: `This long number was shortened by the spreadsheet (${raw}). Format the column as text and enter it again.`,
  }
}

function shown(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text
}
