import type { SalesSums } from '../../../contract/sales-sums.ts'
import type { Payment } from '../pay/cash.ts'

/** A line as the customer reads it. */
export interface ReceiptLine {
  readonly name: string
  readonly productNumber: string
  readonly decimals: number
  readonly quantity: number
  readonly priceMinor: number
  readonly discountBasisPoints: number
  readonly amountMinor: number
  readonly lot: string | null
  readonly expiresOn: string | null
  readonly serial: string | null
  readonly identifier: string | null
}

/** Goods of an earlier receipt that came back in exchange. */
export interface BroughtBack {
  readonly name: string
  readonly quantity: number
  readonly decimals: number
  readonly lot: string | null
  readonly serial: string | null
}

/** What stands on a receipt. The device writes it by itself, so that there is one without the network too. */
export interface Receipt {
  /** T…; null until the server has numbered it. */
  readonly number: string | null
  /** The device's own number, which stands on it until then. */
  readonly provisionalNumber: string
  readonly takenAt: string
  readonly cashier: string
  readonly customer: string | null
  readonly lines: readonly ReceiptLine[]
  readonly discountBasisPoints: number
  readonly pricesIncludeTax: boolean
  readonly sums: SalesSums
  readonly payments: readonly Payment[]
  /** What came back in the same act; receipts from before there was this field lack it. */
  readonly back?: {
    readonly receiptNumber: string
    readonly refundMinor: number
    /** What of it was given back in cash, since the new goods cost less. */
    readonly givenBackMinor: number
    readonly goods: readonly BroughtBack[]
  } | null
  /** Where the customer finds it again; null when the shop has no public address. */
  readonly link: string | null
}
