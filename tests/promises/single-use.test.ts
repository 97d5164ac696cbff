import { afterAll, afterEach, expect, test } from 'vitest'
import { saveSerials } from '../../server/stock/identifiers/save-serials.ts'
import * as stock from '../../server/stock/public.ts'
import { openTestShop } from '../harness/shop.ts'
import { makeNote, makeShelf, placeOrder, receiveGoods, settle, times } from '../harness/stocked-shop.ts'
import { phoneCounter } from '../identifiers/phone-counter.ts'

/* Pieces that get their serials while others do something to the same stock. */

const shop = await openTestShop({ poolSize: 12 })
const shelf = await makeShelf(shop)
const { singleUse, changeMode, receive, enter, pick } = phoneCounter(shop, shelf)
afterEach(async () => expect(await stock.verify(shop.house.pool)).toEqual([]))
afterAll(() => shop.close())

test('single use, promise 4: of many clerks who give one serial to pieces, one does, and no level holds more pieces than it says', async () => {
  const phone = await singleUse()
  await receive(phone, 3)
  const serials = ['RACE-1', 'RACE-2', 'RACE-3']
  const result = await settle(
    times(6, () =>
      shop.act(tx =>
        saveSerials(tx, phone, {
          version: 0,
          added: serials.map(serial => ({ binId: shelf.binId, lotId: null, serial })),
          corrected: [],
        }),
      ),
    ),
  )
  expect(result).toEqual({ done: 1, refused: Array(5).fill('changed_meanwhile') })
})

test('single use, promise 4: serials that are entered while a receipt brings the same ones in are one piece each', async () => {
  for (const round of times(5, index => index)) {
    const phone = await singleUse()
    await receive(phone, 1)
    const serial = `MEET-${round}`
    await settle([
      enter(phone, [serial]),
      receiveGoods(shop, [{ variantId: phone, quantity: 1, placeId: shelf.otherBinId, serial }]),
    ])
    expect(await stock.verify(shop.house.pool)).toEqual([])
    expect(await shop.rows('select 1 from unit where serial = $1', [serial])).toHaveLength(1)
  }
})

test('single use, promise 4: a receipt that is reversed while its pieces get their serials is one or the other', async () => {
  for (const round of times(6, index => index)) {
    const phone = await singleUse()
    await receive(phone, 2)
    const [receipt] = await shop.rows<{ id: number }>(
      'select document_id as id from movement where variant_id = $1',
      [phone],
    )
    const { done } = await settle([
      enter(phone, [`REV-${round}-1`, `REV-${round}-2`]),
      shop.act(tx => stock.reverseReceipt(tx, { documentId: receipt!.id })),
    ])
    expect(done).toBe(1)
    expect(await stock.verify(shop.house.pool)).toEqual([])
  }
})

test('single use, promise 4: the mode is not left while a receipt brings in pieces with serials', async () => {
  for (const round of times(6, index => index)) {
    const phone = await singleUse()
    await receive(phone, 1)
    await settle([
      receiveGoods(shop, [{ variantId: phone, quantity: 1, placeId: shelf.binId, serial: `LEAVE-${round}` }]),
      changeMode(phone, 'off'),
    ])
    expect(await stock.verify(shop.house.pool)).toEqual([])
  }
})

test('single use, promise 5: of two notes that want the same piece of single use, one gets it', async () => {
  const phone = await singleUse()
  await receive(phone, 3)
  await enter(phone, ['ONE-1', 'ONE-2', 'ONE-3'])
  const lines = await Promise.all(times(3, () => placeOrder(shop, shelf, phone, 1)))
  const picks = await Promise.all(lines.map(line => pick(phone, ['ONE-1'], line)))
  const result = await settle(picks.map(one => makeNote(shop, shelf, [one])))
  expect(result).toEqual({ done: 1, refused: ['unit_taken', 'unit_taken'] })
})
