/**
 * Reads a calendar date as people type and paste it: "2027-03-31", "31.3.2027", "31/03/27", "31 Mar 2027", "20270331".
 * Where day and month could be either, the reader's locale decides. Gives "2027-03-31", or null when it is no date.
 */
export function readTypedDate(text: string, locale: string): string | null {
  const bare = text.trim()
  const plain = /^(\d{4})(\d{2})(\d{2})$/.exec(bare)
  if (plain) return dateOf(Number(plain[1]), Number(plain[2]), Number(plain[3]))
  const parts = bare.split(/[\s./,-]+/).filter(part => part !== '')
  if (parts.length !== 3) return null
  const named = parts.findIndex(part => /^\p{L}/u.test(part))
  if (named >= 0) return withNamedMonth(parts, named, locale)
  if (!parts.every(part => /^\d{1,4}$/.test(part))) return null
  const [first, second, third] = parts.map(Number) as [number, number, number]
  if (parts[0]!.length === 4) return dateOf(first, second, third)
  const year = fullYear(third, parts[2]!)
  if (second > 12) return dateOf(year, first, second)
  if (first > 12) return dateOf(year, second, first)
  return monthComesFirst(locale) ? dateOf(year, first, second) : dateOf(year, second, first)
}

function withNamedMonth(parts: readonly string[], named: number, locale: string): string | null {
  const month = monthCalled(parts[named]!, locale)
  const [one, other] = parts.filter((_, index) => index !== named)
  if (month === null || !/^\d{1,2}$|^\d{4}$/.test(one!) || !/^\d{1,2}$|^\d{4}$/.test(other!)) return null
  if (one!.length === 4) return dateOf(Number(one), month, Number(other))
  return dateOf(fullYear(Number(other), other!), month, Number(one))
}

function monthCalled(word: string, locale: string): number | null {
  const start = word.toLowerCase().slice(0, 3)
  for (const language of [locale, 'en']) {
    const names = new Intl.DateTimeFormat(language, { month: 'long', timeZone: 'UTC' })
    for (let month = 0; month < 12; month += 1) {
      const name = names.format(new Date(Date.UTC(2027, month, 1))).toLowerCase()
      if (name.startsWith(start) && start.length === 3) return month + 1
    }
  }
  return null
}

const fullYear = (year: number, written: string): number => (written.length <= 2 ? 2000 + year : year)

function monthComesFirst(locale: string): boolean {
  const parts = new Intl.DateTimeFormat(locale, { dateStyle: 'short' }).formatToParts(0)
  const order = parts.map(part => part.type).filter(type => type === 'month' || type === 'day')
  return order[0] === 'month'
}

function dateOf(year: number, month: number, day: number): string | null {
  if (year < 1900 || year > 2999 || month < 1 || month > 12 || day < 1) return null
  const date = new Date(Date.UTC(year, month - 1, day))
  return date.getUTCMonth() === month - 1 ? date.toISOString().slice(0, 10) : null
}
