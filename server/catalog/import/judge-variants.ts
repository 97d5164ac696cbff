import type { ProductField } from '../../../contract/product-import.ts'
import type { Reader } from '../../platform/database/public.ts'
import { type KnownParent, namesOfNumbers, readParents } from './known-parents.ts'
import { ParentOfRows } from './parent-of-rows.ts'
import type { ProductRow, ReadProducts } from './product-row.ts'
import type { RowVerdicts } from './row-verdicts.ts'

/** What is known of a row whose product has options. */
export interface VariantOfRow {
  /** With what other rows of the parent say of the product. */
  readonly row: ProductRow
  readonly parent: ParentOfRows
  /** One for each option of the product. */
  readonly values: readonly string[]
}

/** Which rows are variants of which product, by position; those that do not fit together are refused. */
export async function judgeVariants(
  reader: Reader,
  { rows, headings }: ReadProducts,
  positions: readonly number[],
  { emptyClears, verdicts }: { emptyClears: boolean; verdicts: RowVerdicts },
): Promise<Map<number, VariantOfRow>> {
  const chosen = positions.map(at => ({ position: at, row: rows[at]! }))
  const parents = await findParents(
    reader,
    chosen.map(one => one.row),
  )
  const taken: { position: number; variant: VariantOfRow }[] = []
  for (const { position, row } of chosen) {
    const found = parents.of(row, headings)
    if (found === null) continue
    const fitting = 'wrong' in found ? found : found.parent.take(row, headings, emptyClears)
    if ('wrong' in fitting) verdicts.set(position, 'refused', fitting.wrong)
    else if ('parent' in found)
      taken.push({ position, variant: { row, parent: found.parent, values: fitting.values } })
  }
  return new Map(
    taken.map(({ position, variant }) => [
      position,
      { ...variant, row: variant.parent.completed(variant.row) },
    ]),
  )
}

interface Parents {
  /** Null for a product without options. */
  of(
    row: ProductRow,
    headings: Readonly<Record<ProductField, string>>,
  ): { parent: ParentOfRows } | { wrong: string } | null
}

async function findParents(reader: Reader, rows: readonly ProductRow[]): Promise<Parents> {
  const varied = rows.filter(row => row.parentNumber || row.options)
  const parentNumbers = [...new Set(varied.flatMap(row => row.parentNumber ?? []))]
  const known = await readParents(reader, {
    parentNumbers,
    productNumbers: rows.map(row => row.productNumber!),
  })
  const byNumber = new Map<string, ParentOfRows>()
  const byVariant = new Map<string, KnownParent>()
  for (const one of known) {
    byNumber.set(one.parentNumber.normalize('NFC'), new ParentOfRows(one.parentNumber, one))
    for (const { productNumber } of one.variants) byVariant.set(productNumber.normalize('NFC'), one)
  }
  const others = varied
    .map(row => row.productNumber!)
    .filter(number => !byVariant.has(number.normalize('NFC')))
  const noParents = parentNumbers.filter(number => !byNumber.has(number.normalize('NFC')))
  const plain = await namesOfNumbers(reader, [...new Set([...others, ...noParents])])
  return {
    of(row, headings) {
      const { parentNumber } = row
      const number = row.productNumber!
      const own = byVariant.get(number.normalize('NFC'))
      if (
        own !== undefined &&
        parentNumber &&
        own.parentNumber.normalize('NFC') !== parentNumber.normalize('NFC')
      )
        return {
          wrong: `${number} is a variant of ${own.parentNumber} (“${own.name}”), not of ${parentNumber}. Correct one of them.`,
        }
      if (own !== undefined) return { parent: byNumber.get(own.parentNumber.normalize('NFC'))! }
      if (!parentNumber && !row.options) return null
      if (plain.has(number))
        return {
          wrong: `${number} is “${plain.get(number)}”, a product without options. Give it options on its page, or empty ${headings.parentNumber} and ${headings.options}.`,
        }
      if (!parentNumber)
        return {
          wrong: `${headings.parentNumber} is missing: enter which product ${number} is a variant of, or empty ${headings.options}.`,
        }
      if (plain.has(parentNumber))
        return {
          wrong: `${headings.parentNumber} ${parentNumber} is “${plain.get(parentNumber)}”, which has no variants. Give it options on its page, or enter another number.`,
        }
      const parent = byNumber.get(parentNumber.normalize('NFC')) ?? new ParentOfRows(parentNumber, null)
      byNumber.set(parentNumber.normalize('NFC'), parent)
      return { parent }
    },
  }
}
