import { formatDay, formatQuantity } from '../format.ts'
import type { PrintedLot } from './printed.ts'

/** A lot of a line as the database tells it; without number for pieces or quantities that have none. */
export interface LotRow {
  readonly number: string | null
  readonly madeOn: string | null
  readonly expiresOn: string | null
  /** The supplier's own number of the lot. */
  readonly supplierLot?: string | null
  /** Null where it stands elsewhere on the paper. */
  readonly quantity: number | null
  readonly bin: string | null
  readonly serials: readonly string[]
}

/** A line's lots in words. `from` stands before a bin: goods come from it, or go into it. */
export function printLots(lots: readonly LotRow[], decimals: number, from: 'from' | 'into'): PrintedLot[] {
  return lots.map(lot => ({
    number: lot.number,
    detail: [
      lot.supplierLot && `supplier’s lot ${lot.supplierLot}`,
      lot.madeOn && `made ${formatDay(lot.madeOn)}`,
      lot.expiresOn && `expires ${formatDay(lot.expiresOn)}`,
      [lot.quantity !== null && formatQuantity(lot.quantity, decimals), lot.bin && `${from} ${lot.bin}`]
        .filter(Boolean)
        .join(' '),
    ]
      .filter(Boolean)
      .join('  ·  '),
    serials: lot.serials,
  }))
}
