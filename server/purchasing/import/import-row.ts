/**
 * A row of the file, as far as it could be read by itself. Null is an empty cell; undefined is a cell that could not be
 * read, about which something has been said already.
 */
export interface ImportRow {
  /** As the spreadsheet shows it. */
  readonly number: number
  readonly productNumber: string | null | undefined
  readonly productName: string | null | undefined
  readonly barcode: string | null | undefined
  readonly supplier: string | null | undefined
  /** Decimal text above zero, since only the product says how finely it is counted. */
  readonly quantityPu: string | null | undefined
  readonly quantitySku: string | null | undefined
  readonly priceMinor: number | null | undefined
  readonly bin: string | null | undefined
  readonly lotNumber: string | null | undefined
  readonly serial: string | null | undefined
  readonly madeOn: string | null | undefined
  readonly expiresOn: string | null | undefined
  /** The supplier's own number of the lot. */
  readonly supplierLot: string | null | undefined
}

/** The most lines that an order has. */
export const mostRows = 100_000
