import { sql } from 'kysely'
import type { Reader } from '../../platform/database/public.ts'

/** A product with options that the shop has. */
export interface KnownParent {
  readonly productId: number
  readonly parentNumber: string
  readonly name: string
  readonly options: readonly { readonly name: string; readonly offered: readonly string[] }[]
  /** At least one, in their order; the archived ones too. */
  readonly variants: readonly KnownVariant[]
}

interface KnownVariant {
  readonly productNumber: string
  readonly values: readonly string[]
  /** By itself: not because its product is. */
  readonly archived: boolean
}

/** The products with options that have these numbers, or have variants with these product numbers. One statement. */
export async function readParents(
  reader: Reader,
  { parentNumbers, productNumbers }: Record<'parentNumbers' | 'productNumbers', readonly string[]>,
): Promise<KnownParent[]> {
  const { rows } = await sql<KnownParent>`
    with wanted as materialized (
      select p.id from unnest(${parentNumbers}::text[]) as given
        join product p on normalize(p.parent_number, nfc) = normalize(given, nfc)
      union
      select p.id from unnest(${productNumbers}::text[]) as given
        join variant v on normalize(v.product_number, nfc) = normalize(given, nfc)
        join product p on p.id = v.product_id and p.parent_number is not null
    )
    select p.id as "productId", p.parent_number as "parentNumber", p.name,
           (select jsonb_agg(jsonb_build_object('name', name, 'offered', offered) order by position)
              from product_option where product_id = p.id) as options,
           (select jsonb_agg(jsonb_build_object('productNumber', product_number, 'values', option_values,
                                                'archived', archived_at is not null) order by position, id)
              from variant where product_id = p.id) as variants
      from wanted join product p on p.id = wanted.id`.execute(reader.db)
  return rows
}

/** Whose these product numbers are, by the number as it was given. */
export async function namesOfNumbers(reader: Reader, given: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ given: string; name: string }>`
    select given, v.name from unnest(${given}::text[]) as given
      join variant v on normalize(v.product_number, nfc) = normalize(given, nfc)`.execute(reader.db)
  return new Map(rows.map(row => [row.given, row.name]))
}
