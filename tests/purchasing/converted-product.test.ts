import { afterAll, beforeAll, expect, test } from 'vitest'
import { conversionLine } from '../../contract/conversion.ts'
import { convert } from '../../server/stock/conversion/convert.ts'
import { saveShelf } from '../../server/stock/conversion/count-shelf.ts'
import { startConversion } from '../../server/stock/conversion/start-conversion.ts'
import * as stock from '../../server/stock/public.ts'
import { openTestShop, type TestShop } from '../harness/shop.ts'
import { makeProduct, makeShelf, receiveGoods, type Shelf } from '../harness/stocked-shop.ts'
import { openReceiving } from './receiving.ts'

let shop: TestShop
let shelf: Shelf
let receiving: Awaited<ReturnType<typeof openReceiving>>
beforeAll(async () => {
  shop = await openTestShop()
  shelf = await makeShelf(shop)
  receiving = await openReceiving(shop, shelf)
})
afterAll(async () => {
  expect(await stock.verify(shop.house.pool)).toEqual([])
  await shop.close()
})

async function convertTo(variantId: number, to: { lots: boolean; serials: boolean }, serials: string[] = []) {
  const [row] = await shop.rows<{ id: number }>('select product_id as id from variant where id = $1', [
    variantId,
  ])
  const { id } = await shop.act(tx => startConversion(tx, row!.id, to))
  const lines = serials.map(serial => conversionLine.parse({ quantity: 1, lotNumber: 'K', serial }))
  const counted = { variantId, binId: shelf.binId, lotId: null, version: 0, lines }
  if (serials.length > 0) await shop.act(tx => saveShelf(tx, id, counted))
  await shop.act(tx => convert(tx, id))
}

test('an order that was open when its product got serial numbers comes in piece by piece', async () => {
  const variantId = await makeProduct(shop, 'none')
  await receiveGoods(shop, [{ variantId, quantity: 1, placeId: shelf.binId }])
  const order = await receiving.order([receiving.line(variantId, 3)])
  await convertTo(variantId, { lots: true, serials: true }, ['A-0'])
  await expect(receiving.rest(order)).rejects.toMatchObject({ code: 'lot_number_needed' })
  const piece = (serial: string) => ({ row: 0, quantity: 1, lotNumber: 'L', serial })
  await receiving.part(order, [piece('A-1'), piece('A-2')])
  const whole = await receiving.part(order, [piece('A-3')])
  expect(whole.state).toBe('warehoused')
  expect(await receiving.onHand(variantId)).toBe(4)
})

test('lots and serials that an order announced no longer count when its product is not tracked by them any more', async () => {
  const variantId = await makeProduct(shop, 'serials')
  await receiveGoods(shop, [{ variantId, quantity: 1, placeId: shelf.binId, lotNumber: 'L', serial: 'B-0' }])
  const announced = { lotNumber: 'L', serial: 'B-1', expiresOn: '2027-05-01' }
  const order = await receiving.order([receiving.line(variantId, 1, announced)])
  await convertTo(variantId, { lots: false, serials: false })
  expect(await receiving.rest(order)).toMatchObject({ state: 'warehoused' })
  expect(await receiving.onHand(variantId)).toBe(2)
})
