/** One thing that gets a label: a product, a lot of it, or a piece. */
export interface Subject {
  readonly productName: string
  readonly productNumber: string
  /** 14 digits. */
  readonly gtin: string | null
  /** A code of the shop's own, where the product has one beside its number. */
  readonly ownBarcode: string | null
  readonly lot: string | null
  readonly madeOn: string | null
  readonly expiresOn: string | null
  readonly serial: string | null
}
