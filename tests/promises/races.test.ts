import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import * as documents from '../../server/documents/public.ts'
import * as stock from '../../server/stock/public.ts'
import { heldOpen, untilSomebodyWaits } from '../harness/held-open.ts'
import { openTestShop, type TestShop } from '../harness/shop.ts'
import {
  lotIdOf,
  makeNote,
  makeProduct,
  makeShelf,
  placeOrder,
  receiveGoods,
  type Shelf,
  settle,
  times,
  unitIdOf,
} from '../harness/stocked-shop.ts'

/*
 * Each promise is attacked from several clients at once. `npm run test:prove` takes out, one by one, the lock, guard or
 * constraint that keeps it, and sees the test here fail.
 */
let shop: TestShop
let shelf: Shelf
beforeAll(async () => {
  shop = await openTestShop({ poolSize: 16 })
  shelf = await makeShelf(shop)
})
afterEach(async () => {
  expect(await stock.verify(shop.house.pool)).toEqual([])
})
afterAll(() => shop.close())

test('promise 2: receipts into one bin at the same moment add up', async () => {
  const tea = await makeProduct(shop, 'lots')
  await Promise.all(
    times(24, () =>
      receiveGoods(shop, [{ variantId: tea, quantity: 5, placeId: shelf.binId, lotNumber: 'T' }]),
    ),
  )
  expect(await shop.rows('select on_hand from level where variant_id = $1', [tea])).toEqual([
    { on_hand: 120 },
  ])
  expect(await shop.rows('select from lot where variant_id = $1', [tea])).toHaveLength(1)
})

test('promise 2: a note that is delivered by two and cancelled by two at once ends once', async () => {
  const jam = await makeProduct(shop, 'lots')
  await receiveGoods(shop, [{ variantId: jam, quantity: 100, placeId: shelf.binId, lotNumber: 'J' }])
  const lotId = await lotIdOf(shop, 'J')
  for (let round = 0; round < 10; round++) {
    const orderLineId = await placeOrder(shop, shelf, jam, 3)
    const note = await makeNote(shop, shelf, [
      { orderLineId, variantId: jam, quantity: 3, lotId, unitIds: null },
    ])
    await Promise.allSettled([
      shop.act(tx => stock.deliver(tx, { documentId: note.id })),
      shop.act(tx => stock.releaseAllocations(tx, { documentId: note.id })),
      shop.act(tx => stock.deliver(tx, { documentId: note.id })),
      shop.act(tx => stock.releaseAllocations(tx, { documentId: note.id })),
    ])
    const ended = await shop.rows(
      'select outcome from allocation where document_id = $1 and ended_at is not null',
      [note.id],
    )
    expect(ended).toHaveLength(1)
    expect(await stock.verify(shop.house.pool)).toEqual([])
  }
})

test('promise 3: of many orders for the last ten pieces, ten are accepted and the others told how many are left', async () => {
  const lamp = await makeProduct(shop, 'none')
  await receiveGoods(shop, [{ variantId: lamp, quantity: 10, placeId: shelf.binId }])
  const result = await settle(times(24, () => placeOrder(shop, shelf, lamp, 1)))
  expect(result).toEqual({ done: 10, refused: Array(14).fill('not_enough') })
})

test('promise 3: of two notes for the last of a lot, one gets it, and the level never shows more allocated than is there', async () => {
  const jam = await makeProduct(shop, 'lots')
  await receiveGoods(shop, [
    { variantId: jam, quantity: 7, placeId: shelf.binId, lotNumber: 'J1' },
    { variantId: jam, quantity: 50, placeId: shelf.otherBinId, lotNumber: 'J2' },
  ])
  const lotId = await lotIdOf(shop, 'J1')
  const lines = await Promise.all(times(8, () => placeOrder(shop, shelf, jam, 4)))
  const result = await settle(
    lines.map(orderLineId =>
      makeNote(shop, shelf, [{ orderLineId, variantId: jam, quantity: 4, lotId, unitIds: null }]),
    ),
  )
  expect(result).toEqual({ done: 1, refused: Array(7).fill('lot_short') })
})

test('promise 3: a note that takes more than its order reserved cannot take what others reserve at the same moment', async () => {
  const jam = await makeProduct(shop, 'lots')
  for (let round = 0; round < 8; round++) {
    const number = `R${round}`
    await receiveGoods(shop, [{ variantId: jam, quantity: 1, placeId: shelf.binId, lotNumber: number }])
    const lotId = await lotIdOf(shop, number)
    const result = await settle([
      placeOrder(shop, shelf, jam, 1),
      makeNote(shop, shelf, [
        { orderLineId: 9_000_000 + round, variantId: jam, quantity: 1, lotId, unitIds: null },
      ]),
    ])
    expect(result).toEqual({ done: 1, refused: ['not_enough'] })
  }
})

test('promise 3: nor can it where the product is being reserved for the first time', async () => {
  for (let round = 0; round < 8; round++) {
    const tea = await makeProduct(shop, 'lots')
    const number = `T${round}`
    await receiveGoods(shop, [{ variantId: tea, quantity: 1, placeId: shelf.binId, lotNumber: number }])
    const lotId = await lotIdOf(shop, number)
    const result = await settle([
      placeOrder(shop, shelf, tea, 1),
      makeNote(shop, shelf, [
        { orderLineId: 9_100_000 + round, variantId: tea, quantity: 1, lotId, unitIds: null },
      ]),
    ])
    expect(result).toEqual({ done: 1, refused: ['not_enough'] })
  }
})

test('promise 3: an order waits for a note that is just taking goods beyond its own reservation', async () => {
  const jam = await makeProduct(shop, 'lots')
  await receiveGoods(shop, [{ variantId: jam, quantity: 2, placeId: shelf.binId, lotNumber: 'LAST' }])
  await placeOrder(shop, shelf, jam, 1)
  const lotId = await lotIdOf(shop, 'LAST')
  const note = await heldOpen(shop, async tx => {
    const { id } = await documents.openDocument(tx, 'delivery_note')
    const pick = {
      lineId: 9_500_000,
      orderLineId: 9_500_000,
      variantId: jam,
      quantity: 1,
      lotId,
      unitIds: null,
    }
    await stock.allocate(tx, { documentId: id, locationId: shelf.locationId, picks: [pick] })
  })
  const order = settle([placeOrder(shop, shelf, jam, 1)])
  await untilSomebodyWaits(shop, order)
  await note.commit()
  expect(await order).toEqual({ done: 0, refused: ['not_enough'] })
})

test('promise 4: of many receipts that bring in the same serial at once, one does, and the piece is in one place', async () => {
  const camera = await makeProduct(shop, 'serials')
  const result = await settle(
    times(12, index =>
      receiveGoods(shop, [
        {
          variantId: camera,
          quantity: 1,
          placeId: index % 2 ? shelf.binId : shelf.otherBinId,
          lotNumber: 'C',
          serial: 'SAME',
        },
        { variantId: camera, quantity: 1, placeId: shelf.binId, lotNumber: 'C', serial: `OTHER-${index}` },
      ]),
    ),
  )
  expect(result).toEqual({ done: 1, refused: Array(11).fill('serial_exists') })
  expect(await shop.rows('select from unit where variant_id = $1', [camera])).toHaveLength(2)
})

test('promise 5: of many who want the same piece, one gets it and the others are told who has it', async () => {
  const phone = await makeProduct(shop, 'serials', 'Phone X1')
  const serials = times(12, index => `IMEI-${index}`)
  await receiveGoods(
    shop,
    serials.map(serial => ({ variantId: phone, quantity: 1, placeId: shelf.binId, lotNumber: 'P', serial })),
  )
  const lines = await Promise.all(times(12, () => placeOrder(shop, shelf, phone, 1)))
  const unitId = await unitIdOf(shop, 'IMEI-0')
  const notes = lines.map(orderLineId =>
    makeNote(shop, shelf, [{ orderLineId, variantId: phone, quantity: 1, lotId: null, unitIds: [unitId] }]),
  )
  const result = await settle(notes)
  expect(result).toEqual({ done: 1, refused: Array(11).fill('unit_taken') })
  const winner = (await Promise.allSettled(notes)).flatMap(note =>
    note.status === 'fulfilled' ? [note.value.number] : [],
  )[0]
  const late = makeNote(shop, shelf, [
    { orderLineId: lines[0]!, variantId: phone, quantity: 1, lotId: null, unitIds: [unitId] },
  ])
  await expect(late).rejects.toThrow(`Serial IMEI-0 of Phone X1 is already chosen for ${winner}.`)
})

test('promise 5: overlapping choices in opposite order neither deadlock nor share a piece', async () => {
  const phone = await makeProduct(shop, 'serials')
  const serials = times(20, index => `CROSS-${index}`)
  await receiveGoods(
    shop,
    serials.map(serial => ({ variantId: phone, quantity: 1, placeId: shelf.binId, lotNumber: 'P', serial })),
  )
  const unitIds = await Promise.all(serials.map(serial => unitIdOf(shop, serial)))
  const lines = await Promise.all([placeOrder(shop, shelf, phone, 10), placeOrder(shop, shelf, phone, 10)])
  const result = await settle([
    makeNote(shop, shelf, [
      { orderLineId: lines[0], variantId: phone, quantity: 10, lotId: null, unitIds: unitIds.slice(0, 10) },
    ]),
    makeNote(shop, shelf, [
      {
        orderLineId: lines[1],
        variantId: phone,
        quantity: 10,
        lotId: null,
        unitIds: unitIds.slice(5, 15).reverse(),
      },
    ]),
  ])
  expect(result).toEqual({ done: 1, refused: ['unit_taken'] })
})

test('promise 8: a command that arrives many times at once with one key is done once, and all get the first answer', async () => {
  const order = () =>
    shop.act(tx => documents.openDocument(tx, 'sales_order'), { key: 'k-1', content: { customer: 7 } })
  const answers = await Promise.all(times(12, order))
  expect(new Set(answers.map(answer => answer.number)).size).toBe(1)
  expect(await shop.rows('select from document where number = $1', [answers[0]!.number])).toHaveLength(1)
  expect(await order()).toEqual(answers[0])
  expect(
    await shop.rows(`select from document where kind = 'sales_order' and number >= $1`, [answers[0]!.number]),
  ).toHaveLength(1)
})

test('promise 8: the same key with other content is refused, and another person may use the same key', async () => {
  const act = (content: unknown, actor?: { id: number; name: string }) =>
    shop.act(tx => documents.openDocument(tx, 'sales_order'), {
      key: 'k-2',
      content,
      ...(actor && { actor }),
    })
  const first = await act({ customer: 7 })
  await expect(act({ customer: 8 })).rejects.toMatchObject({ code: 'idempotency_key_reused' })
  expect((await act({ customer: 8 }, { id: 2, name: 'Sam Staff' })).number).not.toBe(first.number)
})

test('promise 8: a refused command leaves no trace of its key, so that it may succeed later', async () => {
  const lamp = await makeProduct(shop, 'none')
  const reserve = () =>
    shop.act(
      async tx => {
        const order = await documents.openDocument(tx, 'sales_order')
        const lines = [{ lineId: 8_000_000, variantId: lamp, quantity: 1 }]
        await stock.reserve(tx, { documentId: order.id, locationId: shelf.locationId, lines })
        return order.number
      },
      { key: 'k-3' },
    )
  await expect(reserve()).rejects.toMatchObject({ code: 'not_enough' })
  await receiveGoods(shop, [{ variantId: lamp, quantity: 1, placeId: shelf.binId }])
  expect(await reserve()).toMatch(/^O\d+$/)
})

test('promise 6: a hold waits for a delivery of its lot that is under way, and what comes after the hold is refused', async () => {
  const jam = await makeProduct(shop, 'lots', 'Jam')
  await receiveGoods(shop, [{ variantId: jam, quantity: 10, placeId: shelf.binId, lotNumber: 'HELD' }])
  const lotId = await lotIdOf(shop, 'HELD')
  const [first, second] = await Promise.all(
    times(2, async () => {
      const orderLineId = await placeOrder(shop, shelf, jam, 5)
      return makeNote(shop, shelf, [{ orderLineId, variantId: jam, quantity: 5, lotId, unitIds: null }])
    }),
  )
  const delivery = await heldOpen(shop, tx => stock.deliver(tx, { documentId: first!.id }))
  const order: string[] = []
  const hold = shop
    .act(tx => stock.holdLot(tx, lotId, { kind: 'recalled', reason: 'glass found' }))
    .then(() => order.push('held'))
  await untilSomebodyWaits(shop, hold)
  order.push('delivered')
  await Promise.all([delivery.commit(), hold])
  expect(order).toEqual(['delivered', 'held'])
  const late = shop.act(tx => stock.deliver(tx, { documentId: second!.id }))
  await expect(late).rejects.toThrow('Lot HELD of Jam is on hold (recalled: glass found) and cannot be sold.')
})
