import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { PurchaseOrder } from '../../contract/purchasing.ts'
import { cancelPurchaseOrder } from '../../server/purchasing/cancel-purchase-order.ts'
import { readGoodsReceipt } from '../../server/purchasing/read-goods-receipt.ts'
import { readPurchaseOrder } from '../../server/purchasing/read-purchase-order.ts'
import * as stock from '../../server/stock/public.ts'
import { openTestShop, type TestShop } from '../harness/shop.ts'
import {
  lotIdOf,
  makeNote,
  makeProduct,
  makeShelf,
  placeOrder,
  type Shelf,
  unitIdOf,
} from '../harness/stocked-shop.ts'
import { openReceiving } from './receiving.ts'

let shop: TestShop
let shelf: Shelf
let receiving: Awaited<ReturnType<typeof openReceiving>>
beforeAll(async () => {
  shop = await openTestShop()
  shelf = await makeShelf(shop)
  receiving = await openReceiving(shop, shelf)
})
afterEach(async () => {
  expect(await stock.verify(shop.house.pool)).toEqual([])
})
afterAll(() => shop.close())

test('a receipt is reversed: its goods leave the stock, and its rows are open again', async () => {
  const { line, order, part, rest, reverse, onHand, rowsOf } = receiving
  const soap = await makeProduct(shop, 'none')
  const oil = await makeProduct(shop, 'lots')
  const phone = await makeProduct(shop, 'serials')
  const placed = await order([
    line(soap, 10),
    line(oil, 6, { lotNumber: 'R1' }),
    line(phone, 1, { lotNumber: 'R2', serial: 'BACK-1' }),
  ])
  const done = await rest(await part(placed, [{ row: 0, quantity: 4 }]))
  expect(await reverse(done, 1)).toMatchObject({
    number: done.receipts[1]!.number,
    reversed: { actor: expect.any(String) },
    lineCount: 3,
  })
  const open = await readPurchaseOrder(shop.reader, placed.id)
  expect(open).toMatchObject({
    state: 'part_warehoused',
    receipts: [{ reversed: false }, { reversed: true }],
  })
  expect(open.events.at(-1)).toMatchObject({
    what: 'receipt_reversed',
    detail: { receipt: done.receipts[1]!.number },
  })
  expect(await rowsOf(open)).toEqual([
    [10, 4, 0],
    [6, 0, 0],
    [1, 0, 0],
  ])
  expect([await onHand(soap), await onHand(oil), await onHand(phone)]).toEqual([4, 0, 0])
  await expect(reverse(done, 1)).rejects.toMatchObject({
    message: expect.stringContaining('is reversed; this can be done only while it is in stock'),
  })
  await reverse(done)
  const again = await readPurchaseOrder(shop.reader, placed.id)
  expect(again.state).toBe('confirmed')
  await shop.act(tx => cancelPurchaseOrder(tx, again.id, again.version))
})

test('a piece whose receipt was reversed comes in again as the same piece, also in another lot', async () => {
  const { line, order, rest, reverse } = receiving
  const phone = await makeProduct(shop, 'serials', 'Phone X9')
  const said = (serial: string, lotNumber: string) => line(phone, 1, { lotNumber, serial })
  const first = await rest(await order([said('AGAIN-1', 'WRONG'), said('AGAIN-2', 'WRONG')]))
  const unitId = await unitIdOf(shop, 'AGAIN-1')
  await reverse(first)
  await rest(await order([said('AGAIN-1', 'RIGHT'), said('NEW-3', 'RIGHT')]))
  expect(await unitIdOf(shop, 'AGAIN-1')).toBe(unitId)
  const pieces = await shop.rows(
    `select serial, lot.number as lot, place.kind from unit join lot on lot.id = lot_id join place on place.id = place_id
      where unit.variant_id = $1 order by serial`,
    [phone],
  )
  expect(pieces).toEqual([
    { serial: 'AGAIN-1', lot: 'RIGHT', kind: 'bin' },
    { serial: 'AGAIN-2', lot: 'WRONG', kind: 'supplier' },
    { serial: 'NEW-3', lot: 'RIGHT', kind: 'bin' },
  ])
  await expect(order([said('AGAIN-2', 'RIGHT'), said('AGAIN-1', 'RIGHT')])).rejects.toMatchObject({
    code: 'serial_exists',
    details: { serial: 'AGAIN-1', count: 1 },
  })
  const [moves] = await shop.rows(
    'select count(*)::int as count, count(reverses_id)::int as back from movement_unit join movement on movement.id = movement_id where unit_id = $1',
    [unitId],
  )
  expect(moves).toEqual({ count: 3, back: 1 })
})

test('a receipt whose goods have moved on or are claimed is not reversed, and the documents are named', async () => {
  const { line, order, rest, reverse, onHand } = receiving
  const phone = await makeProduct(shop, 'serials', 'Phone Y')
  const oil = await makeProduct(shop, 'lots', 'Olive oil')
  const soap = await makeProduct(shop, 'none', 'Hard soap')
  const refused = async (receipts: PurchaseOrder, product: string, document: string) => {
    await expect(reverse(receipts)).rejects.toMatchObject({
      code: 'receipt_goods_moved',
      details: { receipt: receipts.receipts[0]!.number, product, documents: document },
    })
    expect(await readGoodsReceipt(shop.reader, receipts.receipts[0]!.id)).toMatchObject({ reversed: null })
  }
  const phones = await rest(await order([line(phone, 1, { lotNumber: 'Y', serial: 'Y-1' })]))
  const orderLineId = await placeOrder(shop, shelf, phone, 1)
  const unitIds = [await unitIdOf(shop, 'Y-1')]
  const note = await makeNote(shop, shelf, [
    { orderLineId, variantId: phone, quantity: 1, lotId: null, unitIds },
  ])
  await refused(phones, 'Phone Y', note.number)
  await shop.act(tx => stock.deliver(tx, { documentId: note.id }))
  await refused(phones, 'Phone Y', note.number)

  const oils = await rest(await order([line(oil, 10, { lotNumber: 'Y-OIL' })]))
  const oilLine = await placeOrder(shop, shelf, oil, 3)
  const lotId = await lotIdOf(shop, 'Y-OIL')
  const oilNote = await makeNote(shop, shelf, [
    { orderLineId: oilLine, variantId: oil, quantity: 3, lotId, unitIds: null },
  ])
  await refused(oils, 'Olive oil', oilNote.number)
  await shop.act(tx => stock.deliver(tx, { documentId: oilNote.id }))
  await refused(oils, 'Olive oil', oilNote.number)

  const soaps = await rest(await order([line(soap, 5)]))
  await placeOrder(shop, shelf, soap, 2)
  const [reserved] = await shop.rows<{ number: string }>(
    `select number from document where kind = 'sales_order' order by id desc limit 1`,
  )
  await refused(soaps, 'Hard soap', reserved!.number)
  await rest(await order([line(soap, 2)]))
  await reverse(soaps)
  expect(await onHand(soap)).toBe(2)
})

test('10,000 serials are reversed and come in again', async () => {
  const { line, order, rest, reverse, onHand } = receiving
  const phone = await makeProduct(shop, 'serials')
  const lines = Array.from({ length: 10_000 }, (_, n) =>
    line(phone, 1, { lotNumber: 'BULK', serial: `BULK-${n}` }),
  )
  const done = await rest(await order(lines))
  await reverse(done)
  expect(await onHand(phone)).toBe(0)
  await rest(await readPurchaseOrder(shop.reader, done.id))
  expect(await onHand(phone)).toBe(10_000)
  expect(await shop.rows('select from unit where variant_id = $1', [phone])).toHaveLength(10_000)
})
