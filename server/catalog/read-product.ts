import { type RawBuilder, sql } from 'kysely'
import type { Product } from '../../contract/catalog.ts'
import type { Reader } from '../platform/database/public.ts'
import { refuse } from '../platform/refusal.ts'
import { shownCode } from './barcodes.ts'
import { captureColumn } from './capture-rules.ts'
import { stockOfVariant } from './stock-of-variant.ts'

/** One product with its stock over all locations. Refuses (not_found) an id that no product has. */
export async function readProduct(reader: Reader, productId: number): Promise<Product> {
  const [product] = await readProducts(reader, [productId])
  if (product === undefined) throw refuse('not_found', { what: 'product' })
  return product
}

/** The products with these ids, in the order of the ids. */
export async function readProducts(reader: Reader, productIds: readonly number[]): Promise<Product[]> {
  const { rows } = await sql<Product>`
    select ${productColumns}
      from unnest(${[...productIds]}::bigint[]) with ordinality as chosen (id, place_in_list)
      join product p on p.id = chosen.id ${itsVariantAndStock(reader.today)}
     order by place_in_list`.execute(reader.db)
  return rows
}

/** The contract's columns of a product, where the tables of `itsVariantAndStock` are joined to product p. */
export const productColumns: RawBuilder<Product> = sql`
  p.id, v.id as "variantId", p.version, p.name, v.product_number as "productNumber", p.description,
  array(select ${shownCode} from barcode where barcode.variant_id = v.id order by not barcode.is_gtin, barcode.code) as barcodes,
  v.price_minor as "priceMinor", v.units_per_pu as "unitsPerPu", v.decimals,
  jsonb_build_object('lots', p.tracks_lots, 'serials', p.tracks_serials) as tracking,
  p.tracking_locked_at as "trackingLockedAt", p.dispatch_identifier_mode as "dispatchIdentifierMode",
  p.backorders_allowed as "backordersAllowed", ${captureColumn} as capture, p.archived_at is not null as archived,
  stock.on_hand as "onHand", stock.allocated, stock.reserved, stock.blocked, stock.available`

/** Sums over the few rows of each product's own; never a pass over the stock of all. */
export const itsVariantAndStock = (today: string) => sql`
  join variant v on v.product_id = p.id ${stockOfVariant(today)}`
