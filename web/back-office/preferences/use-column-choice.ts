import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import type { Preferences } from '../../../contract/preferences.ts'
import { api } from '../../../contract/public.ts'
import { call, readOptions, useRead } from '../../client/public.ts'
import { notify } from '../../kit/public.ts'

const { queryKey } = readOptions(api.preferences.readPreferences, {})

/**
 * Which columns of a list or grid its reader wants to see, remembered for them at any machine. A column they never decided
 * about is as `isShown`'s second argument says. `ready` is false until it is known what they chose before.
 */
export function useColumnChoice(kind: Exclude<keyof Preferences, 'salesViews'>) {
  const queryClient = useQueryClient()
  const { data } = useRead(api.preferences.readPreferences, {}, { staleTime: Number.POSITIVE_INFINITY })
  const choice = data?.[kind]
  const save = useMutation({
    // One after the other, so that the last choice is the last to arrive.
    scope: { id: 'preferences' },
    mutationFn: (body: Preferences) => call(api.preferences.savePreferences, { body }),
    onError: error => notify.failed(error),
  })
  const { mutate } = save
  const choose = useCallback(
    (column: string, shown: boolean) => {
      const former = queryClient.getQueryData<Preferences>(queryKey) ?? {}
      const chosen = { ...former[kind], [column]: shown }
      queryClient.setQueryData(queryKey, { ...former, [kind]: chosen })
      mutate({ [kind]: chosen })
    },
    [queryClient, kind, mutate],
  )
  const isShown = useCallback(
    (column: string, unlessChosen = true) => choice?.[column] ?? unlessChosen,
    [choice],
  )
  return { ready: data !== undefined, isShown, choose }
}
