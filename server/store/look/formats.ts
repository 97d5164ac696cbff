import { type Language, languages, onceForEach, type Speaker } from '../language/languages.ts'
import { say } from '../language/say.ts'
import type { StoreFacts } from '../store-facts.ts'

/** Amounts, quantities and dates as visitors read them. */
export function money({ currency, language }: Pick<StoreFacts, 'currency' | 'language'>, minor: number) {
  return moneyFormat(languages[language].numbers, currency).format(minor / 10 ** minorDigits(currency))
}

/** How many digits the currency has behind the point, in every language. */
export function minorDigits(currency: string): number {
  return moneyFormat('en', currency).resolvedOptions().maximumFractionDigits ?? 2
}

const formats = new Map<string, Intl.NumberFormat>()
function moneyFormat(locale: string, currency: string): Intl.NumberFormat {
  const known = formats.get(locale + currency)
  if (known !== undefined) return known
  const made = new Intl.NumberFormat(locale, { style: 'currency', currency })
  formats.set(locale + currency, made)
  return made
}

/** In smallest units: 1250 with three decimals is “1.25”. */
export function amount({ language }: Speaker, units: number, decimals: number): string {
  return new Intl.NumberFormat(languages[language].numbers, {
    maximumFractionDigits: decimals,
    useGrouping: false,
  }).format(units / 10 ** decimals)
}

/** A calendar date: 3 December 2026. */
export const dateText = ({ language }: Speaker, date: string): string =>
  calendar(language).format(new Date(`${date}T00:00:00Z`))

const calendar = onceForEach(language => dayFormat(language, 'UTC'))

/** The day of an instant where the shop is. */
export function dayText(
  { timeZone, language }: Pick<StoreFacts, 'timeZone' | 'language'>,
  instant: string,
): string {
  return dayFormat(language, timeZone).format(new Date(instant))
}

const dayFormat = (language: Language, timeZone: string) =>
  new Intl.DateTimeFormat(languages[language].dates, { dateStyle: 'long', timeZone })

export const countryName = ({ language }: Speaker, code: string): string =>
  countryNames(language).of(code) ?? code

const countryNames = onceForEach(
  language => new Intl.DisplayNames(language, { type: 'region', fallback: 'code' }),
)

/** 1950 is “19.5 %”. */
export function percent(speaker: Speaker, basisPoints: number): string {
  const number = new Intl.NumberFormat(languages[speaker.language].numbers).format(basisPoints / 100)
  return say(speaker, 'look.percent', { number })
}
