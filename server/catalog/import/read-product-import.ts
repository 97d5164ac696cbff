import { sql } from 'kysely'
import type { ProductField, ProductImport } from '../../../contract/product-import.ts'
import type { Reader } from '../../platform/database/public.ts'
import { describeSheet, type SheetDescription, sourceOf } from '../../platform/imports/public.ts'
import { refuse } from '../../platform/refusal.ts'
import { readProductSources } from './product-sources.ts'

/** What a sheet says about itself before all of it is read. */
export type ProductSheet = SheetDescription<ProductField>

/**
 * An uploaded file as far as it was understood, or read anew with the clerk's choice of sheet and heading row.
 * Refuses not_found and file_refused.
 */
export async function readProductImport(
  reader: Reader,
  importId: number,
  chosen: { sheet?: string | undefined; headerRow?: number | undefined },
): Promise<ProductImport> {
  const { fileName, head, doneByJobId } = await readImportHead(reader, importId)
  const { sources, recognise } = await readProductSources(reader)
  const asStored = chosen.sheet === undefined && chosen.headerRow === undefined
  const sheet = asStored
    ? head
    : await describeSheet((await readImportFile(reader, importId)).file, fileName, recognise, chosen)
  const headings = sheet.columns.map(column => column.heading)
  return {
    ...sheet,
    id: importId,
    fileName,
    doneByJobId,
    rememberedFrom: sourceOf(sources, headings)?.name ?? null,
    sources: sources.map(source => source.name),
  }
}

/** What is known of an upload without its bytes. Refuses not_found. */
export async function readImportHead(
  reader: Reader,
  importId: number,
): Promise<{ fileName: string; head: ProductSheet; doneByJobId: number | null }> {
  const { rows } = await sql<{ fileName: string; head: ProductSheet; doneByJobId: number | null }>`
    select file_name as "fileName", head, done_by_job_id as "doneByJobId"
      from product_import where id = ${importId}`.execute(reader.db)
  if (rows[0] === undefined) throw refuse('not_found', { what: 'import' })
  return rows[0]
}

/** The uploaded bytes. Refuses not_found. */
export async function readImportFile(
  reader: Reader,
  importId: number,
): Promise<{ file: Buffer; fileName: string }> {
  const { rows } = await sql<{ file: Buffer; fileName: string }>`
    select file, file_name as "fileName" from product_import where id = ${importId}`.execute(reader.db)
  if (rows[0] === undefined) throw refuse('not_found', { what: 'import' })
  return rows[0]
}
