import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { SalesOrder, SalesOrderChange } from '../../contract/sales.ts'
import { changeSalesOrder } from '../../server/sales/change-sales-order.ts'
import { listSalesOrders } from '../../server/sales/list-sales-orders.ts'
import * as sales from '../../server/sales/public.ts'
import { readSalesOrder } from '../../server/sales/read-sales-order.ts'
import * as stock from '../../server/stock/public.ts'
import { openTestShop, type TestShop } from '../harness/shop.ts'
import { makeProduct, receiveGoods, settle, times } from '../harness/stocked-shop.ts'
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

type Wanted = SalesOrderChange['lines'][number]
const kept = (of: SalesOrder, index: number, quantity = of.lines[index]!.quantity): Wanted => ({
  id: of.lines[index]!.id,
  variantId: of.lines[index]!.variantId,
  quantity,
  priceMinor: of.lines[index]!.priceMinor,
})
const added = (variantId: number, quantity: number): Wanted => ({ variantId, quantity, priceMinor: 100 })
const change = (of: SalesOrder, lines: Wanted[], more: Partial<SalesOrderChange> = {}) =>
  shop.act(tx => changeSalesOrder(tx, of.id, { version: of.version, notes: '', lines, ...more }))
const reserved = async (of: SalesOrder) =>
  (
    await shop.rows<{ quantity: number }>(
      'select quantity from reservation where document_id = $1 and quantity > 0 order by document_line_id',
      [of.id],
    )
  ).map(row => row.quantity)

test('lines are changed, added, removed and put in another order, and the reservation follows', async () => {
  const placed = await order(shop, corner, [corner.bag, 10], [corner.milk, 4], [corner.camera, 1])
  const changed = await change(placed, [added(corner.bag, 2), kept(placed, 1, 6), kept(placed, 0, 3)], {
    address: 'Pier 7',
    discountBasisPoints: 1000,
  })
  expect(changed.lines.map(line => [line.productName, line.quantity])).toEqual([
    ['Bag', 2],
    ['Milk', 6],
    ['Bag', 3],
  ])
  expect(changed).toMatchObject({ address: 'Pier 7', totalMinor: 2205, version: 2 })
  expect(await reserved(placed)).toEqual([3, 6, 2])
  expect(changed.events.at(-1)).toMatchObject({ what: 'changed' })
  await shop.act(tx => sales.cancelSalesOrder(tx, placed.id))
})

test('a change beyond what can be sold is refused as a whole, and one that was overtaken too', async () => {
  const placed = await order(shop, corner, [corner.camera, 2], [corner.bag, 1])
  expect(await refusalOf(change(placed, [kept(placed, 0, 7), kept(placed, 1, 5)]))).toEqual({
    code: 'not_enough',
    sentence:
      'Only 6 of Camera can be sold from Harbour Street; 7 are wanted. Lower the quantity or bring in more.',
  })
  expect(await reserved(placed)).toEqual([2, 1])
  await change(placed, [kept(placed, 0, 6)])
  expect(await refusalOf(change(placed, [kept(placed, 0, 1)]))).toMatchObject({ code: 'changed_meanwhile' })
  await shop.act(tx => sales.cancelSalesOrder(tx, placed.id))
})

test('what delivery notes have cannot be taken off; after they are cancelled it can', async () => {
  const placed = await order(shop, corner, [corner.bag, 5], [corner.milk, 1])
  const made = await note(shop, placed, { quantity: 3 })
  expect(await refusalOf(change(placed, [kept(placed, 0, 2), kept(placed, 1)]))).toMatchObject({
    code: 'line_on_notes',
  })
  expect(await refusalOf(change(placed, [kept(placed, 1)]))).toMatchObject({ code: 'line_on_notes' })
  const less = await change(placed, [kept(placed, 0, 3), kept(placed, 1)])
  expect(less.allocated).toBe('part')
  expect(await reserved(placed)).toEqual([1])
  await cancelNote(shop, made)
  await change(less, [kept(less, 1)])
  expect(await reserved(placed)).toEqual([1])
  await shop.act(tx => sales.cancelSalesOrder(tx, placed.id))
})

test('an order of which something is delivered is not changed', async () => {
  const placed = await order(shop, corner, [corner.bag, 2])
  await deliver(shop, await note(shop, placed, { quantity: 1 }))
  expect(await refusalOf(change(placed, [kept(placed, 0, 1)]))).toMatchObject({ code: 'wrong_state' })
})

test('an order that is lowered and sent at the same moment is never sent beyond what is ordered', async () => {
  for (let round = 0; round < 8; round++) {
    const placed = await order(shop, corner, [corner.bag, 2])
    await settle([note(shop, placed, { quantity: 2 }), change(placed, [kept(placed, 0, 1)])])
    const after = await readSalesOrder(shop.reader, placed.id)
    expect(after.lines[0]!.quantityOnNotes).toBeLessThanOrEqual(after.lines[0]!.quantity)
  }
})

test('orders that grow at the same moment never reserve more than there is', async () => {
  const orders = await Promise.all(times(5, () => order(shop, corner, [corner.camera, 1])))
  const result = await settle(orders.map(placed => change(placed, [kept(placed, 0, 2)])))
  expect(result).toEqual({ done: 1, refused: times(4, () => 'not_enough') })
  for (const { id } of orders) await shop.act(tx => sales.cancelSalesOrder(tx, id))
})

test('a back-order waits behind earlier ones, and goods that come in go to the oldest first', async () => {
  const soap = await makeProduct(shop, 'none', 'Soap')
  await shop.rows(`update product set backorders_allowed = true where name = 'Soap'`)
  const first = await order(shop, corner, [soap, 3])
  shop.now = new Date(shop.now.getTime() + 60_000)
  const second = await order(shop, corner, [soap, 4])
  const waits = async ({ id }: SalesOrder) => {
    const [line] = (await readSalesOrder(shop.reader, id)).lines
    return [line!.quantityWaiting, line!.quantityAhead]
  }
  const waiting = async () =>
    (await listSalesOrders(shop.reader, { tab: 'all', waiting: true, limit: 100 })).items.map(one => one.id)
  expect([await waits(first), await waits(second)]).toEqual([
    [3, 0],
    [4, 3],
  ])
  expect(await waiting()).toEqual([second.id, first.id])
  await receiveGoods(shop, [{ placeId: corner.shelf.binId, variantId: soap, quantity: 5 }])
  expect([await waits(first), await waits(second)]).toEqual([
    [0, 0],
    [2, 0],
  ])
  expect(await waiting()).toEqual([second.id])
})
