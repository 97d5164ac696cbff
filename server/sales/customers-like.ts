import { sql } from 'kysely'
import type { Reader } from '../platform/database/public.ts'
import { contains } from '../platform/paging.ts'

const few = 300

/** The customers that a text means; 'many' when they are too many to be looked up one by one. */
export async function customersLike(reader: Reader, search: string): Promise<number[] | 'many'> {
  const pattern = contains(search)
  const { rows } = await sql<{ id: number }>`
    select id from customer where name ilike ${pattern} or number ilike ${pattern} limit ${few + 1}`.execute(
    reader.db,
  )
  return rows.length > few ? 'many' : rows.map(row => row.id)
}
