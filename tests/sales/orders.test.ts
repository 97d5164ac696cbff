import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import * as sales from '../../server/sales/public.ts'
import * as stock from '../../server/stock/public.ts'
import { openTestShop, type TestShop } from '../harness/shop.ts'
import { makeProduct, settle } from '../harness/stocked-shop.ts'
import {
  type CornerShop,
  cancelNote,
  deliver,
  note,
  order,
  refusalOf,
  stockCornerShop,
} from './corner-shop.ts'

let shop: TestShop
let corner: CornerShop
beforeAll(async () => {
  shop = await openTestShop()
  corner = await stockCornerShop(shop)
})
afterEach(async () => expect(await stock.verify(shop.house.pool)).toEqual([]))
afterAll(() => shop.close())

const reserved = async (variantId: number) => {
  const [row] = await shop.rows<{ quantity: number }>(
    'select quantity from reserved_level where variant_id = $1',
    [variantId],
  )
  return row?.quantity ?? 0
}
const cancel = (id: number) => shop.act(tx => sales.cancelSalesOrder(tx, id))

test('an order has a number with O, its lines as they were entered, its total, and its goods reserved', async () => {
  const placed = await order(shop, corner, [corner.bag, 3], [corner.milk, 2], [corner.bag, 1])
  expect(placed.number).toMatch(/^O\d+$/)
  expect(placed).toMatchObject({
    state: 'open',
    customer: { name: 'Ada Archer' },
    createdBy: 'Olive Owner',
    totalMinor: 1500,
    deliveryNotes: [],
    events: [{ what: 'created', actor: 'Olive Owner' }],
  })
  expect(
    placed.lines.map(line => [line.lineNumber, line.productName, line.quantity, line.tracking.lots]),
  ).toEqual([
    [1, 'Bag', 3, false],
    [2, 'Milk', 2, true],
    [3, 'Bag', 1, false],
  ])
  expect([await reserved(corner.bag), await reserved(corner.milk)]).toEqual([4, 2])
  await cancel(placed.id)
})

test('a line of goods counted with decimals is worth its price by the whole, rounded', async () => {
  const cheese = await makeProduct(shop, 'none', 'Cheese')
  await shop.rows('update variant set decimals = 3 where id = $1', [cheese])
  await shop.rows('update product set backorders_allowed = true where name = $1', ['Cheese'])
  const placed = await order(shop, corner, [cheese, 1250], [cheese, 2])
  expect(placed.totalMinor).toBe(313 + 1)
  await cancel(placed.id)
})

test('an order for more than can be sold is refused with what there is, and nothing of it is stored', async () => {
  const [before] = await shop.rows('select count(*) from sales_order')
  expect(await refusalOf(order(shop, corner, [corner.bag, 1], [corner.camera, 7]))).toEqual({
    code: 'not_enough',
    sentence:
      'Only 6 of Camera can be sold from Harbour Street; 7 are wanted. Lower the quantity or bring in more.',
  })
  expect(await shop.rows('select count(*) from sales_order')).toEqual([before])
  expect(await reserved(corner.bag)).toBe(0)
})

test('an order of a customer, a location or a product that is gone says which', async () => {
  const nowhere = { ...corner, shelf: { ...corner.shelf, locationId: 999 } }
  const gone = async (promise: Promise<unknown>) => (await refusalOf(promise)).sentence.slice(0, 26)
  expect(await gone(order(shop, { ...corner, customerId: 999 }, [corner.bag, 1]))).toBe(
    'There is no such customer.',
  )
  expect(await gone(order(shop, nowhere, [corner.bag, 1]))).toBe('There is no such location.')
  expect(await gone(order(shop, corner, [corner.bag, 1], [999, 1]))).toBe('There is no such product. ')
})

test('a total beyond what can be counted is refused in words', async () => {
  const lines = [{ variantId: corner.bag, quantity: 1_000_000_000_000, priceMinor: 1_000_000_000_000 }]
  const input = { customerId: corner.customerId, locationId: corner.shelf.locationId, notes: '', lines }
  expect(await refusalOf(shop.act(tx => sales.placeSalesOrder(tx, input)))).toMatchObject({
    code: 'bad_input',
    sentence: expect.stringContaining('total is too large'),
  })
})

test('a cancelled order gives its reservation back, and is cancelled once', async () => {
  const placed = await order(shop, corner, [corner.camera, 6])
  const cancelled = await cancel(placed.id)
  expect(cancelled).toMatchObject({
    state: 'cancelled',
    events: [{ what: 'created' }, { what: 'cancelled' }],
  })
  expect(await reserved(corner.camera)).toBe(0)
  expect(await refusalOf(cancel(placed.id))).toEqual({
    code: 'wrong_state',
    sentence: `${placed.number} is cancelled; this can be done only while it is open. Reload it to see what happened.`,
  })
})

test('an order with delivery notes is not cancelled: they are named, and a cancelled one does not count', async () => {
  const placed = await order(shop, corner, [corner.bag, 2])
  const first = await note(shop, placed, { quantity: 1 })
  const second = await note(shop, placed, { quantity: 1 })
  expect(await refusalOf(cancel(placed.id))).toEqual({
    code: 'has_delivery_notes',
    sentence: `${placed.number} has delivery notes (${first.number}, ${second.number}). Cancel those that are not delivered first.`,
  })
  await cancelNote(shop, first)
  await cancelNote(shop, second)
  expect((await cancel(placed.id)).state).toBe('cancelled')
})

test('a delivered order is not cancelled', async () => {
  const placed = await order(shop, corner, [corner.bag, 1])
  await deliver(shop, await note(shop, placed, { quantity: 1 }))
  expect((await refusalOf(cancel(placed.id))).code).toBe('wrong_state')
})

test('an order that is cancelled and sent at the same moment is one or the other', async () => {
  for (let round = 0; round < 12; round++) {
    const placed = await order(shop, corner, [corner.bag, 1])
    const result = await settle([note(shop, placed, { quantity: 1 }), cancel(placed.id)])
    expect(result.done).toBe(1)
    expect(['has_delivery_notes', 'wrong_state']).toContain(result.refused[0])
  }
})

test('an unknown order is not found', async () => {
  expect((await refusalOf(cancel(999_999))).code).toBe('not_found')
})
