import { sql } from 'kysely'
import type { Reader } from '../../platform/database/public.ts'
import { availableOf, chiefPicture, collectableOf, type StorePicture } from './availability.ts'
import { nextOnShelf, type Wanted } from './shelf-page.ts'

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

const productsOnPage = 24

/** One page of what is in the store, by name, and the products behind and before which there is more. */
export interface ShelfPage {
  readonly products: readonly Offered[]
  /** The page begins behind this product; null at the very beginning. */
  readonly follows: number | null
  /** The next page begins behind this product; null at the end. */
  readonly next: number | null
}

/** One page of what is in the store: of a category and all below it, or what a search finds. */
export async function listOffered(reader: Reader, wanted: Wanted): Promise<ShelfPage> {
  const found = await nextOnShelf(reader, wanted, productsOnPage + 1)
  const hasMore = found.length > productsOnPage
  const nearest = found.slice(0, productsOnPage)
  const shown = wanted.before === undefined ? nearest : nearest.toReversed()
  const products = await readOffered(reader, shown)
  if (wanted.before !== undefined)
    return { products, follows: hasMore ? found.at(-1)! : null, next: shown.at(-1) ?? null }
  return { products, follows: wanted.after ?? null, next: hasMore ? shown.at(-1)! : null }
}

async function readOffered(reader: Reader, productIds: readonly number[]): Promise<Offered[]> {
  const { rows } = await sql<Offered>`
    select p.id, p.name, ${chiefPicture} as picture, p.backorders_allowed as "backordersAllowed", sums.*
      from unnest(${productIds}::bigint[]) with ordinality as chosen (id, place) join product p on p.id = chosen.id cross join store
     cross join lateral (
       select max(v.decimals) as decimals, coalesce(min(nullif(v.price_minor, 0)), 0) as "priceMinor", max(v.price_minor) as "priceToMinor",
              sum(${availableOf('v.id', 'store.location_id', reader.today)})::bigint as available,
              sum(${collectableOf(reader.today)})::bigint as collectable
         from variant v where v.product_id = p.id and v.archived_at is null
     ) sums
     where sums.decimals is not null
     order by chosen.place`.execute(reader.db)
  return rows
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
