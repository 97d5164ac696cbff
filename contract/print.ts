import { z } from 'zod'
import { endpointsOf } from './endpoint.ts'
import { id } from './primitives.ts'

const endpoint = endpointsOf('print')

const pdf = 'application/pdf'

/** Paper for documents. Labels have their own sheets and rolls. */
export const paper = z.enum(['a4', 'letter'])
export type Paper = z.infer<typeof paper>
const paperQuery = z.object({ paper: paper.default('a4') })

/**
 * Sheets and rolls of labels, by what stands on their box: columns × rows on a sheet, width × height of one label in mm.
 * Sheets have `cells` to begin from; a roll is one label after the other.
 */
export const labelFormats = {
  'a4-3x8': { kind: 'sheet', page: 'A4', columns: 3, rows: 8, width: 70, height: 37 },
  'a4-3x7': { kind: 'sheet', page: 'A4', columns: 3, rows: 7, width: 63.5, height: 38.1 },
  'a4-5x13': { kind: 'sheet', page: 'A4', columns: 5, rows: 13, width: 38.1, height: 21.2 },
  'letter-3x10': { kind: 'sheet', page: 'Letter', columns: 3, rows: 10, width: 66.7, height: 25.4 },
  'roll-62x29': { kind: 'roll', page: 'Roll', columns: 1, rows: 1, width: 62, height: 29 },
  'roll-50x25': { kind: 'roll', page: 'Roll', columns: 1, rows: 1, width: 50, height: 25 },
  'roll-57x32': { kind: 'roll', page: 'Roll', columns: 1, rows: 1, width: 57, height: 32 },
  'roll-100x50': { kind: 'roll', page: 'Roll', columns: 1, rows: 1, width: 100, height: 50 },
} as const
export type LabelFormat = keyof typeof labelFormats
export const labelFormat = z.enum(Object.keys(labelFormats) as [LabelFormat, ...LabelFormat[]])

/** `code128` carries the shop's own code only; the two others carry GS1's elements where the product has a GTIN. */
export const labelSymbol = z.enum(['datamatrix', 'qr', 'code128'])
export type LabelSymbol = z.infer<typeof labelSymbol>

export const labelSource = z.enum(['purchase_order', 'goods_receipt', 'lot', 'unit', 'product', 'variant'])
export type LabelSource = z.infer<typeof labelSource>

/** Labels of one file; more come in parts of this many. */
export const labelsAtOnce = 2000

/** What labels to make. A piece gets one label, a lot one label or one for each of its pieces; each `copies` times. */
export const labelQuery = z
  .object({
    source: labelSource,
    id,
    format: labelFormat.default('a4-3x8'),
    symbol: labelSymbol.default('datamatrix'),
    copies: z.coerce.number().int().min(1, 'Print at least 1.').max(500, 'Print 500 at most.').default(1),
    /** How many labels a lot of a document gets: one, or one for each piece in it. */
    lots: z.enum(['one', 'each']).default('one'),
    /** The first label of a used sheet that is still there, counted by rows from 1. */
    start: z.coerce.number().int().min(1).default(1),
    part: z.coerce.number().int().min(1).max(100_000).default(1),
  })
  .superRefine((query, context) => {
    const { columns, rows } = labelFormats[query.format]
    if (query.start <= columns * rows) return
    context.addIssue({
      code: 'custom',
      path: ['start'],
      message: `This sheet has ${columns * rows} labels. Begin with one of them.`,
    })
  })
export type LabelQuery = z.infer<typeof labelQuery>

/** A label as it will be printed, in mm from its top left corner: black shapes and lines of text. */
export const labelDrawing = z.object({
  width: z.number(),
  height: z.number(),
  /** An SVG path in modules, to be scaled by `moduleX` and `moduleY` and moved to x, y. */
  symbol: z.object({
    x: z.number(),
    y: z.number(),
    moduleX: z.number(),
    moduleY: z.number(),
    columns: z.number(),
    rows: z.number(),
    path: z.string(),
  }),
  /** `y` is the baseline, `size` the height of the font, both in mm. */
  texts: z.array(
    z.object({
      x: z.number(),
      y: z.number(),
      size: z.number(),
      face: z.enum(['sans', 'bold', 'mono']),
      text: z.string(),
    }),
  ),
})
export type LabelDrawing = z.infer<typeof labelDrawing>

export const labelPreview = z.object({
  /** All labels, over all parts. */
  count: z.number().int(),
  parts: z.number().int(),
  /** Pages of this part. */
  pages: z.number().int(),
  first: labelDrawing,
  /** What the first label's symbol says, as a scanner types it for people. */
  says: z.string(),
  /** What is not as one might expect, in sentences: own codes, letters that cannot be printed. */
  notes: z.array(z.string()),
})
export type LabelPreview = z.infer<typeof labelPreview>

export const api = {
  printPurchaseOrder: endpoint({
    method: 'GET',
    path: '/purchase-orders/:orderId/print',
    summary: 'A purchase order on paper, for the supplier',
    access: 'purchasing.read',
    params: z.object({ orderId: id }),
    query: paperQuery,
    answer: z.unknown(),
    file: pdf,
    refusals: ['not_found'],
  }),
  printGoodsReceipt: endpoint({
    method: 'GET',
    path: '/goods-receipts/:receiptId/print',
    summary: 'A goods receipt on paper: what came in, with its lots and serial numbers',
    access: 'purchasing.read',
    params: z.object({ receiptId: id }),
    query: paperQuery,
    answer: z.unknown(),
    file: pdf,
    refusals: ['not_found'],
  }),
  printDeliveryNote: endpoint({
    method: 'GET',
    path: '/delivery-notes/:noteId/print',
    summary: 'A delivery note on paper, for the customer',
    access: 'fulfilment.read',
    params: z.object({ noteId: id }),
    query: paperQuery,
    answer: z.unknown(),
    file: pdf,
    refusals: ['not_found'],
  }),
  printPickLists: endpoint({
    method: 'GET',
    path: '/delivery-notes/pick-lists',
    summary: 'Pick lists of delivery notes whose goods wait on the shelves, each sorted by bin, in one file',
    access: 'fulfilment.read',
    query: paperQuery.extend({
      /** Ids of delivery notes, with commas between them. */
      notes: z.string().regex(/^\d{1,15}(,\d{1,15}){0,199}$/, 'Choose 1 to 200 delivery notes.'),
    }),
    answer: z.unknown(),
    file: pdf,
    refusals: ['not_found'],
  }),
  printInvoice: endpoint({
    method: 'GET',
    path: '/invoices/:invoiceId/print',
    summary: 'An invoice or credit note on paper, with the lots and serial numbers of what was delivered',
    access: 'sales.read',
    params: z.object({ invoiceId: id }),
    query: paperQuery,
    answer: z.unknown(),
    file: pdf,
    refusals: ['not_found'],
  }),
  printReturn: endpoint({
    method: 'GET',
    path: '/returns/:returnId/print',
    summary: 'A return on paper, with what came back, why, and what became of it',
    access: 'fulfilment.read',
    params: z.object({ returnId: id }),
    query: paperQuery,
    answer: z.unknown(),
    file: pdf,
    refusals: ['not_found'],
  }),
  printCount: endpoint({
    method: 'GET',
    path: '/stock-counts/:countId/print',
    summary:
      'A count sheet, bin by bin, with room for what is counted; a blind one tells nothing of the books',
    access: 'stock.read',
    params: z.object({ countId: id }),
    query: paperQuery,
    answer: z.unknown(),
    file: pdf,
    refusals: ['not_found'],
  }),
  previewLabels: endpoint({
    method: 'GET',
    path: '/labels/preview',
    summary: 'The first label as it will be printed, how many there will be, and what is odd about them',
    access: 'stock.read',
    query: labelQuery,
    answer: labelPreview,
    refusals: ['not_found', 'nothing_to_label'],
  }),
  printLabels: endpoint({
    method: 'GET',
    path: '/labels/print',
    summary:
      'Labels for lots, pieces or a product on sheets or a roll; 2,000 in one file, further ones by part',
    access: 'stock.read',
    query: labelQuery,
    answer: z.unknown(),
    file: pdf,
    refusals: ['not_found', 'nothing_to_label'],
  }),
}
