import { z } from 'zod'
import { endpointsOf } from './endpoint.ts'
import { id, identifier, page, pageQuery } from './primitives.ts'

const endpoint = endpointsOf('catalog')

/** What the columns of a file of products can mean. */
export const productField = z.enum([
  'productNumber',
  'name',
  'description',
  'barcodes',
  'price',
  'unitsPerPu',
  'purchaseUnits',
  'suppliers',
  'supplierNumbers',
  'reorderPoint',
  'targetLevel',
  'decimals',
  'lots',
  'serials',
  'identifierMode',
  'backorders',
  'archived',
  'published',
  'category',
  'taxRate',
  'defaultLocation',
  'defaultBin',
  'requiresExpiry',
  'requiresMadeOn',
  'requiresSupplierLot',
  'shelfLifeDays',
  'minimumDaysAtReceipt',
  'minimumDaysAtSale',
  'serialPattern',
  'parentNumber',
  'options',
])
export type ProductField = z.infer<typeof productField>

export const productImport = z.object({
  id,
  fileName: z.string(),
  sheets: z.array(z.string()),
  sheet: z.string(),
  /** The row that holds the headings, as the spreadsheet numbers it. */
  headerRow: z.number().int(),
  columns: z.array(
    z.object({
      /** Position in the file, from 0. */
      index: z.number().int(),
      heading: z.string(),
      /** What it was matched with before, from the source below, or is recognised as. */
      field: productField.nullable(),
      samples: z.array(z.string()),
    }),
  ),
  preview: z.array(z.object({ number: z.number().int(), cells: z.array(z.string()) })),
  approximateRows: z.number().int().nullable(),
  /** The source whose remembered columns are all in this file, else null. */
  rememberedFrom: z.string().nullable(),
  /** Every source that has columns remembered, the latest first. */
  sources: z.array(z.string()),
  /** The job that imported it, once that is done. */
  doneByJobId: id.nullable(),
})
export type ProductImport = z.infer<typeof productImport>

export const productImportChoices = z.object({
  /** Whose file it is: its columns are remembered under this name. */
  source: identifier,
  sheet: z.string().max(100),
  headerRow: z.number().int().min(1).max(100),
  /** For each field the column that holds it; fields without one stay as they are. */
  mapping: z.partialRecord(productField, z.number().int().min(0).max(99)),
  /** Whether an empty cell of a matched column clears the value instead of leaving it. */
  emptyClears: z.boolean().default(false),
  /** What counts when good rows with one product number differ. */
  sameNumber: z.enum(['refuse', 'first', 'last']).default('refuse'),
  /** Whether bad rows keep the good ones from being taken. */
  badRows: z.enum(['refuse_all', 'take_good']).default('refuse_all'),
})
export type ProductImportChoices = z.infer<typeof productImportChoices>

/** `skipped` is a good row that another row with the same product number stands for. */
export const rowVerdict = z.enum(['created', 'changed', 'unchanged', 'skipped', 'refused'])
export type RowVerdict = z.infer<typeof rowVerdict>

/** The result of the jobs `product-import-check` (nothing is stored by it) and `product-import-run`. */
export const productImportVerdict = z.object({
  rows: z.number().int(),
  created: z.number().int(),
  changed: z.number().int(),
  unchanged: z.number().int(),
  skipped: z.number().int(),
  refused: z.number().int(),
})
export type ProductImportVerdict = z.infer<typeof productImportVerdict>

export const productImportRow = z.object({
  /** As the spreadsheet numbers it. */
  row: z.number().int(),
  verdict: rowVerdict,
  productNumber: z.string(),
  /** Why, or what changes; empty where there is nothing to say. */
  sentence: z.string(),
})
export type ProductImportRow = z.infer<typeof productImportRow>

export const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const aFile = z.unknown()
const importId = z.object({ importId: id })
const jobOfImport = z.object({ jobId: id })

export const api = {
  startProductImport: endpoint({
    method: 'POST',
    path: '/product-imports',
    summary: 'Upload a spreadsheet of products; its columns are matched by their headings',
    access: 'catalog.write',
    upload: true,
    answer: productImport,
    refusals: ['file_refused', 'file_too_large'],
  }),
  readProductImport: endpoint({
    method: 'GET',
    path: '/product-imports/:importId',
    summary: 'An uploaded file as far as it was understood; another sheet can be asked for',
    access: 'catalog.write',
    params: importId,
    query: z.object({
      sheet: z.string().max(100).optional(),
      headerRow: z.coerce.number().int().min(1).max(100).optional(),
    }),
    answer: productImport,
    refusals: ['not_found', 'file_refused'],
  }),
  checkProductImport: endpoint({
    method: 'POST',
    path: '/product-imports/:importId/check',
    summary: 'Say for every row what would become of it (a job); no product is changed',
    access: 'catalog.write',
    params: importId,
    body: productImportChoices,
    answer: z.object({ jobId: id }),
    refusals: ['not_found'],
  }),
  runProductImport: endpoint({
    method: 'POST',
    path: '/product-imports/:importId/run',
    summary: 'Add and change the products, in one transaction (a job)',
    access: 'catalog.write',
    params: importId,
    body: productImportChoices,
    answer: z.object({ jobId: id }),
    refusals: ['not_found'],
  }),
  listProductImportRows: endpoint({
    method: 'GET',
    path: '/product-imports/:importId/rows',
    summary: 'What a check or run said of each row',
    access: 'catalog.write',
    params: importId,
    query: pageQuery.extend({ jobId: id, verdict: rowVerdict.optional() }),
    answer: page(productImportRow),
  }),
  downloadProductImportResult: endpoint({
    method: 'GET',
    path: '/product-imports/:importId/result',
    summary: 'The uploaded sheet with a verdict on every row, as an Excel workbook',
    access: 'catalog.write',
    params: importId,
    query: jobOfImport,
    file: xlsx,
    answer: aFile,
    refusals: ['not_found'],
  }),
  downloadProductTemplate: endpoint({
    method: 'GET',
    path: '/product-imports/template',
    summary:
      'An Excel workbook with the headings that are recognised, example rows, and what goes into each column',
    access: 'catalog.read',
    file: xlsx,
    answer: aFile,
  }),
  exportProducts: endpoint({
    method: 'GET',
    path: '/products/export',
    summary: 'All products, or those of a search, as an Excel workbook or CSV that can be imported again',
    access: 'catalog.read',
    query: z.object({
      format: z.enum(['xlsx', 'csv']).default('xlsx'),
      /** Of CSV. With a semicolon, decimals have a comma, as spreadsheets expect where semicolons separate. */
      separator: z.enum(['comma', 'semicolon', 'tab']).default('comma'),
      search: z.string().trim().max(200).optional(),
      tracking: z.enum(['none', 'lots', 'serials']).optional(),
      categoryId: id.optional(),
      stock: z.enum(['in', 'out']).optional(),
      published: z.stringbool().optional(),
      /** The archived products instead of the current ones; `all` gives both. */
      archived: z.enum(['false', 'true', 'all']).default('false'),
    }),
    file: xlsx,
    answer: aFile,
  }),
}
