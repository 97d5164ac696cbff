import i18next, { type FormatterModule } from 'i18next'
import { initReactI18next } from 'react-i18next'

/** Readies the words of one app before the first paint. English is complete; other languages are further resources of the same shape. */
export function startWords(words: object): void {
  void i18next
    .use(initReactI18next)
    .use(countsAsRead)
    .init({
      lng: 'en',
      fallbackLng: 'en',
      resources: { en: { translation: words } },
      interpolation: { escapeValue: false, alwaysFormat: true },
      returnNull: false,
      initAsync: false,
    })
}

/** Every count has the separators of its reader, as all numbers on the screens have: “2,391 products”. */
const countsAsRead: FormatterModule = {
  type: 'formatter',
  init: () => {},
  add: () => {},
  addCached: () => {},
  format: (value, format, _language, options) => {
    const isCount = format === 'number' || options?.interpolationkey === 'count'
    return isCount && typeof value === 'number' ? value.toLocaleString(readerLocale()) : value
  },
}

/** The locale that numbers and dates are written in: the reader's own, not that of the words. */
export function readerLocale(): string {
  // Some systems hand on a name that is no language tag ("en-US@posix"); it must not take the page down.
  const named =
    navigator.languages.find(tag => isLanguageTag(tag)) ?? navigator.language.split(/[@._]/)[0] ?? ''
  return isLanguageTag(named) ? named : 'en'
}

function isLanguageTag(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1
  } catch {
    return false
  }
}
