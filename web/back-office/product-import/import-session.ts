import { useCallback, useState } from 'react'
import { z } from 'zod'
import { productField } from '../../../contract/product-import.ts'

/** What was chosen and started for an upload. */
const session = z.object({
  /** Null until the clerk says otherwise: then what is remembered or recognised counts. */
  source: z.string().nullable(),
  sheet: z.string().optional(),
  headerRow: z.number().int().optional(),
  mapping: z.partialRecord(productField, z.number().int()).nullable(),
  emptyClears: z.boolean(),
  sameNumber: z.enum(['refuse', 'first', 'last']),
  badRows: z.enum(['refuse_all', 'take_good']),
  /** `choices` are those that it was started with, as text to compare. */
  check: z.object({ jobId: z.number().int(), choices: z.string() }).nullable(),
  runJobId: z.number().int().nullable(),
})
export type ImportSession = z.infer<typeof session>
export type Mapping = NonNullable<ImportSession['mapping']>

const fresh: ImportSession = {
  source: null,
  mapping: null,
  emptyClears: false,
  sameNumber: 'refuse',
  badRows: 'take_good',
  check: null,
  runJobId: null,
}

/** Keeps what was chosen for an upload over a reload of the page, as long as the tab lives. */
export function useImportSession(importId: number) {
  const place = `lotbook.product-import.${importId}`
  const [kept, setKept] = useState(() => readKept(place))
  const change = useCallback(
    (changes: Partial<ImportSession>) =>
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

function readKept(place: string): ImportSession {
  try {
    return session.parse(JSON.parse(sessionStorage.getItem(place) ?? ''))
  } catch {
    return fresh
  }
}
