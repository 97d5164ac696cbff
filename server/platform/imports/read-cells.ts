import {
  type Cell,
  type CellProblem,
  cellAsDate,
  cellAsDecimalText,
  cellAsText,
} from '../spreadsheet/public.ts'
import { scaledInteger } from './scaled-integer.ts'

/** What one cell says for its field: the value, null when it is empty, or what is wrong with it after its heading. */
export type CellAnswer<Value> = { value: Value | null } | { wrong: string }

const cannotBeSeen = /[\p{Cc}\p{Cs}]/u

/** Text of an identifier or name, trimmed; digits that a spreadsheet took for a number are text again if all are there. */
export function textOf(cell: Cell, longest: number): CellAnswer<string> {
  const answer = readValue(cell, cellAsText)
  if ('wrong' in answer) return answer
  const text = answer.text.trim()
  if (text === '') return { value: null }
  if (isShortened(text)) return { wrong: shortened(text) }
  if (text.length > longest) return { wrong: ` has more than ${longest} characters. Shorten it.` }
  if (cannotBeSeen.test(text))
    return { wrong: ' has a character that cannot be seen (often from a broken scan). Type it again.' }
  return { value: text }
}

/** As spreadsheets write a long number into a CSV file: most of its digits are gone, so it is no identifier any more. */
export function isShortened(text: string): boolean {
  return /^\d+(?:[.,]\d+)?E\+\d{2,3}$/.test(text)
}

/** What is said of such a number, after its heading. */
export const shortened = (text: string) =>
  `: ${text} is a long number that a spreadsheet has shortened, so digits are missing. Format the column as text there, enter the numbers again and save the file anew.`

/** The shop's money, and how many decimals it has. */
export interface Money {
  readonly currency: string
  readonly decimals: number
}

/** A price in minor units; more decimals than the money has are refused, never rounded. */
export function priceOf(cell: Cell, money: Money): CellAnswer<number> {
  const answer = readValue(cell, cellAsDecimalText)
  if ('wrong' in answer) return answer
  const { decimal } = answer
  if (decimal === null) return { value: null }
  if (decimal.startsWith('-')) return { wrong: ` is ${decimal}. A price cannot be below zero.` }
  const minor = scaledInteger(decimal, money.decimals)
  if (minor === null)
    return {
      wrong: ` ${decimal} has more decimals than ${money.currency} has (${money.decimals}). Round it.`,
    }
  if (minor > 1e12) return { wrong: ` ${decimal} is too high. Check it.` }
  return { value: minor }
}

/** A date as YYYY-MM-DD. */
export function dateOf(cell: Cell): CellAnswer<string> {
  const answer = readValue(cell, cellAsDate)
  return 'wrong' in answer ? answer : { value: answer.date }
}

/** A formula's result may be stale or another one tomorrow: it is refused, and so is what the reader finds wrong. */
export function readValue<Answer extends object>(
  cell: Cell,
  read: (cell: Cell) => Answer | CellProblem,
): Exclude<Answer, CellProblem> | { wrong: string } {
  if (cell.kind === 'formula') {
    const text = cell.formula === '' ? '' : ` (=${cell.formula})`
    return { wrong: ` is a formula${text}. Replace it by its value.` }
  }
  const answer = read(cell)
  return 'problem' in answer ? { wrong: `: ${answer.problem}` } : (answer as Exclude<Answer, CellProblem>)
}
