import { type CaptureRules, fittingRules } from '../../../contract/capture-rules.ts'
import type { SerialPattern } from '../../../contract/serial-pattern.ts'
import { type CellAnswer, readValue } from '../../platform/imports/public.ts'
import { type Cell, cellAsText } from '../../platform/spreadsheet/public.ts'

/** Names from the top of the tree down, as files write them: "Food > Tea". */
export const pathText = (path: readonly string[]) => path.join(' > ')

/** Two spellings of one path have one key. */
export const pathKey = (path: readonly string[]) => pathText(path).normalize('NFC').toLowerCase()

/** A category by its path; levels stand apart by > or ›. */
export function categoryOf(cell: Cell): CellAnswer<string[]> {
  const answer = readValue(cell, cellAsText)
  if ('wrong' in answer) return answer
  if (answer.text.trim() === '') return { value: null }
  const path = answer.text.split(/[>›]/).map(name => name.trim())
  if (path.length > 3) return { wrong: ' has more than three levels. Leave one out.' }
  if (path.some(name => name === '')) return { wrong: ' has a level without a name. Write it as Food > Tea.' }
  if (path.some(name => name.length > 100))
    return { wrong: ' has a name of more than 100 characters. Shorten it.' }
  if (path.some(name => /[\p{Cc}\p{Cs}]/u.test(name)))
    return { wrong: ' has a character that cannot be seen. Type it again.' }
  return { value: path }
}

const kinds = new Map<string, SerialPattern['kind']>([
  ['any', 'any'],
  ['imei', 'imei'],
  ['digits', 'digits'],
  ['letters and digits', 'letters_and_digits'],
])

/** What serial numbers look like: Any, IMEI, Digits or Letters and digits, and how long: "Digits 8-12". */
export function serialPatternOf(cell: Cell): CellAnswer<SerialPattern> {
  const answer = readValue(cell, cellAsText)
  if ('wrong' in answer) return answer
  const text = answer.text.trim()
  if (text === '') return { value: null }
  const [, name = '', least, dash, most] = /^(.*?)\s*(?:(\d{1,3})?\s*([-–])?\s*(\d{1,3})?)$/.exec(text) ?? []
  const kind = kinds.get(name.toLowerCase())
  const minLength = least === undefined ? null : Number(least)
  const maxLength = dash === undefined ? minLength : most === undefined ? null : Number(most)
  const bad = [minLength, maxLength].some(length => length !== null && (length < 1 || length > 100))
  if (kind === undefined || bad || (minLength ?? 0) > (maxLength ?? 100))
    return {
      wrong: ` is “${text.slice(0, 40)}”. Write Any, IMEI, Digits or Letters and digits, and the length behind it, as Digits 8-12.`,
    }
  return { value: { kind, minLength, maxLength } }
}

/** The other way: what `serialPatternOf` reads as this pattern; empty for any. */
export function patternText({ kind, minLength, maxLength }: SerialPattern): string {
  const name = { any: 'Any', imei: 'IMEI', digits: 'Digits', letters_and_digits: 'Letters and digits' }[kind]
  if (minLength === null && maxLength === null) return kind === 'any' ? '' : name
  return minLength === maxLength ? `${name} ${minLength}` : `${name} ${minLength ?? ''}-${maxLength ?? ''}`
}

/** Why rules mean nothing for a product that is tracked so, or null. */
export function idleRules(
  rules: CaptureRules,
  { productNumber, lots, serials }: { productNumber: string; lots: boolean; serials: boolean },
): string | null {
  if (JSON.stringify(fittingRules(rules, { lots, serials })) === JSON.stringify(rules)) return null
  if (!lots)
    return `${productNumber} is not tracked by lot, so its capture rules would mean nothing. Track it, or empty their cells.`
  if (rules.serialPattern.kind === 'imei' && serials)
    return `${productNumber}: an IMEI has its length by itself. Leave the length out.`
  return `${productNumber} is not tracked with serial numbers, so a pattern for them would mean nothing. Track it, or empty the cell.`
}
