import { sql } from 'kysely'
import type { Reader } from '../../platform/database/public.ts'
import type { RowProblems } from '../../platform/imports/public.ts'
import * as stock from '../../stock/public.ts'
import type { ImportProduct } from './import-products.ts'
import type { ImportRow } from './import-row.ts'

/**
 * A serial stands for one piece of its product: it may come once in the file, and must be new to the shop. Serials are
 * compared case-sensitively, in the NFC form.
 */
export async function judgeSerials(
  reader: Reader,
  rows: readonly ImportRow[],
  products: readonly (ImportProduct | null)[],
  problems: RowProblems,
): Promise<void> {
  const known = { rows: [] as ImportRow[], variantIds: [] as number[], serials: [] as string[] }
  const seen = new Map<ImportProduct, Map<string, number>>()
  rows.forEach((row, index) => {
    const product = products[index]
    if (!product || typeof row.serial !== 'string') return
    const serial = row.serial.normalize('NFC')
    refuseTwice(row, serial, product, seen, problems)
    if (product.isNew) return
    known.rows.push(row)
    known.variantIds.push(product.variantId)
    known.serials.push(serial)
  })
  if (known.rows.length === 0) return
  // `+ 0` leaves only the index on serials: without statistics the planner may go through all pieces for each row.
  const { rows: found } = await sql<{ position: number; number: string; serial: string; place: string }>`
    select given.position, v.product_number as number, unit.serial, ${stock.whereabouts('unit.id')} as place
      from unnest(${known.variantIds}::bigint[], ${known.serials}::text[]) with ordinality as given (variant_id, serial, position)
      join unit on normalize(unit.serial, nfc) = given.serial and unit.variant_id + 0 = given.variant_id
      join variant v on v.id = unit.variant_id`.execute(reader.db)
  for (const { position, number, serial, place } of found) {
    const sentence = `Serial ${serial} of ${number} exists already: it is ${place}. Check the number on the piece.`
    problems.add(known.rows[position - 1]!.number, sentence)
  }
}

function refuseTwice(
  row: ImportRow,
  serial: string,
  product: ImportProduct,
  seen: Map<ImportProduct, Map<string, number>>,
  problems: RowProblems,
): void {
  const ofProduct = seen.get(product) ?? new Map<string, number>()
  seen.set(product, ofProduct)
  const first = ofProduct.get(serial)
  if (first === undefined) {
    ofProduct.set(serial, row.number)
    return
  }
  const says = (other: number) =>
    `Serial ${row.serial} of ${product.number} stands in row ${other} too. Correct one of them.`
  if (first === row.number) {
    problems.add(
      first,
      `Serial ${row.serial} of ${product.number} stands twice in this row. Correct one of them.`,
    )
    return
  }
  problems.add(first, says(row.number))
  problems.add(row.number, says(first))
}
