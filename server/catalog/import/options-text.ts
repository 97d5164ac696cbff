import { type CellAnswer, readValue } from '../../platform/imports/public.ts'
import { type Cell, cellAsText } from '../../platform/spreadsheet/public.ts'

/** One option and its value, as Size and M. */
export type OptionPair = readonly [name: string, value: string]

const longest = 1000
const onePair = /\s*("(?:[^"]|"")*"|[^:;]+?)\s*:\s*("(?:[^"]|"")*"|[^;]*?)\s*(?:;|$)/y

/** What a variant is of its product, as “Size: M; Colour: Red”. A text that would be taken apart stands in quotation marks. */
export function optionsOf(cell: Cell): CellAnswer<OptionPair[]> {
  const answer = readValue(cell, cellAsText)
  if ('wrong' in answer) return answer
  const text = answer.text.trim()
  if (text === '') return { value: null }
  if (text.length > longest) return { wrong: ' has more than 1,000 characters. Shorten it.' }
  if (/[\p{Cc}\p{Cs}]/u.test(text)) return { wrong: ' has a character that cannot be seen. Type it again.' }
  const pairs = pairsOf(text)
  if (pairs === null || pairs.some(pair => pair.includes('')))
    return { wrong: ` is “${text.slice(0, 40)}”. Write it as Size: M; Colour: Red.` }
  if (pairs.length > 3) return { wrong: ' has more than three options, the most that a product has.' }
  if (pairs.flat().some(one => one.length > 60))
    return { wrong: ' has a name or value of more than 60 characters. Shorten it.' }
  if (new Set(pairs.map(([name]) => sameText(name))).size < pairs.length)
    return { wrong: ' names one option twice. Leave one out.' }
  return { value: pairs }
}

function pairsOf(text: string): OptionPair[] | null {
  const pairs: OptionPair[] = []
  for (let at = 0; at < text.length; at = onePair.lastIndex) {
    onePair.lastIndex = at
    const match = onePair.exec(text)
    if (match === null) return null
    pairs.push([bare(match[1]!), bare(match[2]!)])
  }
  return pairs
}

const bare = (text: string) =>
  /^".*"$/.test(text) ? text.slice(1, -1).replaceAll('""', '"').trim() : text.trim()

/** The other way: what `optionsOf` reads as these options. */
export function optionsText(pairs: readonly OptionPair[]): string {
  const quoted = (text: string, marks: RegExp) =>
    marks.test(text) ? `"${text.replaceAll('"', '""')}"` : text
  return pairs.map(([name, value]) => `${quoted(name, /[":;]/)}: ${quoted(value, /[";]/)}`).join('; ')
}

/** Spellings that differ in nothing but capital letters have one key. */
export const sameText = (text: string) => text.normalize('NFC').toLowerCase()
