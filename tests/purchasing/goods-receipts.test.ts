import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { PurchaseLineInput, PurchaseOrder } from '../../contract/purchasing.ts'
import type { ReceiptLineInput } from '../../contract/warehousing.ts'
import { addPurchaseOrder } from '../../server/purchasing/add-purchase-order.ts'
import { cancelPurchaseOrder } from '../../server/purchasing/cancel-purchase-order.ts'
import { closePurchaseOrder } from '../../server/purchasing/close-purchase-order.ts'
import { confirmPurchaseOrder } from '../../server/purchasing/confirm-purchase-order.ts'
import { listPurchaseLines } from '../../server/purchasing/list-purchase-lines.ts'
import { listReceiptLines } from '../../server/purchasing/list-receipt-lines.ts'
import { readGoodsReceipt } from '../../server/purchasing/read-goods-receipt.ts'
import { readPurchaseOrder } from '../../server/purchasing/read-purchase-order.ts'
import { reverseGoodsReceipt } from '../../server/purchasing/reverse-goods-receipt.ts'
import { warehousePurchaseOrder } from '../../server/purchasing/warehouse-purchase-order.ts'
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

let shop: TestShop
let shelf: Shelf
beforeAll(async () => {
  shop = await openTestShop()
  shelf = await makeShelf(shop)
  await shop.rows(
    `insert into supplier (number, name, created_at, created_by) values ('S1', 'Campo Verde', now(), 1)`,
  )
})
afterEach(async () => {
  expect(await stock.verify(shop.house.pool)).toEqual([])
})
afterAll(() => shop.close())

const line = (variantId: number, quantitySku: number, more: Partial<PurchaseLineInput> = {}) => ({
  variantId,
  quantitySku,
  supplierId: null,
  priceMinor: 0,
  binId: shelf.binId,
  lotNumber: null,
  serial: null,
  madeOn: null,
  expiresOn: null,
  ...more,
})

async function order(lines: PurchaseLineInput[], overDeliveryPercent = 0): Promise<PurchaseOrder> {
  const head = { supplierId: 1, locationId: shelf.locationId, expectedOn: null, notes: '' }
  const draft = await shop.act(tx => addPurchaseOrder(tx, { ...head, overDeliveryPercent, lines }))
  return shop.act(tx => confirmPurchaseOrder(tx, draft.id, draft.version))
}

/** Rows of an order, by their position from 0, and what came in of them. */
async function part(
  { id }: PurchaseOrder,
  rows: (Partial<ReceiptLineInput> & { row: number })[],
): Promise<PurchaseOrder> {
  const { items } = await listPurchaseLines(shop.reader, id, { after: 0, limit: 100 })
  const nothing = { quantity: 0, damagedQuantity: 0, damageReason: '', binId: null }
  const unsaid = { lotNumber: null, serial: null, madeOn: null, expiresOn: null }
  const lines = rows.map(({ row, ...more }) => ({ lineId: items[row]!.id, ...nothing, ...unsaid, ...more }))
  return shop.act(tx => warehousePurchaseOrder(tx, id, null, lines))
}

const rest = ({ id, version }: PurchaseOrder) => shop.act(tx => warehousePurchaseOrder(tx, id, version))
const reverse = (order: PurchaseOrder, index = 0) =>
  shop.act(tx => reverseGoodsReceipt(tx, order.receipts[index]!.id))
const onHand = async (variantId: number) => {
  const [row] = await shop.rows<{ sum: number }>(
    'select coalesce(sum(on_hand), 0)::bigint as sum from level where variant_id = $1',
    [variantId],
  )
  return row!.sum
}
const rowsOf = async ({ id }: PurchaseOrder) =>
  (await listPurchaseLines(shop.reader, id, { after: 0, limit: 100 })).items.map(item => [
    item.quantitySku,
    item.receivedSku,
    item.damagedSku,
  ])

test('an order comes in by parts, each under its own receipt, and is warehoused when nothing is open', async () => {
  const soap = await makeProduct(shop, 'none')
  const oil = await makeProduct(shop, 'lots')
  const placed = await order([line(soap, 10), line(oil, 6, { lotNumber: 'L1' })])
  const first = await part(placed, [{ row: 0, quantity: 4, binId: shelf.otherBinId }])
  expect(first).toMatchObject({ state: 'part_warehoused', receipts: [{ reversed: false }] })
  expect(await rowsOf(first)).toEqual([
    [10, 4, 0],
    [6, 0, 0],
  ])
  const second = await part(first, [
    { row: 0, quantity: 6 },
    { row: 1, quantity: 1 },
  ])
  expect(second.state).toBe('part_warehoused')
  const done = await rest(second)
  expect(done.state).toBe('warehoused')
  expect(new Set(done.receipts.map(receipt => receipt.number)).size).toBe(3)
  expect(await rowsOf(done)).toEqual([
    [10, 10, 0],
    [6, 6, 0],
  ])
  expect(await onHand(soap)).toBe(10)
  expect(done.events.map(event => event.what)).toEqual([
    'created',
    'confirmed',
    'part_warehoused',
    'part_warehoused',
    'warehoused',
  ])
  await expect(part(done, [{ row: 0, quantity: 1 }])).rejects.toMatchObject({ code: 'wrong_state' })
  const { items } = await listReceiptLines(shop.reader, done.receipts[0]!.id, { after: 0, limit: 10 })
  expect(items).toMatchObject([{ quantity: 4, binCode: 'A-02', orderLineNumber: 1 }])
})

test('what comes in damaged is written down with its reason, stays out of stock, and stays open', async () => {
  const soap = await makeProduct(shop, 'none')
  const placed = await order([line(soap, 10)])
  await expect(part(placed, [{ row: 0, quantity: 8, damagedQuantity: 2 }])).rejects.toMatchObject({
    code: 'bad_input',
    details: { problems: [{ path: 'lines.0.damageReason' }] },
  })
  const come = await part(placed, [
    { row: 0, quantity: 8, damagedQuantity: 2, damageReason: 'Carton crushed' },
  ])
  expect(come.state).toBe('part_warehoused')
  expect(await rowsOf(come)).toEqual([[10, 8, 2]])
  expect(await onHand(soap)).toBe(8)
  const { items } = await listReceiptLines(shop.reader, come.receipts[0]!.id, { after: 0, limit: 10 })
  expect(items).toMatchObject([{ quantity: 8, damagedQuantity: 2, damageReason: 'Carton crushed' }])
  const closed = await shop.act(tx => closePurchaseOrder(tx, come.id, come.version))
  expect(closed).toMatchObject({ state: 'closed' })
  expect(closed.events.at(-1)).toMatchObject({ what: 'closed', actor: expect.any(String) })
  await expect(rest(closed)).rejects.toMatchObject({ code: 'wrong_state' })
})

test('more than was ordered comes in only as far as the order tolerates it', async () => {
  const soap = await makeProduct(shop, 'none', 'Soap flakes')
  const strict = await order([line(soap, 10)])
  await expect(part(strict, [{ row: 0, quantity: 11 }])).rejects.toThrow(
    `${strict.number}, line 1: only 10 of Soap flakes may still come in, and 11 were entered.`,
  )
  const tolerant = await order([line(soap, 25)], 10)
  const come = await part(tolerant, [{ row: 0, quantity: 20 }])
  await expect(part(come, [{ row: 0, quantity: 8 }])).rejects.toMatchObject({ details: { open: '7' } })
  expect((await part(come, [{ row: 0, quantity: 7 }])).state).toBe('warehoused')
  const phone = await makeProduct(shop, 'serials')
  const pieces = await order([line(phone, 1, { lotNumber: 'L', serial: 'ONCE' })], 100)
  await expect(
    part(pieces, [
      { row: 0, quantity: 1 },
      { row: 0, quantity: 1, serial: 'TWICE' },
    ]),
  ).rejects.toMatchObject({ code: 'line_over_received', details: { open: '1', given: '2' } })
})

test('a row may come in another lot, in several lots, or as another piece than was announced', async () => {
  const oil = await makeProduct(shop, 'lots')
  const phone = await makeProduct(shop, 'serials')
  const placed = await order([
    line(oil, 10, { lotNumber: 'SAID', expiresOn: '2027-01-01' }),
    line(phone, 1, { lotNumber: 'P', serial: 'SAID-1' }),
  ])
  await part(placed, [
    { row: 0, quantity: 4 },
    { row: 0, quantity: 6, lotNumber: 'CAME', expiresOn: '2027-05-05' },
    { row: 1, quantity: 1, serial: 'CAME-1' },
  ])
  const lots = await shop.rows(
    'select number, expires_on, on_hand from lot join level on lot_id = lot.id where lot.variant_id = $1 order by number',
    [oil],
  )
  expect(lots).toEqual([
    { number: 'CAME', expires_on: '2027-05-05', on_hand: 6 },
    { number: 'SAID', expires_on: '2027-01-01', on_hand: 4 },
  ])
  expect(await shop.rows('select serial from unit where variant_id = $1', [phone])).toEqual([
    { serial: 'CAME-1' },
  ])
})

test('what a receipt names must be of its order and its location, and say something', async () => {
  const soap = await makeProduct(shop, 'none')
  const phone = await makeProduct(shop, 'serials')
  const elsewhere = await makeShelf(shop, 'ELSE')
  const placed = await order([line(soap, 10), line(phone, 1, { lotNumber: 'L', serial: 'A' })])
  const other = await order([line(soap, 1)])
  const { items } = await listPurchaseLines(shop.reader, other.id, { after: 0, limit: 1 })
  const cases: [Partial<ReceiptLineInput> & { row: number }, object][] = [
    [{ row: 0, quantity: 0 }, { code: 'bad_input' }],
    [
      { row: 0, quantity: 1, lineId: items[0]!.id },
      { code: 'not_found', details: { what: 'row of this order' } },
    ],
    [{ row: 0, quantity: 1, binId: elsewhere.binId }, { code: 'not_found' }],
    [
      { row: 0, quantity: 1, lotNumber: 'L' },
      { code: 'lot_not_tracked', details: { line: 1 } },
    ],
    [{ row: 1, quantity: 2 }, { code: 'bad_input' }],
  ]
  for (const [bad, refusal] of cases) await expect(part(placed, [bad])).rejects.toMatchObject(refusal)
  expect(await readPurchaseOrder(shop.reader, placed.id)).toMatchObject({ state: 'confirmed', receipts: [] })
})

test('a receipt is reversed: its goods leave the stock, and its rows are open again', async () => {
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

test('a lot that was known without its dates gets them from the next receipt that says them', async () => {
  const oil = await makeProduct(shop, 'lots')
  await rest(await order([line(oil, 1, { lotNumber: 'DATED' })]))
  await rest(await order([line(oil, 1, { lotNumber: 'DATED', expiresOn: '2027-03-31' })]))
  await rest(await order([line(oil, 1, { lotNumber: 'DATED', madeOn: '2026-09-01' })]))
  const lots = await shop.rows('select made_on, expires_on from lot where variant_id = $1', [oil])
  expect(lots).toEqual([{ made_on: '2026-09-01', expires_on: '2027-03-31' }])
  await expect(order([line(oil, 1, { lotNumber: 'DATED', expiresOn: '2028-01-01' })])).rejects.toMatchObject({
    code: 'lot_differs',
    details: { known: '2027-03-31' },
  })
})

test('10,000 serials are reversed and come in again', async () => {
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
