import { type QueryClient, useSuspenseQuery } from '@tanstack/react-query'
import type { Permission } from '../../contract/permissions.ts'
import { api } from '../../contract/public.ts'
import type { Session } from '../../contract/session.ts'
import { readOptions } from '../client/public.ts'

/** Who is signed in: read once, then kept until sign-out. */
export const sessionQuery = {
  ...readOptions(api.session.readSession, {}),
  staleTime: Number.POSITIVE_INFINITY,
}

/** Who is signed in, for any screen inside the frame. */
export function useSession(): Session {
  return useSuspenseQuery(sessionQuery).data
}

/** Whether the one who is signed in holds a right; a screen leaves out what its reader may not do. */
export function useMay(permission: Permission): boolean {
  return useSession().permissions.includes(permission)
}

export function keepSession(queryClient: QueryClient, session: Session): void {
  queryClient.setQueryData(sessionQuery.queryKey, session)
}

/** Forgets everything that the former reader saw. */
export function forgetSession(queryClient: QueryClient): void {
  queryClient.clear()
}
