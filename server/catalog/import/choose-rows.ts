import type { ProductImportChoices } from '../../../contract/product-import.ts'
import type { ProductRow, ReadProducts } from './product-row.ts'
import type { RowVerdicts } from './row-verdicts.ts'

type SameNumber = ProductImportChoices['sameNumber']

/**
 * Leaves one good row for each product number: of rows that say the same the first one, of rows that differ the first or
 * last as the clerk chose, or none but the first. The others get their verdicts. Gives the positions of those that are
 * left, in the order of the file.
 */
export function chooseRows(
  { rows, headings }: ReadProducts,
  sameNumber: SameNumber,
  verdicts: RowVerdicts,
): number[] {
  const chosen = new Map<string, number>()
  rows.forEach((row, position) => {
    if (!verdicts.isOpen(position)) return
    const key = row.productNumber!.normalize('NFC')
    const first = chosen.get(key)
    if (first === undefined) {
      chosen.set(key, position)
      return
    }
    const former = rows[first]!
    const differing = differingFields(former, row)
    if (differing.length === 0) verdicts.set(position, 'skipped', `It says the same as row ${former.number}.`)
    else if (sameNumber === 'first')
      verdicts.set(position, 'skipped', `Row ${former.number} has this product number and came first.`)
    else if (sameNumber === 'last') {
      verdicts.set(first, 'skipped', `Row ${row.number} has this product number and came later.`)
      chosen.set(key, position)
    } else {
      const names = differing.map(field => headings[field]).join(', ')
      const sentence = `Row ${former.number} has the product number ${row.productNumber} with another ${names}. Correct one of them, or let the first or the last row count.`
      verdicts.set(position, 'refused', sentence)
    }
  })
  return [...chosen.values()].sort((one, other) => one - other)
}

function differingFields(one: ProductRow, other: ProductRow) {
  const fields = Object.keys(one) as (keyof ProductRow)[]
  return fields.filter(
    (field): field is Exclude<keyof ProductRow, 'number'> =>
      field !== 'number' && field !== 'productNumber' && !isSame(one[field], other[field]),
  )
}

function isSame(one: unknown, other: unknown): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other)
}
