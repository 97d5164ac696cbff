import { useEffect, useState } from 'react'
import { readerLocale } from '../i18n/i18n.ts'
import { ConventionsProvider } from '../kit/public.ts'
import { useCell } from './device/cell.ts'
import { useTill } from './device/till.ts'
import { ZScreen } from './drawer/z-screen.tsx'
import { EnrolScreen } from './enter/enrol-screen.tsx'
import { OpenDrawerScreen } from './enter/open-drawer-screen.tsx'
import { PinScreen } from './enter/pin-screen.tsx'
import { Frame } from './frame/frame.tsx'
import type { Place } from './frame/places.ts'
import { useQuietChange } from './frame/quiet.ts'

/** What stands between the device and selling, one thing after the other; then the till itself. */
export function App() {
  const till = useTill()
  const state = useCell(till.state)
  const isRevoked = useCell(till.revoked)
  const signIn = useCell(till.signIn)
  const drawer = useCell(till.drawer)
  const closed = useCell(till.closed)
  const [place, goTo] = useState<Place>('sell')
  useQuietChange()
  // Whoever signs in or opens the drawer wants to sell, wherever the one before them was.
  const isAtWork = signIn !== null && drawer !== null
  useEffect(() => {
    if (!isAtWork) goTo('sell')
  }, [isAtWork])
  if (state === null || isRevoked) return <EnrolScreen revoked={isRevoked} />
  const { currency, timeZone } = state.shop
  return (
    <ConventionsProvider value={{ locale: readerLocale(), currency, timeZone }}>
      {signIn === null ? (
        <PinScreen state={state} />
      ) : closed !== null ? (
        <ZScreen report={closed} />
      ) : drawer === null ? (
        <OpenDrawerScreen signIn={signIn} />
      ) : (
        <Frame place={place} goTo={goTo} />
      )}
    </ConventionsProvider>
  )
}
