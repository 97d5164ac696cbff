import { sql } from 'kysely'
import type { Category } from '../../../contract/categories.ts'
import type { Reader } from '../../platform/database/public.ts'
import { refuse } from '../../platform/refusal.ts'

/** All categories, each before those below it, siblings by name. */
export async function listCategories(reader: Reader): Promise<{ items: Category[] }> {
  const { rows } = await sql<Category>`
    with recursive tree as (
      select id, parent_id, name, archived_at, array[name] as path, array[lower(name), id::text] as place
        from category where parent_id is null
      union all
      select c.id, c.parent_id, c.name, c.archived_at, tree.path || c.name, tree.place || array[lower(c.name), c.id::text]
        from category c join tree on c.parent_id = tree.id
    ), filled as (
      select category_id, count(*) as products from product where archived_at is null group by category_id
    )
    select tree.id, parent_id as "parentId", name, path, archived_at is not null as archived,
           coalesce(filled.products, 0)::bigint as products
      from tree left join filled on filled.category_id = tree.id
     order by place`.execute(reader.db)
  return { items: rows }
}

/** Refuses not_found. There are few categories: the one is picked out of all. */
export async function readCategory(reader: Reader, categoryId: number): Promise<Category> {
  const { items } = await listCategories(reader)
  const found = items.find(one => one.id === categoryId)
  if (found === undefined) throw refuse('not_found', { what: 'category' })
  return found
}

/** The ids of a category and of all below it. */
export function withAllBelow(categoryId: number) {
  return sql<number>`
    with recursive tree as (
      select id from category where id = ${categoryId}
      union all
      select c.id from category c join tree on c.parent_id = tree.id
    )
    select id from tree`
}

/** The path of product p's category, or null: three levels at most, so two steps up are enough. */
export const pathOfCategory = sql<string[] | null>`
  (select array_remove(array[above.name, parent.name, own.name], null)
     from category own left join category parent on parent.id = own.parent_id
     left join category above on above.id = parent.parent_id
    where own.id = p.category_id)`
