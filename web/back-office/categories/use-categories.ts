import { useMemo } from 'react'
import type { Category } from '../../../contract/categories.ts'
import { api } from '../../../contract/public.ts'
import { useRead } from '../../client/public.ts'

/** The names from the top down, as one text. */
export const pathText = (category: Category) => category.path.join(' › ')

/** All categories in the order of the tree, and each by its id. */
export function useCategories() {
  const { data } = useRead(api.categories.listCategories, {}, { staleTime: 60_000 })
  return useMemo(() => {
    const all = data?.items ?? []
    return { all, byId: new Map(all.map(category => [category.id, category])) }
  }, [data])
}

/** Choices for a Select: those that are not archived, and the chosen one whatever it is. */
export function categoryChoices(all: readonly Category[], chosen: number | null) {
  return all
    .filter(category => !category.archived || category.id === chosen)
    .map(category => ({ value: String(category.id), label: pathText(category) }))
}
