import { lineAmountMinor } from '../../../contract/sales-sums.ts'
import type { TillSaleDraft } from '../../../contract/till/sales.ts'
import {
  type Basket,
  type BasketLine,
  type GoodsBack,
  isDiscounted,
  soldLine,
  sumsOf,
} from '../basket/basket.ts'
import { newId } from '../device/ids.ts'
import type { OutgoingSale, Taken } from '../device/outbox.ts'
import type { Till } from '../device/till.ts'
import { needsLot } from '../goods/goods.ts'
import type { Receipt, ReceiptLine } from '../receipt/receipt.ts'
import { exchanged, type Payment } from './cash.ts'

/** A basket that is being paid, as it is written to the disk and sent: under an id that is made here, once. */
export function outgoingSale(
  till: Till,
  basket: Basket,
  payments: readonly Payment[],
  provisionalNumber: string,
): OutgoingSale {
  const takenAt = new Date().toISOString()
  const { pricesIncludeTax } = till.state.value!.shop
  const { cashier, signInId } = till.signIn.value!
  const sums = sumsOf(basket, pricesIncludeTax)
  const sale: TillSaleDraft = {
    id: newId(),
    drawerId: till.drawer.value!.id,
    signInId,
    takenAt,
    provisionalNumber,
    customerId: basket.customer?.id ?? null,
    discountBasisPoints: basket.discountBasisPoints,
    ...(isDiscounted(basket) && !cashier.mayDiscount && basket.discountBy
      ? { discountSignInId: basket.discountBy.signInId }
      : {}),
    pricesIncludeTax,
    totalMinor: sums.totalMinor,
    lines: basket.lines.map(saleLine),
    payments: payments.map(({ method, amountMinor, givenMinor, reference }) => ({
      method,
      amountMinor,
      tenderedMinor: method === 'cash' ? givenMinor : null,
      reference,
    })),
  }
  const receipt: Receipt = {
    number: null,
    provisionalNumber,
    takenAt,
    cashier: cashier.name,
    customer: basket.customer?.name ?? null,
    lines: basket.lines.map(receiptLine),
    discountBasisPoints: basket.discountBasisPoints,
    pricesIncludeTax,
    sums,
    payments,
    back: basket.back ? backOf(basket.back, sums.totalMinor) : null,
    link: null,
  }
  return {
    id: sale.id,
    state: 'waiting',
    takenAt,
    askedUntil: 0,
    sale,
    receipt,
    goods: basket.lines.map(takenLine),
    counted: false,
    seen: false,
    sentence: null,
  }
}

/** A line as the server takes it. A piece is named by its serial number, which brings its lot with it. */
function saleLine(line: BasketLine): TillSaleDraft['lines'][number] {
  const { product, quantity, lot, unit, identifier } = line
  const { priceMinor, taxBasisPoints, variantId } = product
  return {
    variantId,
    quantity,
    priceMinor,
    taxBasisPoints,
    discountBasisPoints: line.discountBasisPoints,
    lots: needsLot(product) && lot ? [{ lotId: lot.lotId, quantity }] : [],
    serials: unit ? [unit.serial] : [],
    identifiers: identifier === null ? [] : [identifier],
  }
}

function receiptLine(line: BasketLine): ReceiptLine {
  const { product, quantity, discountBasisPoints, lot, unit, identifier } = line
  const { name, productNumber, decimals, priceMinor } = product
  return {
    name,
    productNumber,
    decimals,
    priceMinor,
    quantity,
    discountBasisPoints,
    amountMinor: lineAmountMinor(soldLine(line)),
    lot: lot?.number ?? null,
    expiresOn: lot?.expiresOn ?? null,
    serial: unit?.serial ?? null,
    identifier,
  }
}

function backOf(back: GoodsBack, totalMinor: number): NonNullable<Receipt['back']> {
  const { receiptNumber, refundMinor, goods } = back
  return { receiptNumber, refundMinor, givenBackMinor: exchanged(totalMinor, refundMinor).givenBack, goods }
}

const takenLine = ({ product, lot, unit, quantity }: BasketLine): Taken => ({
  variantId: product.variantId,
  lotId: lot?.lotId ?? null,
  unitId: unit?.unitId ?? null,
  quantity,
})
