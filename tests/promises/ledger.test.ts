import { afterAll, beforeAll, expect, test } from 'vitest'
import * as stock from '../../server/stock/public.ts'
import { openTestShop, type TestShop } from '../harness/shop.ts'
import {
  lotIdOf,
  makeNote,
  makeProduct,
  makeShelf,
  placeOrder,
  receiveGoods,
  type Shelf,
  unitIdOf,
} from '../harness/stocked-shop.ts'

let shop: TestShop
let shelf: Shelf
beforeAll(async () => {
  shop = await openTestShop()
  shelf = await makeShelf(shop)
})
afterAll(async () => {
  expect(await stock.verify(shop.house.pool)).toEqual([])
  await shop.close()
})

const levelOf = (variantId: number) =>
  shop.rows(
    'select lot_id, place_id, on_hand, allocated from level where variant_id = $1 order by lot_id, place_id',
    [variantId],
  )

test('a receipt makes lots, units and levels, and one movement for the pieces of a lot in a bin', async () => {
  const phone = await makeProduct(shop, 'serials')
  await receiveGoods(shop, [
    {
      variantId: phone,
      quantity: 1,
      placeId: shelf.binId,
      lotNumber: 'L1',
      serial: 'P-1',
      expiresOn: '2027-01-31',
    },
    { variantId: phone, quantity: 1, placeId: shelf.binId, lotNumber: 'L1', serial: 'P-2' },
    { variantId: phone, quantity: 1, placeId: shelf.otherBinId, lotNumber: 'L1', serial: 'P-3' },
  ])
  const lot = await lotIdOf(shop, 'L1')
  expect(await levelOf(phone)).toEqual([
    { lot_id: lot, place_id: shelf.binId, on_hand: 2, allocated: 0 },
    { lot_id: lot, place_id: shelf.otherBinId, on_hand: 1, allocated: 0 },
  ])
  expect(
    await shop.rows('select quantity from movement where variant_id = $1 order by id', [phone]),
  ).toHaveLength(2)
})

test('a serial that exists is refused with where it is, and nothing of the receipt stays', async () => {
  const camera = await makeProduct(shop, 'serials', 'Camera')
  await receiveGoods(shop, [
    { variantId: camera, quantity: 1, placeId: shelf.binId, lotNumber: 'C1', serial: 'SN 1' },
  ])
  const again = receiveGoods(shop, [
    { variantId: camera, quantity: 1, placeId: shelf.binId, lotNumber: 'C2', serial: 'SN 2' },
    { variantId: camera, quantity: 1, placeId: shelf.binId, lotNumber: 'C2', serial: 'SN 1' },
  ])
  await expect(again).rejects.toThrow(
    'Serial SN 1 of Camera exists already: it is in bin A-01 at Harbour Street, since ',
  )
  expect(await shop.rows(`select from lot where number = 'C2'`)).toEqual([])
})

test('serials are compared by NFC and by case, and kept as typed', async () => {
  const watch = await makeProduct(shop, 'serials', 'Watch')
  const typed = 'Cafe\u0301'
  await receiveGoods(shop, [
    { variantId: watch, quantity: 1, placeId: shelf.binId, lotNumber: 'W', serial: typed },
    { variantId: watch, quantity: 1, placeId: shelf.binId, lotNumber: 'W', serial: 'cafe\u0301' },
  ])
  const composed = receiveGoods(shop, [
    { variantId: watch, quantity: 1, placeId: shelf.binId, lotNumber: 'W', serial: 'Caf\u00e9' },
  ])
  await expect(composed).rejects.toMatchObject({ code: 'serial_exists' })
  expect(await shop.rows('select serial from unit where variant_id = $1 order by id', [watch])).toEqual([
    { serial: typed },
    { serial: 'cafe\u0301' },
  ])
})

test.each([
  ['lots', {}, 'lot_number_needed'],
  ['serials', { lotNumber: 'L' }, 'serial_needed'],
  ['none', { lotNumber: 'L' }, 'lot_not_tracked'],
  ['lots', { lotNumber: 'L', serial: 'S' }, 'serial_not_tracked'],
] as const)('goods tracked by %s that come with %o are refused: %s', async (tracking, given, code) => {
  const variantId = await makeProduct(shop, tracking)
  const receipt = receiveGoods(shop, [{ variantId, quantity: 1, placeId: shelf.binId, ...given }])
  await expect(receipt).rejects.toMatchObject({ code })
})

test('the same lot with another expiry date is refused with both dates', async () => {
  const oil = await makeProduct(shop, 'lots', 'Olive oil')
  const row = { variantId: oil, quantity: 12, placeId: shelf.binId, lotNumber: '00042' }
  await receiveGoods(shop, [{ ...row, expiresOn: '2027-03-31' }])
  await expect(receiveGoods(shop, [{ ...row, expiresOn: '2027-04-30' }])).rejects.toThrow(
    'Lot 00042 of Olive oil is known with the expiry date 2027-03-31, but this document says 2027-04-30.',
  )
})

test('a quantity of a lot is taken from its bins in the order of their codes, and given back whole', async () => {
  const tea = await makeProduct(shop, 'lots', 'Tea')
  await receiveGoods(shop, [
    { variantId: tea, quantity: 5, placeId: shelf.otherBinId, lotNumber: 'T1' },
    { variantId: tea, quantity: 3, placeId: shelf.binId, lotNumber: 'T1' },
  ])
  const lotId = await lotIdOf(shop, 'T1')
  const orderLineId = await placeOrder(shop, shelf, tea, 6)
  const note = await makeNote(shop, shelf, [
    { orderLineId, variantId: tea, quantity: 4, lotId, unitIds: null },
    { orderLineId, variantId: tea, quantity: 2, lotId, unitIds: null },
  ])
  expect((await levelOf(tea)).map(level => level.allocated)).toEqual([3, 3])
  expect(
    await shop.rows('select quantity from reservation where document_line_id = $1', [orderLineId]),
  ).toEqual([{ quantity: 0 }])
  await shop.act(tx => stock.releaseAllocations(tx, { documentId: note.id }))
  expect((await levelOf(tea)).map(level => level.allocated)).toEqual([0, 0])
  expect(
    await shop.rows('select quantity from reservation where document_line_id = $1', [orderLineId]),
  ).toEqual([{ quantity: 6 }])
})

test('a delivery moves pieces and quantities to the customer, and a later look says so', async () => {
  const radio = await makeProduct(shop, 'serials', 'Radio')
  await receiveGoods(shop, [
    { variantId: radio, quantity: 1, placeId: shelf.binId, lotNumber: 'R', serial: 'R-1' },
  ])
  const unitId = await unitIdOf(shop, 'R-1')
  const orderLineId = await placeOrder(shop, shelf, radio, 1)
  const note = await makeNote(shop, shelf, [
    { orderLineId, variantId: radio, quantity: 1, lotId: null, unitIds: [unitId] },
  ])
  await shop.act(tx => stock.deliver(tx, { documentId: note.id }))
  expect(await levelOf(radio)).toMatchObject([{ on_hand: 0, allocated: 0 }])
  expect(
    await shop.rows('select kind from unit join place on place.id = place_id where unit.id = $1', [unitId]),
  ).toEqual([{ kind: 'customer' }])
  const again = makeNote(shop, shelf, [
    { orderLineId, variantId: radio, quantity: 1, lotId: null, unitIds: [unitId] },
  ])
  await expect(again).rejects.toThrow(`Serial R-1 of Radio is not here: it is delivered on ${note.number}.`)
})

test('what was held or has expired since it was chosen is not delivered', async () => {
  const milk = await makeProduct(shop, 'lots', 'Milk')
  await receiveGoods(shop, [
    { variantId: milk, quantity: 9, placeId: shelf.binId, lotNumber: 'M1', expiresOn: '2026-11-25' },
  ])
  const lotId = await lotIdOf(shop, 'M1')
  const orderLineId = await placeOrder(shop, shelf, milk, 9)
  const note = await makeNote(shop, shelf, [
    { orderLineId, variantId: milk, quantity: 9, lotId, unitIds: null },
  ])
  shop.now = new Date('2026-11-26T08:00:00Z')
  const deliver = shop.act(tx => stock.deliver(tx, { documentId: note.id }))
  await expect(deliver).rejects.toThrow('Lot M1 of Milk expired on 2026-11-25 and cannot be sold.')
  shop.now = new Date('2026-11-20T10:00:00Z')
  await shop.act(tx => stock.deliver(tx, { documentId: note.id }))
})

test('history cannot be changed or deleted, not even by a statement of ours', async () => {
  await expect(shop.rows('update movement set quantity = quantity + 1')).rejects.toThrow(
    'history is append-only',
  )
  await expect(shop.rows('delete from movement_unit')).rejects.toThrow('history is append-only')
  await expect(shop.rows('truncate movement, movement_unit')).rejects.toThrow('history is append-only')
})
