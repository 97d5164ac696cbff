import type { StoreFacts } from '../store-facts.ts'

/** Amounts, quantities and dates as visitors read them. */
export function money({ currency }: Pick<StoreFacts, 'currency'>, minor: number): string {
  const format = moneyFormat(currency)
  return format.format(minor / 10 ** minorDigits(currency))
}

/** How many digits the currency has behind the point. */
export function minorDigits(currency: string): number {
  return moneyFormat(currency).resolvedOptions().maximumFractionDigits ?? 2
}

const formats = new Map<string, Intl.NumberFormat>()
function moneyFormat(currency: string): Intl.NumberFormat {
  const known = formats.get(currency)
  if (known !== undefined) return known
  const made = new Intl.NumberFormat('en', { style: 'currency', currency })
  formats.set(currency, made)
  return made
}

/** In smallest units: 1250 with three decimals is “1.25”. */
export function amount(units: number, decimals: number): string {
  return new Intl.NumberFormat('en', { maximumFractionDigits: decimals, useGrouping: false }).format(
    units / 10 ** decimals,
  )
}

const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' })
/** A calendar date: 3 December 2026. */
export const dateText = (date: string): string => day.format(new Date(`${date}T00:00:00Z`))

/** The day of an instant where the shop is. */
export function dayText({ timeZone }: Pick<StoreFacts, 'timeZone'>, instant: string): string {
  return new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone }).format(new Date(instant))
}

const countryNames = new Intl.DisplayNames('en', { type: 'region', fallback: 'code' })
export const countryName = (code: string): string => countryNames.of(code) ?? code

/** 1950 is “19.5 %”. */
export const percent = (basisPoints: number): string => `${basisPoints / 100} %`

/** What stands below a price, so that nobody is surprised at the end. */
export function taxText({ pricesIncludeTax }: Pick<StoreFacts, 'pricesIncludeTax'>, basisPoints: number) {
  if (basisPoints === 0) return 'no tax'
  return pricesIncludeTax ? `incl. ${percent(basisPoints)} tax` : `plus ${percent(basisPoints)} tax`
}

/** How much of it can be had, honestly: of few pieces the number, of many that there are enough. */
export function stockText(of: { available: number; decimals: number; backordersAllowed: boolean }): {
  tone: 'good' | 'few' | 'none'
  text: string
} {
  const { available, decimals, backordersAllowed } = of
  const one = 10 ** decimals
  if (available <= 0)
    return backordersAllowed
      ? { tone: 'few', text: 'Back-order: sent as soon as it comes in' }
      : { tone: 'none', text: 'Sold out' }
  if (available > 5 * one) return { tone: 'good', text: 'In stock' }
  return { tone: 'few', text: `${amount(available, decimals)} left` }
}
