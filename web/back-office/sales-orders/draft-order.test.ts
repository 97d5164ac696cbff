import { expect, test } from 'vitest'
import type { VariantChoice } from '../../../contract/catalog.ts'
import {
  type DraftLine,
  noTerms,
  shippingTaxOf,
  sumsOf,
  withLine,
  withProduct,
  worthOf,
} from './draft-order.ts'
import { isNamedBy, searchedBy } from './product-by-code.ts'

const product = (id: number, more: Partial<VariantChoice> = {}) =>
  ({
    variantId: id,
    decimals: 0,
    taxBasisPoints: 0,
    priceMinor: 250,
    productNumber: `P-${id}`,
    barcodes: [],
    ...more,
  }) as unknown as VariantChoice

test('a product that is scanned again is one more of its line, whatever its decimals', () => {
  const cheese = product(2, { decimals: 3 })
  let lines: readonly DraftLine[] = []
  for (const scanned of [product(1), cheese, product(1), cheese]) lines = withProduct(lines, scanned)
  expect(lines.map(line => line.quantity)).toEqual([2, 2000])
  lines = withLine(lines, { ...lines[0]!, quantity: null })
  expect(withProduct(lines, product(1))[0]!.quantity).toBe(1)
})

const line = (more: Partial<DraftLine>): DraftLine => ({
  id: null,
  product: product(1),
  quantity: 1,
  priceMinor: 250,
  discountBasisPoints: 0,
  reserved: 0,
  ...more,
})

test('a line is worth what the server says it is worth', () => {
  const cheese = product(2, { decimals: 3 })
  expect(worthOf(line({ product: cheese, quantity: 1250 }))).toBe(313)
  expect(worthOf(line({ product: cheese, quantity: 2 }))).toBe(1)
  expect(worthOf(line({ discountBasisPoints: 1000 }))).toBe(225)
  expect(sumsOf([line({ quantity: 3, priceMinor: null })], noTerms, true).totalMinor).toBe(0)
})

test('shipping is taxed with the highest rate of the goods unless another one is chosen', () => {
  const goods = [
    line({ product: product(1, { taxBasisPoints: 700 }) }),
    line({ product: product(2, { taxBasisPoints: 1900 }) }),
  ]
  expect(shippingTaxOf(goods, noTerms)).toBe(1900)
  expect(shippingTaxOf(goods, { ...noTerms, shippingTaxBasisPoints: 0 })).toBe(0)
})

test('a GTIN names its product in any of its lengths; a part of a number names none', () => {
  const camera = product(1, { productNumber: 'CAM-1', barcodes: ['9501101530003'] })
  expect(isNamedBy(camera, '09501101530003')).toBe(true)
  expect(isNamedBy(camera, 'CAM-1')).toBe(true)
  expect(isNamedBy(camera, 'CAM')).toBe(false)
  expect(searchedBy(']C1010950110153000310LOT\u{1d}21SER')).toBe('09501101530003')
  expect(searchedBy(' CAM-1 ')).toBe('CAM-1')
})
