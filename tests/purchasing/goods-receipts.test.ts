import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { ReceiptLineInput } from '../../contract/warehousing.ts'
import { closePurchaseOrder } from '../../server/purchasing/close-purchase-order.ts'
import { listPurchaseLines } from '../../server/purchasing/list-purchase-lines.ts'
import { listReceiptLines } from '../../server/purchasing/list-receipt-lines.ts'
import { readPurchaseOrder } from '../../server/purchasing/read-purchase-order.ts'
import * as stock from '../../server/stock/public.ts'
import { openTestShop, type TestShop } from '../harness/shop.ts'
import { makeProduct, makeShelf, type Shelf } from '../harness/stocked-shop.ts'
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

test('an order comes in by parts, each under its own receipt, and is warehoused when nothing is open', async () => {
  const { line, order, part, rest, onHand, rowsOf } = receiving
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
  const { line, order, part, rest, onHand, rowsOf } = receiving
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
  const { line, order, part } = receiving
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
  const { line, order, part } = receiving
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
  const { line, order, part } = receiving
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

test('a lot that was known without its dates gets them from the next receipt that says them', async () => {
  const { line, order, rest } = receiving
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
