import { sql } from 'kysely'
import type { ProductImport } from '../../../contract/product-import.ts'
import type { Tx } from '../../platform/database/public.ts'
import { describeSheet, takeFile } from '../../platform/imports/public.ts'
import type { Call } from '../../platform/routes/public.ts'
import { readProductSources } from './product-sources.ts'
import { type ProductSheet, readProductImport } from './read-product-import.ts'

/** Takes the uploaded file in and says what its columns look like. Refuses file_refused and file_too_large. */
export async function startProductImport(
  call: Pick<Call, 'request' | 'write' | 'reader'>,
): Promise<ProductImport> {
  const { file, fileName } = await takeFile(call)
  const { recognise } = await readProductSources(call.reader)
  const head = await describeSheet(file, fileName, recognise)
  return call.write(async tx => {
    const importId = await storeImport(tx, { file, fileName, head })
    return readProductImport(tx, importId, {})
  })
}

/** Keeps the file as it came: the check and the run read it again, also after a restart. */
async function storeImport(
  tx: Tx,
  { file, fileName, head }: { file: Buffer; fileName: string; head: ProductSheet },
): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into product_import (file_name, file, head, created_at, created_by)
    values (${fileName}, ${file}, ${JSON.stringify(head)}::jsonb, ${tx.at}, ${tx.actor.id})
    returning id`.execute(tx.db)
  return rows[0]!.id
}
