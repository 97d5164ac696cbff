import { z } from 'zod'
import type { Tracking } from './catalog.ts'
import { anySerial, serialPattern } from './serial-pattern.ts'

const days = z
  .number()
  .int('Enter whole days.')
  .min(1, 'Enter at least 1 day, or nothing.')
  .max(36_500, 'Enter 36,500 days at most.')
  .nullable()
  .default(null)

/** What must be known of goods of a product before they come in, and how long they must still keep. */
export const captureRules = z.object({
  requiresExpiry: z.boolean().default(false),
  requiresMadeOn: z.boolean().default(false),
  requiresSupplierLot: z.boolean().default(false),
  /** Fills an expiry date that is not given: from the made-on date, or else from the day of the receipt. */
  shelfLifeDays: days,
  /** How many days goods must have left on the day when they come in, or are delivered to a customer. */
  minimumDaysAtReceipt: days,
  minimumDaysAtSale: days,
  serialPattern: serialPattern.default(anySerial),
})
export type CaptureRules = z.infer<typeof captureRules>

export const noRules: CaptureRules = {
  requiresExpiry: false,
  requiresMadeOn: false,
  requiresSupplierLot: false,
  shelfLifeDays: null,
  minimumDaysAtReceipt: null,
  minimumDaysAtSale: null,
  serialPattern: anySerial,
}

/** The rules that mean something for a product that is tracked so: dates belong to lots, a pattern to serial numbers. */
export function fittingRules(rules: CaptureRules, tracking: Tracking): CaptureRules {
  const { kind, minLength, maxLength } = tracking.serials ? rules.serialPattern : anySerial
  const isImei = kind === 'imei'
  return {
    ...(tracking.lots ? rules : noRules),
    serialPattern: { kind, minLength: isImei ? null : minLength, maxLength: isImei ? null : maxLength },
  }
}

/** What a row of goods must say, as the fields of a purchase order's row are called. */
export const requiredField = z.enum(['supplierLot', 'madeOn', 'expiresOn'])
export type RequiredField = z.infer<typeof requiredField>

/** An expiry date that the shelf life fills need not be typed. */
export function requiredFields(rules: CaptureRules): RequiredField[] {
  return [
    ...(rules.requiresSupplierLot ? (['supplierLot'] as const) : []),
    ...(rules.requiresMadeOn ? (['madeOn'] as const) : []),
    ...(rules.requiresExpiry && rules.shelfLifeDays === null ? (['expiresOn'] as const) : []),
  ]
}
