import type { DraftLine } from './draft-line.ts'

export type PricePer = 'sku' | 'pu'

/** The row with its price said for one SKU or one PU, where that is a whole number of minor units; else the row itself. */
export function pricedPer(line: DraftLine, per: PricePer): DraftLine {
  const { pricePer, priceMinor, product } = line
  if (pricePer === per || (priceMinor !== null && product === null)) return line
  if (priceMinor === null || product === null) return { ...line, pricePer: per }
  const price = per === 'pu' ? priceMinor * product.unitsPerPu : priceMinor / product.unitsPerPu
  return Number.isSafeInteger(price) ? { ...line, pricePer: per, priceMinor: price } : line
}
