import { type Html, html, type Piece } from '../look/html.ts'
import type { MarkedParts, Needed, TextKey, Values, WordKey } from './keys.ts'
import { type Language, languages, onceForEach, type Speaker } from './languages.ts'

/** Words as text, for titles, values and e-mails; a template that they are put into escapes them. */
export function say<Key extends TextKey>(
  { language }: Speaker,
  key: Key,
  ...[values]: Needed<Values<Key, string | number>>
): string {
  const given = (values ?? {}) as Record<string, string | number>
  return textOf(language, key, given.count).replace(/\{\{(\w+)\}\}/g, (_, name: string) =>
    String(written(language, name, given[name])),
  )
}

/**
 * Words as HTML, where a part of them is a link or is set apart. Everything is escaped, the words themselves and the values in
 * them, but for what `html` has made.
 */
export function sayMarked<Key extends WordKey>(
  { language }: Speaker,
  key: Key,
  needed: Values<Key, Piece> & MarkedParts<Key, Html>,
): Html {
  const given = needed as Record<string, Given>
  const count = given.count as number | undefined
  return html`${piecesOf(textOf(language, key, count), language, given)}`
}

type Given = Piece | ((words: Html) => Html)

function piecesOf(text: string, language: Language, given: Record<string, Given>): Piece[] {
  const pieces: Piece[] = []
  let from = 0
  for (const { 0: whole, 1: name, 2: mark, 3: inner, index } of text.matchAll(
    /\{\{(\w+)\}\}|<(\w+)>(.*?)<\/\2>/gs,
  )) {
    pieces.push(text.slice(from, index))
    from = index + whole.length
    const value = given[name ?? mark!]
    if (typeof value === 'function') pieces.push(value(html`${piecesOf(inner!, language, given)}`))
    else pieces.push(written(language, name!, value))
  }
  return [...pieces, text.slice(from)]
}

/** A count is written with the separators of its language. */
function written<Value>(language: Language, name: string, value: Value): Value | string {
  return name === 'count' && typeof value === 'number' ? numbers(language).format(value) : value
}

function textOf(language: Language, key: string, count: unknown): string {
  const found = typeof count === 'number' ? `${key}_${plurals(language).select(count)}` : key
  const text =
    wordsOf(language).get(found) ?? wordsOf(language).get(`${key}_other`) ?? wordsOf(language).get(key)
  if (text === undefined) throw new Error(`the store has no words ${key} in the language ${language}`)
  return text
}

/** Every word of a language by its key. */
export const wordsOf = onceForEach(language => new Map(flat(languages[language].words)))
const plurals = onceForEach(language => new Intl.PluralRules(language))
const numbers = onceForEach(language => new Intl.NumberFormat(languages[language].numbers))

function flat(words: object, path = ''): [key: string, text: string][] {
  return Object.entries(words).flatMap(([word, text]): [string, string][] =>
    typeof text === 'string' ? [[path + word, text]] : flat(text, `${path}${word}.`),
  )
}
