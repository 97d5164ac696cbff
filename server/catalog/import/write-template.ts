import { noRules } from '../../../contract/capture-rules.ts'
import type { Reader } from '../../platform/database/public.ts'
import { readMoney } from '../../platform/imports/public.ts'
import { writeSpreadsheet } from '../../platform/spreadsheet/public.ts'
import { productColumns, rowOfProduct, type WrittenProduct } from './sheet-of-products.ts'

const examples: WrittenProduct[] = [
  {
    productNumber: 'OAT-1L',
    name: 'Oat milk 1 l',
    description: 'Example row: write your own product over it.',
    barcodes: ['4006381333931', 'OAT'],
    priceMinor: 249,
    unitsPerPu: 12,
    decimals: 0,
    lots: true,
    serials: false,
    identifierMode: 'off',
    backorders: false,
    archived: false,
    category: ['Food', 'Drinks'],
    taxRate: null,
    defaultLocation: null,
    defaultBin: null,
    capture: { ...noRules, requiresExpiry: true, minimumDaysAtReceipt: 30 },
  },
  {
    productNumber: '00042',
    name: 'Camera',
    description: 'Example row: only the product number is needed for a product that exists already.',
    barcodes: [],
    priceMinor: 34_900,
    unitsPerPu: 1,
    decimals: 0,
    lots: true,
    serials: true,
    identifierMode: 'off',
    backorders: false,
    archived: false,
    category: null,
    taxRate: null,
    defaultLocation: null,
    defaultBin: null,
    capture: { ...noRules, serialPattern: { kind: 'digits', minLength: 8, maxLength: 12 } },
  },
]

/** A workbook with the headings that the import recognises and two rows that show what goes under them. */
export async function writeTemplate(reader: Reader): Promise<Uint8Array> {
  const { decimals } = await readMoney(reader)
  const rows = examples.map(product => rowOfProduct(product, decimals))
  return writeSpreadsheet([{ name: 'Products', columns: productColumns, rows }])
}
