import type { PurchaseTerms } from '../../../../contract/buying.ts'
import { puOfSku, skuOfPu } from '../../../../contract/purchase-units.ts'
import type { CellReading, LinePatch } from './cell-text.ts'
import type { DraftLine, LineProduct } from './draft-line.ts'
import { pricedPer } from './price-per.ts'

/** “Box”, or “× 12” where nobody named it. */
export function nameOfUnit({ units, unitsPerPu }: LineProduct): string {
  return units?.find(unit => unit.units === unitsPerPu)?.name ?? `× ${unitsPerPu}`
}

/** A unit by its name or by how many it holds; an empty text means single pieces. */
export function readUnit(line: DraftLine, text: string): CellReading {
  const { product } = line
  if (product === null) return text === '' ? {} : { text, state: 'waiting' }
  if (text === '') return inUnit(line, product, 1)
  const units = product.units ?? []
  const meant = text.toLowerCase()
  const unit =
    units.find(one => one.name?.toLowerCase() === meant) ??
    units.find(one => String(one.units) === text.replace(/^×\s*/, ''))
  return unit === undefined ? { text, state: 'unknown_unit' } : inUnit(line, product, unit.units)
}

/** The row ordered in another unit: as many of it, unless it is a row for a piece or that would be no whole quantity. */
export function inUnit(
  { quantitySku, serial }: Pick<DraftLine, 'quantitySku' | 'serial'>,
  product: LineProduct,
  unitsPerPu: number,
): LinePatch {
  const chosen = { product: { ...product, unitsPerPu, unitIsChosen: true } }
  if (quantitySku === null || product.tracking.serials || serial !== '') return chosen
  const { decimals } = product
  const quantity = skuOfPu(puOfSku(quantitySku, product.unitsPerPu, decimals), unitsPerPu, decimals)
  return quantity === null ? chosen : { ...chosen, quantitySku: quantity }
}

/** A product with what its supplier's terms say of it: the unit unless somebody chose it, and the price that is asked. */
export function withTerms(product: LineProduct, terms: PurchaseTerms | null): LineProduct {
  if (terms === null) return product
  const { units, unitsPerPu, priceMinor, pricePer } = terms
  return {
    ...product,
    units,
    unitsPerPu: product.unitIsChosen ? product.unitsPerPu : unitsPerPu,
    offer: priceMinor === null ? null : { priceMinor, pricePer },
  }
}

/** What a new offer fills: the price, unless a person gave another one than was offered before. */
export function pricedByOffer(former: DraftLine, line: DraftLine, per: DraftLine['pricePer']): DraftLine {
  const { offer } = line.product ?? {}
  if (!offer || offer === former.product?.offer || former.priceMinor !== line.priceMinor) return line
  const before = former.product?.offer
  const isOffered =
    before && pricedPer({ ...former, ...before }, former.pricePer).priceMinor === former.priceMinor
  if (line.priceMinor !== null && !isOffered) return line
  return pricedPer({ ...line, ...offer }, per)
}
