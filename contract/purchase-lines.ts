import { z } from 'zod'
import { requiredField } from './capture-rules.ts'
import { date, id, quantity, quantityOrZero } from './primitives.ts'
import { serialPattern } from './serial-pattern.ts'

/** What a purchase price is the price of. */
export const pricePer = z.enum(['sku', 'pu'])

/** A row of an order, with all that there is to say of its product. */
export const purchaseLine = z.object({
  id,
  lineNumber: z.number().int(),
  variantId: id,
  productId: id,
  productNumber: z.string(),
  productName: z.string(),
  decimals: z.number().int(),
  tracking: z.object({ lots: z.boolean(), serials: z.boolean() }),
  /** Whether a piece can have a serial number: it is tracked so, or gets one before it is dispatched (single use). */
  piecesHaveSerials: z.boolean(),
  supplierId: id.nullable(),
  supplierName: z.string().nullable(),
  quantitySku: quantity,
  unitsPerPu: z.number().int(),
  /** What the purchase unit is called; null where nobody named it. */
  unitName: z.string().nullable(),
  priceMinor: z.number().int(),
  pricePer,
  discountBasisPoints: z.number().int(),
  taxBasisPoints: z.number().int(),
  binId: id.nullable(),
  binCode: z.string().nullable(),
  lotNumber: z.string().nullable(),
  serial: z.string().nullable(),
  madeOn: date.nullable(),
  expiresOn: date.nullable(),
  supplierLot: z.string().nullable(),
  /** What its product asks for: the pattern of its serial numbers, and what a row must say. */
  serialPattern: serialPattern.nullable(),
  requires: z.array(requiredField),
  /** What is in of it, by receipts that stand; and what came in damaged, which does not count as in. */
  receivedSku: quantityOrZero,
  damagedSku: quantityOrZero,
})
export type PurchaseLine = z.infer<typeof purchaseLine>
