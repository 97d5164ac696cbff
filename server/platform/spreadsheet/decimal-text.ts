import { plainDecimal, readDigits } from './number-digits.ts'

export type DecimalMark = '.' | ','

/**
 * A number that a person typed, in plain notation with a point and with the decimals that were typed, or null when it
 * is no number, or "ambiguous" when a single comma or point could mean thousands as well as decimals (1,234).
 * `decimalMark` says which it is, when the caller knows.
 */
export function readTypedDecimal(typed: string, decimalMark?: DecimalMark): string | 'ambiguous' | null {
  const text = typed.trim().replace(/[\u00a0\u202f]/g, ' ')
  const parts = /^([+-]?)([\d.,' ]*\d|\d[\d.,' ]*)$/.exec(text)
  if (!parts) return null
  const [, sign = '', body = ''] = parts
  const mark = decimalMark ?? findDecimalMark(body)
  if (mark === 'ambiguous') return 'ambiguous'
  const [whole = '', fraction, ...others] = mark === null ? [body] : body.split(mark)
  if (others.length > 0 || (fraction !== undefined && !/^\d+$/.test(fraction))) return null
  const ungrouped = withoutGroups(whole)
  if (ungrouped === null || ungrouped + (fraction ?? '') === '') return null
  const digits = readDigits(`${sign}${ungrouped}${fraction === undefined ? '' : `.${fraction}`}`)
  return digits && plainDecimal(digits, true)
}

function findDecimalMark(body: string): DecimalMark | null | 'ambiguous' {
  const marks = body.replace(/[^.,]/g, '')
  const last = marks.at(-1) as DecimalMark | undefined
  if (last === undefined) return null
  if (marks.indexOf(last) < marks.length - 1) return null
  if (marks.length > 1) return last
  // One mark with three digits after it and one to three before, not beginning with 0, could group thousands.
  return /^[1-9]\d{0,2}[.,]\d{3}$/.test(body) ? 'ambiguous' : last
}

/** Removes thousands separators, all of one kind and all three digits apart; null when they are not. */
function withoutGroups(whole: string): string | null {
  if (/^\d*$/.test(whole)) return whole
  const separator = /[^\d]/.exec(whole)?.[0] ?? ''
  const [first = '', ...groups] = whole.split(separator)
  const sound = /^\d{1,3}$/.test(first) && groups.every(group => /^\d{3}$/.test(group))
  return sound ? first + groups.join('') : null
}
