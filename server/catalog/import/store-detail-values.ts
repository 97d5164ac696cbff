import { fittingRules, noRules } from '../../../contract/capture-rules.ts'
import type { Tx } from '../../platform/database/public.ts'
import { storeRules } from '../capture-rules.ts'
import { addCategory } from '../categories/add-category.ts'
import { listCategories } from '../categories/list-categories.ts'
import { storeDetails } from '../product-details.ts'
import { pathKey } from './detail-texts.ts'
import type { ProductValues } from './known-products.ts'

/** The ids of categories by the keys of their paths. */
export type CategoryIds = ReadonlyMap<string, number>

/** Adds the categories that are not there yet, from the top down, and gives the ids of all. */
export async function addMissingCategories(
  tx: Tx,
  products: readonly Pick<ProductValues, 'category'>[],
): Promise<CategoryIds> {
  const { items } = await listCategories(tx)
  const ids = new Map(items.filter(one => !one.archived).map(one => [pathKey(one.path), one.id]))
  for (const { category } of products) {
    if (category === null || ids.has(pathKey(category))) continue
    let parentId: number | null = null
    for (const [level, name] of category.entries()) {
      const key = pathKey(category.slice(0, level + 1))
      const id: number = ids.get(key) ?? (await addCategory(tx, { name, parentId })).id
      ids.set(key, id)
      parentId = id
    }
  }
  return ids
}

/** Whether a new product has anything that `storeDetailValues` would store. */
export function saysMore({ category, taxRateId, locationId, capture }: ProductValues): boolean {
  const isPlain = JSON.stringify(capture) === JSON.stringify(noRules)
  return category !== null || taxRateId !== null || locationId !== null || !isPlain
}

/** Stores category, tax, place and capture rules of products that this transaction has written just now. */
export async function storeDetailValues(
  tx: Tx,
  products: readonly { productId: number; values: ProductValues }[],
  categories: CategoryIds,
): Promise<void> {
  if (products.length === 0) return
  await storeDetails(
    tx,
    products.map(({ productId, values }) => ({
      productId,
      details: {
        categoryId: values.category === null ? null : categories.get(pathKey(values.category))!,
        taxRateId: values.taxRateId,
        defaultLocationId: values.locationId,
        defaultBinId: values.binId,
      },
    })),
  )
  await storeRules(
    tx,
    products.map(({ productId, values: { lots, serials, capture } }) => {
      const tracking = { lots, serials }
      return { productId, tracking, rules: fittingRules(capture, tracking) }
    }),
  )
}
