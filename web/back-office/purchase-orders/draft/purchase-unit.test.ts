import { expect, test } from 'vitest'
import { emptyLine, type LineProduct } from './draft-line.ts'
import { inUnit, pricedByOffer, readUnit, withTerms } from './purchase-unit.ts'

const product: LineProduct = {
  variantId: 1,
  productNumber: 'OIL',
  name: 'Oil',
  decimals: 0,
  unitsPerPu: 1,
  taxBasisPoints: null,
  tracking: { lots: false, serials: false },
  piecesHaveSerials: false,
  serialPattern: null,
  requires: [],
}
const units = [
  { name: null, units: 1, onlyWhole: false },
  { name: 'Box', units: 12, onlyWhole: true },
]
const terms = { variantId: 1, units, unitsPerPu: 12, priceMinor: 5040, pricePer: 'pu' as const }
const line = (more: object = {}) => ({ ...emptyLine(1), product, ...more })

test('a unit is named or counted, and as many are ordered of the other one', () => {
  const known = { ...product, units }
  expect(readUnit(line({ product: known, quantitySku: 3 }), 'box')).toMatchObject({ quantitySku: 36 })
  expect(readUnit(line({ product: known }), '× 12')).toMatchObject({ product: { unitsPerPu: 12 } })
  expect(readUnit(line({ product: known }), 'Pallet')).toEqual({ text: 'Pallet', state: 'unknown_unit' })
  expect(inUnit(line({ quantitySku: 5 }), { ...known, unitsPerPu: 12 }, 1).quantitySku).toBeUndefined()
})

test('terms give the unit unless somebody chose it, and the price unless a person gave another', () => {
  const told = withTerms(product, terms)
  expect(told).toMatchObject({ unitsPerPu: 12, offer: { priceMinor: 5040, pricePer: 'pu' } })
  expect(withTerms({ ...product, unitIsChosen: true }, terms).unitsPerPu).toBe(1)
  const priced = pricedByOffer(line(), line({ product: told }), 'sku')
  expect(priced).toMatchObject({ priceMinor: 420, pricePer: 'sku' })
  const dearer = { ...told, offer: { priceMinor: 6000, pricePer: 'pu' as const } }
  expect(pricedByOffer(priced, { ...priced, product: dearer }, 'sku').priceMinor).toBe(500)
  const typed = { ...priced, priceMinor: 399 }
  expect(pricedByOffer(typed, { ...typed, product: dearer }, 'sku').priceMinor).toBe(399)
})
