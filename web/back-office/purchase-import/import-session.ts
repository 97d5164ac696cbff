import { useCallback, useState } from 'react'
import { z } from 'zod'
import { importField } from '../../../contract/purchasing.ts'

const startedJob = z.object({
  jobId: z.number().int(),
  /** The choices that it was started with, as text to compare. */
  choices: z.string(),
})

/** What was chosen and started for an upload. */
const session = z.object({
  sheet: z.string().optional(),
  headerRow: z.number().int().optional(),
  locationId: z.number().int().nullable(),
  /** Null until the clerk matches a column anew: then what was recognised counts. */
  mapping: z.partialRecord(importField, z.number().int()).nullable(),
  create: z.object({ suppliers: z.boolean(), products: z.boolean(), bins: z.boolean() }),
  check: startedJob.nullable(),
  run: startedJob.nullable(),
})
export type ImportSession = z.infer<typeof session>
export type Mapping = NonNullable<ImportSession['mapping']>

const fresh: ImportSession = {
  locationId: null,
  mapping: null,
  create: { suppliers: false, products: false, bins: false },
  check: null,
  run: null,
}

/** Keeps what was chosen for an upload over a reload of the page, as long as the tab lives. */
export function useImportSession(importId: number) {
  const place = `lotbook.purchase-import.${importId}`
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
