import { sql } from 'kysely'
import type { Reader } from '../../platform/database/public.ts'
import { refuse } from '../../platform/refusal.ts'
import type { StoredCode } from '../barcodes.ts'
import type { ProductValues } from './known-products.ts'

interface Owner {
  readonly variantId: number
  /** Whether it means all that a carton holds, and no single piece. */
  readonly ofUnit: boolean
  readonly name: string
}

/** The codes of a product and those of its purchase units. */
export function allCodes({
  codes,
  buying,
}: Pick<ProductValues, 'codes' | 'buying'>): (StoredCode & { ofUnit: boolean })[] {
  return [
    ...codes.map(one => ({ ...one, ofUnit: false })),
    ...buying.units.flatMap(unit => unit.codes.map(one => ({ ...one, ofUnit: true }))),
  ]
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
      select barcode.code, v.id as "variantId", barcode.purchase_unit_id is not null as "ofUnit", v.name
        from barcode join variant v on v.id = barcode.variant_id
       where barcode.code = any(${[...new Set(codes.map(one => one.code))]}::text[])`.execute(reader.db)
    for (const { code, ...owner } of rows) this.#owners.set(code, owner)
  }

  /** Takes the codes of a product for a row; when one of them is another's, takes none and says whose it is. */
  claim(values: ProductValues, variantId: number | null, row: number): string | null {
    const { productNumber } = values
    const codes = allCodes(values)
    const own = new Set<string>()
    for (const { code, isGtin, ofUnit } of codes) {
      const barcode = isGtin ? code.replace(/^(000000|00|0)/, '') : code
      const owner = this.#owners.get(code)
      if (owner !== undefined && (owner.variantId !== variantId || owner.ofUnit !== ofUnit))
        return refuse('barcode_taken', { barcode, name: owner.name }).message
      if (own.has(code))
        return `Barcode ${barcode} stands in this row twice: a code means one piece, or all that one purchase unit holds. Leave one out.`
      own.add(code)
      const first = this.#claimed.get(code)
      if (first !== undefined)
        return `Barcode ${barcode} stands in row ${first.row} at ${first.productNumber} already, so ${productNumber} cannot have it. Correct one of them.`
    }
    for (const { code } of codes) this.#claimed.set(code, { row, productNumber })
    return null
  }
}
