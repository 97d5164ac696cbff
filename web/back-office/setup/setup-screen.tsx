import { useQuery } from '@tanstack/react-query'
import { Navigate } from '@tanstack/react-router'
import { api } from '../../../contract/public.ts'
import { useRead } from '../../client/public.ts'
import { ErrorState, Page } from '../../kit/public.ts'
import { WaitingScreen } from '../frame/screen-states.tsx'
import { sessionQuery } from '../session.ts'
import { FillShelves } from './fill-shelves.tsx'
import { OwnerForm } from './owner-form.tsx'

/** The first visit: the owner's account, then the sample shop or an empty one. */
export function SetupScreen() {
  const setup = useRead(api.session.readSetup, {})
  const isOwned = setup.data?.needsOwner === false
  const session = useQuery({ ...sessionQuery, enabled: isOwned })
  if (session.data)
    return session.data.shop.empty ? <FillShelves shop={session.data.shop} /> : <Navigate to="/" />
  if (setup.data?.needsOwner) return <OwnerForm />
  if (isOwned && session.error) return <Navigate to="/sign-in" search={{}} />
  if (setup.error) {
    return (
      <Page>
        <ErrorState error={setup.error} onRetry={() => void setup.refetch()} />
      </Page>
    )
  }
  return <WaitingScreen />
}
