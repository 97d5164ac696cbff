import { readerLocale } from '../../i18n/i18n.ts'

/** Every currency that the browser knows, with its name in the reader's words. */
export function currencyChoices(): { value: string; label: string }[] {
  const names = new Intl.DisplayNames([readerLocale()], { type: 'currency' })
  return Intl.supportedValuesOf('currency').map(code => ({
    value: code,
    label: `${code}  ${names.of(code) ?? ''}`,
  }))
}

/** Every time zone that the browser knows, UTC first. */
export function timeZoneChoices(): string[] {
  return ['UTC', ...Intl.supportedValuesOf('timeZone').filter(zone => zone !== 'UTC')]
}
