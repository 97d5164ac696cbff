/** What is chosen for one delivery note line: a quantity of a lot, a quantity of goods without lots, or pieces. */
export interface PickLine {
  /** The delivery note line. */
  readonly lineId: number
  /** The sales order line, whose reservation is used up first; null for goods that none was made for. */
  readonly orderLineId: number | null
  readonly variantId: number
  readonly quantity: number
  readonly lotId: number | null
  /** The pieces, for serial-tracked goods; as many as the quantity. */
  readonly unitIds: readonly number[] | null
}

export interface Allocating {
  readonly documentId: number
  readonly locationId: number
  readonly picks: readonly PickLine[]
}
