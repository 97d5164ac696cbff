import type { QueryResult } from 'kysely'

export interface Page<Row> {
  readonly items: Row[]
  /** Handed back as `cursor` for the following page; null at the end. */
  readonly next: string | null
}

export interface PageQuery {
  readonly cursor?: string | undefined
  readonly limit: number
}
export interface SearchQuery extends PageQuery {
  readonly search?: string | undefined
}

type Key = string | number | null

/**
 * One page of a list. `ask` gets the keys of the last row of the page before (an empty list on the first page) and one
 * row more than the page holds, by which the end is known. A cursor that was tampered with starts at the beginning.
 */
export async function pageOf<Row>(
  query: PageQuery,
  ask: (place: { after: Key[]; limit: number }) => Promise<QueryResult<unknown>>,
  keysOf: (row: Row) => Key[],
): Promise<Page<Row>> {
  const { rows } = (await ask({
    after: readCursor(query.cursor),
    limit: query.limit + 1,
  })) as QueryResult<Row>
  const items = rows.slice(0, query.limit)
  const last = items.at(-1)
  const more = rows.length > query.limit && last !== undefined
  return { items, next: more ? Buffer.from(JSON.stringify(keysOf(last))).toString('base64url') : null }
}

function readCursor(cursor: string | undefined): Key[] {
  if (cursor === undefined) return []
  try {
    const keys: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    return Array.isArray(keys) && keys.every(key => ['string', 'number'].includes(typeof key) || key === null)
      ? keys
      : []
  } catch {
    return []
  }
}

/** A pattern for ilike that finds `text` anywhere and takes % and _ for what they are; null finds everything. */
export function contains(text: string | undefined): string | null {
  return text ? `%${text.replace(/[\\%_]/g, '\\$&')}%` : null
}
