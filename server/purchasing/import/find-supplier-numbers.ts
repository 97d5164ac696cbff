import * as catalog from '../../catalog/public.ts'
import type { Reader } from '../../platform/database/public.ts'
import type { RowProblems } from '../../platform/imports/public.ts'
import type { ImportRow } from './import-row.ts'

/**
 * What the product numbers of rows mean as their suppliers' own numbers, by the row's position: our product number. A
 * number that could mean several products is a problem of its row, also when it is one of our own for another product.
 */
export async function findSupplierNumbers(
  reader: Reader,
  rows: readonly ImportRow[],
  {
    ownNumbers,
    suppliers,
  }: {
    ownNumbers: ReadonlyMap<string, catalog.FoundProduct>
    suppliers: ReadonlyMap<string, number>
  },
  problems: RowProblems,
): Promise<Map<number, string>> {
  const asked = rows.flatMap(({ productNumber: number, supplier }, position) => {
    const supplierId = supplier ? suppliers.get(supplier) : undefined
    return number && supplierId !== undefined ? [{ position, number, supplierId }] : []
  })
  if (asked.length === 0) return new Map()
  const found = await catalog.findBySupplierNumbers(reader, asked)
  const meant = new Map<number, string>()
  for (const [index, theirs] of found) {
    const { position, number } = asked[index]!
    const own = ownNumbers.get(number)?.productNumber
    const all = [...new Set([...(own === undefined ? [] : [own]), ...theirs])]
    if (all.length === 1) meant.set(position, all[0]!)
    else problems.add(rows[position]!.number, sentenceAbout(rows[position]!, own, all))
  }
  return meant
}

function sentenceAbout(
  { productNumber, supplier }: ImportRow,
  own: string | undefined,
  all: string[],
): string {
  const meanings = `${all.slice(0, -1).join(', ')} and ${all.at(-1)}`
  if (own === undefined)
    return `${productNumber} is the number of ${supplier} for ${meanings}. Enter our own product number instead.`
  const theirs = all.filter(number => number !== own).join(', ')
  return `${productNumber} is our own product number, and the number of ${supplier} for ${theirs}. Enter the barcode, or change one of the numbers.`
}
