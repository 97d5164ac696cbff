import { type RawBuilder, sql } from 'kysely'
import type { Product, ProductDetail } from '../../contract/catalog.ts'
import type { Variant } from '../../contract/product-options.ts'
import type { Reader } from '../platform/database/public.ts'
import { refuse } from '../platform/refusal.ts'
import { shownCode } from './barcodes.ts'
import { captureColumn } from './capture-rules.ts'
import { detailsColumn, inStoreColumn, pictureColumn } from './product-details.ts'
import { stockOfVariant } from './stock-of-variant.ts'

/** One product with its variants and its stock over all locations. Refuses (not_found) an id that no product has. */
export async function readProduct(reader: Reader, productId: number): Promise<ProductDetail> {
  const [product] = await readProducts(reader, [productId])
  if (product === undefined) throw refuse('not_found', { what: 'product' })
  return product
}

/** The products with these ids, in the order of the ids. */
export async function readProducts(reader: Reader, productIds: readonly number[]): Promise<ProductDetail[]> {
  const [{ rows: products }, variants] = await Promise.all([
    sql<Product>`
      select ${productColumns}
        from unnest(${[...productIds]}::bigint[]) with ordinality as chosen (id, place_in_list)
        join product p on p.id = chosen.id ${itsVariantsAndStock(reader.today)}
       order by place_in_list`.execute(reader.db),
    readVariants(reader, productIds),
  ])
  return products.map(product => ({ ...product, variants: variants.get(product.id) ?? [] }))
}

async function readVariants(reader: Reader, productIds: readonly number[]): Promise<Map<number, Variant[]>> {
  const { rows } = await sql<Variant & { productId: number }>`
    select v.product_id as "productId", v.id, v.option_values as "optionValues", v.name,
           v.product_number as "productNumber", ${barcodesOfVariant} as barcodes, v.price_minor as "priceMinor",
           v.units_per_pu as "unitsPerPu", v.archived_at is not null as archived, stock.on_hand as "onHand", stock.available
      from variant v ${stockOfVariant(reader.today)}
     where v.product_id = any(${[...productIds]}::bigint[])
     order by v.product_id, v.archived_at is not null, v.position, v.id`.execute(reader.db)
  const variants = new Map<number, Variant[]>()
  for (const { productId, ...variant } of rows) {
    const known = variants.get(productId)
    if (known === undefined) variants.set(productId, [variant])
    else known.push(variant)
  }
  return variants
}

/** Of variant v, as people know them. */
export const barcodesOfVariant = sql<string[]>`
  array(select ${shownCode} from barcode where barcode.variant_id = v.id and barcode.purchase_unit_id is null order by not barcode.is_gtin, barcode.code)`

/** The contract's columns of a product, where the tables of `itsVariantsAndStock` are joined to product p. */
export const productColumns: RawBuilder<Product> = sql`
  p.id, v.id as "variantId", p.version, p.name, coalesce(p.parent_number, v.product_number) as "productNumber", p.description,
  case when p.parent_number is null then ${barcodesOfVariant} else '{}' end as barcodes,
  stock.price_minor as "priceMinor", stock.price_to_minor as "priceToMinor", v.units_per_pu as "unitsPerPu", v.decimals,
  coalesce((select jsonb_agg(jsonb_build_object('name', name, 'values', offered) order by position)
              from product_option where product_id = p.id), '[]') as options,
  stock.variant_count as "variantCount",
  jsonb_build_object('lots', p.tracks_lots, 'serials', p.tracks_serials) as tracking,
  p.tracking_locked_at as "trackingLockedAt", p.dispatch_identifier_mode as "dispatchIdentifierMode",
  p.backorders_allowed as "backordersAllowed", ${captureColumn} as capture, ${detailsColumn} as details, ${inStoreColumn} as store,
  ${pictureColumn} as picture, p.archived_at is not null as archived,
  stock.on_hand as "onHand", stock.allocated, stock.reserved, stock.blocked, stock.available`

/** Its first variant as v, and sums over the few rows of each product's own as `stock`; never a pass over the stock of all. */
export const itsVariantsAndStock = (today: string) => sql`
  cross join lateral (
    select id, product_number, units_per_pu, decimals from variant
     where product_id = p.id order by archived_at is not null, position, id limit 1
  ) v
  cross join lateral (
    select sum(stock.on_hand)::bigint as on_hand, sum(stock.allocated)::bigint as allocated,
           sum(stock.reserved)::bigint as reserved, sum(stock.blocked)::bigint as blocked,
           sum(stock.available)::bigint as available,
           count(*) filter (where v.archived_at is null)::int as variant_count,
           min(v.price_minor) filter (where v.archived_at is null) as price_minor,
           max(v.price_minor) filter (where v.archived_at is null) as price_to_minor
      from variant v ${stockOfVariant(today)}
     where v.product_id = p.id
  ) stock`
