import { z } from 'zod'
import { date, id, identifier, note, quantityOrZero } from './primitives.ts'

const optionalIdentifier = z.union([z.literal('').transform(() => null), identifier, z.null()]).default(null)

/**
 * What came in of one row of an order. A row that came in several lots or bins, or piece by piece, is named several
 * times. What is null is as the order's row says.
 */
export const receiptLineInput = z.object({
  /** The row of the order. */
  lineId: id,
  /** What goes into the bin. */
  quantity: quantityOrZero,
  /** What came in damaged; it is written down and does not enter stock. */
  damagedQuantity: quantityOrZero.default(0),
  /** Needed where something is damaged. */
  damageReason: note.max(500, 'Use 500 characters at most.').default(''),
  binId: id.nullable().default(null),
  lotNumber: optionalIdentifier,
  serial: optionalIdentifier,
  madeOn: date.nullable().default(null),
  expiresOn: date.nullable().default(null),
  /** The supplier's own number of the lot. */
  supplierLot: optionalIdentifier.optional(),
})
export type ReceiptLineInput = z.infer<typeof receiptLineInput>

export const warehouseInput = z.object({
  /** The version that the clerk saw. Needed without `lines`; with them, two may take in parts of one order at once. */
  version: z.number().int().optional(),
  /** What came in; without it, everything that is still open comes in, each row into its bin. */
  lines: z
    .array(receiptLineInput)
    .min(1, 'Enter at least one row that came in.')
    .max(100_000, 'A receipt has 100,000 rows at most. Split it.')
    .optional(),
})
export type WarehouseInput = z.infer<typeof warehouseInput>
