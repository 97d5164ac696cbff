import { writeShortDate, yearNow } from './dates.ts'
import type { ElementInput } from './element.ts'
import { checkElements } from './element-string.ts'
import { gtin14 } from './gtin.ts'
import type { Facts } from './message.ts'
import { type Refused, refused } from './problem.ts'

// In the order of the dictionary, which also puts the predefined lengths, that need no separator, mostly in front.
const DATES = [
  ['madeOn', '11'],
  ['bestBefore', '15'],
  ['expiresOn', '17'],
] as const

/**
 * The elements that say these facts, in the best order for a barcode. Refuses a GTIN, date, lot or serial that a GS1
 * barcode cannot carry (a lot in Chinese, a serial of 30 characters, an expiry in 2099): `at` is then 0.
 */
export function elementsOf(
  facts: Facts,
  currentYear = yearNow(),
): { readonly ok: true; readonly elements: readonly ElementInput[] } | Refused {
  const elements: ElementInput[] = []
  if (facts.sscc !== undefined) elements.push({ ai: '00', value: facts.sscc })
  if (facts.gtin !== undefined) {
    const full = gtin14(facts.gtin)
    if (!full.ok) return withoutPosition(full)
    elements.push({ ai: '01', value: full.gtin14 })
  }
  for (const [name, ai] of DATES) {
    const date = facts[name]
    if (date === undefined) continue
    const value = writeShortDate(date, currentYear)
    if (value === undefined) return dateOutOfReach(date)
    elements.push({ ai, value })
  }
  if (facts.lot !== undefined) elements.push({ ai: '10', value: facts.lot })
  if (facts.serial !== undefined) elements.push({ ai: '21', value: facts.serial })
  const checked = checkElements(elements, currentYear)
  return checked.ok ? { ok: true, elements } : withoutPosition(checked)
}

// Facts come from several fields, so a position in one of them would mislead; the sentence names the field.
function withoutPosition({ problem }: Refused): Refused {
  return { ok: false, problem: { ...problem, at: 0 } }
}

function dateOutOfReach(date: string): Refused {
  const reach = 'GS1 barcodes hold dates from 49 years ago to 50 years ahead.'
  return refused('bad-date', 0, `The date ${date} cannot be put into a barcode. ${reach}`)
}
