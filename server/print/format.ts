import { hasGaps } from './pdf/printable.ts'

const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: 'UTC' })

/** A calendar date with its month in letters, which nobody reads the other way round: 3 Dec 2026. */
export function formatDay(date: string): string {
  return day.format(new Date(`${date}T00:00:00Z`))
}

/** The day of an instant in the shop's time zone. */
export function formatDayOf(instant: string, timeZone: string): string {
  return new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone }).format(new Date(instant))
}

/** A quantity in smallest units, in the product's decimals: 1,250.5. */
export function formatQuantity(units: number, decimals: number): string {
  return new Intl.NumberFormat('en', {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  }).format(units / 10 ** decimals)
}

/** A name above its address, once: addresses that came with an order begin with the name already. */
export function addressed(name: string, address: string | null): string {
  if (!address) return name
  return address === name || address.startsWith(`${name}\n`) ? address : `${name}\n${address}`
}

/** 1250 basis points are "12.5 %"; none is nothing. */
export function percentText(basisPoints: number): string {
  return basisPoints === 0 ? '' : `${basisPoints / 100} %`
}

/** Writes amounts of a currency by its sign, or by its three letters where the fonts lack the sign. */
export function moneyFormat(currency: string): (minor: number) => string {
  const bySign = new Intl.NumberFormat('en', { style: 'currency', currency })
  const byCode = new Intl.NumberFormat('en', { style: 'currency', currency, currencyDisplay: 'code' })
  const minorPerMajor = 10 ** (bySign.resolvedOptions().maximumFractionDigits ?? 2)
  const format = hasGaps(bySign.format(0), 'sans') ? byCode : bySign
  return minor => format.format(minor / minorPerMajor)
}
