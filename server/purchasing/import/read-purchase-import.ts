import { sql } from 'kysely'
import type { ImportField, PurchaseImport } from '../../../contract/purchasing.ts'
import type { Reader } from '../../platform/database/public.ts'
import { describeSheet, type SheetDescription, sourceOf } from '../../platform/imports/public.ts'
import { refuse } from '../../platform/refusal.ts'
import { readPurchaseSources } from './purchase-sources.ts'

/**
 * An uploaded file as far as it was understood, or read anew with the clerk's choice of sheet and heading row.
 * Refuses not_found and file_refused.
 */
export async function readPurchaseImport(
  reader: Reader,
  importId: number,
  chosen: { sheet?: string | undefined; headerRow?: number | undefined },
): Promise<PurchaseImport> {
  const { fileName, head, orderId } = await readImportHead(reader, importId)
  const { sources, recognise } = await readPurchaseSources(reader)
  const asStored = chosen.sheet === undefined && chosen.headerRow === undefined
  const sheet = asStored
    ? head
    : await describeSheet((await readImportFile(reader, importId)).file, fileName, recognise, chosen)
  const headings = sheet.columns.map(column => column.heading)
  return {
    ...sheet,
    id: importId,
    fileName,
    rememberedFrom: sourceOf(sources, headings)?.name ?? null,
    sources: sources.map(source => source.name),
    orderId,
  }
}

/** What a sheet says about itself before all of it is read. */
export type PurchaseSheet = SheetDescription<ImportField>

/** What is known of an upload without its bytes. Refuses not_found. */
export async function readImportHead(
  reader: Reader,
  importId: number,
): Promise<{ fileName: string; head: PurchaseSheet; orderId: number | null }> {
  const { rows } = await sql<{ fileName: string; head: PurchaseSheet; orderId: number | null }>`
    select file_name as "fileName", head, order_id as "orderId"
      from purchase_import where id = ${importId}`.execute(reader.db)
  if (rows[0] === undefined) throw refuse('not_found', { what: 'import' })
  return rows[0]
}

/** The uploaded bytes. Refuses not_found. */
export async function readImportFile(
  reader: Reader,
  importId: number,
): Promise<{ file: Buffer; fileName: string }> {
  const { rows } = await sql<{ file: Buffer; fileName: string }>`
    select file, file_name as "fileName" from purchase_import where id = ${importId}`.execute(reader.db)
  if (rows[0] === undefined) throw refuse('not_found', { what: 'import' })
  return rows[0]
}
