import { afterEach, beforeAll, expect, test } from 'vitest'
import type { SalesOrder } from '../../contract/sales.ts'
import { saveIdentifiers } from '../../server/fulfilment/dispatch/save-identifiers.ts'
import * as fulfilment from '../../server/fulfilment/public.ts'
import { changeSalesOrder } from '../../server/sales/change-sales-order.ts'
import * as sales from '../../server/sales/public.ts'
import { readSalesOrder } from '../../server/sales/read-sales-order.ts'
import * as stock from '../../server/stock/public.ts'
import { openTestShop, type TestShop } from '../harness/shop.ts'
import {
  makeProduct,
  makeShelf,
  receiveGoods,
  type Shelf,
  settle,
  unitIdOf,
} from '../harness/stocked-shop.ts'
import { addCustomer, cancelNote, deliver, order, refusalOf } from '../sales/corner-shop.ts'

let shop: TestShop
let here: Shelf
let there: Shelf
let customerId: number
beforeAll(async () => {
  shop = await openTestShop({ poolSize: 8 })
  here = await makeShelf(shop)
  there = await makeShelf(shop, 'DEPOT')
  customerId = await addCustomer(shop, 'Ada Archer')
  return () => shop.close()
})
afterEach(async () => expect(await stock.verify(shop.house.pool)).toEqual([]))

/** A product of which so many are at either place. */
async function stocked(at: { here: number; there: number }): Promise<number> {
  const variantId = await makeProduct(shop, 'none')
  const rows = [
    { variantId, quantity: at.here, placeId: here.binId },
    { variantId, quantity: at.there, placeId: there.binId },
  ]
  await receiveGoods(
    shop,
    rows.filter(row => row.quantity > 0),
  )
  return variantId
}

const placeHere = (...lines: [number, number][]) => order(shop, { shelf: here, customerId }, ...lines)
const send = (of: SalesOrder, shelf: Shelf, quantity: number, more: { unitIds?: number[] } = {}) =>
  shop.act(tx =>
    fulfilment.createDeliveryNote(tx, of.id, {
      locationId: shelf.locationId,
      lines: [{ orderLineId: of.lines[0]!.id, quantity, lots: [], unitIds: [], ...more }],
    }),
  )
/** What the order claims without a choice, here and there. */
const claims = async (of: SalesOrder) => {
  const [row] = await shop.rows<{ here: number; there: number }>(
    `select coalesce(sum(quantity) filter (where location_id = $2), 0)::bigint as here,
            coalesce(sum(quantity) filter (where location_id = $3), 0)::bigint as there
       from reservation where document_id = $1`,
    [of.id, here.locationId, there.locationId],
  )
  return [row!.here, row!.there]
}

test('an order goes from two locations under two notes, part delivered and then delivered; what it claims follows', async () => {
  const tea = await stocked({ here: 5, there: 3 })
  const placed = await placeHere([tea, 5])
  const far = await send(placed, there, 2)
  expect(far.location.code).toBe('DEPOT')
  expect(far.lines[0]!.picks).toMatchObject([{ bin: 'A-01', quantity: 2 }])
  expect(await claims(placed)).toEqual([3, 0])
  const open = await fulfilment.listOpenLines(shop.reader, placed.id, { locationId: there.locationId })
  expect(open).toMatchObject({ location: { code: 'DEPOT' }, items: [{ open: 3, free: 1 }] })
  await deliver(shop, far)
  expect((await readSalesOrder(shop.reader, placed.id)).state).toBe('part_delivered')
  // What moved away is free here for others.
  await placeHere([tea, 2])
  await deliver(shop, await send(placed, here, 3))
  expect((await readSalesOrder(shop.reader, placed.id)).state).toBe('delivered')
})

test('nothing is sent from there that others were promised there, nor from a location that does not exist', async () => {
  const jam = await stocked({ here: 4, there: 2 })
  await order(shop, { shelf: there, customerId }, [jam, 1])
  const placed = await placeHere([jam, 4])
  expect((await refusalOf(send(placed, there, 2))).code).toBe('not_enough')
  expect(await claims(placed)).toEqual([4, 0])
  await send(placed, there, 1)
  expect((await refusalOf(send(placed, { ...there, locationId: 999_999 }, 1))).code).toBe('not_found')
})

test('a note that is cancelled leaves its claim where its goods are, and it moves on to wherever the next note goes from', async () => {
  const rice = await stocked({ here: 2, there: 2 })
  const placed = await placeHere([rice, 2])
  const far = await send(placed, there, 2)
  const other = await placeHere([rice, 2])
  await cancelNote(shop, far)
  expect(await claims(placed)).toEqual([0, 2])
  expect((await refusalOf(send(placed, here, 1))).code).toBe('not_enough')
  await shop.act(tx => sales.cancelSalesOrder(tx, other.id))
  const near = await send(placed, here, 1)
  expect(await claims(placed)).toEqual([0, 1])
  // Shipped, and never got: goods and claim are back where they were.
  await shop.act(tx => fulfilment.shipDeliveryNote(tx, near.id, { carrier: '', trackingNumber: '' }))
  await cancelNote(shop, near)
  expect(await claims(placed)).toEqual([1, 1])
  await shop.act(tx => sales.cancelSalesOrder(tx, placed.id))
  expect(await claims(placed)).toEqual([0, 0])
})

test('an order with claims at two locations is changed, waits for nothing that is there, and is completed in one click', async () => {
  const oats = await stocked({ here: 6, there: 2 })
  const placed = await placeHere([oats, 4])
  await cancelNote(shop, await send(placed, there, 2))
  expect(await claims(placed)).toEqual([2, 2])
  const { version, lines } = await readSalesOrder(shop.reader, placed.id)
  expect(lines).toMatchObject([{ quantity: 4, quantityWaiting: 0 }])
  const change = (quantity: number, of: number) =>
    shop.act(tx =>
      changeSalesOrder(tx, placed.id, {
        version: of,
        notes: '',
        lines: [{ id: lines[0]!.id, variantId: oats, quantity, priceMinor: 250 }],
      }),
    )
  const fewer = await change(1, version)
  expect(await claims(placed)).toEqual([0, 1])
  await change(3, fewer.version)
  expect(await claims(placed)).toEqual([2, 1])
  await shop.act(tx => fulfilment.completeOrder(tx, placed.id))
  expect(await claims(placed)).toEqual([0, 0])
})

test('Order Dispatch goes on with a note where that note is: its identifiers come from there', async () => {
  const phone = await makeProduct(shop, 'serials', 'Phone')
  const piece = { variantId: phone, quantity: 1, lotNumber: 'P-1' }
  await receiveGoods(shop, [
    { ...piece, placeId: here.binId, serial: 'NEAR-1' },
    { ...piece, placeId: there.binId, serial: 'FAR-1' },
    { ...piece, placeId: there.binId, serial: 'FAR-2' },
  ])
  const placed = await placeHere([phone, 1])
  const note = await send(placed, there, 1, { unitIds: [await unitIdOf(shop, 'FAR-1')] })
  const save = (serial: string, version: number) =>
    shop.act(tx =>
      saveIdentifiers(tx, {
        orderId: placed.id,
        version,
        lines: [{ orderLineId: placed.lines[0]!.id, identifiers: [serial] }],
      }),
    )
  expect((await refusalOf(save('NEAR-1', 1))).code).toBe('unit_elsewhere')
  await save('FAR-2', 1)
  const sent = await shop.act(tx => fulfilment.completeOrder(tx, placed.id))
  expect(sent).toMatchObject({ id: note.id, state: 'delivered', location: { code: 'DEPOT' } })
  expect(sent.lines[0]!.picks[0]!.units.map(unit => unit.serial)).toEqual(['FAR-2'])
})

test('two clerks, one piece there: a note from afar and an order placed there, and one of them gets it', async () => {
  for (let round = 0; round < 6; round++) {
    const last = await stocked({ here: 1, there: 1 })
    const placed = await placeHere([last, 1])
    const { done, refused } = await settle([
      send(placed, there, 1),
      order(shop, { shelf: there, customerId }, [last, 1]),
    ])
    expect([done, refused]).toEqual([1, ['not_enough']])
  }
})

test('two clerks send one order from two locations in the same second: never more than was ordered', async () => {
  for (let round = 0; round < 6; round++) {
    const coat = await stocked({ here: 3, there: 3 })
    const placed = await placeHere([coat, 3])
    const { done, refused } = await settle([send(placed, there, 2), send(placed, here, 2)])
    expect([done, refused]).toEqual([1, ['line_over_delivered']])
  }
})
