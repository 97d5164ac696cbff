import { sql } from 'kysely'
import type { z } from 'zod'
import type { api, Category } from '../../../contract/categories.ts'
import type { Tx } from '../../platform/database/public.ts'
import { refuse } from '../../platform/refusal.ts'
import { refuseBroken } from './explain.ts'
import { readCategory } from './list-categories.ts'

export type CategoryInput = z.output<(typeof api)['addCategory']['body']>

/** Adds a category, at the top or below another. Refuses not_found, name_taken and category_too_deep. */
export async function addCategory(tx: Tx, { name, parentId }: CategoryInput): Promise<Category> {
  const { rows } = await insert(tx, { name, parentId }).catch(refuseBroken(name))
  if (rows[0] === undefined) throw refuse('not_found', { what: 'category' })
  return readCategory(tx, rows[0].id)
}

function insert(tx: Tx, { name, parentId }: CategoryInput) {
  return parentId === null
    ? sql<{ id: number }>`
        insert into category (depth, name, created_at, created_by)
        values (1, ${name}, ${tx.at}, ${tx.actor.id}) returning id`.execute(tx.db)
    : sql<{ id: number }>`
        insert into category (parent_id, depth, name, created_at, created_by)
        select id, depth + 1, ${name}, ${tx.at}, ${tx.actor.id} from category
         where id = ${parentId} and archived_at is null
        returning id`.execute(tx.db)
}
