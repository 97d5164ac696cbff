import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { Preferences, SalesView } from '../../../contract/preferences.ts'
import { api } from '../../../contract/public.ts'
import { call, readOptions, useRead } from '../../client/public.ts'
import { notify } from '../../kit/public.ts'
import type { Narrowing } from './sales-filters.tsx'

const { queryKey } = readOptions(api.preferences.readPreferences, {})

/** The views of the overview that the one who is signed in named, remembered at any machine. */
export function useSalesViews() {
  const queryClient = useQueryClient()
  const { data } = useRead(api.preferences.readPreferences, {}, { staleTime: Number.POSITIVE_INFINITY })
  const save = useMutation({
    // One after the other, so that the last choice is the last to arrive.
    scope: { id: 'preferences' },
    mutationFn: (body: Preferences) => call(api.preferences.savePreferences, { body }),
    onError: error => {
      notify.failed(error)
      void queryClient.invalidateQueries({ queryKey })
    },
  })
  const views = data?.salesViews ?? []
  const store = (salesViews: SalesView[]) => {
    const former = queryClient.getQueryData<Preferences>(queryKey) ?? {}
    queryClient.setQueryData(queryKey, { ...former, salesViews })
    save.mutate({ salesViews })
  }
  return {
    views,
    /** Keeps a view under its name, in place of a former one of that name. */
    keep: (view: SalesView) => store([...views.filter(one => one.name !== view.name), view]),
    remove: (name: string) => store(views.filter(one => one.name !== name)),
  }
}

/** What a view is stored as, without what is not asked; two that show the same are written the same. */
export function storedShape(shown: Narrowing): SalesView['shown'] {
  const asked = Object.entries(shown).filter(([, value]) => value !== undefined && value !== '')
  return Object.fromEntries(asked.toSorted(([one], [other]) => one.localeCompare(other)))
}
