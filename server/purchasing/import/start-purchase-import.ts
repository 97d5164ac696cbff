import { sql } from 'kysely'
import type { PurchaseImport } from '../../../contract/purchasing.ts'
import type { Tx } from '../../platform/database/public.ts'
import { describeSheet, takeFile } from '../../platform/imports/public.ts'
import type { Call } from '../../platform/routes/public.ts'
import type { PurchaseSheet } from './read-purchase-import.ts'
import { recogniseHeadings } from './recognise-headings.ts'

/** Takes the uploaded file in and says what its columns look like. Refuses file_refused and file_too_large. */
export async function startPurchaseImport(call: Pick<Call, 'request' | 'write'>): Promise<PurchaseImport> {
  const { file, fileName } = await takeFile(call)
  const description = await describeSheet(file, fileName, recogniseHeadings)
  return call.write(tx => storeImport(tx, { file, fileName, description }))
}

/** Keeps the file as it came: the check and the run read it again, also after a restart. */
async function storeImport(
  tx: Tx,
  upload: { file: Buffer; fileName: string; description: PurchaseSheet },
): Promise<PurchaseImport> {
  const { file, fileName, description } = upload
  const { rows } = await sql<{ id: number }>`
    insert into purchase_import (file_name, file, sheet, head, created_at, created_by)
    values (${fileName}, ${file}, ${description.sheet}, ${JSON.stringify(description)}::jsonb, ${tx.at}, ${tx.actor.id})
    returning id`.execute(tx.db)
  return { ...description, id: rows[0]!.id, fileName, orderId: null }
}
