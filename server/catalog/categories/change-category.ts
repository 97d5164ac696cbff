import { sql } from 'kysely'
import type { Category } from '../../../contract/categories.ts'
import type { Tx } from '../../platform/database/public.ts'
import { refuse } from '../../platform/refusal.ts'
import type { CategoryInput } from './add-category.ts'
import { refuseBroken } from './explain.ts'
import { readCategory, withAllBelow } from './list-categories.ts'

/**
 * Renames and moves a category; what is below it moves with it, in the same statement, so that its depths fit each other
 * again before they are looked at. Refuses not_found, name_taken, category_too_deep and category_under_itself.
 */
export async function changeCategory(
  tx: Tx,
  categoryId: number,
  { name, parentId }: CategoryInput,
): Promise<Category> {
  // One at a time: depths are reckoned from depths, and both ends of a move may move. Products are saved meanwhile.
  await sql`lock table category in share row exclusive mode`.execute(tx.db)
  const { rows } = await sql<{ id: number }>`${withAllBelow(categoryId)}`.execute(tx.db)
  if (rows.length === 0) throw refuse('not_found', { what: 'category' })
  if (rows.some(row => row.id === parentId)) throw refuse('category_under_itself', { name })
  const depth = parentId === null ? 1 : (await depthOf(tx, parentId)) + 1
  await sql`
    update category c
       set depth = c.depth + ${depth}::int - moved.depth,
           parent_id = case when c.id = moved.id then ${parentId} else c.parent_id end,
           name = case when c.id = moved.id then ${name} else c.name end
      from (select id, depth from category where id = ${categoryId}) moved
     where c.id = any(${rows.map(row => row.id)}::bigint[])`
    .execute(tx.db)
    .catch(refuseBroken(name))
  return readCategory(tx, categoryId)
}

async function depthOf(tx: Tx, categoryId: number): Promise<number> {
  const { rows } = await sql<{ depth: number }>`
    select depth from category where id = ${categoryId}`.execute(tx.db)
  if (rows[0] === undefined) throw refuse('not_found', { what: 'category' })
  return rows[0].depth
}
