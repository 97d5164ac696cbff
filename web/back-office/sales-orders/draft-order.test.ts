import { expect, test } from 'vitest'
import type { VariantChoice } from '../../../contract/catalog.ts'
import { type DraftLine, totalOf, withLine, withProduct, worthOf } from './draft-order.ts'
import { isNamedBy, searchedBy } from './product-by-code.ts'

const product = (id: number, more: Partial<VariantChoice> = {}) =>
  ({
    variantId: id,
    decimals: 0,
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

test('a line is worth what the server says it is worth', () => {
  expect(worthOf(1250, 250, 3)).toBe(313)
  expect(worthOf(2, 250, 3)).toBe(1)
  expect(totalOf([{ product: product(1), quantity: 3, priceMinor: null }])).toBe(0)
})

test('a GTIN names its product in any of its lengths; a part of a number names none', () => {
  const camera = product(1, { productNumber: 'CAM-1', barcodes: ['9501101530003'] })
  expect(isNamedBy(camera, '09501101530003')).toBe(true)
  expect(isNamedBy(camera, 'CAM-1')).toBe(true)
  expect(isNamedBy(camera, 'CAM')).toBe(false)
  expect(searchedBy(']C1010950110153000310LOT\u{1d}21SER')).toBe('09501101530003')
  expect(searchedBy(' CAM-1 ')).toBe('CAM-1')
})
