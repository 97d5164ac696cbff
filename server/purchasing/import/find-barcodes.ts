import { sql } from 'kysely'
import * as catalog from '../../catalog/public.ts'
import type { Reader } from '../../platform/database/public.ts'
import type { RowProblems } from '../../platform/imports/public.ts'
import { Refusal } from '../../platform/refusal.ts'
import type { ImportRow } from './import-row.ts'

/** Which products have the barcodes in the file, by the barcode as typed. A GTIN with a wrong check digit is a problem. */
export async function findBarcodes(
  reader: Reader,
  rows: readonly ImportRow[],
  heading: string,
  problems: RowProblems,
): Promise<Map<string, catalog.FoundProduct>> {
  const codes = new Map<string, string | Refusal>()
  for (const { number, barcode } of rows) {
    if (typeof barcode !== 'string') continue
    const code = codes.get(barcode) ?? storedCode(barcode)
    codes.set(barcode, code)
    if (code instanceof Refusal) problems.add(number, `${heading}: ${code.message}`)
  }
  const sound = [...codes].filter((entry): entry is [string, string] => typeof entry[1] === 'string')
  if (sound.length === 0) return new Map()
  const { rows: owned } = await sql<{ code: string; product_number: string }>`
    select barcode.code, v.product_number
      from unnest(${[...new Set(sound.map(([, code]) => code))]}::text[]) as given
      join barcode on barcode.code = given join variant v on v.id = barcode.variant_id`.execute(reader.db)
  const numbers = new Map(owned.map(row => [row.code, row.product_number]))
  const products = await catalog.findByNumbers(reader, [...numbers.values()])
  return new Map(
    sound.flatMap(([typed, code]) => {
      const product = products.get(numbers.get(code) ?? '')
      return product === undefined ? [] : [[typed, product] as const]
    }),
  )
}

function storedCode(typed: string): string | Refusal {
  try {
    return catalog.storedCode(typed).code
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
}
