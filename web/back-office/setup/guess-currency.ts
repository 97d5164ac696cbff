const ofRegion: Record<string, string> = {
  AU: 'AUD',
  BR: 'BRL',
  CA: 'CAD',
  CH: 'CHF',
  CN: 'CNY',
  CZ: 'CZK',
  DK: 'DKK',
  GB: 'GBP',
  HK: 'HKD',
  HU: 'HUF',
  IN: 'INR',
  JP: 'JPY',
  KR: 'KRW',
  MX: 'MXN',
  NO: 'NOK',
  NZ: 'NZD',
  PL: 'PLN',
  RO: 'RON',
  SE: 'SEK',
  SG: 'SGD',
  TW: 'TWD',
  US: 'USD',
  ZA: 'ZAR',
}

/** The currency that a reader's locale makes likely; no standard list ties regions to currencies in a browser. */
export function guessCurrency(locale: string): string {
  const region = new Intl.Locale(locale).maximize().region ?? ''
  return ofRegion[region] ?? 'EUR'
}
