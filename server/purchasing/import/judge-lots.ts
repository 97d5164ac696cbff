import { sql } from 'kysely'
import type { Reader } from '../../platform/database/public.ts'
import type { RowProblems } from '../../platform/imports/public.ts'
import type { ImportProduct } from './import-products.ts'
import type { ImportRow } from './import-row.ts'
import type { ReadRows } from './read-rows.ts'

type DateField = 'madeOn' | 'expiresOn'
const dateFields: readonly DateField[] = ['madeOn', 'expiresOn']

/** The date that the file's first row with one gives to a lot. */
type GivenDates = Partial<Record<DateField, { date: string; row: number }>>

interface LotOfFile {
  readonly product: ImportProduct
  readonly number: string
  readonly dates: GivenDates
}

/** A lot has one made-on and one expiry date: in all rows of the file, and the same as the shop knows it with. */
export async function judgeLots(
  reader: Reader,
  { rows, headings }: ReadRows,
  products: readonly (ImportProduct | null)[],
  problems: RowProblems,
): Promise<void> {
  const ofProducts = new Map<ImportProduct, Map<string, LotOfFile>>()
  rows.forEach((row, index) => {
    const product = products[index]
    if (!product || typeof row.lotNumber !== 'string' || !(row.madeOn || row.expiresOn)) return
    const lots = ofProducts.get(product) ?? new Map<string, LotOfFile>()
    ofProducts.set(product, lots)
    const key = row.lotNumber.normalize('NFC')
    const lot = lots.get(key) ?? { product, number: key, dates: {} }
    lots.set(key, lot)
    for (const field of dateFields) compareDates(row, field, lot, headings, problems)
  })
  const lots = [...ofProducts.values()].flatMap(ofProduct => [...ofProduct.values()])
  await compareWithShop(reader, lots, headings, problems)
}

function compareDates(
  row: ImportRow,
  field: DateField,
  lot: LotOfFile,
  headings: ReadRows['headings'],
  problems: RowProblems,
): void {
  const date = row[field]
  if (!date) return
  const first = lot.dates[field]
  if (first === undefined) lot.dates[field] = { date, row: row.number }
  else if (first.date !== date) {
    const says = (mine: string, other: string, otherRow: number) =>
      `${headings[field]} of lot ${lot.number} of ${lot.product.number} is ${mine} here, but ${other} in row ${otherRow}. Correct one of them.`
    problems.add(first.row, says(first.date, date, row.number))
    problems.add(row.number, says(date, first.date, first.row))
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
  const { rows } = await sql<{ position: number } & Record<DateField, string | null>>`
    select given.position, lot.made_on as "madeOn", lot.expires_on as "expiresOn"
      from unnest(${known.map(one => one.variantId)}::bigint[], ${known.map(one => one.lot.number)}::text[])
           with ordinality as given (variant_id, number, position)
      join lot on lot.variant_id = given.variant_id and normalize(lot.number, nfc) = given.number`.execute(
    reader.db,
  )
  for (const { position, ...dates } of rows) {
    const { lot } = known[position - 1]!
    for (const field of dateFields) {
      const given = lot.dates[field]
      if (given === undefined || dates[field] === null || dates[field] === given.date) continue
      const sentence = `Lot ${lot.number} of ${lot.product.number} is known with ${headings[field]} ${dates[field]}, but this row says ${given.date}. Correct one of them.`
      problems.add(given.row, sentence)
    }
  }
}
