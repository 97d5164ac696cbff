import { z } from 'zod'
import { endpointsOf } from './endpoint.ts'
import { id, identifier } from './primitives.ts'

const endpoint = endpointsOf('catalog')

export const category = z.object({
  id,
  parentId: id.nullable(),
  name: z.string(),
  /** The names from the top of the tree down to its own. */
  path: z.array(z.string()),
  archived: z.boolean(),
  /** Products that are not archived and stand in this very category, not below it. */
  products: z.number().int(),
})
export type Category = z.infer<typeof category>

/** Files write a path with > between the levels. */
const categoryName = identifier.refine(
  name => !/[>›]/.test(name),
  'Leave out > and ›: they stand between levels. Add another category below this one instead.',
)
const categoryInput = z.object({ name: categoryName, parentId: id.nullable().default(null) })
const categoryId = z.object({ categoryId: id })

export const api = {
  listCategories: endpoint({
    method: 'GET',
    path: '/categories',
    summary: 'All categories, each before those below it, siblings by name',
    access: 'catalog.read',
    answer: z.object({ items: z.array(category) }),
  }),
  addCategory: endpoint({
    method: 'POST',
    path: '/categories',
    summary: 'Add a category, at the top or below another',
    access: 'catalog.write',
    body: categoryInput,
    answer: category,
    refusals: ['not_found', 'name_taken', 'category_too_deep'],
  }),
  changeCategory: endpoint({
    method: 'PUT',
    path: '/categories/:categoryId',
    summary: 'Rename or move a category; what is below it moves with it',
    access: 'catalog.write',
    params: categoryId,
    body: categoryInput,
    answer: category,
    refusals: ['not_found', 'name_taken', 'category_too_deep', 'category_under_itself'],
  }),
  archiveCategory: endpoint({
    method: 'POST',
    path: '/categories/:categoryId/archive',
    summary: 'Take a category, and all below it, out of the lists of choices; its products keep it',
    access: 'catalog.write',
    params: categoryId,
    answer: category,
    refusals: ['not_found'],
  }),
  bringBackCategory: endpoint({
    method: 'POST',
    path: '/categories/:categoryId/bring-back',
    summary: 'Offer an archived category again, with what was archived with it and all above it',
    access: 'catalog.write',
    params: categoryId,
    answer: category,
    refusals: ['not_found', 'name_taken'],
  }),
}
