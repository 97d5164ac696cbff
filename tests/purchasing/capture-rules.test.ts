import { afterAll, beforeAll, expect, test } from 'vitest'
import { type CaptureRules, captureRules } from '../../contract/capture-rules.ts'
import { productInput } from '../../contract/catalog.ts'
import type { PurchaseLineInput } from '../../contract/purchasing.ts'
import { changeProduct } from '../../server/catalog/change-product.ts'
import * as catalog from '../../server/catalog/public.ts'
import { readProduct } from '../../server/catalog/read-product.ts'
import * as stock from '../../server/stock/public.ts'
import { openTestShop, type TestShop } from '../harness/shop.ts'
import {
  lotIdOf,
  makeNote,
  makeShelf,
  placeOrder,
  receiveGoods,
  type Shelf,
  unitIdOf,
} from '../harness/stocked-shop.ts'
import { check, choicesFor, none, run, sheetOf, type Typed, upload } from './import-shop.ts'
import { openReceiving } from './receiving.ts'

let shop: TestShop
let shelf: Shelf
let receiving: Awaited<ReturnType<typeof openReceiving>>
beforeAll(async () => {
  shop = await openTestShop()
  shelf = await makeShelf(shop)
  receiving = await openReceiving(shop, shelf)
})
afterAll(() => shop.close())

const lots = { lots: true, serials: false }
const serials = { lots: true, serials: true }
let made = 0

const makeRuled = (capture: Partial<CaptureRules>, tracking = lots) => {
  const productNumber = `R-${++made}`
  const product = { name: productNumber, productNumber, tracking, capture: captureRules.parse(capture) }
  return shop.act(tx => catalog.addProduct(tx, productInput.parse(product)))
}
/** Orders two pieces of a lot, confirms and warehouses them. */
const buy = async (variantId: number, lotNumber: string, more: Partial<PurchaseLineInput> = {}) =>
  receiving.rest(await receiving.order([receiving.line(variantId, 2, { lotNumber, ...more })]))
const factsOf = async (number: string) =>
  (await shop.rows('select made_on, expires_on, supplier_lot from lot where number = $1', [number]))[0]

test('rules are kept with the product, as far as they fit its tracking; a change that does not speak of them leaves them', async () => {
  const capture = { requiresExpiry: true, serialPattern: { ...imei } }
  const product = await makeRuled(capture, lots)
  expect(product.capture).toMatchObject({ requiresExpiry: true, serialPattern: { kind: 'any' } })
  const input = productInput.parse({ name: 'R', productNumber: product.productNumber, tracking: lots })
  const changed = await shop.act(tx =>
    changeProduct(tx, product.id, { ...input, version: 1, archived: false }),
  )
  expect(changed.capture).toEqual(product.capture)
  const untracked = await shop.act(tx =>
    changeProduct(tx, product.id, {
      ...input,
      tracking: { lots: false, serials: false },
      capture: changed.capture,
      version: 2,
      archived: false,
    }),
  )
  expect(untracked.capture.requiresExpiry).toBe(false)
})
const imei = { kind: 'imei', minLength: null, maxLength: null } as const

test('what a product requires is required when its order is confirmed, and stored with the lot', async () => {
  const { variantId } = await makeRuled({
    requiresExpiry: true,
    requiresMadeOn: true,
    requiresSupplierLot: true,
  })
  const whole = { supplierLot: 'CV-77', madeOn: '2026-11-01', expiresOn: '2027-05-01' }
  const refused = (more: Partial<PurchaseLineInput>) => expect(buy(variantId, 'L-1', more)).rejects
  await refused({ ...whole, supplierLot: null }).toMatchObject({
    code: 'supplier_lot_needed',
    message:
      'Line 1: R-2 comes in only with the supplier’s lot number. Enter it as it stands on the goods or the delivery note.',
  })
  await refused({ ...whole, madeOn: null }).toMatchObject({ code: 'made_on_needed' })
  await refused({ ...whole, expiresOn: null }).toMatchObject({ code: 'expiry_needed' })
  await buy(variantId, 'L-1', whole)
  expect(await factsOf('L-1')).toEqual({
    made_on: '2026-11-01',
    expires_on: '2027-05-01',
    supplier_lot: 'CV-77',
  })
  // What the shop knows of a lot need not be said again, but it cannot be said otherwise.
  await buy(variantId, 'L-1')
  await refused({ supplierLot: 'CV-78' }).toMatchObject({ code: 'lot_differs' })
})

test('goods that come in another lot than was ordered are asked for what is required of that one', async () => {
  const { variantId } = await makeRuled({ requiresExpiry: true, requiresSupplierLot: true })
  const announced = { lotNumber: 'A-1', expiresOn: '2027-05-01', supplierLot: 'S-1' }
  const order = await receiving.order([receiving.line(variantId, 5, announced)])
  const came = (more: object) => receiving.part(order, [{ row: 0, quantity: 1, lotNumber: 'A-2', ...more }])
  await expect(came({ supplierLot: 'S-2' })).rejects.toMatchObject({ code: 'expiry_needed' })
  await expect(came({ expiresOn: '2027-06-01' })).rejects.toMatchObject({ code: 'supplier_lot_needed' })
  await came({ supplierLot: 'S-2', expiresOn: '2027-06-01' })
  expect(await factsOf('A-2')).toMatchObject({ supplier_lot: 'S-2', expires_on: '2027-06-01' })
})

test('the shelf life fills an expiry date that is not given: from made-on, or from the day of the receipt', async () => {
  const { variantId } = await makeRuled({ shelfLifeDays: 30, requiresExpiry: true })
  await buy(variantId, 'F-1', { madeOn: '2026-11-10' })
  expect(await factsOf('F-1')).toMatchObject({ expires_on: '2026-12-10' })
  await buy(variantId, 'F-2')
  expect(await factsOf('F-2')).toMatchObject({ made_on: null, expires_on: '2026-12-20' })
  await buy(variantId, 'F-3', { expiresOn: '2027-01-01' })
  expect(await factsOf('F-3')).toMatchObject({ expires_on: '2027-01-01' })
  // More of a lot does not make it keep longer.
  await onDay('2026-11-25', () => buy(variantId, 'F-2'))
  expect(await factsOf('F-2')).toMatchObject({ expires_on: '2026-12-20' })
})

async function onDay<Answer>(day: string, work: () => Promise<Answer>): Promise<Answer> {
  const before = shop.now
  shop.now = new Date(`${day}T10:00:00Z`)
  try {
    return await work()
  } finally {
    shop.now = before
  }
}

test('goods with too few days left do not come in; the day of the receipt counts, not that of the order', async () => {
  const { variantId } = await makeRuled({ minimumDaysAtReceipt: 10 })
  await expect(buy(variantId, 'M-1', { expiresOn: '2026-11-29' })).rejects.toMatchObject({
    code: 'too_few_days_left',
    message:
      'Line 1: R-5 expires on 2026-11-29 and has 9 days left; 10 are required when it comes in. Send it back, or correct the date.',
  })
  await buy(variantId, 'M-1', { expiresOn: '2026-11-30' })
  const late = await receiving.order([
    receiving.line(variantId, 1, { lotNumber: 'M-2', expiresOn: '2026-12-01' }),
  ])
  await expect(onDay('2026-11-22', () => receiving.rest(late))).rejects.toMatchObject({
    code: 'too_few_days_left',
    details: { left: 9, required: 10 },
  })
  await onDay('2026-11-21', () => receiving.rest(late))
})

test('a serial number that is none is refused when the order is confirmed, and at every other receipt', async () => {
  const { variantId } = await makeRuled({ serialPattern: imei }, serials)
  const pieces = (...numbers: string[]) =>
    numbers.map(serial => receiving.line(variantId, 1, { lotNumber: 'P-1', serial }))
  await expect(receiving.order(pieces('490154203237518', '490154203237519'))).rejects.toMatchObject({
    code: 'serial_malformed',
    message:
      'Line 2: serial 490154203237519 of R-6 is not right. As an IMEI its last digit should be 8. Check for a typing mistake.',
  })
  await receiving.rest(await receiving.order(pieces('490154203237518', '356938035643809')))
  const wrong = { variantId, quantity: 1, placeId: shelf.binId, lotNumber: 'P-1', serial: '12345' }
  await expect(receiveGoods(shop, [wrong])).rejects.toMatchObject({ code: 'serial_malformed' })
})

test('a wrong serial is found behind many right ones', async () => {
  const pattern = { kind: 'digits', minLength: 6, maxLength: 6 } as const
  const { variantId } = await makeRuled({ serialPattern: pattern }, serials)
  const goods = Array.from({ length: 20_001 }, (_, index) => ({
    variantId,
    quantity: 1,
    placeId: shelf.binId,
    lotNumber: 'T-1',
    serial: index === 20_000 ? '12345' : String(100_000 + index),
  }))
  await expect(receiveGoods(shop, goods)).rejects.toMatchObject({
    code: 'serial_malformed',
    details: { line: 20_001, serial: '12345' },
  })
})

test('a lot with too few days left for a sale goes through no door, and each says why', async () => {
  const { variantId } = await makeRuled({ minimumDaysAtSale: 10 }, serials)
  const bring = (lotNumber: string, serial: string, expiresOn: string) =>
    buy1(variantId, { lotNumber, serial, expiresOn })
  await bring('D-1', 'D-1-1', '2026-11-23')
  await bring('D-2', 'D-2-1', '2026-11-30')
  const { items } = await stock.listLots(shop.reader, variantId, { onlyOnHand: true, limit: 10 })
  expect(items.map(lot => [lot.number, lot.free, lot.blockedBecause])).toEqual([
    ['D-1', 0, 'has 3 days left, 10 are required'],
    ['D-2', 1, null],
  ])
  const product = await shop.act(async tx => {
    const [row] = await shop.rows<{ id: number }>('select product_id as id from variant where id = $1', [
      variantId,
    ])
    return readProduct(tx, row!.id)
  })
  expect(product).toMatchObject({ onHand: 2, blocked: 1, available: 1 })
  await expect(placeOrder(shop, shelf, variantId, 2)).rejects.toMatchObject({ code: 'not_enough' })

  const orderLineId = await placeOrder(shop, shelf, variantId, 1)
  const pick = { orderLineId, variantId, quantity: 1, lotId: null }
  const early = [{ ...pick, unitIds: [await unitIdOf(shop, 'D-1-1')] }]
  await expect(makeNote(shop, shelf, early)).rejects.toMatchObject({
    code: 'expires_too_soon',
    message: expect.stringMatching(
      /^Lot D-1 of R-\d+ has 3 days left, 10 are required for a sale. Choose a lot that keeps longer.$/,
    ),
  })
  const note = await makeNote(shop, shelf, [{ ...pick, unitIds: [await unitIdOf(shop, 'D-2-1')] }])
  const deliver = () => shop.act(tx => stock.deliver(tx, { documentId: note.id }))
  await expect(onDay('2026-11-21', deliver)).rejects.toMatchObject({
    code: 'expires_too_soon',
    details: { left: 9, required: 10 },
  })
  await deliver()
  expect(await stock.verify(shop.house.pool)).toEqual([])
})

const buy1 = async (variantId: number, more: Partial<PurchaseLineInput>) =>
  receiving.rest(await receiving.order([receiving.line(variantId, 1, more)]))

test('a lot without pieces is refused for a sale in the same way', async () => {
  const { variantId } = await makeRuled({ minimumDaysAtSale: 10 })
  await buy(variantId, 'E-1', { expiresOn: '2026-11-30' })
  const orderLineId = await placeOrder(shop, shelf, variantId, 1)
  const picks = [{ orderLineId, variantId, quantity: 1, lotId: await lotIdOf(shop, 'E-1'), unitIds: null }]
  await expect(onDay('2026-11-29', () => makeNote(shop, shelf, picks))).rejects.toMatchObject({
    code: 'expires_too_soon',
    details: { left: 1, required: 10 },
  })
  await makeNote(shop, shelf, picks)
})

const headings = [
  ...['Product number', 'SKU quantity', 'Lot No.', 'Serial No.', 'Supplier’s lot', 'Made on', 'Best before'],
]
const importRows = async (rows: Typed[][]) => {
  const file = await upload(shop, sheetOf([headings, ...rows]))
  return { file, choices: choicesFor(file, shelf.locationId, none) }
}

test('an imported row names the rule that it breaks', async () => {
  const strict = await makeRuled({
    requiresExpiry: true,
    requiresMadeOn: true,
    requiresSupplierLot: true,
    minimumDaysAtReceipt: 10,
  })
  const phone = await makeRuled({ serialPattern: imei }, serials)
  const number = strict.productNumber
  const { file, choices } = await importRows([
    [number, 1, 'I-1', null, null, null, null],
    [number, 1, 'I-2', null, 'S-2', '2026-11-01', '2026-11-21'],
    [number, 1, 'I-3', null, 'S-3', '2026-11-01', '2027-11-01'],
    [number, 1, 'I-3', null, null, null, null],
    [phone.productNumber, 1, 'I-4', '490154203237519', null, null, null],
    [phone.productNumber, 1, 'I-4', '490154203237518', null, null, null],
    [number, 1, 'I-5', null, 'S-5', '2026-11-01', 'soon'],
    [number, 1, 'I-3', null, 'S-9', null, null],
  ])
  const { problems } = await check(shop, file.id, choices)
  const about = (row: number) => problems.filter(one => one.row === row).map(one => one.sentence)
  expect(about(2).join(' ')).toContain(`${number} comes in only with its Supplier’s lot.`)
  expect(problems.map(one => one.row)).toEqual([2, 3, 4, 6, 8, 9])
  expect(about(3).join(' ')).toBe(
    `Lot I-2 of ${number} expires on 2026-11-21 and has 1 day left; 10 are required when it comes in. Correct the date, or leave the row out.`,
  )
  expect(about(4).join(' ')).toContain('is S-3 here, but S-9 in row 9')
  expect(about(6).join(' ')).toBe(
    `Serial 490154203237519 of ${phone.productNumber} is not right. As an IMEI its last digit should be 8. Check for a typing mistake.`,
  )
})

test('what an import brings is stored with its supplier’s lots, and the shelf life makes an expiry date good', async () => {
  const { productNumber } = await makeRuled({
    shelfLifeDays: 30,
    requiresExpiry: true,
    requiresSupplierLot: true,
    minimumDaysAtReceipt: 20,
  })
  const bad = await importRows([[productNumber, 1, 'J-0', null, 'S-0', '2026-11-05', null]])
  const { problems } = await check(shop, bad.file.id, bad.choices)
  expect(problems[0]!.sentence).toContain('expires on 2026-12-05 and has 15 days left')
  const { file, choices } = await importRows([[productNumber, 1, 'J-1', null, 'S-1', '2026-11-15', null]])
  expect((await check(shop, file.id, choices)).problems).toEqual([])
  const job = await run(shop, file.id, choices)
  expect(job.state).toBe('done')
  const lines = await shop.rows('select supplier_lot from purchase_order_line where lot_number = $1', ['J-1'])
  expect(lines).toEqual([{ supplier_lot: 'S-1' }])
})
