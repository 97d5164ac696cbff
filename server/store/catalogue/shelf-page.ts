import { type RawBuilder, sql } from 'kysely'
import * as catalog from '../../catalog/public.ts'
import type { Reader } from '../../platform/database/public.ts'

/** What is looked for in the store, and from where on: behind the product with one id, or before that with the other. */
export interface Wanted {
  readonly categoryId?: number | undefined
  readonly search?: string | undefined
  readonly after?: number | undefined
  readonly before?: number | undefined
}

interface Place {
  readonly name: string
  readonly id: number
}

/** A word that more variants have is a frequent one. */
export const mostOfRare = 2000
/** So many products in their order are looked at one by one for a frequent word. */
const mostLookedAt = 1000

/**
 * The ids of the next products by name, or of those before, nearest first. What few products have is put in order; what
 * many have is soon found among those that come next; and only what many have, but none of those, is looked for among all.
 */
export async function nextOnShelf(reader: Reader, wanted: Wanted, limit: number): Promise<number[]> {
  const backwards = wanted.before !== undefined
  const order = backwards ? sql`order by lower(p.name) desc, p.id desc` : sql`order by lower(p.name), p.id`
  const onShelf = await shelfOf(reader, wanted, backwards)
  if (!wanted.search) {
    const { rows } = await sql<{ id: number }>`
      select p.id from product p where ${onShelf} ${order} limit ${limit}`.execute(reader.db)
    return rows.map(row => row.id)
  }
  const matches = sql`v.archived_at is null and ${catalog.variantMatches(sql`v.search_text`, wanted.search)}`
  const looking = { onShelf, order, matches, limit }
  return (
    (await searchRare(reader, looking)) ?? (await lookAtNext(reader, looking)) ?? searchAll(reader, looking)
  )
}

interface Looking {
  readonly onShelf: RawBuilder<unknown>
  readonly order: RawBuilder<unknown>
  /** Of variant v. */
  readonly matches: RawBuilder<unknown>
  readonly limit: number
}

/** Undefined for what is frequent, which is known as soon as it is. */
async function searchRare(reader: Reader, looking: Looking): Promise<number[] | undefined> {
  const { onShelf, order, matches, limit } = looking
  const { rows } = await sql<{ ids: number[] | null }>`
    with found as materialized (select v.product_id from variant v where ${matches} limit ${mostOfRare + 1}),
    p as (select p.id, p.name from product p where ${onShelf} and p.id in (select product_id from found) ${order} limit ${limit})
    select case when (select count(*) from found) <= ${mostOfRare}
                then coalesce((select json_agg(p.id ${order}) from p), '[]') end as ids`.execute(reader.db)
  return rows[0]?.ids ?? undefined
}

/** Undefined where those that are looked at do not fill the page. */
async function lookAtNext(reader: Reader, looking: Looking): Promise<number[] | undefined> {
  const { onShelf, order, matches, limit } = looking
  // With “offset 0” PostgreSQL asks of each product by itself; it would otherwise ask of all of them first.
  const { rows } = await sql<{ id: number }>`
    with p as materialized (select p.id, p.name from product p where ${onShelf} ${order} limit ${mostLookedAt})
    select p.id from p
     where exists (select from variant v where v.product_id = p.id and ${matches} offset 0)
    ${order} limit ${limit}`.execute(reader.db)
  return rows.length < limit ? undefined : rows.map(row => row.id)
}

async function searchAll(reader: Reader, { onShelf, order, matches, limit }: Looking): Promise<number[]> {
  // PostgreSQL expects next to nothing of such a comparison, and would fetch each product that was found by its key; of a
  // case it expects half of all, and reads the products once.
  const { rows } = await sql<{ id: number }>`
    with found as materialized (select v.product_id from variant v where case when ${matches} then true else false end)
    select p.id from product p where ${onShelf} and p.id in (select product_id from found)
    ${order} limit ${limit}`.execute(reader.db)
  return rows.map(row => row.id)
}

async function shelfOf(
  reader: Reader,
  { categoryId, after, before }: Wanted,
  backwards: boolean,
): Promise<RawBuilder<unknown>> {
  const from = await placeOf(reader, after ?? before)
  const beyond =
    from === undefined
      ? sql`true`
      : sql`(lower(p.name), p.id) ${backwards ? sql`<` : sql`>`} (${from.name}::text, ${from.id}::bigint)`
  const standing =
    categoryId === undefined ? sql`true` : sql`p.category_id = any(array(${withAllBelow(categoryId)}))`
  return sql`p.published and p.archived_at is null and ${beyond} and ${standing}`
}

/** Where a product stands; undefined for one that never was, which is as good as the beginning. */
async function placeOf(reader: Reader, productId: number | undefined): Promise<Place | undefined> {
  if (productId === undefined) return undefined
  const { rows } =
    await sql<Place>`select lower(name) as name, id from product where id = ${productId}`.execute(reader.db)
  return rows[0]
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
