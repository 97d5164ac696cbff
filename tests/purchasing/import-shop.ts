import { sql } from 'kysely'
import type { Job } from '../../contract/jobs.ts'
import type { ImportChoices, ImportVerdict, PurchaseImport } from '../../contract/purchasing.ts'
import { jobKinds } from '../../server/job-kinds.ts'
import { kyselyOn } from '../../server/platform/database/public.ts'
import { describeSheet } from '../../server/platform/imports/public.ts'
import { runJob } from '../../server/platform/jobs/run-job.ts'
import { writeSpreadsheet } from '../../server/platform/spreadsheet/public.ts'
import { workbook } from '../../server/platform/spreadsheet/workbook-for-tests.ts'
import { readPurchaseSources } from '../../server/purchasing/import/purchase-sources.ts'
import { checkPurchaseImport, runPurchaseImport } from '../../server/purchasing/import/queue-import.ts'
import { readPurchaseImport } from '../../server/purchasing/import/read-purchase-import.ts'
import type { TestShop } from '../harness/shop.ts'

export const all = { suppliers: true, products: true, bins: true }
export const none = { suppliers: false, products: false, bins: false }

export type Typed = string | number | null | { formula: string; shows: number } | { date: number }

/** A sheet as people send it: every cell of whatever kind it was typed as. */
export function sheetOf(rows: readonly (readonly Typed[])[]): Uint8Array {
  const xml = rows.map((cells, index) => {
    const number = index + 1
    return `<row r="${number}">${cells.map((cell, column) => cellXml(`${'ABCDEFGHIJKLMN'[column]}${number}`, cell)).join('')}</row>`
  })
  return workbook({ rows: xml.join(''), formats: [0, 14] })
}

function cellXml(at: string, cell: Typed): string {
  if (cell === null) return ''
  if (typeof cell === 'number') return `<c r="${at}"><v>${cell}</v></c>`
  if (typeof cell === 'object' && 'formula' in cell)
    return `<c r="${at}"><f>${cell.formula}</f><v>${cell.shows}</v></c>`
  if (typeof cell === 'object') return `<c r="${at}" s="1"><v>${cell.date}</v></c>`
  const text = cell.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
  return `<c r="${at}" t="inlineStr"><is><t xml:space="preserve">${text}</t></is></c>`
}

export const headings = [
  ...['Product number', 'Product name', 'Supplier', 'PU quantity', 'SKU quantity', 'Purchase price'],
  ...['Warehousing location', 'Lot No.', 'Serial No.', 'Expiry date'],
]

/** A file of the form that merchants have, made by our own writer. */
export function cleanFile(rows: Iterable<readonly (string | number | null)[]>): Promise<Uint8Array> {
  const kinds = [
    'text',
    'text',
    'text',
    'number',
    'number',
    'number',
    'text',
    'text',
    'text',
    'date',
  ] as const
  const columns = headings.map((header, index) => ({ header, kind: kinds[index]! }))
  return writeSpreadsheet([{ name: 'Purchase order', columns, rows }])
}

/** Stores a file as the upload does. */
export async function upload(
  shop: TestShop,
  file: Uint8Array,
  fileName = 'order.xlsx',
): Promise<PurchaseImport> {
  const { recognise } = await readPurchaseSources(shop.reader)
  const head = await describeSheet(file, fileName, recognise)
  const { rows } = await sql<{ id: number }>`
    insert into purchase_import (file_name, file, sheet, head, created_at, created_by)
    values (${fileName}, ${Buffer.from(file)}, ${head.sheet}, ${JSON.stringify(head)}::jsonb, ${shop.now.toISOString()}, 1)
    returning id`.execute(kyselyOn(shop.house.pool))
  return readPurchaseImport(shop.reader, rows[0]!.id, {})
}

type Choices = ImportChoices & { sheet: string; headerRow: number }

/** What the screen sends when the clerk changes nothing. */
export function choicesFor(
  { sheet, headerRow, columns }: PurchaseImport,
  locationId: number,
  create: ImportChoices['create'],
): Choices {
  const matched = columns.flatMap(({ field, index }) => (field === null ? [] : [[field, index] as const]))
  const mapping = Object.fromEntries(matched)
  return { source: null, locationId, create, sheet, headerRow, mapping, serialCells: 'several' }
}

/** Queues a job and runs it to its end, here and now. */
export async function check(shop: TestShop, importId: number, choices: Choices): Promise<ImportVerdict> {
  const { jobId } = await shop.act(tx => checkPurchaseImport(tx, importId, choices))
  const job = await work(shop, jobId)
  if (job.state !== 'done') throw new Error(JSON.stringify(job.problem))
  return job.result as ImportVerdict
}

export async function run(shop: TestShop, importId: number, choices: Choices): Promise<Job> {
  const { jobId } = await shop.act(tx => runPurchaseImport(tx, importId, choices))
  return work(shop, jobId)
}

export async function work(
  shop: TestShop,
  jobId: number,
  { kinds = jobKinds, stopping = new AbortController().signal } = {},
): Promise<Job> {
  await runJob(shop.house, kinds, jobId, stopping)
  const rows = await shop.rows<Job>('select * from job where id = $1', [jobId])
  return rows[0]!
}

/** How many rows each table holds that an import writes. */
export async function stored(shop: TestShop): Promise<Record<string, number>> {
  const rows = await shop.rows<Record<string, number>>(
    `select (select count(*) from purchase_order) as orders, (select count(*) from purchase_order_line) as lines,
            (select count(*) from product) as products, (select count(*) from supplier) as suppliers,
            (select count(*) from place where kind = 'bin') as bins`,
  )
  return rows[0]!
}
