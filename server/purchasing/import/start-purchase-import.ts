import { sql } from 'kysely'
import type { PurchaseImport } from '../../../contract/purchasing.ts'
import type { Tx } from '../../platform/database/public.ts'
import { refuse } from '../../platform/refusal.ts'
import type { Call } from '../../platform/routes/public.ts'
import { describeSheet, type SheetDescription } from './describe-sheet.ts'

/** Takes the uploaded file in and says what its columns look like. Refuses file_refused and file_too_large. */
export async function startPurchaseImport({
  request,
  write,
}: Pick<Call, 'request' | 'write'>): Promise<PurchaseImport> {
  const part = request.isMultipart() ? await request.file() : undefined
  if (part === undefined)
    throw refuse('file_refused', { sentence: 'No file came with the request. Choose an Excel or CSV file.' })
  const file = await part.toBuffer()
  const fileName = storableName(part.filename)
  const description = await describeSheet(file, fileName)
  return write(tx => storeImport(tx, { file, fileName, description }))
}

/** Keeps the file as it came: the check and the run read it again, also after a restart. */
async function storeImport(
  tx: Tx,
  upload: { file: Buffer; fileName: string; description: SheetDescription },
): Promise<PurchaseImport> {
  const { file, fileName, description } = upload
  const { rows } = await sql<{ id: number }>`
    insert into purchase_import (file_name, file, sheet, head, created_at, created_by)
    values (${fileName}, ${file}, ${description.sheet}, ${JSON.stringify(description)}::jsonb, ${tx.at}, ${tx.actor.id})
    returning id`.execute(tx.db)
  return { ...description, id: rows[0]!.id, fileName, orderId: null }
}

function storableName(name: string | undefined): string {
  const plain = (name ?? '').replace(/\p{Cc}/gu, '').trim()
  return plain.slice(-200).replace(/\p{Cs}/gu, '') || 'file'
}
