import { sql } from 'kysely'
import * as catalog from '../../catalog/public.ts'
import type { Reader } from '../../platform/database/public.ts'
import { availableOf, chiefPicture, collectableOf, type StorePicture } from './availability.ts'

/** A product as the catalogue shows it. */
export interface Offered {
  readonly id: number
  readonly name: string
  readonly picture: StorePicture | null
  readonly decimals: number
  /** The lowest and the highest price of its variants. */
  readonly priceMinor: number
  readonly priceToMinor: number
  readonly backordersAllowed: boolean
  /** Over its variants, in smallest units: what can be sent, and what can be collected. */
  readonly available: number
  readonly collectable: number
}

export const productsOnPage = 24
const mostPages = 500

/** One page of what is in the store, by name: of a category and all below it, or what a search finds. */
export async function listOffered(
  reader: Reader,
  wanted: { categoryId?: number; search?: string; page: number },
): Promise<{ products: Offered[]; hasMore: boolean }> {
  const page = Math.min(wanted.page, mostPages)
  const { rows } = await sql<Offered>`
    with chosen as materialized (
      select p.id, lower(p.name) as sort_name from product p
       where p.published and p.archived_at is null
         and ${wanted.categoryId === undefined ? sql`true` : sql`p.category_id = any(array(${withAllBelow(wanted.categoryId)}))`}
         and ${catalog.productMatches(sql`p.id`, wanted.search)}
       order by lower(p.name), p.id limit ${productsOnPage + 1} offset ${(page - 1) * productsOnPage}
    )
    select p.id, p.name, ${chiefPicture} as picture, p.backorders_allowed as "backordersAllowed", sums.*
      from chosen join product p on p.id = chosen.id cross join store
     cross join lateral (
       select max(v.decimals) as decimals, coalesce(min(nullif(v.price_minor, 0)), 0) as "priceMinor", max(v.price_minor) as "priceToMinor",
              sum(${availableOf('v.id', 'store.location_id', reader.today)})::bigint as available,
              sum(${collectableOf(reader.today)})::bigint as collectable
         from variant v where v.product_id = p.id and v.archived_at is null
     ) sums
     where sums.decimals is not null
     order by chosen.sort_name, p.id`.execute(reader.db)
  return { products: rows.slice(0, productsOnPage), hasMore: rows.length > productsOnPage }
}

export interface ShelfCategory {
  readonly id: number
  readonly name: string
  readonly parentId: number | null
}

/** The categories in which something is for sale, parents before those below them. */
export async function listShelves(reader: Reader): Promise<ShelfCategory[]> {
  const { rows } = await sql<ShelfCategory>`
    with recursive filled as (
      select c.id, c.parent_id, c.name, c.depth from category c
       where exists (select from product p where p.category_id = c.id and p.published and p.archived_at is null)
      union
      select above.id, above.parent_id, above.name, above.depth
        from category above join filled on filled.parent_id = above.id
    )
    select id, name, parent_id as "parentId" from filled order by depth, lower(name), id`.execute(reader.db)
  return rows
}

function withAllBelow(categoryId: number) {
  return sql`
    with recursive tree as (
      select id from category where id = ${categoryId}
      union all
      select c.id from category c join tree on c.parent_id = tree.id
    )
    select id from tree`
}
