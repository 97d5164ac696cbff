import * as fc from 'fast-check'
import { CHARACTERS } from './character-sets.ts'
import { checkCharacterPair } from './check-characters.ts'
import { COUNTRY_LETTERS, COUNTRY_NUMBERS, CURRENCY_NUMBERS } from './code-lists.ts'
import { daysInMonth } from './dates.ts'
import { type Component, ENTRIES, type Entry } from './dictionary.ts'
import type { ElementInput } from './element.ts'
import { checkDigit } from './gtin.ts'

// Test material: values that are right for an entry of the dictionary, made without asking the code under test.

export function textOf(characters: string, min: number, max = min): fc.Arbitrary<string> {
  return fc.string({ unit: fc.constantFrom(...characters), minLength: min, maxLength: max })
}

const digits = (min: number, max = min) => textOf('0123456789', min, max)
const two = (number: number) => String(number).padStart(2, '0')
const numberUpTo = (last: number) => fc.integer({ min: 0, max: last }).map(two)

function yymmdd(dayZero: boolean): fc.Arbitrary<string> {
  return fc
    .tuple(fc.integer({ min: 0, max: 99 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 0, max: 31 }))
    .filter(([, , day]) => day > 0 || dayZero)
    .map(([year, month, day]) => two(year) + two(month) + two(Math.min(day, daysInMonth(2000 + year, month))))
}

const byCheck: Record<string, (part: Component) => fc.Arbitrary<string>> = {
  csum: ({ max }) => digits(max - 1).map(text => text + checkDigit(text)),
  csumalpha: () =>
    fc
      .tuple(digits(4), textOf(CHARACTERS.X.replace(/[0-9()]/g, ''), 1, 19))
      .map(([front, back]) => front + back + checkCharacterPair(front + back)),
  gcppos1: ({ set, max }) =>
    fc
      .tuple(digits(4), textOf(CHARACTERS[set].replace(/[()]/g, ''), 0, max - 4))
      .map(parts => parts.join('')),
  yymmd0: () => yymmdd(true),
  yymmdd: () => yymmdd(false),
  yyyymmdd: () => yymmdd(false).map(text => `20${text}`),
  hhmi: () => fc.tuple(numberUpTo(23), numberUpTo(59)).map(parts => parts.join('')),
  hh: () => numberUpTo(23),
  mi: () => numberUpTo(59),
  ss: () => numberUpTo(59),
  iso3166: () => fc.constantFrom(...COUNTRY_NUMBERS),
  iso3166999: () => fc.constantFrom('999', ...COUNTRY_NUMBERS),
  iso3166alpha2: () => fc.constantFrom(...COUNTRY_LETTERS),
  iso4217: () => fc.constantFrom(...CURRENCY_NUMBERS),
  iso5218: () => fc.constantFrom('0', '1', '2', '9'),
  zero: () => fc.constant('0'),
  nonzero: ({ max }) => digits(max).filter(text => Number(text) > 0),
  nozeroprefix: ({ max }) => digits(1, max).map(text => text.replace(/^0+(?=.)/, '')),
  yesno: () => fc.constantFrom('0', '1'),
  hyphen: () => fc.constant('-'),
  winding: () => fc.constantFrom('0', '1', '9'),
  mediatype: () => fc.constantFrom('01', '10', '80', '99'),
  importeridx: () => fc.constantFrom('-', '0', 'Z', '_', 'a'),
  packagetype: () => fc.constantFrom('1A', '200', 'ZZ'),
  latitude: () => fc.integer({ min: 0, max: 1800000000 }).map(value => String(value).padStart(10, '0')),
  longitude: () => fc.bigInt({ min: 0n, max: 3600000000n }).map(value => String(value).padStart(10, '0')),
  pieceoftotal: () =>
    fc
      .tuple(fc.integer({ min: 1, max: 99 }), fc.integer({ min: 1, max: 99 }))
      .map(([a, b]) => two(Math.min(a, b)) + two(Math.max(a, b))),
  posinseqslash: () => fc.constantFrom('1/1', '1/3', '3/9'),
  pcenc: ({ max }) => textOf('ABCxyz019-.', 1, max - 3).map(text => `${text}%C3`),
  iban: () => fc.constantFrom('GB82WEST12345698765432', 'DE89370400440532013000'),
  couponcode: () => fc.constant('106141416543213150110120'),
  couponposoffer: () => fc.constantFrom('006141411234560000000', '11123456712345611234567'),
}

function componentText(part: Component): fc.Arbitrary<string> {
  const make = part.checks.map(check => byCheck[check]).find(found => found !== undefined)
  if (make) return make(part)
  // Brackets are kept out, for they mean something in the bracketed form; they have tests of their own.
  if (part.set !== 'Z') return textOf(CHARACTERS[part.set].replace(/[()]/g, ''), part.min, part.max)
  return textOf(CHARACTERS.Z.replace('=', ''), part.min, part.max - 2)
}

/** A right value for an entry; optional components are there or not. */
export function valueFor({ components }: Entry): fc.Arbitrary<string> {
  const mandatory = components.filter(part => !part.optional).length
  return fc
    .integer({ min: mandatory, max: components.length })
    .chain(count => fc.tuple(...components.slice(0, count).map(componentText)).map(parts => parts.join('')))
}

export const anyEntry: fc.Arbitrary<Entry> = fc.constantFrom(...ENTRIES.values())

/** One to eight right elements, each identifier once, in any order and company. */
export const anyElements: fc.Arbitrary<ElementInput[]> = fc
  .uniqueArray(anyEntry, { minLength: 1, maxLength: 8, selector: entry => entry.ai })
  .chain(entries =>
    fc.tuple(...entries.map(entry => valueFor(entry).map(value => ({ ai: entry.ai, value })))),
  )

export const anyGtin14: fc.Arbitrary<string> = digits(13)
  .filter(text => /[1-9]/.test(text))
  .map(text => text + checkDigit(text))

export const anyLot: fc.Arbitrary<string> = textOf(CHARACTERS.X, 1, 20)
