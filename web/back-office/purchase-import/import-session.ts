import { z } from 'zod'
import { importField } from '../../../contract/purchasing.ts'
import { useImportSession } from '../import-frame/import-session.ts'

const startedJob = z.object({
  jobId: z.number().int(),
  /** The choices that it was started with, as text to compare. */
  choices: z.string(),
})

/** What was chosen and started for an upload. */
const session = z.object({
  /** Null until the clerk says otherwise: then what is remembered counts. */
  source: z.string().nullable(),
  sheet: z.string().optional(),
  headerRow: z.number().int().optional(),
  locationId: z.number().int().nullable(),
  /** Null until the clerk matches a column anew: then what was recognised counts. */
  mapping: z.partialRecord(importField, z.number().int()).nullable(),
  serialCells: z.enum(['several', 'one']),
  create: z.object({ suppliers: z.boolean(), products: z.boolean(), bins: z.boolean() }),
  check: startedJob.nullable(),
  run: startedJob.nullable(),
})
export type ImportSession = z.infer<typeof session>
export type Mapping = NonNullable<ImportSession['mapping']>

const fresh: ImportSession = {
  source: null,
  locationId: null,
  mapping: null,
  serialCells: 'several',
  create: { suppliers: false, products: false, bins: false },
  check: null,
  run: null,
}

/** What was chosen for an upload, kept while the tab lives. */
export const usePurchaseImportSession = (importId: number) =>
  useImportSession(`lotbook.purchase-import.${importId}`, session, fresh)
