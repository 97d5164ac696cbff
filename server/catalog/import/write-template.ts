import { noRules } from '../../../contract/capture-rules.ts'
import type { ProductField } from '../../../contract/product-import.ts'
import type { Reader } from '../../platform/database/public.ts'
import { readMoney } from '../../platform/imports/public.ts'
import { type SheetToWrite, writeSpreadsheet } from '../../platform/spreadsheet/public.ts'
import { meanings } from './column-meanings.ts'
import { noBuying } from './known-products.ts'
import { plainNames } from './product-row.ts'
import { productColumns, rowOfProduct, type WrittenProduct } from './sheet-of-products.ts'

const examples: WrittenProduct[] = [
  {
    productNumber: 'OAT-1L',
    name: 'Oat milk 1 l',
    description: 'Example row: write your own product over it.',
    barcodes: ['4006381333931', 'OAT'],
    priceMinor: 249,
    unitsPerPu: 12,
    buying: {
      units: [
        { name: 'Carton', units: 12, onlyWhole: true, codes: ['14006381333938'] },
        { name: 'Pallet', units: 480, onlyWhole: false, codes: [] },
      ],
      suppliers: [],
      reorderPoint: 24,
      targetLevel: 96,
    },
    decimals: 0,
    lots: true,
    serials: false,
    identifierMode: 'off',
    backorders: false,
    archived: false,
    published: true,
    category: ['Food', 'Drinks'],
    taxRate: null,
    defaultLocation: null,
    defaultBin: null,
    capture: { ...noRules, requiresExpiry: true, minimumDaysAtReceipt: 30 },
    parentNumber: null,
    options: [],
  },
  {
    productNumber: '00042',
    name: 'Camera',
    description: 'Example row: only the product number is needed for a product that exists already.',
    barcodes: [],
    priceMinor: 34_900,
    unitsPerPu: 1,
    buying: { ...noBuying, units: [], suppliers: [] },
    decimals: 0,
    lots: true,
    serials: true,
    identifierMode: 'off',
    backorders: false,
    archived: false,
    published: false,
    category: null,
    taxRate: null,
    defaultLocation: null,
    defaultBin: null,
    capture: { ...noRules, serialPattern: { kind: 'digits', minLength: 8, maxLength: 12 } },
    parentNumber: null,
    options: [],
  },
  teeShirt('S'),
  teeShirt('M'),
]

function teeShirt(size: string): WrittenProduct {
  return {
    productNumber: `TEE-${size}-RED`,
    name: 'T-shirt',
    description:
      'Example row: each variant is a row, and what belongs to the product is the same in all of them.',
    barcodes: [],
    priceMinor: 1900,
    unitsPerPu: 1,
    buying: { ...noBuying, units: [], suppliers: [] },
    decimals: 0,
    lots: false,
    serials: false,
    identifierMode: 'off',
    backorders: false,
    archived: false,
    published: false,
    category: null,
    taxRate: null,
    defaultLocation: null,
    defaultBin: null,
    capture: noRules,
    parentNumber: 'TEE',
    options: [
      ['Size', size],
      ['Colour', 'Red'],
    ],
  }
}

const explanation: SheetToWrite = {
  name: 'What the columns mean',
  columns: [
    { header: 'Column', kind: 'text', width: 26 },
    { header: 'What goes into it', kind: 'text', width: 110 },
  ],
  rows: (Object.keys(meanings) as ProductField[]).map(field => [plainNames[field], meanings[field]]),
}

/** A workbook with the headings that the import recognises above rows that show what goes under them, and a sheet that explains them. */
export async function writeTemplate(reader: Reader): Promise<Uint8Array> {
  const { decimals } = await readMoney(reader)
  const rows = examples.map(product => rowOfProduct(product, decimals))
  return writeSpreadsheet([{ name: 'Products', columns: productColumns, rows }, explanation])
}
