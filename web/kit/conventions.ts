import { createContext, useContext, useMemo } from 'react'
import { currencyDecimals } from './numbers.ts'

/** How this shop writes: the reader's locale, the shop's currency (ISO 4217) and time zone (IANA). */
export interface Conventions {
  locale: string
  currency: string
  timeZone: string
}

const ConventionsContext = createContext<Conventions>({ locale: 'en', currency: 'EUR', timeZone: 'UTC' })
export const ConventionsProvider = ConventionsContext.Provider

export const useConventions = () => useContext(ConventionsContext)

/** Writes amounts, dates and times for people; for where a component does not fit. */
export function useFormat() {
  const conventions = useConventions()
  return useMemo(() => formatsOf(conventions), [conventions])
}

function formatsOf({ locale, currency, timeZone }: Conventions) {
  const money = new Intl.NumberFormat(locale, { style: 'currency', currency })
  const minorPerMajor = 10 ** currencyDecimals(currency)
  const count = new Intl.NumberFormat(locale)
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 2 })
  const date = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' })
  const time = new Intl.DateTimeFormat(locale, {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: knownZone(timeZone),
  })
  const ago = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })
  return {
    /** In minor units of the shop's currency, or of another one. */
    money: (minor: number, other = currency) =>
      other === currency
        ? money.format(minor / minorPerMajor)
        : new Intl.NumberFormat(locale, { style: 'currency', currency: other }).format(
            minor / 10 ** currencyDecimals(other),
          ),
    /** `units` in smallest units of a product that is counted with `decimals`. */
    quantity: (units: number, decimals = 0) =>
      new Intl.NumberFormat(locale, {
        minimumFractionDigits: decimals,
        maximumFractionDigits: decimals,
      }).format(units / 10 ** decimals),
    /** Hundredths of a percent: 1900 is 19 %. */
    percent: (basisPoints: number) => percent.format(basisPoints / 10_000),
    count: (number: number) => count.format(number),
    /** A calendar date as `2027-03-31`. */
    date: (iso: string) => date.format(new Date(`${iso}T00:00:00Z`)),
    /** An instant, in the shop's time zone. */
    time: (iso: string) => time.format(new Date(iso)),
    ago: (iso: string, now = Date.now()) => sinceText(ago, now - Date.parse(iso)),
  }
}

/** A zone that this browser does not know must not take the page down. */
function knownZone(timeZone: string): string {
  try {
    new Intl.DateTimeFormat('en', { timeZone })
    return timeZone
  } catch {
    return 'UTC'
  }
}

const steps = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const

function sinceText(ago: Intl.RelativeTimeFormat, passedMs: number): string {
  for (const [unit, ms] of steps) {
    if (Math.abs(passedMs) >= ms) return ago.format(-Math.round(passedMs / ms), unit)
  }
  return ago.format(0, 'second')
}
