import { sql } from 'kysely'
import type { Reader } from '../platform/database/public.ts'
import { type Refusal, refuse } from '../platform/refusal.ts'
import { type StoredCode, shownCode } from './barcodes.ts'

/** The refusal that names the product which has this product number already. */
export async function refuseTakenNumber(reader: Reader, productNumber: string): Promise<Refusal> {
  const { rows } = await sql<{ name: string }>`
    select v.name from variant v
     where normalize(v.product_number, nfc) = normalize(${productNumber}::text, nfc)`.execute(reader.db)
  return refuse('product_number_taken', { productNumber, name: rows[0]?.name ?? 'another product' })
}

/** The refusal that names the product which has this barcode already. */
export async function refuseTakenBarcode(reader: Reader, { code }: StoredCode): Promise<Refusal> {
  const { rows } = await sql<{ name: string; shown: string }>`
    select v.name, ${shownCode} as shown
      from barcode join variant v on v.id = barcode.variant_id
     where barcode.code = ${code}`.execute(reader.db)
  return refuse('barcode_taken', {
    barcode: rows[0]?.shown ?? code,
    name: rows[0]?.name ?? 'another product',
  })
}
