/**
 * What becomes one line of the order: a row of the file, as far as it could be read by itself, or one of the pieces that a
 * row names in a single cell. Null is an empty cell; undefined is a cell that could not be read, about which something has
 * been said already.
 */
export interface ImportRow {
  /** As the spreadsheet shows it. */
  readonly number: number
  /** Which of its row's lines this is, from 0, and how many its row makes: one, or one for each serial number. */
  readonly piece: number
  readonly pieces: number
  readonly productNumber: string | null | undefined
  readonly productName: string | null | undefined
  readonly barcode: string | null | undefined
  readonly supplier: string | null | undefined
  /** Decimal text above zero, since only the product says how finely it is counted. Of the whole row. */
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
export const mostLines = 100_000
