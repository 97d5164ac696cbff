import { type DispatchIdentifierMode, identifierModeNames } from '../../../contract/dispatch-identifiers.ts'
import { type CellAnswer, readValue } from '../../platform/imports/public.ts'
import { Refusal } from '../../platform/refusal.ts'
import { type Cell, cellAsText, cellAsWholeNumber } from '../../platform/spreadsheet/public.ts'
import { type StoredCode, storedCodes } from '../barcodes.ts'

const yes = new Set('yes y true 1 x ja j wahr oui o vrai si sí sì s v verdadero vero sim 是'.split(' '))
const no = new Set('no n false 0 - nein falsch non faux falso não nao 否'.split(' '))

/** Yes or no, in the spellings that people and programs use. */
export function yesNoOf(cell: Cell): CellAnswer<boolean> {
  const answer = readValue(cell, cellAsText)
  if ('wrong' in answer) return answer
  const text = answer.text.trim()
  if (text === '') return { value: null }
  if (yes.has(text.toLowerCase())) return { value: true }
  if (no.has(text.toLowerCase())) return { value: false }
  return { wrong: ` is “${text.slice(0, 40)}”. Write Yes or No.` }
}

const modes = new Map(
  Object.entries(identifierModeNames).flatMap(([mode, name]) => {
    const short = mode.replaceAll('_', ' ')
    return [name, short].map(text => [text.toLowerCase(), mode as DispatchIdentifierMode] as const)
  }),
)

/** A dispatch identifier mode by the name that screens and exports give it, or in short: Single use. */
export function identifierModeOf(cell: Cell): CellAnswer<DispatchIdentifierMode> {
  const answer = readValue(cell, cellAsText)
  if ('wrong' in answer) return answer
  const text = answer.text.trim()
  if (text === '') return { value: null }
  const mode = modes.get(text.toLowerCase())
  if (mode !== undefined) return { value: mode }
  return {
    wrong: ` is “${text.slice(0, 60)}”. Write Off, At dispatch, Single use or Multiple use.`,
  }
}

/** A whole number between two bounds. */
export function wholeNumberOf(cell: Cell, least: number, most: number): CellAnswer<number> {
  const answer = readValue(cell, cellAsWholeNumber)
  if ('wrong' in answer) return answer
  const { number } = answer
  if (number === null) return { value: null }
  if (number < least || number > most)
    return {
      wrong: ` is ${number}. Enter a whole number from ${least} to ${most.toLocaleString('en')}.`,
    }
  return { value: number }
}

/** A longer text, kept as it is but for the ends of its lines. */
export function descriptionOf(cell: Cell): CellAnswer<string> {
  const answer = readValue(cell, cellAsText)
  if ('wrong' in answer) return answer
  const text = answer.text.replace(/\r\n?/g, '\n')
  if (text.trim() === '') return { value: null }
  if (text.length > 2000) return { wrong: ' has more than 2,000 characters. Shorten it.' }
  if (text.includes('\u0000') || /\p{Cs}/u.test(text))
    return { wrong: ' has a character that cannot be stored. Type it again.' }
  return { value: text }
}

/** Barcodes with commas, semicolons or line ends between them, as they are stored; a GTIN's check digit must be right. */
export function barcodesOf(cell: Cell): CellAnswer<StoredCode[]> {
  const answer = readValue(cell, cellAsText)
  if ('wrong' in answer) return answer
  const codes = splitCodes(answer.text)
  if (codes.length === 0) return { value: null }
  if (codes.length > 50) return { wrong: ' holds more than 50 barcodes. A product has 50 at most.' }
  if (codes.some(code => code.length > 100))
    return { wrong: ' holds a barcode of more than 100 characters. Check what separates them.' }
  if (codes.some(code => /[\p{Cc}\p{Cs}]/u.test(code)))
    return { wrong: ' has a character that cannot be seen (often from a broken scan). Type it again.' }
  try {
    return { value: storedCodes(codes) }
  } catch (error) {
    if (error instanceof Refusal) return { wrong: `: ${error.message}` }
    throw error
  }
}

/** A code that has a separator in it stands in quotation marks. */
function splitCodes(text: string): string[] {
  const parts = text.match(/\s*"(?:[^"]|"")*"\s*(?=[,;\n]|$)|[^,;\n]+/g) ?? []
  return parts
    .map(part => part.trim())
    .map(part => (/^".*"$/s.test(part) ? part.slice(1, -1).replaceAll('""', '"').trim() : part))
    .filter(part => part !== '')
}

/** The other way: what `barcodesOf` reads as these codes. */
export function joinedCodes(codes: readonly string[]): string {
  return codes.map(code => (/[",;\n]/.test(code) ? `"${code.replaceAll('"', '""')}"` : code)).join(', ')
}
