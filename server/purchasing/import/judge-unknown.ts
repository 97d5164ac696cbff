import type { ImportChoices } from '../../../contract/purchasing.ts'
import type { RowProblems } from '../../platform/imports/public.ts'
import type { Parents } from './find-parents.ts'
import type { ProductsOfRows } from './import-products.ts'
import type { ReadRows } from './read-rows.ts'

/** Names in one sentence for each row what the shop does not have and the import may not create. */
export function judgeUnknown(
  { rows }: ReadRows,
  found: { products: ProductsOfRows; suppliers: Parents; bins: Parents },
  mayCreate: ImportChoices['create'],
  problems: RowProblems,
): void {
  rows.forEach((row, index) => {
    const product = found.products.ofRow[index]
    const unknown: string[] = []
    if (product?.isNew && !mayCreate.products) unknown.push(`the product ${product.number}`)
    if (row.supplier && !found.suppliers.ids.has(row.supplier) && !mayCreate.suppliers)
      unknown.push(`the supplier “${row.supplier}”`)
    if (row.bin && !found.bins.ids.has(row.bin) && !mayCreate.bins)
      unknown.push(`the bin ${row.bin} at this location`)
    if (unknown.length > 0) problems.add(row.number, sentenceAbout(unknown))
  })
}

function sentenceAbout(unknown: readonly string[]): string {
  const last = unknown.at(-1)!
  const list = unknown.length === 1 ? last : `${unknown.slice(0, -1).join(', ')} and ${last}`
  const it = unknown.length === 1 ? 'it' : 'them'
  return `The shop does not have ${list}. Correct the row, add ${it} first, or let the import create ${it}.`
}
