import { checkCharacterPair, isIban } from './check-characters.ts'
import { COUNTRY_LETTERS, COUNTRY_NUMBERS, CURRENCY_NUMBERS } from './code-lists.ts'
import { type DateRead, readLongDate, readShortDate } from './dates.ts'
import { checkDigitFault } from './gtin.ts'
import type { ProblemCode } from './problem.ts'

/** What is wrong inside one component: where in it, and words that complete "BATCH/LOT (10) is wrong: …". */
export type Fault = { readonly code: ProblemCode; readonly at: number; readonly words: string }

/** One of the checks that GS1 names in its dictionary. The text already has the right length and characters. */
export type Check = (text: string, currentYear: number) => Fault | undefined

/** Checks that the dictionary names and that are not made here: such values are checked for length and characters only. */
export const NOT_CHECKED: readonly string[] = ['couponcode', 'packagetype']

/** The dictionary's checks by the dictionary's names. */
export const CHECKS: Readonly<Record<string, Check>> = {
  csum: text => {
    const words = checkDigitFault(text)
    return words ? { code: 'bad-check-digit', at: text.length - 1, words } : undefined
  },
  csumalpha: text => {
    if (text.length < 3) return fault('it is too short to carry its two check characters.')
    const expected = checkCharacterPair(text.slice(0, -2))
    if (text.endsWith(expected)) return undefined
    const words = `its last two characters are ${text.slice(-2)} and should be ${expected}.`
    return { code: 'bad-check-digit', at: text.length - 2, words }
  },
  // A company prefix has at least four digits. Which ones were given out is not in the dictionary and is not checked.
  gcppos1: text => holds(/^[0-9]{4}/.test(text), 'it does not begin with a GS1 Company Prefix.'),
  gcppos2: text =>
    holds(/^.[0-9]{4}/.test(text), 'it has no GS1 Company Prefix from its second digit on.', 1),

  yymmd0: (text, currentYear) => dateFault(readShortDate(text, currentYear), text, 2),
  yymmdd: (text, currentYear) => {
    if (text.endsWith('00')) return { code: 'bad-date', at: 4, words: 'there is no day 00.' }
    return dateFault(readShortDate(text, currentYear), text, 2)
  },
  yyyymmdd: text => dateFault(readLongDate(text), text, 4),
  hhmi: text => timeFault(text, 0, 23, 'hour') ?? timeFault(text, 2, 59, 'minute'),
  hh: text => timeFault(text, 0, 23, 'hour'),
  mi: text => timeFault(text, 0, 59, 'minute'),
  ss: text => timeFault(text, 0, 59, 'second'),

  iso3166: text => holds(COUNTRY_NUMBERS.has(text), `${text} is no country number of ISO 3166.`),
  iso3166999: text =>
    holds(text === '999' || COUNTRY_NUMBERS.has(text), `${text} is no country number of ISO 3166.`),
  iso3166alpha2: text => holds(COUNTRY_LETTERS.has(text), `${text} is no country code of ISO 3166.`),
  iso4217: text => holds(CURRENCY_NUMBERS.has(text), `${text} is no currency number of ISO 4217.`),
  iso5218: text => holds(/^[0129]$/.test(text), 'it has to be 0, 1, 2 or 9.'),

  zero: text => holds(/^0+$/.test(text), 'it has to be zero.'),
  nonzero: text => holds(!/^0+$/.test(text), 'it may not be zero.'),
  nozeroprefix: text => holds(text === '0' || !text.startsWith('0'), 'it may not begin with a zero.'),
  hasnondigit: text => holds(/[^0-9]/.test(text), 'it may not consist of digits only.'),
  yesno: text => holds(/^[01]$/.test(text), 'it has to be 0 (no) or 1 (yes).'),
  hyphen: text => holds(/^-+$/.test(text), 'only a hyphen may follow the number.'),
  winding: text => holds(/^[019]$/.test(text), 'the winding direction has to be 0, 1 or 9.'),
  mediatype: text => holds(/^(0[1-9]|10|8[0-9]|9[0-9])$/.test(text), `${text} is no media type.`),
  importeridx: text => holds(/^[-0-9A-Za-z_]$/.test(text), `"${text}" is no importer index.`),
  latitude: text => holds(Number(text) <= 180_0000000, 'the latitude is out of range.'),
  longitude: text => holds(Number(text) <= 360_0000000, 'the longitude is out of range.'),

  pieceoftotal: text => positionFault(Number(text.slice(0, 2)), Number(text.slice(2))),
  posinseqslash: text => {
    const match = /^([1-9][0-9]*)\/([1-9][0-9]*)$/.exec(text)
    return match ? positionFault(Number(match[1]), Number(match[2])) : fault('it has to read like 1/3.')
  },
  pcenc: text => {
    const at = text.search(/%(?![0-9A-Fa-f]{2})/)
    return holds(at < 0, 'a percent sign has to be followed by two hexadecimal digits.', at)
  },
  iban: text => holds(isIban(text), 'it is no valid IBAN.'),
  couponposoffer: text => holds(isCouponOffer(text), 'it is no coupon offer as GS1 lays it out.'),
}

function fault(words: string, at = 0): Fault {
  return { code: 'bad-value', at, words }
}

function holds(condition: boolean, words: string, at = 0): Fault | undefined {
  return condition ? undefined : fault(words, at)
}

function dateFault(read: DateRead, text: string, monthAt: number): Fault | undefined {
  if ('date' in read) return undefined
  const at = read.wrong === 'month' ? monthAt : monthAt + 2
  const shown = text.slice(at, at + 2)
  const words = read.wrong === 'month' ? `there is no month ${shown}.` : `that month has no day ${shown}.`
  return { code: 'bad-date', at, words }
}

function timeFault(text: string, at: number, last: number, unit: string): Fault | undefined {
  const shown = text.slice(at, at + 2)
  return Number(shown) <= last ? undefined : { code: 'bad-date', at, words: `there is no ${unit} ${shown}.` }
}

function positionFault(position: number, total: number): Fault | undefined {
  if (position === 0 || total === 0) return fault('pieces are counted from one.')
  return holds(position <= total, `piece ${position} of ${total} cannot be.`)
}

// Format 0 or 1; a funder of 6 to 12 digits behind its length less 6; an offer code of 6; a serial of 6 to 15 likewise.
function isCouponOffer(text: string): boolean {
  if (!/^[01][0-6][0-9]+$/.test(text)) return false
  const serialLengthAt = 2 + Number(text[1]) + 6 + 6
  const serialLength = text.charAt(serialLengthAt)
  return serialLength !== '' && text.length === serialLengthAt + 1 + Number(serialLength) + 6
}
