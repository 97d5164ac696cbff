import { sql } from 'kysely'
import type { Reader } from '../../platform/database/public.ts'
import { refuse } from '../../platform/refusal.ts'
import type { StoredCode } from '../barcodes.ts'
import type { ProductValues } from './known-products.ts'

interface Owner {
  readonly variantId: number
  readonly name: string
}

/** Whose each barcode is: a product's of the shop, or of the first good row that has it. */
export class BarcodeClaims {
  readonly #owners = new Map<string, Owner>()
  readonly #claimed = new Map<string, { row: number; productNumber: string }>()

  /** Finds who has these codes in the shop, in one statement. */
  async lookUp(reader: Reader, codes: readonly StoredCode[]): Promise<void> {
    this.#owners.clear()
    if (codes.length === 0) return
    const { rows } = await sql<Owner & { code: string }>`
      select barcode.code, case when barcode.purchase_unit_id is null then v.id else 0 end as "variantId", v.name
        from barcode join variant v on v.id = barcode.variant_id
       where barcode.code = any(${[...new Set(codes.map(one => one.code))]}::text[])`.execute(reader.db)
    for (const { code, ...owner } of rows) this.#owners.set(code, owner)
  }

  /** Takes the codes of a product for a row; when one of them is another's, takes none and says whose it is. */
  claim({ codes, productNumber }: ProductValues, variantId: number | null, row: number): string | null {
    for (const { code, isGtin } of codes) {
      const barcode = isGtin ? code.replace(/^(000000|00|0)/, '') : code
      const owner = this.#owners.get(code)
      if (owner !== undefined && owner.variantId !== variantId)
        return refuse('barcode_taken', { barcode, name: owner.name }).message
      const first = this.#claimed.get(code)
      if (first !== undefined)
        return `Barcode ${barcode} stands in row ${first.row} at ${first.productNumber} already, so ${productNumber} cannot have it. Correct one of them.`
    }
    for (const { code } of codes) this.#claimed.set(code, { row, productNumber })
    return null
  }
}
