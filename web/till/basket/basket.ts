import { type SalesSums, type SoldTerms, salesSums } from '../../../contract/sales-sums.ts'
import type { TillReturnInput } from '../../../contract/till/returns.ts'
import type { OutgoingSale } from '../device/outbox.ts'
import { isSoldByPiece, needsLot, type Product } from '../goods/goods.ts'
import type { Payment } from '../pay/cash.ts'
import type { BroughtBack } from '../receipt/receipt.ts'

export interface ChosenLot {
  readonly lotId: number
  readonly number: string
  readonly expiresOn: string | null
}

export interface ChosenUnit {
  readonly unitId: number
  readonly serial: string
}

export interface BasketLine {
  readonly id: string
  readonly product: Product
  /** In smallest units. */
  readonly quantity: number
  readonly discountBasisPoints: number
  readonly lot: ChosenLot | null
  readonly unit: ChosenUnit | null
  /** What was typed for the piece where its product asks for a dispatch identifier. */
  readonly identifier: string | null
}

export interface Basket {
  readonly id: string
  /** The last changed line stays where it is; new ones come last. */
  readonly lines: readonly BasketLine[]
  /** Off all goods, after the lines' own discounts. */
  readonly discountBasisPoints: number
  /** What comes back in the same act: an exchange. */
  readonly back: GoodsBack | null
  readonly customer: { readonly id: number; readonly name: string } | null
  /** Taken already, as by the card terminal, while the rest is still to pay. */
  readonly paid: readonly Payment[]
  /** Who has the right to give discounts and gave one here, or allowed it by their PIN. */
  readonly discountBy: { readonly signInId: string; readonly name: string } | null
  /** The exchange that the server was asked for: asked again, it is the same one. */
  readonly attempt: { readonly content: string; readonly outgoing: OutgoingSale } | null
}

/** Goods of an earlier receipt that are exchanged for what is in the basket. */
export interface GoodsBack {
  readonly id: string
  readonly at: string
  readonly saleId: string
  readonly receiptNumber: string
  readonly refundMinor: number
  readonly lines: TillReturnInput['lines']
  /** As the receipt shows them. */
  readonly goods: readonly BroughtBack[]
}

/** What a line still needs before it can be paid. */
export type Lacking = 'lot' | 'serial' | 'identifier'

export function emptyBasket(id: string): Basket {
  return {
    id,
    lines: [],
    discountBasisPoints: 0,
    back: null,
    customer: null,
    paid: [],
    discountBy: null,
    attempt: null,
  }
}

/** True when there is nothing in it that anybody would miss. */
export function isBlank({ lines, back, customer, paid }: Basket): boolean {
  return lines.length === 0 && back === null && customer === null && paid.length === 0
}

/** True when something of it costs less than it says on the shelf. */
export function isDiscounted({ lines, discountBasisPoints }: Basket): boolean {
  return discountBasisPoints > 0 || lines.some(line => line.discountBasisPoints > 0)
}

interface Choice {
  readonly id: string
  readonly product: Product
  readonly quantity?: number
  readonly lot?: ChosenLot | null
  readonly unit?: ChosenUnit | null
}

/** Puts one more into the basket: on top of a line with the same goods, or as a line of its own. */
export function putIn(basket: Basket, choice: Choice): Basket {
  const { id, product, lot = null, unit = null } = choice
  const quantity = choice.quantity ?? 10 ** product.decimals
  const same = isSoldByPiece(product) ? undefined : basket.lines.find(line => isSame(line, product, lot))
  if (same) return changeLine(basket, same.id, { quantity: same.quantity + quantity })
  const line = { id, product, quantity, discountBasisPoints: 0, lot, unit, identifier: null }
  return { ...basket, lines: [...basket.lines, line] }
}

function isSame(line: BasketLine, product: Product, lot: ChosenLot | null): boolean {
  return (
    line.product.variantId === product.variantId &&
    line.product.priceMinor === product.priceMinor &&
    line.product.taxBasisPoints === product.taxBasisPoints &&
    line.discountBasisPoints === 0 &&
    (line.lot?.lotId ?? null) === (lot?.lotId ?? null)
  )
}

type Change = Partial<Pick<BasketLine, 'quantity' | 'discountBasisPoints' | 'lot' | 'unit' | 'identifier'>>

/** Changes a line; a quantity of none takes it out. */
export function changeLine(basket: Basket, lineId: string, change: Change): Basket {
  if (change.quantity !== undefined && change.quantity <= 0) return takeOut(basket, lineId)
  const lines = basket.lines.map(line => (line.id === lineId ? { ...line, ...change } : line))
  return { ...basket, lines }
}

export function takeOut(basket: Basket, lineId: string): Basket {
  return { ...basket, lines: basket.lines.filter(line => line.id !== lineId) }
}

/** What the line lacks, the most telling first: a serial number brings its lot with it. */
export function lackingOf({ product, lot, unit, identifier }: BasketLine): Lacking | null {
  if (product.piecesHaveSerials) return unit === null ? 'serial' : null
  if (needsLot(product) && lot === null) return 'lot'
  if (product.identifierMode !== 'off' && identifier === null) return 'identifier'
  return null
}

/** True when the basket may be paid. */
export function isComplete(basket: Basket): boolean {
  return basket.lines.length > 0 && basket.lines.every(line => lackingOf(line) === null)
}

/** The line of the same product that waits for a serial number, if there is one: a scanned one goes there first. */
export function lineAwaiting(basket: Basket, variantId: number): BasketLine | undefined {
  return basket.lines.find(line => line.product.variantId === variantId && lackingOf(line) === 'serial')
}

export function sumsOf(basket: Basket, pricesIncludeTax: boolean): SalesSums {
  const terms: SoldTerms = {
    pricesIncludeTax,
    discountBasisPoints: basket.discountBasisPoints,
    shippingMinor: 0,
    shippingTaxBasisPoints: 0,
  }
  return salesSums(basket.lines.map(soldLine), terms)
}

/** A line as the money rule reads it. */
export function soldLine({ product, quantity, discountBasisPoints }: BasketLine) {
  const { priceMinor, decimals, taxBasisPoints } = product
  return { quantity, priceMinor, decimals, discountBasisPoints, taxBasisPoints }
}

/** How much of a lot these baskets hold, in smallest units. */
export function quantityIn(baskets: readonly Basket[], lotId: number): number {
  const lines = baskets.flatMap(basket => basket.lines).filter(line => line.lot?.lotId === lotId)
  return lines.reduce((sum, line) => sum + line.quantity, 0)
}

/** The basket that holds a piece, if one does. */
export function holderOf(baskets: readonly Basket[], unitId: number): Basket | undefined {
  return baskets.find(basket => basket.lines.some(line => line.unit?.unitId === unitId))
}
