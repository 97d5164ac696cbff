import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as purchasing from '../../server/purchasing/public.ts'
import * as stock from '../../server/stock/public.ts'
import { openTestShop, type TestShop } from '../harness/shop.ts'
import { makeProduct, makeShelf, receiveGoods, type Shelf } from '../harness/stocked-shop.ts'
import { type BackOffice, openBackOffice, overflowOf } from './back-office.ts'

let shop: TestShop
let shelf: Shelf
let office: BackOffice
let page: Page
let phone: number
let order: { id: number; number: string }
beforeAll(async () => {
  shop = await openTestShop()
  shelf = await makeShelf(shop)
  phone = await makeProduct(shop, 'serials', 'Phone')
  await receiveGoods(shop, [
    { variantId: phone, quantity: 1, placeId: shelf.binId, lotNumber: 'OLD', serial: 'A1001' },
  ])
  order = await placeOrder()
  office = await openBackOffice(shop)
  page = office.page
}, 120_000)
afterAll(async () => {
  await office?.close()
  await shop.close()
})

/** Ten phones in one row, none of which has a number yet. */
function placeOrder() {
  const line = { variantId: phone, quantitySku: 10, priceMinor: 0, binId: shelf.binId, supplierId: null }
  const unknown = { lotNumber: null, serial: null, madeOn: null, expiresOn: null }
  const head = { supplierId: null, locationId: shelf.locationId, expectedOn: null, notes: '' }
  return shop.act(async tx => {
    const draft = await purchasing.addPurchaseOrder(tx, { ...head, lines: [{ ...line, ...unknown }] })
    return purchasing.confirmPurchaseOrder(tx, draft.id, draft.version)
  })
}

const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true })
const heading = (name: string | RegExp) => page.getByRole('heading', { level: 1, name })
const serialFields = () => page.getByLabel('Serial number of Phone, row 1')

async function openWarehousing(): Promise<void> {
  await page.goto(`${office.address}/admin/purchase-orders/${order.id}`)
  await heading(`Purchase order ${order.number}`).waitFor()
  await page.getByRole('link', { name: 'Warehouse', exact: true }).click()
  await heading(`Warehouse ${order.number}`).waitFor()
}

test('pieces that were ordered without numbers come in by range: shown first, a known number is told, one is mended in place', async () => {
  await openWarehousing()
  await button('Enter serial numbers: Phone').click()
  const panel = page.getByRole('dialog')
  await panel.getByText('10 pieces may still come in.').waitFor()
  await panel.getByLabel('Lot No.').fill('PX-7')
  const numbers = panel.getByLabel('Serial numbers')
  await numbers.fill('A0998..A1010')
  await panel.getByText('These are 13 numbers, but only 10 may still come in.').waitFor()
  await numbers.fill('A0998..A1003')
  await panel.getByText('6 pieces:').waitFor()
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/pieces.png` })
  await panel.getByText('A1003', { exact: true }).waitFor()
  await panel.getByRole('button', { name: 'Enter 6 pieces' }).click()
  await panel.getByText(/A1001 is known already: it is in bin A-01 at Harbour Street/).waitFor()
  await panel.getByRole('button', { name: 'Enter 6 pieces' }).click()
  await expect.poll(() => serialFields().count()).toBe(6)
  await button('Warehouse').click()
  await page.getByText(/Serial A1001 of Phone exists already/).waitFor()
  await serialFields().nth(3).fill('A0998')
  await expect.poll(() => page.getByText('It stands here twice.').count()).toBe(2)
  await serialFields().nth(3).fill('B-77')
  await button('Warehouse').click()
  await heading(/^G\d+/).waitFor()
  await page.getByRole('grid').getByText('B-77', { exact: true }).waitFor()
})

test('the rest comes in later: scanned one below the other, and pasted as a column', async () => {
  await openWarehousing()
  await button('Everything that is open').click()
  await expect.poll(() => serialFields().count()).toBe(4)
  await serialFields().first().click()
  await office.scan('C-1')
  await office.scan('C-2')
  await serialFields()
    .nth(2)
    .evaluate(field => {
      const clipboardData = new DataTransfer()
      clipboardData.setData('text/plain', 'C-3\r\nC-4\r\n')
      field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
    })
  await expect.poll(() => serialFields().nth(3).inputValue()).toBe('C-4')
  await button('Warehouse').click()
  await page.getByText('1 row needs attention before it can be warehoused.').waitFor()
  const lots = page.getByLabel('Lot number of Phone, row 1')
  await lots.first().fill('PX-8')
  await expect.poll(() => lots.nth(3).inputValue()).toBe('PX-8')
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/receiving.png` })
  await button('Warehouse').click()
  await heading(/^G\d+/).waitFor()
  const units = await shop.rows<{ serial: string; lot: string }>(
    'select serial, lot.number as lot from unit join lot on lot.id = unit.lot_id order by serial',
  )
  expect(units.map(unit => `${unit.serial} ${unit.lot}`)).toEqual([
    ...['A0998 PX-7', 'A0999 PX-7', 'A1000 PX-7', 'A1001 OLD', 'A1002 PX-7', 'A1003 PX-7', 'B-77 PX-7'],
    ...['C-1 PX-8', 'C-2 PX-8', 'C-3 PX-8', 'C-4 PX-8'],
  ])
  expect(await stock.verify(shop.house.pool)).toEqual([])
})

test('the panel is whole on a telephone', async () => {
  order = await placeOrder()
  await page.setViewportSize({ width: 390, height: 844 })
  await openWarehousing()
  expect(await overflowOf(page)).toBe(0)
  await button('Enter serial numbers: Phone').click()
  await page.getByRole('dialog').getByLabel('Serial numbers').fill('D-01..D-09')
  expect(await overflowOf(page)).toBe(0)
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/pieces-390.png` })
})
