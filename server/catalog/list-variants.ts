import { type RawBuilder, sql } from 'kysely'
import type { VariantChoice } from '../../contract/catalog.ts'
import { gtin14 } from '../../gs1/public.ts'
import type { Reader } from '../platform/database/public.ts'
import { type Page, pageOf, type SearchQuery } from '../platform/paging.ts'
import { refuse } from '../platform/refusal.ts'
import { captureColumn } from './capture-rules.ts'
import { defaultBinColumn, taxColumn } from './product-details.ts'
import { barcodesOfVariant } from './read-product.ts'
import { matches } from './search-text.ts'

interface VariantQuery extends SearchQuery {
  readonly productId?: number | undefined
  readonly archived: boolean
}

type Listed = VariantChoice & { rank: number; sortName: string }

/**
 * Variants by the name of their product and in its order, searched by any words of name, option values, product number and
 * barcode. The one whose product number or barcode is exactly what was typed or scanned comes first.
 */
export async function listVariants(reader: Reader, query: VariantQuery): Promise<Page<VariantChoice>> {
  const ofProduct = query.productId ?? null
  return pageOf<Listed>(
    query,
    ({ after, limit }) =>
      sql<Listed>`
      with chosen as materialized (
        select v.id, ${rankOf(query.search)} as rank, v.sort_name
          from variant v join product p on p.id = v.product_id
         where (coalesce(v.archived_at, p.archived_at) is not null) = ${query.archived}
           and (${ofProduct}::bigint is null or v.product_id = ${ofProduct})
           and ${matches(sql`v.search_text`, query.search)}
           and ${follows(query.search, after)}
         order by ${query.search ? sql`rank, v.sort_name, v.id` : sql`v.sort_name, v.id`}
         limit ${limit}
      )
      select chosen.rank, chosen.sort_name as "sortName", ${variantColumns}
        from chosen join variant v on v.id = chosen.id join product p on p.id = v.product_id
       order by chosen.rank, chosen.sort_name, v.id`.execute(reader.db),
    row => [row.rank, row.sortName, row.variantId],
  )
}

/** One variant, archived or not. Refuses not_found. */
export async function readVariant(reader: Reader, variantId: number): Promise<VariantChoice> {
  const { rows } = await sql<VariantChoice>`
    select ${variantColumns} from variant v join product p on p.id = v.product_id where v.id = ${variantId}`.execute(
    reader.db,
  )
  if (rows[0] === undefined) throw refuse('not_found', { what: 'variant' })
  return rows[0]
}

/** The contract's columns of variant v of product p. */
const variantColumns: RawBuilder<VariantChoice> = sql`
  v.id as "variantId", p.id as "productId", v.name, v.product_number as "productNumber", ${barcodesOfVariant} as barcodes,
  v.price_minor as "priceMinor", v.units_per_pu as "unitsPerPu", v.decimals,
  jsonb_build_object('lots', p.tracks_lots, 'serials', p.tracks_serials) as tracking, p.pieces_have_serials as "piecesHaveSerials",
  p.backorders_allowed as "backordersAllowed", ${captureColumn} as capture,
  ${defaultBinColumn} as "defaultBin", ${taxColumn} as "taxBasisPoints",
  coalesce(v.archived_at, p.archived_at) is not null as archived`

/** Without a search the rank is a constant and the index on the name gives the order; with one, every row is looked at anyway. */
function rankOf(search: string | undefined) {
  return search ? sql`case when v.id in (${variantsNumbered(search)}) then 0 else 1 end` : sql`0`
}

/** The ids of variants with exactly this product number or barcode. */
export function variantsNumbered(search: string) {
  const gtin = gtin14(search)
  return sql`
    select variant.id from variant where normalize(product_number, nfc) = normalize(${search}::text, nfc)
    union all
    select barcode.variant_id from barcode
     where barcode.code in (normalize(${search}::text, nfc), ${gtin.ok ? gtin.gtin14 : null}::text)`
}

function follows(search: string | undefined, after: (string | number | null)[]) {
  // Of the first page, the rank is asked for what was found only.
  if (after.length === 0) return sql`true`
  const [rank, name, id] = [after[0] ?? -1, after[1] ?? '', after[2] ?? 0]
  if (!search) return sql`(v.sort_name, v.id) > (${name}::text, ${id}::bigint)`
  return sql`(${rankOf(search)}, v.sort_name, v.id) > (${rank}::int, ${name}::text, ${id}::bigint)`
}
