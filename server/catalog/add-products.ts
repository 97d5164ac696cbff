import { sql } from 'kysely'
import type { z } from 'zod'
import type { ProductDetail, productInput } from '../../contract/catalog.ts'
import type { Tx } from '../platform/database/public.ts'
import { storedCodes } from './barcodes.ts'
import { storeRules } from './capture-rules.ts'
import { refuseTakenBarcode, refuseTakenNumber } from './explain-taken.ts'
import { storeDetails, storeInStore } from './product-details.ts'
import { readProducts } from './read-product.ts'
import { searchTextOf } from './search-text.ts'
import { setVariants } from './set-variants.ts'

export type ProductInput = z.output<typeof productInput>

/** Adds a product. Refuses product_number_taken, barcode_taken and barcode_wrong. */
export async function addProduct(tx: Tx, input: ProductInput): Promise<ProductDetail> {
  const [product] = await addProducts(tx, [input])
  return product!
}

/**
 * Adds any number of products in one statement (and a few more for each that has options), and gives them back in the
 * order of the inputs. Refuses, for the first input that stands in the way: product_number_taken (also by an earlier
 * input), barcode_taken, barcode_wrong.
 */
export async function addProducts(tx: Tx, given: readonly ProductInput[]): Promise<ProductDetail[]> {
  if (given.length === 0) return []
  const inputs = given.map(withFirstVariant)
  const codes = inputs.flatMap((input, index) =>
    storedCodes(input.barcodes).map(code => ({ ...code, ordinal: index + 1 })),
  )
  const { rows } = await insertProducts(tx, inputs, codes)
  const productIds = rows.map(row => row.product_id)
  const without = productIds.indexOf(null)
  if (without >= 0) throw await refuseTakenNumber(tx, inputs[without]!.productNumber)
  const free = new Set(rows[0]!.codes)
  // Deleted as it is met: the second of two inputs with one code is refused like any other.
  const taken = codes.find(one => !free.delete(one.code))
  if (taken !== undefined) throw await refuseTakenBarcode(tx, taken)
  const ruled = inputs.flatMap((input, index) =>
    input.capture ? [{ productId: productIds[index]!, tracking: input.tracking, rules: input.capture }] : [],
  )
  if (ruled.length > 0) await storeRules(tx, ruled)
  const detailed = inputs.flatMap((input, index) =>
    input.details ? [{ productId: productIds[index]!, details: input.details }] : [],
  )
  if (detailed.length > 0) await storeDetails(tx, detailed)
  const shown = inputs.flatMap((input, index) =>
    input.store ? [{ productId: productIds[index]!, store: input.store }] : [],
  )
  if (shown.length > 0) await storeInStore(tx, shown)
  for (const [index, input] of given.entries())
    if (input.options?.length) await addVariants(tx, productIds[index]!, input)
  return readProducts(tx, productIds as number[])
}

/** A product with options is added as its first variant, to which the others come. */
function withFirstVariant(input: ProductInput): ProductInput {
  const { options = [], variants = [] } = input
  if (options.length === 0) return input
  const { productNumber, barcodes, priceMinor, unitsPerPu } = variants[0]!
  return { ...input, productNumber, barcodes, priceMinor, unitsPerPu }
}

type Code = ReturnType<typeof storedCodes>[number] & { readonly ordinal: number }

async function addVariants(tx: Tx, productId: number, input: ProductInput): Promise<void> {
  const { productNumber, options = [], variants = [] } = input
  const { rows } = await sql<{ id: number }>`select id from variant where product_id = ${productId}`.execute(
    tx.db,
  )
  const all = variants.map((variant, index) => ({ ...variant, id: index === 0 ? rows[0]!.id : null }))
  await setVariants(tx, productId, { parentNumber: productNumber, options, variants: all })
}

/** Also for imports, which have judged their rows before. A row for each input; product_id is null where the product number was taken. `codes` of the first row are all that were stored. */
export function insertProducts(tx: Tx, inputs: readonly ProductInput[], codes: readonly Code[]) {
  const column = <Value>(read: (input: ProductInput) => Value) => inputs.map(read)
  return sql<{ product_id: number | null; codes: string[] | null }>`
    with input as materialized (
      select nextval('product_id_seq') as product_id, given.*
        from unnest(
          ${column(i => i.name)}::text[], ${column(i => i.productNumber)}::text[], ${column(i => i.description)}::text[],
          ${column(i => i.priceMinor)}::bigint[], ${column(i => i.unitsPerPu)}::bigint[], ${column(i => i.decimals)}::int[],
          ${column(i => i.tracking.lots)}::bool[], ${column(i => i.tracking.serials)}::bool[],
          ${column(i => i.backordersAllowed)}::bool[], ${column(i => i.dispatchIdentifierMode ?? 'off')}::text[]
        ) with ordinality as given (name, product_number, description, price_minor, units_per_pu, decimals,
                                    tracks_lots, tracks_serials, backorders_allowed, identifier_mode, ordinal)
    ), code as materialized (
      select * from unnest(${codes.map(c => c.code)}::text[], ${codes.map(c => c.isGtin)}::bool[], ${codes.map(c => c.ordinal)}::bigint[])
        as given (code, is_gtin, ordinal)
    ), product_added as (
      insert into product (id, name, description, tracks_lots, tracks_serials, backorders_allowed, dispatch_identifier_mode, created_at, created_by)
      select product_id, name, description, tracks_lots, tracks_serials, backorders_allowed, identifier_mode, ${tx.at}, ${tx.actor.id}
        from input
    ), variant_added as (
      insert into variant (product_id, product_number, name, sort_name, search_text, price_minor, units_per_pu, decimals)
      select product_id, product_number, name, lower(name), ${searchTextOf(sql`name`, sql`product_number`, sql`lines.codes`)},
             price_minor, units_per_pu, decimals
        from input
        left join (select ordinal, string_agg(code, E'\n') as codes from code group by ordinal) lines using (ordinal)
       order by product_number, ordinal
      on conflict (normalize(product_number, nfc)) do nothing
      returning id, product_id
    ), barcode_added as (
      insert into barcode (code, variant_id, is_gtin)
      select code, variant_added.id, is_gtin
        from code join input using (ordinal) join variant_added using (product_id)
       order by code, ordinal
      on conflict do nothing
      returning code
    )
    select variant_added.product_id, case when ordinal = 1 then array(select code from barcode_added) end as codes
      from input left join variant_added using (product_id)
     order by ordinal`.execute(tx.db)
}
