import i18next from 'i18next'
import {
  type BasketLine,
  type ChosenLot,
  changeLine,
  holderOf,
  lineAwaiting,
  putIn,
  quantityIn,
} from '../basket/basket.ts'
import { newId } from '../device/ids.ts'
import type { Till } from '../device/till.ts'
import {
  type Barred,
  expiryBar,
  type LotChoice,
  lotChoices,
  onlyChoice,
  todayIn,
} from '../goods/choosable.ts'
import { isSoldByPiece, needsLot, type Product, type Unit } from '../goods/goods.ts'
import { type Meaning, resolveScan, serialIn } from '../goods/resolve-scan.ts'
import { confirmPiece } from './claims.ts'

/** What came of putting something into the basket. */
export type Added =
  | { readonly kind: 'added' }
  | { readonly kind: 'choose-lot'; readonly product: Product }
  | { readonly kind: 'choose-unit'; readonly choices: readonly { product: Product; unit: Unit }[] }
  | { readonly kind: 'refused'; readonly sentence: string }
  /** Nothing on the device has this code; the server may know where it is. */
  | { readonly kind: 'unknown'; readonly text: string; readonly sentence: string }

const added: Added = { kind: 'added' }
const refused = (sentence: string): Added => ({ kind: 'refused', sentence })

/** Puts a product into the basket as far as it can be without asking: a sole sellable lot is chosen by itself. */
export async function addProduct(till: Till, product: Product): Promise<Added> {
  if (!needsLot(product)) {
    till.baskets.change(putIn(till.baskets.mine.value, { id: newId(), product }))
    return added
  }
  const only = onlyChoice(await choicesOf(till, product))
  return only ? addLot(till, product, only) : { kind: 'choose-lot', product }
}

export function addLot(till: Till, product: Product, lot: LotChoice): Added {
  const { lotId, number, expiresOn } = lot
  const least = Math.min(10 ** product.decimals, lot.left)
  const quantity = isSoldByPiece(product) ? 10 ** product.decimals : least
  const chosen: ChosenLot = { lotId, number, expiresOn }
  till.baskets.change(putIn(till.baskets.mine.value, { id: newId(), product, quantity, lot: chosen }))
  return added
}

/** Puts a piece into the basket, on the line that waits for one if there is such a line. */
export async function addUnit(till: Till, product: Product, unit: Unit): Promise<Added> {
  const why = await whyNotUnit(till, product, unit)
  if (why !== null) return refused(why)
  const basket = till.baskets.mine.value
  const waiting = lineAwaiting(basket, product.variantId)
  const chosen = { unitId: unit.unitId, serial: unit.serial }
  const lot = await lotOfUnit(till, unit)
  till.baskets.change(
    waiting
      ? changeLine(basket, waiting.id, { unit: chosen, lot })
      : putIn(basket, { id: newId(), product, unit: chosen, lot }),
  )
  void confirmPiece(till, product, unit)
  return added
}

/** Gives a line its serial number, typed or scanned. */
export async function giveSerial(till: Till, lineId: string, text: string): Promise<Added> {
  const line = till.baskets.mine.value.lines.find(one => one.id === lineId)
  const serial = serialIn(text)
  if (!line || serial === '') return refused(i18next.t('till.serial.empty'))
  const units = await till.stock.unitsBySerial(serial)
  const unit = units.find(one => one.variantId === line.product.variantId)
  if (!unit) return unknownSerial(line.product, serial)
  return unit.unitId === line.unit?.unitId ? added : giveUnit(till, lineId, line.product, unit)
}

/** Gives a line a piece, whether the device knew it or the server just told of it. */
export async function giveUnit(till: Till, lineId: string, product: Product, unit: Unit): Promise<Added> {
  const why = await whyNotUnit(till, product, unit)
  if (why !== null) return refused(why)
  const change = { unit: { unitId: unit.unitId, serial: unit.serial }, lot: await lotOfUnit(till, unit) }
  till.baskets.change(changeLine(till.baskets.mine.value, lineId, change))
  void confirmPiece(till, product, unit)
  return added
}

/** Puts what was scanned, or typed as a code, into the basket. */
export async function addScan(till: Till, text: string): Promise<Added> {
  const meaning = await resolveScan(text, till.catalogue, till.stock)
  switch (meaning.kind) {
    case 'product':
      return addProduct(till, meaning.product)
    case 'lot':
      return addScannedLot(till, meaning)
    case 'unit':
      return addUnit(till, meaning.product, meaning.unit)
    case 'units':
      return { kind: 'choose-unit', choices: meaning.choices }
    case 'lot-unknown':
      return refused(i18next.t('till.sell.noLot', { number: meaning.number, product: meaning.product.name }))
    case 'serial-unknown':
      return unknownSerial(meaning.product, meaning.serial)
    case 'damaged':
      return refused(meaning.sentence)
    case 'unknown':
      return unknown(meaning.text)
  }
}

/** Puts in what was typed: a code if it is one, otherwise the only product that a search for it finds. */
export async function addTyped(till: Till, text: string): Promise<Added> {
  const answer = await addScan(till, text)
  if (answer.kind !== 'unknown') return answer
  const [first, second] = till.catalogue.find(text, null, 2)
  return first && !second ? addProduct(till, first) : answer
}

/** The lots of a product with what is left of each beside all baskets and unsent sales of this device. */
export async function choicesOf(till: Till, product: Product): Promise<LotChoice[]> {
  const lots = await till.stock.lotsOf(product.variantId)
  const taken = (lotId: number) => till.stock.goneOfLot(lotId) + quantityIn(till.baskets.all, lotId)
  return lotChoices(lots, { taken, today: todayAt(till), minimumDaysAtSale: product.minimumDaysAtSale })
}

async function addScannedLot(till: Till, { product, lot }: Meaning & { kind: 'lot' }): Promise<Added> {
  const choice = (await choicesOf(till, product)).find(one => one.lotId === lot.lotId)
  if (!choice) return refused(i18next.t('till.sell.noLot', { number: lot.number, product: product.name }))
  return choice.barred === null
    ? addLot(till, product, choice)
    : refused(barredSentence(choice.number, choice.barred, choice.held))
}

/** Whether so much more of the line's lot is here, in smallest units; a sentence when it is not. */
export async function whyNoMore(till: Till, line: BasketLine, more: number): Promise<string | null> {
  const { lot, product } = line
  if (more <= 0 || lot === null || !needsLot(product)) return null
  const choice = (await choicesOf(till, product)).find(one => one.lotId === lot.lotId)
  return (choice?.left ?? 0) >= more ? null : i18next.t('till.lots.noMore', { number: lot.number })
}

/** Why a lot cannot be chosen, as a sentence. */
export function barredSentence(number: string, barred: Barred, held: string | null): string {
  if (barred === 'held') return i18next.t('till.lots.heldLot', { number, why: held ?? '' })
  if (barred === 'expired') return i18next.t('till.lots.expiredLot', { number })
  return i18next.t(barred === 'gone' ? 'till.lots.goneLot' : 'till.lots.tooSoonLot', { number })
}

async function whyNotUnit(till: Till, product: Product, unit: Unit): Promise<string | null> {
  const { serial, unitId } = unit
  if (till.stock.isGone(unitId)) return i18next.t('till.serial.soldHere', { serial })
  const holder = holderOf(till.baskets.all, unitId)
  if (holder === till.baskets.mine.value) return i18next.t('till.serial.inThisBasket', { serial })
  if (holder) return i18next.t('till.serial.inOtherBasket', { serial })
  if (unit.blocked !== null) return i18next.t('till.serial.blocked', { serial, why: unit.blocked })
  const lot = unit.lotId === null ? undefined : await till.stock.lot(unit.lotId)
  if (!lot) return null
  const barred = expiryBar(lot, { today: todayAt(till), minimumDaysAtSale: product.minimumDaysAtSale })
  return barred === null ? null : `${serial}: ${barredSentence(lot.number, barred, lot.held)}`
}

async function lotOfUnit(till: Till, { lotId }: Unit): Promise<ChosenLot | null> {
  const lot = lotId === null ? undefined : await till.stock.lot(lotId)
  return lot ? { lotId: lot.lotId, number: lot.number, expiresOn: lot.expiresOn } : null
}

function unknownSerial(product: Product, serial: string): Added {
  const sentence = i18next.t('till.serial.unknown', { serial, product: product.name })
  return { kind: 'unknown', text: serial, sentence }
}

const unknown = (text: string): Added => ({
  kind: 'unknown',
  text,
  sentence: i18next.t('till.sell.unknown', { text }),
})

const todayAt = (till: Till) => todayIn(till.state.value?.shop.timeZone ?? 'UTC', new Date())
