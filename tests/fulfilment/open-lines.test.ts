import { afterAll, beforeAll, expect, test } from 'vitest'
import type { LotChoice } from '../../contract/stock.ts'
import * as fulfilment from '../../server/fulfilment/public.ts'
import { suggestLots } from '../../server/fulfilment/suggest-lots.ts'
import * as sales from '../../server/sales/public.ts'
import * as stock from '../../server/stock/public.ts'
import { openTestShop, type TestShop } from '../harness/shop.ts'
import { lotIdOf, receiveGoods } from '../harness/stocked-shop.ts'
import { type CornerShop, note, order, refusalOf, stockCornerShop } from '../sales/corner-shop.ts'

let shop: TestShop
let corner: CornerShop
beforeAll(async () => {
  shop = await openTestShop()
  corner = await stockCornerShop(shop)
})
afterAll(() => shop.close())

const openLines = async (orderId: number) => (await fulfilment.listOpenLines(shop.reader, orderId)).items

test('open lines offer lots soonest expiry first, without a date last, and suggest how to fill the line', async () => {
  const placed = await order(shop, corner, [corner.milk, 12], [corner.bag, 3], [corner.camera, 2])
  const [milk, bag, camera] = await openLines(placed.id)
  expect(milk!.lots.map(lot => [lot.number, lot.free])).toEqual([
    ['M-SOON', 5],
    ['M-LATE', 10],
    ['M-EVER', 5],
  ])
  expect(milk!.suggestedLots).toEqual([
    { lotId: await lotIdOf(shop, 'M-SOON'), quantity: 5 },
    { lotId: await lotIdOf(shop, 'M-LATE'), quantity: 7 },
  ])
  expect(milk).toMatchObject({ open: 12, free: 20, tracking: { lots: true, serials: false } })
  expect(bag).toMatchObject({ open: 3, free: 100, lots: [], suggestedLots: [] })
  expect(camera).toMatchObject({ open: 2, free: 6, lots: [{ number: 'C1', free: 6 }] })
  await shop.act(tx => sales.cancelSalesOrder(tx, placed.id))
})

test('lots that may not be sold stand last with their reason and are not suggested', async () => {
  await receiveGoods(shop, [
    {
      variantId: corner.milk,
      quantity: 4,
      placeId: corner.shelf.binId,
      lotNumber: 'M-OLD',
      expiresOn: '2026-11-19',
    },
    {
      variantId: corner.milk,
      quantity: 4,
      placeId: corner.shelf.binId,
      lotNumber: 'M-BAD',
      expiresOn: '2026-11-21',
    },
  ])
  const bad = await lotIdOf(shop, 'M-BAD')
  await shop.act(tx => stock.holdLot(tx, bad, { kind: 'recalled', reason: 'glass found' }))
  const placed = await order(shop, corner, [corner.milk, 1])
  const [milk] = await openLines(placed.id)
  expect(milk!.lots.map(lot => [lot.number, lot.free, lot.blockedBecause])).toEqual([
    ['M-SOON', 5, null],
    ['M-LATE', 10, null],
    ['M-EVER', 5, null],
    ['M-OLD', 0, 'expired on 2026-11-19'],
    ['M-BAD', 0, 'recalled: glass found'],
  ])
  expect(milk!.suggestedLots).toEqual([{ lotId: await lotIdOf(shop, 'M-SOON'), quantity: 1 }])
  await shop.act(tx => sales.cancelSalesOrder(tx, placed.id))
})

test('what other orders reserved is not free for this one, and what is on notes is not open', async () => {
  const other = await order(shop, corner, [corner.bag, 60])
  const placed = await order(shop, corner, [corner.bag, 10])
  await note(shop, placed, { quantity: 4 })
  expect(await openLines(placed.id)).toMatchObject([{ open: 6, free: 36 }])
  await note(shop, placed, { quantity: 6 })
  expect(await openLines(placed.id)).toEqual([])
  await shop.act(tx => sales.cancelSalesOrder(tx, other.id))
  expect(await openLines(other.id)).toEqual([])
  expect((await refusalOf(fulfilment.listOpenLines(shop.reader, 999_999))).code).toBe('not_found')
})

test('two lines of one product are not offered the same goods, and a short line gets what there is', () => {
  const lot = (id: number, free: number, blockedBecause: string | null = null) =>
    ({ id, free, blockedBecause }) as LotChoice
  const lots = [lot(1, 5), lot(2, 4), lot(3, 9, 'expired')]
  expect(
    suggestLots([
      { open: 3, lots },
      { open: 3, lots },
      { open: 9, lots },
    ]),
  ).toEqual([
    [{ lotId: 1, quantity: 3 }],
    [
      { lotId: 1, quantity: 2 },
      { lotId: 2, quantity: 1 },
    ],
    [{ lotId: 2, quantity: 3 }],
  ])
})
