import { z } from 'zod'
import { endpointsOf } from './endpoint.ts'
import { id, identifier } from './primitives.ts'
import { xlsx } from './product-import.ts'

const endpoint = endpointsOf('purchasing')

/** What the columns of an imported file can mean. */
export const importField = z.enum([
  'productNumber',
  'productName',
  'barcode',
  'supplier',
  'quantityPu',
  'quantitySku',
  'price',
  'bin',
  'supplierLot',
  'lotNumber',
  'serial',
  'madeOn',
  'expiresOn',
])
export type ImportField = z.infer<typeof importField>

export const importColumn = z.object({
  /** Position in the file, from 0. */
  index: z.number().int(),
  heading: z.string(),
  /** What the heading was recognised as; null when it is not known. */
  field: importField.nullable(),
  /** Up to five values from below the heading. */
  samples: z.array(z.string()),
})

export const purchaseImport = z.object({
  id,
  fileName: z.string(),
  sheets: z.array(z.string()),
  sheet: z.string(),
  /** The row that holds the headings, as the spreadsheet numbers it. */
  headerRow: z.number().int(),
  columns: z.array(importColumn),
  /** The first rows below the heading, as shown in the spreadsheet. */
  preview: z.array(z.object({ number: z.number().int(), cells: z.array(z.string()) })),
  approximateRows: z.number().int().nullable(),
  /** The supplier or source whose remembered columns are all in this file, else null. */
  rememberedFrom: z.string().nullable(),
  /** Every one that has columns remembered, the latest first. */
  sources: z.array(z.string()),
  orderId: id.nullable(),
})
export type PurchaseImport = z.infer<typeof purchaseImport>

export const importChoices = z.object({
  /** Whose file it is: its columns are remembered under this name. Null remembers nothing. */
  source: identifier.nullable().default(null),
  locationId: id,
  /** For each field the column that holds it. */
  mapping: z.partialRecord(importField, z.number().int().min(0).max(99)),
  /** Whether one cell may hold several serial numbers (commas, semicolons, line breaks, ranges), or each cell is one as it stands. */
  serialCells: z.enum(['several', 'one']).default('several'),
  /** What may be made on the way when the file names something unknown. */
  create: z.object({ suppliers: z.boolean(), products: z.boolean(), bins: z.boolean() }),
})
export type ImportChoices = z.infer<typeof importChoices>

/** The result of the `purchase-import-check` job: nothing is stored by it. */
export const importVerdict = z.object({
  rows: z.number().int(),
  /** How many lines the order gets: a row with several serial numbers becomes one for each. */
  lines: z.number().int(),
  goodRows: z.number().int(),
  totalMinor: z.number().int(),
  /** One clear sentence for each bad row; the first 1,000 of them. */
  problems: z.array(z.object({ row: z.number().int(), sentence: z.string() })),
  problemCount: z.number().int(),
  /** What cells with several serial numbers became; the first 200 of them. */
  split: z.array(
    z.object({
      row: z.number().int(),
      count: z.number().int(),
      /** The first four. */
      first: z.array(z.string()),
      last: z.string(),
    }),
  ),
  splitCount: z.number().int(),
  /** What the file names that the shop does not know, offered to be created. */
  unknown: z.object({
    suppliers: z.array(z.string()),
    products: z.array(
      z.object({
        productNumber: z.string(),
        name: z.string(),
        unitsPerPu: z.number().int(),
        tracking: z.object({ lots: z.boolean(), serials: z.boolean() }),
      }),
    ),
    bins: z.array(z.string()),
  }),
})
export type ImportVerdict = z.infer<typeof importVerdict>

const importId = z.object({ importId: id })

export const api = {
  downloadPurchaseTemplate: endpoint({
    method: 'GET',
    path: '/purchase-imports/template',
    summary:
      'A workbook with the headings that are recognised, an example order and what each column means; or the headings and the example as CSV',
    access: 'purchasing.read',
    query: z.object({ format: z.enum(['xlsx', 'csv']).default('xlsx') }),
    file: xlsx,
    answer: z.unknown(),
  }),
  startPurchaseImport: endpoint({
    method: 'POST',
    path: '/purchase-imports',
    summary: 'Upload a spreadsheet; its columns are matched by their headings',
    access: 'purchasing.write',
    upload: true,
    answer: purchaseImport,
    refusals: ['file_refused', 'file_too_large'],
  }),
  readPurchaseImport: endpoint({
    method: 'GET',
    path: '/purchase-imports/:importId',
    summary: 'An uploaded file as far as it was understood; another sheet can be asked for',
    access: 'purchasing.read',
    params: importId,
    query: z.object({
      sheet: z.string().max(100).optional(),
      headerRow: z.coerce.number().int().min(1).max(100).optional(),
    }),
    answer: purchaseImport,
    refusals: ['not_found', 'file_refused'],
  }),
  checkPurchaseImport: endpoint({
    method: 'POST',
    path: '/purchase-imports/:importId/check',
    summary:
      'Read every row and say what is wrong (a job; its result is an import verdict); nothing is stored',
    access: 'purchasing.write',
    params: importId,
    body: importChoices.extend({ sheet: z.string().max(100), headerRow: z.number().int().min(1).max(100) }),
    answer: z.object({ jobId: id }),
    refusals: ['not_found'],
  }),
  runPurchaseImport: endpoint({
    method: 'POST',
    path: '/purchase-imports/:importId/run',
    summary: 'Make the draft order from every row, or nothing at all (a job; its result has the orderId)',
    access: 'purchasing.write',
    params: importId,
    body: importChoices.extend({ sheet: z.string().max(100), headerRow: z.number().int().min(1).max(100) }),
    answer: z.object({ jobId: id }),
    refusals: ['not_found'],
  }),
}
