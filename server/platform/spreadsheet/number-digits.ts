/* Numbers are handled as their written digits, because a binary number cannot say what was typed. */

/** A number as its sign, its digits without a point, and how many of those digits follow the point. */
interface Digits {
  negative: boolean
  digits: string
  decimals: number
  /** How many significant digits the number was written with, before any that its exponent implies. */
  written: number
  hasExponent: boolean
}

/** Excel keeps 15 significant digits; what lies beyond has been replaced by zeros or noise. */
export const exactDigits = 15

export function readDigits(raw: string): Digits | null {
  const parts = /^([+-]?)(\d*)(?:\.(\d*))?(?:e([+-]?\d{1,4}))?$/i.exec(raw)
  if (!parts) return null
  const [, sign, whole = '', fraction = '', exponent] = parts
  if (whole + fraction === '') return null
  const shift = Number(exponent ?? 0)
  const decimals = fraction.length - shift
  const digits = decimals < 0 ? whole + fraction + '0'.repeat(-decimals) : whole + fraction
  return {
    negative: sign === '-',
    digits: digits.padStart(decimals + 1, '0'),
    decimals: Math.max(0, decimals),
    written: (whole + fraction).replace(/^0+/, '').length,
    hasExponent: exponent !== undefined,
  }
}

/** Plain decimal notation without superfluous zeros: "0042" is "42", "4.20" is "4.2", "-0" is "0". */
export function plainDecimal({ negative, digits, decimals }: Digits, keepZeros = false): string {
  const whole = digits.slice(0, digits.length - decimals).replace(/^0+(?=\d)/, '') || '0'
  const allDecimals = digits.slice(digits.length - decimals)
  const fraction = keepZeros ? allDecimals : allDecimals.replace(/0+$/, '')
  const plain = fraction === '' ? whole : `${whole}.${fraction}`
  return negative && /[1-9]/.test(plain) ? `-${plain}` : plain
}

/**
 * A stored number as Excel shows it: whole numbers by their own digits, others rounded to 15 significant digits,
 * since 0.29 is often stored as 0.28999999999999998. Null when digits may have been lost.
 */
export function shownDecimal(raw: string): string | null {
  const stored = readDigits(raw)
  if (!stored) return null
  const plain = plainDecimal(stored)
  const wholeDigits = plain.replace(/^-|\..*$/g, '').length
  if (wholeDigits > exactDigits) return null
  if (!plain.includes('.') || plain.replace(/^-?0?\.?0*|\./g, '').length <= exactDigits) return plain
  const rounded = readDigits(Number(raw).toPrecision(exactDigits))
  return rounded && plainDecimal(rounded)
}

/**
 * Whether a whole number in E notation shows fewer digits than it has: 3.57E+14 was shortened, and nobody can say
 * what stood there.
 */
export function wasShortened(raw: string): boolean {
  const stored = readDigits(raw)
  if (!stored?.hasExponent) return false
  const plain = plainDecimal(stored)
  return plain !== '0' && !plain.includes('.') && stored.written < plain.replace('-', '').length
}
