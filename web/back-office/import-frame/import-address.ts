import { useNavigate, useRouterState } from '@tanstack/react-router'
import { useCallback } from 'react'
import { z } from 'zod'

const address = z.object({ importId: z.coerce.number().int().positive() })

/** The upload that this page is about, kept in its address: reloading the page, or its back button, goes on with it. */
export function useImportAddress(to: '/purchase-orders/import' | '/products/import') {
  const navigate = useNavigate()
  const search = useRouterState({ select: state => state.location.search as unknown })
  const read = address.safeParse(search)
  const go = useCallback(
    (importId: number | null) =>
      void navigate({
        to,
        search: (importId === null ? {} : { importId }) as never,
      }),
    [navigate, to],
  )
  return { importId: read.success ? read.data.importId : null, go }
}
