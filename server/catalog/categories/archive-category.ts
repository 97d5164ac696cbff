import { sql } from 'kysely'
import type { Category } from '../../../contract/categories.ts'
import type { Tx } from '../../platform/database/public.ts'
import { refuseBroken } from './explain.ts'
import { readCategory, withAllBelow } from './list-categories.ts'

/** Archives a category and all below it. Products that stand there keep it. Refuses not_found. */
export async function archiveCategory(tx: Tx, categoryId: number): Promise<Category> {
  await sql`
    update category set archived_at = ${tx.at}
     where id in (${withAllBelow(categoryId)}) and archived_at is null`.execute(tx.db)
  return readCategory(tx, categoryId)
}

/**
 * Offers a category again, with those below it that were archived together with it and those above it. Refuses not_found,
 * and (name_taken) when another one has its place and name meanwhile.
 */
export async function bringBackCategory(tx: Tx, categoryId: number): Promise<Category> {
  const { name } = await readCategory(tx, categoryId)
  await sql`
    with recursive above as (
      select id, parent_id from category where id = ${categoryId}
      union all
      select c.id, c.parent_id from category c join above on c.id = above.parent_id
    )
    update category set archived_at = null
     where id in (select id from above)
        or (id in (${withAllBelow(categoryId)})
            and archived_at = (select archived_at from category where id = ${categoryId}))`
    .execute(tx.db)
    .catch(refuseBroken(name))
  return readCategory(tx, categoryId)
}
