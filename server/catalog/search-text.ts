import { type RawBuilder, sql } from 'kysely'

/** What a search for a variant looks through: each part on a line of its own, so that no word matches across two of them. */
export function searchTextOf(
  name: RawBuilder<unknown>,
  productNumber: RawBuilder<unknown>,
  codes: RawBuilder<unknown>,
): RawBuilder<string> {
  return sql<string>`lower(normalize(concat_ws(E'\n', ${name}, ${productNumber}, ${codes}), nfc))`
}

/** True for a product of which one variant has every word of the search; a search without words finds all. */
export function productMatches(
  productId: RawBuilder<unknown>,
  search: string | undefined,
): RawBuilder<boolean> {
  if (wordsOf(search).length === 0) return sql<boolean>`true`
  return sql<boolean>`${productId} in (
    select found.product_id from variant found where ${matches(sql`found.search_text`, search)})`
}

/** True for a search text in which every word of the search occurs somewhere; a search without words finds all. */
export function matches(searchText: RawBuilder<unknown>, search: string | undefined): RawBuilder<boolean> {
  const words = wordsOf(search)
  // Said plainly, so that PostgreSQL expects all rows and reads them in the order of the index.
  if (words.length === 0) return sql<boolean>`true`
  return sql<boolean>`${searchText} like all (array(
    select '%' || lower(normalize(word, nfc)) || '%' from unnest(${words}::text[]) as word))`
}

/** Words with % and _ taken for what they are. */
function wordsOf(search: string | undefined): string[] {
  return (search ?? '')
    .split(/\s+/)
    .filter(word => word !== '')
    .map(word => word.replace(/[\\%_]/g, '\\$&'))
}
