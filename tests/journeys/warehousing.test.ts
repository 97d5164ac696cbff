import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as catalog from '../../server/catalog/public.ts'
import * as purchasing from '../../server/purchasing/public.ts'
import * as stock from '../../server/stock/public.ts'
import { openTestShop, type TestShop } from '../harness/shop.ts'
import { makeNote, makeShelf, placeOrder, type Shelf, unitIdOf } from '../harness/stocked-shop.ts'
import { type BackOffice, openBackOffice, overflowOf } from './back-office.ts'

let shop: TestShop
let shelf: Shelf
let office: BackOffice
let page: Page
let camera: number
let order: { id: number; number: string }
beforeAll(async () => {
  shop = await openTestShop()
  shelf = await makeShelf(shop)
  await placeThePurchase()
  office = await openBackOffice(shop)
  page = office.page
  await page.getByRole('navigation', { name: 'Main menu' }).waitFor()
}, 120_000)
afterAll(async () => {
  await office?.close()
  await shop.close()
})

const soapGtin = '9501101530003'
const milkGtin = '4012345678901'
const cameraGtin = '5901234123457'

/** 24 soaps, 12 oat milks of a lot that was announced without its date, and three cameras; 25 % of a row may be too many. */
async function placeThePurchase(): Promise<void> {
  const add = async (
    name: string,
    productNumber: string,
    barcode: string,
    lots: boolean,
    serials: boolean,
  ) => {
    const product = { name, productNumber, barcodes: [barcode], tracking: { lots, serials } }
    const rest = { description: '', priceMinor: 0, unitsPerPu: 1, decimals: 0, backordersAllowed: false }
    return (await shop.act(tx => catalog.addProduct(tx, { ...product, ...rest }))).variantId
  }
  const soap = await add('Soap', 'SOAP-1', soapGtin, false, false)
  const milk = await add('Oat milk', 'MILK-1', milkGtin, true, false)
  camera = await add('Camera', 'CAM-1', cameraGtin, true, true)
  await add('Lamp', 'LAMP-1', '4006381333931', false, false)
  const unsaid = { supplierId: null, priceMinor: 0, serial: null, lotNumber: null, madeOn: null }
  const line = { ...unsaid, expiresOn: null, binId: shelf.binId }
  const lines = [
    { ...line, variantId: soap, quantitySku: 24 },
    { ...line, variantId: milk, quantitySku: 12, lotNumber: 'M-1' },
    ...['SN-1', 'SN-2', 'SN-3'].map(serial => ({
      ...line,
      variantId: camera,
      quantitySku: 1,
      lotNumber: 'C-7',
      serial,
    })),
  ]
  const head = { supplierId: null, locationId: shelf.locationId, expectedOn: null, notes: '' }
  const draft = await shop.act(tx =>
    purchasing.addPurchaseOrder(tx, { ...head, overDeliveryPercent: 25, lines }),
  )
  order = await shop.act(tx => purchasing.confirmPurchaseOrder(tx, draft.id, draft.version))
}

const heading = (name: string | RegExp) => page.getByRole('heading', { level: 1, name })
const button = (name: string) => page.getByRole('button', { name, exact: true })
const said = () => page.getByRole('main').getByRole('status').first()
const alert = () => page.getByRole('main').getByRole('alert').first()
const openOrder = async () => {
  await page.goto(`${office.address}/admin/purchase-orders/${order.id}`)
  await heading(`Purchase order ${order.number}`).waitFor()
}

test('a part comes in by scanner: each code finds its row, and a wrong one says why', async () => {
  await openOrder()
  await page.getByRole('link', { name: 'Warehouse a part' }).click()
  await heading(`Warehouse ${order.number}`).waitFor()
  await page.getByText('0 of 5 rows entered').waitFor()
  await page.getByRole('heading', { level: 1 }).click()

  // A product by its barcode counts up, also while the cursor stands in a field.
  await office.scan(soapGtin)
  await expect.poll(() => said().innerText()).toContain('Soap: 1 of 24.')
  const soaps = page.getByLabel('Quantity of Soap that came in, row 1')
  await soaps.fill('10')
  await office.scan(soapGtin)
  await expect.poll(() => said().innerText()).toContain('Soap: 11 of 24.')
  await expect.poll(() => soaps.inputValue()).toBe('11')

  // A GS1 code names product, lot and expiry: announced lot first, then one that was not announced.
  await office.scan(`]C101${milkGtin.padStart(14, '0')}1727033110M-1`)
  await expect.poll(() => said().innerText()).toContain('Oat milk: 1 of 12.')
  const milk = page.getByLabel('Quantity of Oat milk that came in, row 2')
  await milk.fill('5')
  await expect.poll(() => page.getByLabel('Expiry date of Oat milk, row 2').inputValue()).toBe('2027-03-31')
  await office.scan(`]C101${milkGtin.padStart(14, '0')}1727063010M-2`)
  await expect.poll(() => said().innerText()).toContain('Oat milk: counted in lot M-2')
  await expect.poll(() => milk.count()).toBe(2)
  await milk.nth(1).fill('3')

  // Pieces: by GS1, by a plain serial; never twice, and none that was not announced.
  await office.scan(`]C101${cameraGtin.padStart(14, '0')}10C-7\u001d21SN-2`)
  await expect.poll(() => said().innerText()).toContain('SN-2 of Camera is here.')
  await office.scan('SN-1')
  await expect.poll(() => said().innerText()).toContain('SN-1 of Camera is here.')
  await office.scan('SN-1')
  await expect.poll(() => alert().innerText()).toContain('SN-1 of Camera is counted already.')
  await office.scan(`]C101${cameraGtin.padStart(14, '0')}10C-7\u001d21SN-9`)
  await expect.poll(() => alert().innerText()).toContain('Serial SN-9 of Camera was not announced.')
  await office.scan('4006381333931')
  await expect.poll(() => alert().innerText()).toContain('is Lamp. That is not open on this order.')
  await office.scan('NOTHING')
  await expect.poll(() => alert().innerText()).toContain('Nothing on this order is called “NOTHING”')
})

test('what is wrong stands at its field, damage needs its reason, and the part is stored once', async () => {
  const soaps = page.getByLabel('Quantity of Soap that came in, row 1')
  await soaps.fill('31')
  await page.getByText('Only 30 may still come in.').waitFor()
  await soaps.fill('10')
  await page.getByLabel('Bin of Soap, row 1').fill('A-99')
  await page.getByText('There is no bin A-99 here.').waitFor()
  await page.getByLabel('Bin of Soap, row 1').fill('A-02')
  await page.getByLabel('Damaged of Soap, row 1').fill('2')
  await button('Warehouse').click()
  await page.getByText('1 row needs attention before it can be warehoused.').waitFor()
  await page.getByLabel('What is damaged of Soap, row 1').fill('Carton crushed')
  await button('Warehouse').dblclick()
  await heading(/^G\d+/).waitFor()
  await page.getByText('Carton crushed').waitFor()
  await expect.poll(() => page.getByRole('grid').getByText('C-7', { exact: true }).count()).toBe(2)
  for (const text of ['A-02', 'M-1', 'M-2', 'SN-1', 'SN-2'])
    await page.getByRole('grid').getByText(text, { exact: true }).waitFor()
  expect(await shop.rows('select from goods_receipt')).toHaveLength(1)
  expect(
    await shop.rows('select number, expires_on from lot where number in ($1, $2) order by number', [
      'M-1',
      'M-2',
    ]),
  ).toEqual([
    { number: 'M-1', expires_on: '2027-03-31' },
    { number: 'M-2', expires_on: '2027-06-30' },
  ])
})

test('the rest comes in by one click under a second receipt, and the order is warehoused', async () => {
  await openOrder()
  await page.getByText('Partly warehoused').first().waitFor()
  await button('Close order').waitFor()
  await page.getByRole('link', { name: 'Warehouse', exact: true }).click()
  await heading(`Warehouse ${order.number}`).waitFor()
  await button('Everything that is open').click()
  await expect.poll(() => page.getByLabel('Quantity of Soap that came in, row 1').inputValue()).toBe('14')
  await expect.poll(() => page.getByLabel('Quantity of Oat milk that came in, row 2').inputValue()).toBe('4')
  await button('Warehouse').click()
  await heading(/^G\d+/).waitFor()
  await openOrder()
  await page.getByText('Warehoused', { exact: true }).first().waitFor()
  await expect.poll(() => page.getByRole('link', { name: /^G\d+$/ }).count()).toBe(2)
  expect(await stock.verify(shop.house.pool)).toEqual([])
})

test('a receipt of which a piece is chosen for a note is not reversed; the other one is, and its rows are open again', async () => {
  const orderLineId = await placeOrder(shop, shelf, camera, 1)
  const unitIds = [await unitIdOf(shop, 'SN-1')]
  const note = await makeNote(shop, shelf, [
    { orderLineId, variantId: camera, quantity: 1, lotId: null, unitIds },
  ])
  const receipts = page.getByRole('link', { name: /^G\d+$/ })
  const first = await receipts.first().innerText()
  const second = await receipts.nth(1).innerText()
  await receipts.first().click()
  await heading(first).waitFor()
  await button('Reverse').click()
  await page.getByRole('dialog').getByRole('button', { name: 'Reverse' }).click()
  await page
    .getByText(
      `${first} cannot be reversed: goods of it (Camera) have moved on or are claimed by ${note.number}.`,
    )
    .waitFor()
  await button('Keep it').click()

  await page.getByRole('link', { name: order.number }).first().click()
  await page.getByRole('link', { name: second }).click()
  await heading(second).waitFor()
  await button('Reverse').click()
  await page.getByRole('dialog').getByRole('button', { name: 'Reverse' }).click()
  await page.getByText(`${second} is reversed.`).waitFor()
  await page.getByText(/Its goods left the stock; its rows are open on/).waitFor()
  await expect.poll(() => button('Reverse').count()).toBe(0)
  await openOrder()
  await page.getByText('Partly warehoused').first().waitFor()
  await page.getByText('Receipt reversed').waitFor()
  await button('Close order').click()
  await page.getByRole('dialog').getByRole('button', { name: 'Close order' }).click()
  await page.getByText(`${order.number} is closed.`).waitFor()
  expect(await stock.verify(shop.house.pool)).toEqual([])
})

test('nothing is cut off on a telephone', async () => {
  await page.setViewportSize({ width: 390, height: 844 })
  const [receipt] = await shop.rows<{ id: number }>('select min(id) as id from goods_receipt')
  await shop.rows(`update purchase_order set state = 'part_warehoused'`)
  for (const screen of [
    'purchase-orders',
    `purchase-orders/${order.id}`,
    `purchase-orders/${order.id}/warehouse`,
    `goods-receipts/${receipt!.id}`,
  ]) {
    await page.goto(`${office.address}/admin/${screen}`)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.waitForLoadState('networkidle')
    expect([screen, await overflowOf(page)]).toEqual([screen, 0])
  }
})
