import { Readable } from 'node:stream'
import type { ImportField } from '../../../contract/purchasing.ts'
import {
  type CellToWrite,
  type ColumnToWrite,
  type SheetToWrite,
  streamCsv,
  writeSpreadsheet,
} from '../../platform/spreadsheet/public.ts'
import { plainNames } from './read-cells.ts'

interface TemplateColumn {
  readonly kind: ColumnToWrite['kind']
  /** What stands in the two example rows. */
  readonly examples: readonly [CellToWrite, CellToWrite]
  readonly needed: string
  readonly meaning: string
}

/** In the order of the template's columns. */
const columns: Partial<Record<ImportField, TemplateColumn>> = {
  productNumber: {
    kind: 'text',
    examples: ['OAT-1L', 'CAMERA-3'],
    needed: 'Yes, or the barcode',
    meaning: 'The product number (SKU code). Keep it as text, so that leading zeros stay.',
  },
  productName: {
    kind: 'text',
    examples: ['Oat milk 1 l (example row: write over it)', 'Camera 3 (example row: write over it)'],
    needed: 'For a new product',
    meaning: 'Read only for a product that the shop does not have yet and may create.',
  },
  barcode: {
    kind: 'text',
    examples: ['4006381333931', null],
    needed: 'No',
    meaning: 'Finds the product where no product number is given.',
  },
  supplier: {
    kind: 'text',
    examples: ['Campo Verde', 'Kestrel Mobile'],
    needed: 'No',
    meaning: 'The supplier’s name or number. Rows of one order may have different ones.',
  },
  quantityPu: {
    kind: 'number',
    examples: [10, null],
    needed: 'This or the SKU quantity',
    meaning: 'How many purchase units, such as cartons. With both quantities given, both must agree.',
  },
  quantitySku: {
    kind: 'number',
    examples: [120, 6],
    needed: 'This or the PU quantity',
    meaning: 'How many of what is counted in stock.',
  },
  price: {
    kind: 'number',
    examples: ['0.79', '58'],
    needed: 'No',
    meaning: 'The purchase price of one SKU.',
  },
  bin: {
    kind: 'text',
    examples: ['B-02-1', 'A-01'],
    needed: 'Before the order is confirmed',
    meaning: 'The bin where the goods go, at the location that you choose for the import.',
  },
  lotNumber: {
    kind: 'text',
    examples: ['00042', 'C300/07'],
    needed: 'When the goods come in',
    meaning: 'For a product that is tracked by lot. Several lots of a product: a row for each.',
  },
  serial: {
    kind: 'text',
    examples: [null, 'A0998..A1003'],
    needed: 'When the goods come in',
    meaning:
      'For a product with serial numbers: one, or several in this cell, separated by commas, semicolons or line breaks, or a range such as A0998..A1003 (the six from A0998 to A1003). There must be as many as the SKU quantity says.',
  },
  madeOn: {
    kind: 'date',
    examples: [null, null],
    needed: 'Where the product asks for it',
    meaning: 'A date of the lot.',
  },
  expiresOn: {
    kind: 'date',
    examples: ['2028-03-31', null],
    needed: 'Where the product asks for it',
    meaning: 'A date of the lot. As text, write it as 2028-03-31.',
  },
  supplierLot: {
    kind: 'text',
    examples: ['CV-7781', null],
    needed: 'Where the product asks for it',
    meaning: 'The lot number that the supplier gave it.',
  },
}

const entries = Object.entries(columns) as [ImportField, TemplateColumn][]

const order: SheetToWrite = {
  name: 'Purchase order',
  columns: entries.map(([field, { kind }]) => ({ header: plainNames[field], kind, width: 18 })),
  rows: [0, 1].map(row => entries.map(([, { examples }]) => examples[row]!)),
}

const explanation: SheetToWrite = {
  name: 'What the columns mean',
  columns: [
    { header: 'Column', kind: 'text', width: 24 },
    { header: 'Needed', kind: 'text', width: 30 },
    { header: 'What goes into it', kind: 'text', width: 100 },
  ],
  rows: entries.map(([field, { needed, meaning }]) => [plainNames[field], needed, meaning]),
}

/** The headings that the import recognises above two example rows; a workbook also explains each on a second sheet. */
export async function writeTemplate(format: 'xlsx' | 'csv'): Promise<Buffer | Readable> {
  if (format === 'csv') return Readable.from(streamCsv(order, 'comma'))
  return Buffer.from(await writeSpreadsheet([order, explanation]))
}
