import type { DispatchIdentifierMode } from '../../../contract/dispatch-identifiers.ts'

/** A variant as the till sells it; kept on the device, and as it was then in each line of a basket. */
export interface Product {
  readonly variantId: number
  /** With its option values. */
  readonly name: string
  /** Lists go by this, then by the place among the variants of one product. */
  readonly sortName: string
  readonly position: number
  readonly productNumber: string
  /** For one whole of it, with tax or without as the shop's setting says. */
  readonly priceMinor: number
  readonly taxBasisPoints: number
  readonly decimals: number
  readonly tracksLots: boolean
  /** Each piece that is sold has a serial number that the shop holds: tracked so, or given before dispatch. */
  readonly piecesHaveSerials: boolean
  readonly identifierMode: DispatchIdentifierMode
  /** What can be chosen as identifier, where the same values are given out again and again. */
  readonly identifierValues: readonly string[]
  /** Days that a lot must have left when it is sold. */
  readonly minimumDaysAtSale: number
  readonly categoryId: number | null
  readonly pictureId: string | null
  readonly barcodes: readonly string[]
}

/** A lot at the till's location. */
export interface Lot {
  readonly lotId: number
  readonly variantId: number
  readonly number: string
  /** Calendar date. */
  readonly expiresOn: string | null
  /** On hand and chosen for nothing, as the server last said. */
  readonly free: number
  /** Why it is held, as “recalled: glass found”; null when it is not. */
  readonly held: string | null
}

/** A piece with a serial number at the till's location. */
export interface Unit {
  readonly unitId: number
  readonly variantId: number
  readonly serial: string
  readonly lotId: number | null
  /** Why it cannot be sold, as “chosen for D1004”; null when it can. */
  readonly blocked: string | null
}

/** True where every piece is one line of its own, since each is told apart by what is typed or scanned for it. */
export function isSoldByPiece(product: Product): boolean {
  return product.piecesHaveSerials || product.identifierMode !== 'off'
}

/** True where a line must have a lot chosen; a serial number brings its own. */
export function needsLot(product: Product): boolean {
  return product.tracksLots && !product.piecesHaveSerials
}
