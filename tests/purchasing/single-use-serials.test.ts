import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { readVariant } from '../../server/catalog/list-variants.ts'
import { listPurchaseLines } from '../../server/purchasing/list-purchase-lines.ts'
import * as stock from '../../server/stock/public.ts'
import { openTestShop, type TestShop } from '../harness/shop.ts'
import { makeProduct, makeShelf, type Shelf } from '../harness/stocked-shop.ts'
import { check, choicesFor, headings, none, run, sheetOf, upload } from './import-shop.ts'
import { openReceiving } from './receiving.ts'

/* A product of single use is not tracked: its pieces come in with their serials where somebody knows them. */

let shop: TestShop
let shelf: Shelf
let phone: number
let receiving: Awaited<ReturnType<typeof openReceiving>>
beforeAll(async () => {
  shop = await openTestShop()
  shelf = await makeShelf(shop)
  receiving = await openReceiving(shop, shelf)
  phone = await makeProduct(shop, 'none', 'PHONE')
  await makeProduct(shop, 'none', 'SOAP')
  await shop.rows(`update product set dispatch_identifier_mode = 'single_use' where name = 'PHONE'`)
})
afterEach(async () => {
  expect(await stock.verify(shop.house.pool)).toEqual([])
})
afterAll(() => shop.close())

const serialsInStock = async () =>
  (
    await shop.rows<{ serial: string }>(
      `select serial from unit join place on place.id = unit.place_id and place.kind = 'bin'
        where unit.variant_id = $1 order by serial`,
      [phone],
    )
  ).map(row => row.serial)

test('screens are told that its pieces can have serials, and that nobody has to enter them', async () => {
  const { line, order } = receiving
  const chosen = await readVariant(shop.reader, phone)
  expect(chosen).toMatchObject({ tracking: { lots: false, serials: false }, piecesHaveSerials: true })
  const placed = await order([line(phone, 3)])
  const lines = await listPurchaseLines(shop.reader, placed.id, { after: 0, limit: 5 })
  expect(lines.items).toMatchObject([{ tracking: { serials: false }, piecesHaveSerials: true }])
})

test('some pieces of a row come in named and some unnamed, and a serial that the order says comes in by itself', async () => {
  const { line, order, part, rest, onHand } = receiving
  const placed = await order([line(phone, 5), line(phone, 1, { serial: 'ORDERED' })])
  const first = await part(placed, [
    { row: 0, quantity: 1, serial: 'GIVEN' },
    { row: 0, quantity: 3 },
  ])
  expect(await serialsInStock()).toEqual(['GIVEN'])
  await expect(part(first, [{ row: 0, quantity: 1, serial: 'GIVEN' }])).rejects.toMatchObject({
    code: 'serial_exists',
  })
  const done = await rest(first)
  expect(done.state).toBe('warehoused')
  expect(await serialsInStock()).toEqual(['GIVEN', 'ORDERED'])
  expect(await onHand(phone)).toBe(6)
})

test('an import takes rows with serials and rows without of one product; a product of no pieces takes none', async () => {
  const file = sheetOf([
    headings,
    ['PHONE', null, null, null, 2, 1, 'A-01', null, 'I-1, I-2'],
    ['PHONE', null, null, null, 4, 1, 'A-01'],
    ['SOAP', null, null, null, 1, 1, 'A-01', null, 'X'],
  ])
  const wrong = await upload(shop, file)
  expect(await check(shop, wrong.id, choicesFor(wrong, shelf.locationId, none))).toMatchObject({
    problemCount: 1,
    problems: [{ row: 4, sentence: expect.stringContaining('SOAP is not tracked with serial numbers') }],
  })
  const good = await upload(
    shop,
    sheetOf([
      headings,
      ['PHONE', null, null, null, 2, 1, 'A-01', null, 'I-1, I-2'],
      ['PHONE', null, null, null, 4, 1, 'A-01'],
    ]),
  )
  const job = await run(shop, good.id, choicesFor(good, shelf.locationId, none))
  const lines = await shop.rows(
    'select quantity_sku, serial from purchase_order_line where order_id = $1 order by line_number',
    [(job.result as { orderId: number }).orderId],
  )
  expect(lines).toEqual([
    { quantity_sku: 1, serial: 'I-1' },
    { quantity_sku: 1, serial: 'I-2' },
    { quantity_sku: 4, serial: null },
  ])
})
