import { sql } from 'kysely'
import type { Reader } from '../../platform/database/public.ts'
import type { RowProblems } from '../../platform/imports/public.ts'
import type { ImportProduct } from './import-products.ts'
import type { ImportRow } from './import-row.ts'
import type { ReadRows } from './read-rows.ts'

type LotField = 'madeOn' | 'expiresOn' | 'supplierLot'
const lotFields: readonly LotField[] = ['madeOn', 'expiresOn', 'supplierLot']

/** What the file's first row that says it gives to a lot. */
type GivenFacts = Partial<Record<LotField, { fact: string; row: number }>>

interface LotOfFile {
  readonly product: ImportProduct
  readonly number: string
  readonly facts: GivenFacts
}

/** A lot has one made-on date, one expiry date and one number of the supplier's: in all rows of the file, and the same as the shop knows it with. */
export async function judgeLots(
  reader: Reader,
  { rows, headings }: ReadRows,
  products: readonly (ImportProduct | null)[],
  problems: RowProblems,
): Promise<void> {
  const ofProducts = new Map<ImportProduct, Map<string, LotOfFile>>()
  rows.forEach((row, index) => {
    const product = products[index]
    if (!product || typeof row.lotNumber !== 'string' || !lotFields.some(field => row[field])) return
    const lots = ofProducts.get(product) ?? new Map<string, LotOfFile>()
    ofProducts.set(product, lots)
    const key = row.lotNumber.normalize('NFC')
    const lot = lots.get(key) ?? { product, number: key, facts: {} }
    lots.set(key, lot)
    for (const field of lotFields) compareFacts(row, field, lot, headings, problems)
  })
  const lots = [...ofProducts.values()].flatMap(ofProduct => [...ofProduct.values()])
  await compareWithShop(reader, lots, headings, problems)
}

function compareFacts(
  row: ImportRow,
  field: LotField,
  lot: LotOfFile,
  headings: ReadRows['headings'],
  problems: RowProblems,
): void {
  const fact = row[field]
  if (!fact) return
  const first = lot.facts[field]
  if (first === undefined) lot.facts[field] = { fact, row: row.number }
  else if (first.fact !== fact) {
    const says = (mine: string, other: string, otherRow: number) =>
      `${headings[field]} of lot ${lot.number} of ${lot.product.number} is ${mine} here, but ${other} in row ${otherRow}. Correct one of them.`
    problems.add(first.row, says(first.fact, fact, row.number))
    problems.add(row.number, says(fact, first.fact, first.row))
  }
}

async function compareWithShop(
  reader: Reader,
  lots: readonly LotOfFile[],
  headings: ReadRows['headings'],
  problems: RowProblems,
): Promise<void> {
  const known = lots.flatMap(lot => (lot.product.isNew ? [] : [{ lot, variantId: lot.product.variantId }]))
  if (known.length === 0) return
  const { rows } = await sql<{ position: number } & Record<LotField, string | null>>`
    select given.position, lot.made_on as "madeOn", lot.expires_on as "expiresOn",
           lot.supplier_lot as "supplierLot"
      from unnest(${known.map(one => one.variantId)}::bigint[], ${known.map(one => one.lot.number)}::text[])
           with ordinality as given (variant_id, number, position)
      join lot on lot.variant_id = given.variant_id and normalize(lot.number, nfc) = given.number`.execute(
    reader.db,
  )
  for (const { position, ...facts } of rows) {
    const { lot } = known[position - 1]!
    for (const field of lotFields) {
      const given = lot.facts[field]
      if (given === undefined || facts[field] === null || facts[field] === given.fact) continue
      const sentence = `Lot ${lot.number} of ${lot.product.number} is known with ${headings[field]} ${facts[field]}, but this row says ${given.fact}. Correct one of them.`
      problems.add(given.row, sentence)
    }
  }
}
