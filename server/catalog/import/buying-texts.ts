import { type CellAnswer, isShortened, readValue, shortened } from '../../platform/imports/public.ts'
import { type Cell, cellAsDecimalText, cellAsText } from '../../platform/spreadsheet/public.ts'
import type { PurchaseUnitValues } from './known-products.ts'
import { sameText } from './options-text.ts'
import { barcodesOf, joinedCodes } from './read-values.ts'

const longest = 2000
const mostUnits = 20
const mostSuppliers = 20
const onlyWholeWords = /\s+(?:only whole|whole only|whole)$/i
/** Up to the next semicolon or line end: of a unit one that stands in no quotation marks, of a list one behind a whole text. */
const upToNext = {
  unit: /(?:"(?:[^"]|"")*"|[^";\n])*/y,
  list: /\s*"(?:[^"]|"")*"\s*(?=[;\n]|$)|[^;\n]*/y,
}
const oneUnit = /^("(?:[^"]|"")*"|[^":]+?)\s*:\s*([^:]*?)\s*(?::\s*(.*))?$/s

/** What a product is bought in, as “Box: 12; Pallet: 480 only whole: 14006381333938”: name, how many SKUs, and its codes. */
export function purchaseUnitsOf(cell: Cell): CellAnswer<PurchaseUnitValues[]> {
  const list = partsOf(cell, upToNext.unit)
  if ('wrong' in list) return list
  if (list.value === null) return { value: null }
  const texts = list.value.filter(text => text !== '')
  if (texts.length > mostUnits) return { wrong: ` has more than ${mostUnits} units. Leave some out.` }
  const units: PurchaseUnitValues[] = []
  for (const text of texts) {
    const unit = unitOf(text)
    if ('wrong' in unit) return unit
    const namesake = units.find(one => sameText(one.name) === sameText(unit.name))
    if (namesake) return { wrong: ` names ${unit.name} twice. Leave one out.` }
    const equal = units.find(one => one.units === unit.units)
    if (equal)
      return { wrong: ` says that ${equal.name} and ${unit.name} both hold ${unit.units}. Leave one out.` }
    units.push(unit)
  }
  return { value: units.sort((one, other) => one.units - other.units) }
}

function unitOf(text: string): PurchaseUnitValues | { wrong: string } {
  const [, name = '', factor = '', codes = ''] = oneUnit.exec(text) ?? []
  const onlyWhole = onlyWholeWords.test(factor)
  const digits = factor.replace(onlyWholeWords, '')
  const units = /^\d{1,7}$/.test(digits) ? Number(digits) : 0
  const bareName = bare(name)
  if (bareName === '' || units < 1 || units > 1_000_000)
    return {
      wrong: ` is “${text.slice(0, 40)}”. Write name, SKUs and codes as Box: 12; Pallet: 480 only whole: 14006381333938.`,
    }
  if (bareName.length > 50) return { wrong: ' has a unit with more than 50 characters. Shorten its name.' }
  const read = barcodesOf({ kind: 'text', text: codes })
  if ('wrong' in read) return { wrong: `, unit ${bareName},${read.wrong}` }
  const sorted = [...(read.value ?? [])].sort((one, other) => (one.code < other.code ? -1 : 1))
  return { name: bareName, units, onlyWhole, codes: sorted }
}

/** The other way: what `purchaseUnitsOf` reads as these units, their codes as people see them. */
export function purchaseUnitsText(
  units: readonly { name: string; units: number; onlyWhole: boolean; codes: readonly string[] }[],
): string {
  return units
    .map(({ name, units: factor, onlyWhole, codes }) => {
      const whole = onlyWhole ? ' only whole' : ''
      const behind = codes.length === 0 ? '' : `: ${joinedCodes(codes)}`
      return `${quoted(name)}: ${factor}${whole}${behind}`
    })
    .join('; ')
}

/** Suppliers, or their numbers of the product: several stand apart by semicolons, and one may be empty. */
export function listOf(cell: Cell): CellAnswer<string[]> {
  const list = partsOf(cell, upToNext.list)
  if ('wrong' in list || list.value === null) return list
  const texts = list.value.map(bare)
  if (texts.length > mostSuppliers) return { wrong: ` names more than ${mostSuppliers}. Leave some out.` }
  const short = texts.find(isShortened)
  if (short !== undefined) return { wrong: shortened(short) }
  if (texts.some(text => text.length > 200)) return { wrong: ' has more than 200 characters. Shorten it.' }
  return { value: texts }
}

/** The other way: what `listOf` reads as these texts; nothing where all are empty. */
export function listText(texts: readonly string[]): string {
  return texts.some(text => text !== '') ? texts.map(quoted).join('; ') : ''
}

/** A quantity as it was typed: how many decimals it may have is known only with its product. */
export function quantityTextOf(cell: Cell): CellAnswer<string> {
  const answer = readValue(cell, cellAsDecimalText)
  if ('wrong' in answer) return answer
  if (answer.decimal?.startsWith('-'))
    return { wrong: ` is ${answer.decimal}. A quantity cannot be below zero.` }
  return { value: answer.decimal }
}

/** A quantity in smallest units as `quantityTextOf` reads it; three decimals alone could mean thousands. */
export function quantityText(quantity: number | null, decimals: number): string | null {
  if (quantity === null || decimals === 0) return quantity === null ? null : String(quantity)
  const digits = String(quantity).padStart(decimals + 1, '0')
  const fraction = digits.slice(-decimals).replace(/0+$/, '')
  const whole = digits.slice(0, -decimals)
  return fraction === '' ? whole : `${whole}.${fraction.length === 3 ? `${fraction}0` : fraction}`
}

function partsOf(cell: Cell, onePart: RegExp): CellAnswer<string[]> {
  const answer = readValue(cell, cellAsText)
  if ('wrong' in answer) return answer
  const text = answer.text.replace(/\r\n?/g, '\n')
  if (text.trim() === '') return { value: null }
  if (text.length > longest) return { wrong: ' has more than 2,000 characters. Shorten it.' }
  if (/[\p{Cc}\p{Cs}]/u.test(text.replaceAll('\n', '')))
    return { wrong: ' has a character that cannot be seen. Type it again.' }
  const parts: string[] = []
  for (let at = 0; at <= text.length; at = onePart.lastIndex + 1) {
    onePart.lastIndex = at
    parts.push(onePart.exec(text)![0].trim())
    if (text[onePart.lastIndex] === '"')
      return { wrong: ' has a quotation mark that is not closed. Close it, or double it.' }
  }
  return { value: parts }
}

const bare = (text: string) =>
  /^".*"$/s.test(text) ? text.slice(1, -1).replaceAll('""', '"').trim() : text.trim()

const quoted = (text: string) => (/[":;\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
