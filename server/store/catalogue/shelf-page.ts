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

/** So many products in their order are looked at one by one. */
const mostLookedAt = 250
/** What more variants have is put in order with all products at hand; of what fewer have, each is fetched by its key. */
export const mostOfRare = 2000

/**
 * The ids of the next products by name, or of those before, nearest first. What many products have is soon found
 * among those that come next; what does not fill the page there is looked for among all, once.
 */
export async function nextOnShelf(reader: Reader, wanted: Wanted, limit: number): Promise<number[]> {
  const backwards = wanted.before !== undefined
  const orderBy: Looking['orderBy'] = place =>
    backwards ? sql`order by ${place} desc, p.id desc` : sql`order by ${place}, p.id`
  const onShelf = await shelfOf(reader, wanted, backwards)
  if (!wanted.search) {
    const { rows } = await sql<{ id: number }>`
      select p.id from product p where ${onShelf} ${orderBy(byName)} limit ${limit}`.execute(reader.db)
    return rows.map(row => row.id)
  }
  const matches = sql`v.archived_at is null and ${catalog.variantMatches(sql`v.search_text`, wanted.search)}`
  const looking = { onShelf, orderBy, matches, limit }
  return (await lookAtNext(reader, looking)) ?? searchAll(reader, looking)
}

const byName = sql`lower(p.name)`

interface Looking {
  readonly onShelf: RawBuilder<unknown>
  readonly orderBy: (place: RawBuilder<unknown>) => RawBuilder<unknown>
  /** Of variant v. */
  readonly matches: RawBuilder<unknown>
  readonly limit: number
}

/** Undefined where those that are looked at do not fill the page. */
async function lookAtNext(
  reader: Reader,
  { onShelf, orderBy, matches, limit }: Looking,
): Promise<number[] | undefined> {
  // They come in their order already: PostgreSQL stops at the last of the page. With “offset 0” it asks of each product by
  // itself; it would otherwise ask of all of them first.
  const { rows } = await sql<{ id: number }>`
    select p.id from (select p.id, lower(p.name) as place from product p where ${onShelf} ${orderBy(byName)} limit ${mostLookedAt}) p
     where exists (select from variant v where v.product_id = p.id and ${matches} offset 0)
    ${orderBy(sql`p.place`)} limit ${limit}`.execute(reader.db)
  return rows.length < limit ? undefined : rows.map(row => row.id)
}

async function searchAll(reader: Reader, { onShelf, orderBy, matches, limit }: Looking): Promise<number[]> {
  // PostgreSQL expects next to nothing of such a comparison, and would fetch each of very many products by its key; of a case
  // it expects half of all, and reads the products once. Of an array it expects little, which is what few are.
  const inOrder = (found: RawBuilder<unknown>) =>
    sql`array(select p.id from product p where ${onShelf} and ${found} ${orderBy(byName)} limit ${limit})`
  const { rows } = await sql<{ ids: number[] }>`
    with found as materialized (select v.product_id from variant v where case when ${matches} then true else false end)
    select to_json(case when (select count(*) from found) <= ${mostOfRare}
                        then ${inOrder(sql`p.id = any(array(select product_id from found))`)}
                        else ${inOrder(sql`p.id in (select product_id from found)`)} end) as ids`.execute(
    reader.db,
  )
  return rows[0]!.ids
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
