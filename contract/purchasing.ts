import { z } from 'zod'
import { endpointsOf } from './endpoint.ts'
import {
  act,
  currency,
  date,
  id,
  identifier,
  moneyMinor,
  note,
  page,
  quantity,
  quantityOrZero,
  searchQuery,
  time,
} from './primitives.ts'
import { api as imports } from './purchase-imports.ts'
import { pricePer, purchaseLine } from './purchase-lines.ts'
import { warehouseInput } from './warehousing.ts'

export {
  type ImportChoices,
  type ImportField,
  type ImportVerdict,
  importField,
  importVerdict,
  type PurchaseImport,
} from './purchase-imports.ts'
export type { PurchaseLine } from './purchase-lines.ts'

const endpoint = endpointsOf('purchasing')

export const purchaseOrderState = z.enum([
  'draft',
  'confirmed',
  'part_warehoused',
  'warehoused',
  'closed',
  'cancelled',
])
export type PurchaseOrderState = z.infer<typeof purchaseOrderState>

const optionalIdentifier = z.union([z.literal('').transform(() => null), identifier, z.null()]).default(null)

/** Hundredths of a percent: 10000 is all of it. */
const basisPoints = z.number().int().min(0, 'Enter 0 % or more.').max(10_000, 'Enter 100 % at most.')

/** One row of the item grid. A row with a serial number is one piece. */
export const purchaseLineInput = z.object({
  variantId: id,
  /** When it differs from the order's supplier. */
  supplierId: id.nullable().default(null),
  quantitySku: quantity,
  /** The purchase unit that the row is ordered in, by how many SKUs it holds; left out: the product's default. */
  unitsPerPu: z.number().int().min(1).max(1_000_000).optional(),
  /** Purchase price of one SKU, or of one PU if `pricePer` says so. */
  priceMinor: moneyMinor.default(0),
  pricePer: pricePer.optional(),
  discountBasisPoints: basisPoints.optional(),
  /** Null or left out: as the product's tax rate says. */
  taxBasisPoints: basisPoints.nullable().optional(),
  /** The bin ("warehousing location") where the goods go. */
  binId: id.nullable().default(null),
  lotNumber: optionalIdentifier,
  serial: optionalIdentifier,
  madeOn: date.nullable().default(null),
  expiresOn: date.nullable().default(null),
  /** The supplier's own number of the lot. */
  supplierLot: optionalIdentifier.optional(),
})
export type PurchaseLineInput = z.infer<typeof purchaseLineInput>

export const purchaseOrderInput = z.object({
  supplierId: id.nullable().default(null),
  /** The location for depositing. */
  locationId: id,
  expectedOn: date.nullable().default(null),
  notes: note.default(''),
  /** In which its prices are; the shop's own when left out. It is kept and shown, nothing is converted. */
  currency: currency.optional(),
  /** How many percent more than ordered may come in, by row; pieces with serial numbers never. */
  overDeliveryPercent: z.number().int().min(0).max(100).optional(),
  lines: z.array(purchaseLineInput).max(100_000, 'An order has 100,000 lines at most. Split it.'),
})
export type PurchaseOrderInput = z.infer<typeof purchaseOrderInput>

const header = {
  id,
  number: z.string(),
  state: purchaseOrderState,
  version: z.number().int(),
  supplier: z.object({ id, name: z.string() }).nullable(),
  location: z.object({ id, code: z.string(), name: z.string() }),
  expectedOn: date.nullable(),
  createdAt: time,
  createdBy: z.string(),
  lineCount: quantityOrZero,
  currency,
  /** After discount and with tax. */
  totalMinor: z.number().int(),
}
export const purchaseOrderRow = z.object(header)
export type PurchaseOrderRow = z.infer<typeof purchaseOrderRow>

export const documentEvent = act.extend({
  what: z.string(),
  detail: z.record(z.string(), z.unknown()).nullable(),
})
export type DocumentEvent = z.infer<typeof documentEvent>

export const purchaseOrder = z.object({
  ...header,
  subtotalMinor: z.number().int(),
  discountMinor: z.number().int(),
  taxMinor: z.number().int(),
  notes: z.string(),
  overDeliveryPercent: z.number().int(),
  receipts: z.array(
    z.object({ id, number: z.string(), createdAt: time, createdBy: z.string(), reversed: z.boolean() }),
  ),
  events: z.array(documentEvent),
})
export type PurchaseOrder = z.infer<typeof purchaseOrder>

const orderId = z.object({ orderId: id })
const version = z.object({ version: z.number().int() })

export const api = {
  listPurchaseOrders: endpoint({
    method: 'GET',
    path: '/purchase-orders',
    summary: 'Purchase orders, newest first; searched by number or supplier',
    access: 'purchasing.read',
    query: searchQuery.extend({ state: purchaseOrderState.optional(), supplierId: id.optional() }),
    answer: page(purchaseOrderRow),
  }),
  readPurchaseOrder: endpoint({
    method: 'GET',
    path: '/purchase-orders/:orderId',
    summary: 'One purchase order, without its lines',
    access: 'purchasing.read',
    params: orderId,
    answer: purchaseOrder,
    refusals: ['not_found'],
  }),
  listPurchaseLines: endpoint({
    method: 'GET',
    path: '/purchase-orders/:orderId/lines',
    summary: 'The lines of a purchase order in their order',
    access: 'purchasing.read',
    params: orderId,
    query: z.object({
      after: z.coerce.number().int().min(0).default(0),
      limit: z.coerce.number().int().min(1).max(10_000).default(10_000),
    }),
    answer: z.object({ items: z.array(purchaseLine), next: z.number().int().nullable() }),
    refusals: ['not_found'],
  }),
  addPurchaseOrder: endpoint({
    method: 'POST',
    path: '/purchase-orders',
    summary: 'Add a purchase order as a draft',
    access: 'purchasing.write',
    body: purchaseOrderInput,
    answer: purchaseOrder,
    refusals: ['not_found', 'product_archived', 'lot_not_tracked', 'serial_not_tracked'],
  }),
  changePurchaseOrder: endpoint({
    method: 'PUT',
    path: '/purchase-orders/:orderId',
    summary: 'Change a draft: its head and all its lines',
    access: 'purchasing.write',
    params: orderId,
    body: purchaseOrderInput.and(version),
    answer: purchaseOrder,
    refusals: [
      'not_found',
      'changed_meanwhile',
      'wrong_state',
      'product_archived',
      'lot_not_tracked',
      'serial_not_tracked',
    ],
  }),
  confirmPurchaseOrder: endpoint({
    method: 'POST',
    path: '/purchase-orders/:orderId/confirm',
    summary: 'Confirm a draft: every line must have its bin; lots and serial numbers may come with the goods',
    access: 'purchasing.write',
    params: orderId,
    body: version,
    answer: purchaseOrder,
    refusals: [
      'not_found',
      'changed_meanwhile',
      'wrong_state',
      'no_lines',
      'bin_needed',
      'whole_units_needed',
      'lot_not_tracked',
      'serial_not_tracked',
      'serial_twice',
      'serial_exists',
      'lot_differs',
      'expiry_needed',
      'made_on_needed',
      'supplier_lot_needed',
      'too_few_days_left',
      'serial_malformed',
    ],
  }),
  warehousePurchaseOrder: endpoint({
    method: 'POST',
    path: '/purchase-orders/:orderId/warehouse',
    summary: 'Warehouse an order, all that is open or a part: goods go into their bins under a goods receipt',
    access: 'purchasing.write',
    params: orderId,
    body: warehouseInput,
    answer: purchaseOrder,
    refusals: [
      'not_found',
      'changed_meanwhile',
      'wrong_state',
      'line_over_received',
      'lot_number_needed',
      'serial_needed',
      'lot_not_tracked',
      'serial_not_tracked',
      'serial_exists',
      'serial_twice',
      'lot_differs',
      'expiry_needed',
      'made_on_needed',
      'supplier_lot_needed',
      'too_few_days_left',
      'serial_malformed',
    ],
  }),
  cancelPurchaseOrder: endpoint({
    method: 'POST',
    path: '/purchase-orders/:orderId/cancel',
    summary: 'Cancel an order that is not warehoused',
    access: 'purchasing.write',
    params: orderId,
    body: version,
    answer: purchaseOrder,
    refusals: ['not_found', 'changed_meanwhile', 'wrong_state'],
  }),
  findSerials: endpoint({
    method: 'POST',
    path: '/purchase-orders/serials',
    summary: 'Which of these serial numbers are taken: in stock or sold, or on another open order',
    access: 'purchasing.read',
    body: z.object({
      /** The order that is being written: its own rows are no others. */
      orderId: id.nullable().default(null),
      variantIds: z.array(id).max(10_000),
      /** One for each of the variants: the same place in both lists makes a pair. */
      serials: z.array(identifier).max(10_000),
    }),
    answer: z.object({
      items: z.array(
        z.object({
          variantId: id,
          serial: z.string(),
          /** The end of a sentence: "in bin A-01 at Harbour Street", "on order P1007, line 3". */
          where: z.string(),
        }),
      ),
    }),
  }),
  ...imports,
}
