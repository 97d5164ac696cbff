import { z } from 'zod'
import { productField } from '../../../contract/product-import.ts'
import { useImportSession } from '../import-frame/import-session.ts'

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

const fresh: ImportSession = {
  source: null,
  mapping: null,
  emptyClears: false,
  sameNumber: 'refuse',
  badRows: 'take_good',
  check: null,
  runJobId: null,
}

/** What was chosen for an upload, kept while the tab lives. */
export const useProductImportSession = (importId: number) =>
  useImportSession(`lotbook.product-import.${importId}`, session, fresh)
