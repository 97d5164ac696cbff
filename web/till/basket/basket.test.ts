import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Product } from '../goods/goods.ts'
import {
  changeLine,
  emptyBasket,
  holderOf,
  isComplete,
  lackingOf,
  lineAwaiting,
  putIn,
  quantityIn,
  sumsOf,
} from './basket.ts'

const plain: Product = {
  variantId: 1,
  name: 'Bag',
  sortName: 'bag',
  position: 1,
  productNumber: 'BAG',
  priceMinor: 250,
  taxBasisPoints: 1900,
  decimals: 0,
  tracksLots: false,
  piecesHaveSerials: false,
  identifierMode: 'off',
  identifierValues: [],
  minimumDaysAtSale: 0,
  categoryId: null,
  pictureId: null,
  barcodes: [],
}
const milk: Product = { ...plain, variantId: 2, tracksLots: true }
const phone: Product = { ...plain, variantId: 3, tracksLots: true, piecesHaveSerials: true }
const card: Product = { ...plain, variantId: 4, identifierMode: 'at_dispatch' }
const lot = (lotId: number) => ({ lotId, number: `L${lotId}`, expiresOn: null })

it('counts the same goods up on one line, and keeps another lot apart', () => {
  let basket = putIn(emptyBasket('b'), { id: 'a', product: milk, lot: lot(1) })
  basket = putIn(basket, { id: 'b', product: milk, lot: lot(1) })
  basket = putIn(basket, { id: 'c', product: milk, lot: lot(2) })
  expect(basket.lines.map(line => [line.id, line.quantity])).toEqual([
    ['a', 2],
    ['c', 1],
  ])
  expect(quantityIn([basket], 1)).toBe(2)
})

it('gives each piece with a serial number a line of its own that lacks it until it is told', () => {
  let basket = putIn(emptyBasket('b'), { id: 'a', product: phone })
  basket = putIn(basket, { id: 'b', product: phone })
  expect(basket.lines.map(lackingOf)).toEqual(['serial', 'serial'])
  expect(isComplete(basket)).toBe(false)
  expect(lineAwaiting(basket, 3)?.id).toBe('a')
  for (const [id, unitId] of [
    ['a', 7],
    ['b', 8],
  ] as const)
    basket = changeLine(basket, id, { unit: { unitId, serial: `S${unitId}` } })
  expect(isComplete(basket)).toBe(true)
  expect(holderOf([basket], 8)).toBe(basket)
  expect(holderOf([basket], 9)).toBeUndefined()
})

it('lacks a lot, or a dispatch identifier, until it is chosen', () => {
  const basket = putIn(putIn(emptyBasket('b'), { id: 'a', product: milk }), { id: 'b', product: card })
  expect(basket.lines.map(lackingOf)).toEqual(['lot', 'identifier'])
  expect(isComplete(changeLine(changeLine(basket, 'a', { lot: lot(1) }), 'b', { identifier: 'C9' }))).toBe(
    true,
  )
})

it('has nothing to pay while it is empty, and takes a line out at a quantity of none', () => {
  const basket = putIn(emptyBasket('b'), { id: 'a', product: plain })
  expect(isComplete(basket)).toBe(true)
  expect(isComplete(changeLine(basket, 'a', { quantity: 0 }))).toBe(false)
})

it('costs what its lines cost, however often each was put in', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 30 }), prices => {
      let basket = emptyBasket('b')
      for (const [index, price] of prices.entries()) {
        const product = { ...plain, variantId: price, priceMinor: price * 99 }
        basket = putIn(basket, { id: String(index), product })
      }
      const total = prices.reduce((sum, price) => sum + price * 99, 0)
      expect(sumsOf(basket, true).totalMinor).toBe(total)
      expect(basket.lines).toHaveLength(new Set(prices).size)
    }),
    { numRuns: 100 },
  )
})
