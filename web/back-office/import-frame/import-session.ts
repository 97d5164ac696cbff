import { useCallback, useState } from 'react'
import type { z } from 'zod'

/** Keeps what was chosen for an upload over a reload of the page, as long as the tab lives. */
export function useImportSession<Session extends object>(
  place: string,
  shape: z.ZodType<Session>,
  fresh: Session,
) {
  const [kept, setKept] = useState(() => readKept(place, shape) ?? fresh)
  const change = useCallback(
    (changes: Partial<Session>) =>
      setKept(former => {
        const next = { ...former, ...changes }
        try {
          sessionStorage.setItem(place, JSON.stringify(next))
        } catch {
          // A browser that keeps nothing still works until the page is reloaded.
        }
        return next
      }),
    [place],
  )
  return { kept, change }
}

function readKept<Session>(place: string, shape: z.ZodType<Session>): Session | null {
  try {
    return shape.parse(JSON.parse(sessionStorage.getItem(place) ?? ''))
  } catch {
    return null
  }
}
