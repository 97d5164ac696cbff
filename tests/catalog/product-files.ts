import { sql } from 'kysely'
import type { Job } from '../../contract/jobs.ts'
import type {
  ProductField,
  ProductImportChoices,
  ProductImportRow,
  ProductImportVerdict,
} from '../../contract/product-import.ts'
import { readProductSources } from '../../server/catalog/import/product-sources.ts'
import { checkProductImport, runProductImport } from '../../server/catalog/import/queue-import.ts'
import { readProductImport } from '../../server/catalog/import/read-product-import.ts'
import { listVerdictRows } from '../../server/catalog/import/verdict-rows.ts'
import { kyselyOn } from '../../server/platform/database/public.ts'
import { describeSheet } from '../../server/platform/imports/public.ts'
import type { TestShop } from '../harness/shop.ts'
import { work } from '../purchasing/import-shop.ts'

/** Stores a file as the upload does. */
export async function uploadProducts(shop: TestShop, file: Uint8Array | string, fileName = 'products.csv') {
  const bytes = Buffer.from(file)
  const { recognise } = await readProductSources(shop.reader)
  const head = await describeSheet(bytes, fileName, recognise)
  const { rows } = await sql<{ id: number }>`
    insert into product_import (file_name, file, head, created_at, created_by)
    values (${fileName}, ${bytes}, ${JSON.stringify(head)}::jsonb, ${shop.now.toISOString()}, 1)
    returning id`.execute(kyselyOn(shop.house.pool))
  return readProductImport(shop.reader, rows[0]!.id, {})
}
export type Uploaded = Awaited<ReturnType<typeof uploadProducts>>

/** What the screen sends when the clerk changes nothing but what is given. */
export function choicesOf(
  { sheet, headerRow, columns }: Uploaded,
  given: Partial<ProductImportChoices> = {},
): ProductImportChoices {
  const matched = columns.flatMap(({ field, index }) => (field === null ? [] : [[field, index] as const]))
  return {
    source: 'Test source',
    sheet,
    headerRow,
    mapping: Object.fromEntries(matched) as Partial<Record<ProductField, number>>,
    emptyClears: false,
    sameNumber: 'refuse',
    badRows: 'take_good',
    ...given,
  }
}

export interface Outcome {
  readonly job: Job
  readonly counts: ProductImportVerdict
  readonly rows: ProductImportRow[]
}

/** Queues a check or run and works it to its end, here and now. */
export async function importNow(
  shop: TestShop,
  upload: Uploaded,
  given: Partial<ProductImportChoices> = {},
  kind: 'check' | 'run' = 'run',
): Promise<Outcome> {
  const queue = kind === 'run' ? runProductImport : checkProductImport
  const { jobId } = await shop.act(tx => queue(tx, upload.id, choicesOf(upload, given)))
  const job = await work(shop, jobId)
  const page = await listVerdictRows(shop.reader, upload.id, { jobId, limit: 100_000 })
  return { job, counts: job.result as ProductImportVerdict, rows: page.items }
}

/** From text to outcome. */
export async function importText(
  shop: TestShop,
  text: string,
  given: Partial<ProductImportChoices> = {},
): Promise<Outcome> {
  return importNow(shop, await uploadProducts(shop, text), given)
}

/** Row number and verdict, then what was said. */
export function said({ rows }: Outcome): string[] {
  return rows.map(row => `${row.row} ${row.verdict}${row.sentence === '' ? '' : `: ${row.sentence}`}`)
}
