import type { ProductField } from '../../../contract/product-import.ts'

const days = 'Whole days. '
const yesOrNo = 'Yes or No. '
const ofProduct = 'The same in all rows of one parent.'

/** What the template says of each column. */
export const meanings: Record<ProductField, string> = {
  productNumber:
    'The SKU code: of a product with options, the variant’s own. A known number changes, a new one is added.',
  name: `Needed for a new product. Without the values of the options, which come behind it by themselves. ${ofProduct}`,
  description: `Up to 2,000 characters. ${ofProduct}`,
  barcodes: 'GTINs or own codes, with commas between them.',
  price: 'The selling price of one SKU.',
  unitsPerPu: 'How many SKUs one purchase unit (a carton of 12) holds.',
  purchaseUnits:
    'All that it is bought in besides, with its name, its SKUs and its own barcodes: Box: 12; Pallet: 480 only whole: 14006381333938. “Only whole” is sold unopened.',
  suppliers:
    'By name or number, with semicolons between them; the first that a product gets is the preferred one. Suppliers that are not named stay.',
  supplierNumbers:
    'The number that the supplier has for it; of several suppliers one each, in the same order. Without a column for suppliers, the source of the file is the supplier.',
  reorderPoint:
    'Below it, it stands on the reorder list; for all locations without a point of their own. 0 is none.',
  targetLevel: 'What an order fills up to; empty for the reorder point.',
  decimals: `0 to 3: how exactly it is counted. ${ofProduct}`,
  lots: `${yesOrNo}${ofProduct}`,
  serials: `${yesOrNo}Serial numbers bring lots. ${ofProduct}`,
  identifierMode: `How identifiers are given at dispatch, as Off or Entered at dispatch. ${ofProduct}`,
  backorders: `${yesOrNo}${ofProduct}`,
  archived: `${yesOrNo}Of a product with options, this variant alone.`,
  published: `${yesOrNo}Yes only with a selling price. ${ofProduct}`,
  category: `From the top down, as Food > Tea. What is not there yet is added. ${ofProduct}`,
  taxRate: `The name of one of the shop’s tax rates. ${ofProduct}`,
  defaultLocation: `The code or name of a location. ${ofProduct}`,
  defaultBin: `A bin of that location. ${ofProduct}`,
  requiresExpiry: `${yesOrNo}Only with lots. ${ofProduct}`,
  requiresMadeOn: `${yesOrNo}Only with lots. ${ofProduct}`,
  requiresSupplierLot: `${yesOrNo}Only with lots. ${ofProduct}`,
  shelfLifeDays: `${days}${ofProduct}`,
  minimumDaysAtReceipt: `${days}${ofProduct}`,
  minimumDaysAtSale: `${days}${ofProduct}`,
  serialPattern: `Any, IMEI, Digits or Letters and digits, and the length, as Digits 8-12. ${ofProduct}`,
  parentNumber:
    'For variants only: the number of the product as a whole. A number that is not there yet makes a new product of all its rows; a known one gets the new variants.',
  options:
    'For variants only: what this one is, as Size: M; Colour: Red. Up to three options, the same in all rows of one parent, and no two rows with the same values.',
}
