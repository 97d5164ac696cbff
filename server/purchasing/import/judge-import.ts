import { setImmediate as letOthersRun } from 'node:timers/promises'
import { sql } from 'kysely'
import type { ImportChoices } from '../../../contract/purchasing.ts'
import type { Reader } from '../../platform/database/public.ts'
import type { RowProblems } from '../../platform/imports/public.ts'
import { refuse } from '../../platform/refusal.ts'
import { findBins, findSuppliers, type Parents } from './find-parents.ts'
import { findProducts, type ProductsOfRows } from './import-products.ts'
import { judgeCapture } from './judge-capture.ts'
import { judgeLots } from './judge-lots.ts'
import { judgeQuantity } from './judge-quantities.ts'
import { judgeSerials } from './judge-serials.ts'
import { evidenceOf, judgeTracking } from './judge-tracking.ts'
import { judgeUnknown } from './judge-unknown.ts'
import type { ReadRows } from './read-rows.ts'

/** Everything that is known about the rows of a file once all of them have been judged. */
export interface Judgement {
  readonly products: ProductsOfRows
  readonly suppliers: Parents
  readonly bins: Parents
  /** Beside the rows, in the product's smallest unit; null where it cannot be known. */
  readonly quantities: (number | null)[]
  /** Of the rows that nothing is wrong with. */
  readonly totalMinor: number
}

/** The largest total that can be told exactly on the wire. */
const largestTotalMinor = 1e15

/**
 * Judges all rows against each other and against what the shop knows, in a handful of statements however many rows
 * there are. What is wrong is added to `problems`. Changes nothing. Refuses not_found when the location is gone.
 */
export async function judgeImport(
  reader: Reader,
  read: ReadRows,
  { locationId, create }: Pick<ImportChoices, 'locationId' | 'create'>,
  problems: RowProblems,
): Promise<Judgement> {
  const { rows: location } = await sql`select from location where id = ${locationId}`.execute(reader.db)
  if (location.length === 0) throw refuse('not_found', { what: 'location' })
  const suppliers = await findSuppliers(reader, read)
  const known = { mayCreate: create.products, suppliers: suppliers.ids }
  const products = await findProducts(reader, read, known, problems)
  const bins = await findBins(reader, read, locationId, problems)
  judgeUnknown(read, { products, suppliers, bins }, create, problems)
  const evidence = evidenceOf(read.rows, products.ofRow)
  await letOthersRun()
  const quantities = read.rows.map((row, index) => {
    const product = products.ofRow[index]
    if (!product || (product.isNew && !create.products)) return null
    if (row.piece === 0) judgeTracking(row, product, evidence, read.headings, problems)
    return judgeQuantity(row, product, read.headings, problems)
  })
  await letOthersRun()
  await judgeSerials(reader, read.rows, products.ofRow, problems)
  await judgeLots(reader, read, products.ofRow, problems)
  await judgeCapture(reader, read, products.ofRow, problems)
  const totalMinor = addUp(read, products, quantities, problems)
  return { products, suppliers, bins, quantities, totalMinor }
}

/** Of the rows that nothing is wrong with. Prices are for one SKU, quantities in smallest units: thousandths of the minor unit are exact for all decimals. */
function addUp(
  { rows, headings }: ReadRows,
  { ofRow }: ProductsOfRows,
  quantities: Judgement['quantities'],
  problems: RowProblems,
): number {
  let thousandths = 0n
  rows.forEach((row, index) => {
    const quantity = quantities[index]
    if (!quantity || !row.priceMinor || problems.has(row.number)) return
    const scale = 10 ** (3 - ofRow[index]!.decimals)
    const sum = thousandths + BigInt(quantity) * BigInt(row.priceMinor * scale)
    if (sum > BigInt(largestTotalMinor) * 1000n)
      problems.add(
        row.number,
        `This row brings the total beyond what an order can hold. Check ${headings.price} and quantity.`,
      )
    else thousandths = sum
  })
  return Number((thousandths + 500n) / 1000n)
}
