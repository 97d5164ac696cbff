import { sql } from 'kysely'
import type { Product } from '../../contract/catalog.ts'
import type { Reader } from '../platform/database/public.ts'
import { type Page, pageOf, type SearchQuery } from '../platform/paging.ts'
import { withAllBelow } from './categories/list-categories.ts'
import { variantsNumbered } from './list-variants.ts'
import { itsVariantsAndStock, productColumns } from './read-product.ts'
import { productMatches } from './search-text.ts'

interface ProductQuery extends SearchQuery {
  readonly tracking?: 'none' | 'lots' | 'serials' | undefined
  /** The archived products instead of the current ones. */
  readonly archived: boolean
  readonly categoryId?: number | undefined
  /** Whether anything is on hand at any location. */
  readonly stock?: 'in' | 'out' | undefined
  readonly published?: boolean | undefined
}

type Listed = Product & { rank: number; sortName: string }

/**
 * Products by name, searched by any words of name, product number, barcode and option values. The one of which a product
 * number or barcode is exactly what was typed or scanned comes first. The sums of stock are made for the rows of the page only.
 */
export async function listProducts(reader: Reader, query: ProductQuery): Promise<Page<Product>> {
  return pageOf<Listed>(
    query,
    ({ after, limit }) =>
      sql<Listed>`
      with chosen as materialized (
        select p.id, ${rankOf(query.search)} as rank, lower(p.name) as sort_name
          from product p
         where (p.archived_at is not null) = ${query.archived}
           and ${trackedAs(query.tracking)}
           and ${standsIn(query.categoryId)}
           and ${isStocked(query.stock)}
           and ${isPublished(query.published)}
           and ${productMatches(sql`p.id`, query.search)}
           and ${follows(query.search, after)}
         order by ${query.search ? sql`rank, lower(p.name), p.id` : sql`lower(p.name), p.id`}
         limit ${limit}
      )
      select chosen.rank, chosen.sort_name as "sortName", ${productColumns}
        from chosen join product p on p.id = chosen.id ${itsVariantsAndStock(reader.today)}
       order by chosen.rank, chosen.sort_name, p.id`.execute(reader.db),
    row => [row.rank, row.sortName, row.id],
  )
}

/** Without a search the rank is a constant and the index on the name gives the order; with one, every row is looked at anyway. */
function rankOf(search: string | undefined) {
  if (!search) return sql`0`
  return sql`case when p.id in (
      select product_id from variant where id in (${variantsNumbered(search)})
      union all
      select id from product where normalize(parent_number, nfc) = normalize(${search}::text, nfc)
    ) then 0 else 1 end`
}

function follows(search: string | undefined, after: (string | number | null)[]) {
  // Of the first page, the rank is asked for what was found only.
  if (after.length === 0) return sql`true`
  const [rank, name, id] = [after[0] ?? -1, after[1] ?? '', after[2] ?? 0]
  if (!search) return sql`(lower(p.name), p.id) > (${name}::text, ${id}::bigint)`
  return sql`(${rankOf(search)}, lower(p.name), p.id) > (${rank}::int, ${name}::text, ${id}::bigint)`
}

export function standsIn(categoryId: number | undefined) {
  return categoryId === undefined ? sql`true` : sql`p.category_id = any(array(${withAllBelow(categoryId)}))`
}

export function isStocked(stock: ProductQuery['stock']) {
  if (stock === undefined) return sql`true`
  return sql`${stock === 'in' ? sql`` : sql`not`} exists (
    select from variant join level on level.variant_id = variant.id
     where variant.product_id = p.id and level.on_hand > 0)`
}

/** Whether product p is in the online store, where that is asked. */
export function isPublished(published: boolean | undefined) {
  return published === undefined ? sql`true` : sql`p.published = ${published}`
}

export function trackedAs(tracking: ProductQuery['tracking']) {
  const wanted = tracking ?? null
  return sql`(${wanted}::text is null
    or case when p.tracks_serials then 'serials' when p.tracks_lots then 'lots' else 'none' end = ${wanted})`
}
