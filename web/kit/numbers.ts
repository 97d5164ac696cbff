/**
 * Reads numbers as people type them and writes them as people read them. Amounts are integers in the smallest unit:
 * money in the currency's minor unit, quantities in the product's smallest counted unit.
 */

/** How many decimals a currency has: 2 for EUR, 0 for JPY. */
export function currencyDecimals(currency: string): number {
  return (
    new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
  )
}

/** "1,234.50" or "€ 4,20" to minor units; null when it is no amount of money. */
export function parseMoney(text: string, locale: string, currency: string): number | null {
  const symbols = new Intl.NumberFormat(locale, { style: 'currency', currency })
    .formatToParts(0)
    .filter(part => part.type === 'currency')
    .map(part => part.value)
  let bare = text
  for (const symbol of [...symbols, currency]) bare = bare.replace(symbol, '')
  return parseAmount(bare, locale, currencyDecimals(currency))
}

/** "1.250" with three decimals to 1250 smallest units; null when it is no quantity or has too many decimals. */
export function parseQuantity(text: string, locale: string, decimals: number): number | null {
  return parseAmount(text, locale, decimals)
}

/** Smallest units as text for an edit field: the locale's decimal sign, no grouping. */
export function writeAmount(units: number, locale: string, decimals: number): string {
  return new Intl.NumberFormat(locale, {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
    useGrouping: false,
    numberingSystem: 'latn',
  }).format(units / 10 ** decimals)
}

function parseAmount(text: string, locale: string, decimals: number): number | null {
  const bare = text.replace(/[\s'’_]/g, '')
  if (!/^\d[\d.,]*$|^[.,]\d+$/.test(bare)) return null
  const split = splitAtDecimalSign(bare, locale, decimals)
  if (split === null || split.fraction.length > decimals) return null
  const units = Number(`${split.whole || '0'}${split.fraction.padEnd(decimals, '0')}`)
  return Number.isSafeInteger(units) ? units : null
}

function splitAtDecimalSign(bare: string, locale: string, decimals: number) {
  const sign = decimalSign(bare, locale, decimals)
  const at = sign === null ? -1 : bare.lastIndexOf(sign)
  const whole = at < 0 ? bare : bare.slice(0, at)
  const fraction = at < 0 ? '' : bare.slice(at + 1)
  if (/[.,]/.test(fraction)) return null
  // What is left of the decimal sign may be grouped, and then in threes throughout, by one sign.
  if (/[.,]/.test(whole) && !/^\d{1,3}(\.\d{3})+$|^\d{1,3}(,\d{3})+$/.test(whole)) return null
  return { whole: whole.replace(/[.,]/g, ''), fraction }
}

/** Which sign, if any, stands before the decimals of a typed number. */
function decimalSign(bare: string, locale: string, decimals: number): '.' | ',' | null {
  const dots = bare.split('.').length - 1
  const commas = bare.split(',').length - 1
  if (dots === 0 && commas === 0) return null
  if (dots > 0 && commas > 0) return bare.lastIndexOf('.') > bare.lastIndexOf(',') ? '.' : ','
  if (dots + commas > 1) return null
  const sign = dots === 1 ? '.' : ','
  if (sign === decimalSignOf(locale)) return sign
  // The other sign groups thousands when three digits follow; "4,20" in an English shop still means four twenty.
  const digitsAfter = bare.length - bare.indexOf(sign) - 1
  return digitsAfter === 3 || decimals === 0 ? null : sign
}

/** The decimal sign that people of a locale type; '.' for those that write neither. */
function decimalSignOf(locale: string): '.' | ',' {
  const sign = new Intl.NumberFormat(locale).formatToParts(1.5).find(part => part.type === 'decimal')?.value
  return sign === ',' ? ',' : '.'
}
