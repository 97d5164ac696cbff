import { sql } from 'kysely'
import type { Picture } from '../../contract/pictures.ts'
import type { DefaultBin, ProductDetails, ProductInStore } from '../../contract/product-details.ts'
import { brokenConstraint, type Tx } from '../platform/database/public.ts'
import { refuse } from '../platform/refusal.ts'

/** The contract's details of product p. */
export const detailsColumn = sql<ProductDetails>`
  jsonb_build_object('categoryId', p.category_id, 'taxRateId', p.tax_rate_id,
    'defaultLocationId', p.default_location_id, 'defaultBinId', p.default_bin_id)`

/** Whether product p is in the online store. */
export const inStoreColumn = sql<ProductInStore>`
  jsonb_build_object('published', p.published, 'description', p.store_description)`

/** The bin that goods of product p go to, or null. */
export const defaultBinColumn = sql<DefaultBin | null>`
  (select jsonb_build_object('id', place.id, 'code', place.code, 'locationId', place.location_id)
     from place where place.id = p.default_bin_id and place.archived_at is null)`

/** What product p is taxed with; a rate that was archived still counts until the product gets another. */
export const taxColumn = sql<number>`
  coalesce((select basis_points from tax_rate where tax_rate.id = p.tax_rate_id), 0)`

/** The first picture of product p, or null. */
export const pictureColumn = sql<Picture | null>`
  (select jsonb_build_object('id', picture.id, 'alt', picture.alt, 'width', picture.width, 'height', picture.height)
     from picture where picture.product_id = p.id order by picture.ordinal, picture.id limit 1)`

/** The details of products whose rows this transaction has written just now. Refuses (not_found) what is not there. */
export async function storeDetails(
  tx: Tx,
  products: readonly { productId: number; details: ProductDetails }[],
): Promise<void> {
  const column = <Value>(read: (details: ProductDetails) => Value) => products.map(one => read(one.details))
  try {
    await sql`
      update product p set category_id = given.category_id, tax_rate_id = given.tax_rate_id,
             default_location_id = given.location_id, default_bin_id = given.bin_id
        from unnest(
          ${products.map(one => one.productId)}::bigint[], ${column(d => d.categoryId)}::bigint[],
          ${column(d => d.taxRateId)}::bigint[], ${column(d => d.defaultLocationId)}::bigint[],
          ${column(d => d.defaultBinId)}::bigint[]
        ) as given (product_id, category_id, tax_rate_id, location_id, bin_id)
       where p.id = given.product_id`.execute(tx.db)
  } catch (error) {
    const what = missing[brokenConstraint(error) ?? '']
    if (what !== undefined) throw refuse('not_found', { what })
    throw error
  }
}

/** Puts products into the online store or takes them out of it. */
export async function storeInStore(
  tx: Tx,
  products: readonly { productId: number; store: ProductInStore }[],
): Promise<void> {
  await sql`
    update product p set published = given.published, store_description = given.description
      from unnest(${products.map(one => one.productId)}::bigint[], ${products.map(one => one.store.published)}::bool[],
                  ${products.map(one => one.store.description)}::text[]) as given (product_id, published, description)
     where p.id = given.product_id`.execute(tx.db)
}

const missing: Record<string, string> = {
  product_category_id_fkey: 'category',
  product_tax_rate_id_fkey: 'tax rate',
  product_default_location_id_fkey: 'location',
  default_bin_is_there: 'bin in this location',
}
