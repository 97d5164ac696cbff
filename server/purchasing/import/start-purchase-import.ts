import { sql } from 'kysely'
import type { PurchaseImport } from '../../../contract/purchasing.ts'
import type { Tx } from '../../platform/database/public.ts'
import { describeSheet, takeFile } from '../../platform/imports/public.ts'
import type { Call } from '../../platform/routes/public.ts'
import { readPurchaseSources } from './purchase-sources.ts'
import { type PurchaseSheet, readPurchaseImport } from './read-purchase-import.ts'

/** Takes the uploaded file in and says what its columns look like. Refuses file_refused and file_too_large. */
export async function startPurchaseImport(
  call: Pick<Call, 'request' | 'write' | 'reader'>,
): Promise<PurchaseImport> {
  const { file, fileName } = await takeFile(call)
  const { recognise } = await readPurchaseSources(call.reader)
  const head = await describeSheet(file, fileName, recognise)
  return call.write(async tx => {
    const importId = await storeImport(tx, { file, fileName, head })
    return readPurchaseImport(tx, importId, {})
  })
}

/** Keeps the file as it came: the check and the run read it again, also after a restart. */
async function storeImport(
  tx: Tx,
  { file, fileName, head }: { file: Buffer; fileName: string; head: PurchaseSheet },
): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into purchase_import (file_name, file, sheet, head, created_at, created_by)
    values (${fileName}, ${file}, ${head.sheet}, ${JSON.stringify(head)}::jsonb, ${tx.at}, ${tx.actor.id})
    returning id`.execute(tx.db)
  return rows[0]!.id
}
