import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { supplierInput } from '../../contract/people.ts'
import { purchaseOrderInput } from '../../contract/purchasing.ts'
import * as people from '../../server/people/public.ts'
import * as purchasing from '../../server/purchasing/public.ts'
import { openTestShop, type TestShop } from '../harness/shop.ts'
import { makeShelf, type Shelf } from '../harness/stocked-shop.ts'
import { addHarvest, addProduct } from '../trace/traded-shop.ts'
import { type BackOffice, openBackOffice, overflowOf } from './back-office.ts'

let shop: TestShop
let office: BackOffice
let page: Page
let shelf: Shelf
let camera: number
beforeAll(async () => {
  shop = await openTestShop()
  shelf = await makeShelf(shop)
  await addHarvest(shop)
  await addProduct(shop, { name: 'Olive oil', tracking: 'lots' })
  await shop.rows(`update variant set units_per_pu = 12 where product_number = 'OLIVE-OIL'`)
  const barcodes = ['4006381333931']
  await addProduct(shop, { name: 'Handset', tracking: 'none' })
  await shop.rows(`update product set dispatch_identifier_mode = 'single_use' where name = 'Handset'`)
  camera = (await addProduct(shop, { name: 'Camera', tracking: 'serials', barcodes })).variantId
  office = await openBackOffice(shop)
  page = office.page
}, 120_000)
afterAll(async () => {
  await office?.close()
  await shop.close()
})

const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true })
const items = () => page.getByRole('grid', { name: 'Purchased items' })
const cell = (row: number, column: string) =>
  items().locator(`[data-row="${row - 1}"] [data-column="${column}"]`)
const textOf = async (row: number, column: string) => (await cell(row, column).innerText()).trim()
const says = (row: number, column: string) => expect.poll(() => textOf(row, column))

/** Marks a cell and types over it. */
async function enter(row: number, column: string, text: string): Promise<void> {
  await cell(row, column).click()
  await page.keyboard.type(text)
  await page.keyboard.press('Enter')
}

async function addOrder(product: string): Promise<void> {
  await page.getByRole('link', { name: 'Purchase orders' }).first().click()
  await page.getByRole('link', { name: 'Add', exact: true }).click()
  await page.getByRole('heading', { level: 1, name: 'New purchase order' }).waitFor()
  await button('Add').click()
  await page.keyboard.type(product)
  await page.keyboard.press('Tab')
  await cell(1, 'productName').getByText(product).waitFor()
}

async function saved(): Promise<void> {
  await button('Save').click()
  await page.waitForURL(/purchase-orders\/\d+$/)
}

test('a range is shown before it is taken, undone in one step, and done again', async () => {
  await addOrder('Camera')
  await enter(1, 'quantitySku', '6')
  await cell(6, 'productName').getByText('Camera').waitFor()
  await enter(2, 'serial', 'A0999')
  await enter(1, 'serial', 'A0998..A1003')
  const panel = page.getByRole('dialog')
  await panel.getByText('6 serial numbers').waitFor()
  await panel.getByText('1 to 6').waitFor()
  await panel.getByText('1 of these rows has a serial number already').waitFor()
  await says(1, 'serial').toBe('')
  await page.keyboard.press('Enter')
  await says(6, 'serial').toBe('A1003')
  await says(2, 'serial').toBe('A0999')
  await page.keyboard.press('Control+z')
  await says(6, 'serial').toBe('')
  expect([await textOf(1, 'serial'), await textOf(2, 'serial')]).toEqual(['', 'A0999'])
  await button('Redo (Ctrl+Y)').click()
  await says(3, 'serial').toBe('A1000')
})

test('a range that does not fit says why, and leaves the row as it was', async () => {
  await enter(4, 'serial', 'A9..B2')
  const panel = page.getByRole('dialog')
  await panel.getByText('A9 and B2 differ before their number').waitFor()
  await panel.getByRole('button', { name: 'Cancel' }).click()
  await enter(4, 'serial', 'A0001 + 4')
  await panel.getByText('3 rows of Camera are left from here on').waitFor()
  await panel.getByRole('button', { name: 'Cancel' }).click()
  await panel.waitFor({ state: 'hidden' })
  await says(4, 'serial').toBe('A1001')
})

test('pieces fold into one row that takes scans one after the other, and unfold again', async () => {
  await cell(2, 'serial').click()
  await page.keyboard.press('Shift+ArrowDown')
  await page.keyboard.press('Delete')
  await says(2, 'serial').toBe('')
  await cell(1, 'serial').click()
  await page.keyboard.press('Alt+ArrowLeft')
  await says(1, 'serial').toBe('4 of 6 filled')
  await expect.poll(() => items().locator('[data-row]').count()).toBe(1)
  await says(1, 'quantitySku').toBe('6')
  await office.scan('Z-100')
  await says(1, 'serial').toBe('5 of 6 filled')
  await office.scan('Z-101')
  await says(1, 'serial').toBe('6 of 6 filled')
  await enter(1, 'lotNumber', 'LOT-5')
  await page.keyboard.press('Alt+ArrowRight')
  await says(3, 'serial').toBe('Z-101')
  await says(2, 'serial').toBe('Z-100')
  await says(6, 'lotNumber').toBe('LOT-5')
})

test('a GS1 scan into the grid fills the next open piece of its product; an unknown barcode says so', async () => {
  await enter(5, 'serial', '')
  await cell(5, 'serial').click()
  await page.keyboard.press('Delete')
  await says(5, 'serial').toBe('')
  await cell(1, 'quantitySku').click()
  await office.scan(']d20104006381333931172812311021-B\u001d21GS-77')
  await says(5, 'serial').toBe('GS-77')
  await says(5, 'lotNumber').toBe('21-B')
  await says(5, 'expiresOn').toBe('31 Dec 2028')
  await office.scan('https://id.example.com/01/04006381333931/10/21-B/21/GS-77')
  await page.getByText('Serial number GS-77 of Camera stands in line 5 already.').waitFor()
  await office.scan(']d20109506000134352')
  await page.getByText('No product has the barcode 09506000134352').waitFor()
})

test('a serial that another open order has is marked on its cell, with the order’s number', async () => {
  const taken = purchaseOrderInput.parse({
    locationId: shelf.locationId,
    lines: [{ variantId: camera, quantitySku: 1, lotNumber: 'L', serial: 'TAKEN-1' }],
  })
  const other = await shop.act(tx => purchasing.addPurchaseOrder(tx, taken))
  await enter(6, 'serial', 'TAKEN-1')
  await expect.poll(() => cell(6, 'serial').getAttribute('aria-invalid')).toBe('true')
  await expect
    .poll(() => cell(6, 'serial').getAttribute('title'))
    .toContain(`on order ${other.number}, line 1`)
  await page.getByText('1 cell needs attention').waitFor()
  await says(5, 'serial').toBe('GS-77')
  await enter(6, 'serial', 'FREE-1')
  await expect.poll(() => cell(6, 'serial').getAttribute('aria-invalid')).toBe('false')
  await saved()
  await page.getByRole('heading', { level: 1, name: /Purchase order P/ }).waitFor()
  await button('Undo (Ctrl+Z)').click()
  await says(6, 'serial').toBe('TAKEN-1')
  await button('Confirm').click()
  const asking = page.getByRole('dialog')
  await asking
    .getByText(`stands on another open order too (TAKEN-1, on order ${other.number}, line 1)`)
    .waitFor()
  await asking.getByRole('button', { name: 'Cancel', exact: true }).click()
  await asking.waitFor({ state: 'hidden' })
  await button('Redo (Ctrl+Y)').click()
  await says(6, 'serial').toBe('FREE-1')
})

test('a row is split over two lots; discount, tax and a carton price add up in the order’s currency', async () => {
  await addOrder('Olive oil')
  await enter(1, 'quantitySku', '100')
  await cell(1, 'lotNumber').click()
  await button('Split over several lots').click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Lot No. 1').fill('A')
  await dialog.getByLabel('SKU quantity').first().fill('30')
  await dialog.getByLabel('Lot No. 2').fill('B')
  await dialog.getByLabel('SKU quantity').last().fill('70')
  await dialog.getByRole('button', { name: 'Split', exact: true }).click()
  await says(2, 'lotNumber').toBe('B')
  expect([await textOf(1, 'quantitySku'), await textOf(2, 'quantitySku')]).toEqual(['30', '70'])
  await page.getByRole('combobox', { name: 'Currency' }).fill('GBP')
  await page.getByRole('option', { name: 'GBP' }).click()
  await button('Show columns').click()
  await page.getByRole('checkbox', { name: 'Discount' }).check()
  await page.getByRole('checkbox', { name: 'Tax' }).check()
  await page.getByRole('checkbox', { name: 'Made on' }).check()
  await page.keyboard.press('Escape')
  await button('Price per SKU').click()
  for (const row of [1, 2]) {
    await enter(row, 'price', '12')
    await enter(row, 'discount', '10')
    await enter(row, 'tax', '20%')
  }
  for (const sum of ['Subtotal £100.00', 'Discount -£10.00', 'Tax £18.00', 'Total £108.00'])
    await page.getByText(sum).waitFor()
  const terms = supplierInput.parse({
    name: 'Kestrel',
    currency: 'GBP',
    minimumOrderMinor: 15_000,
  })
  await shop.act(tx => people.addSupplier(tx, terms))
  await page.getByLabel('Supplier', { exact: true }).first().fill('Kestrel')
  await page.getByRole('option', { name: /Kestrel/ }).click()
  await page.getByText('Kestrel takes orders from £150.00. Still missing: £60.00.').waitFor()
  await saved()
  await page.reload()
  await items().getByRole('columnheader', { name: 'Made on' }).waitFor()
  await says(2, 'discount').toBe('10 %')
  await says(1, 'price').toBe('12.00')
  await button('Price per PU').click()
  await says(1, 'price').toBe('1.00')
  await page.keyboard.press('Control+z')
})

test('10,000 pieces are bought by one range, saved and warehoused', async () => {
  await addOrder('Camera')
  await enter(1, 'quantitySku', '10000')
  await page.getByText('10,000 lines').waitFor()
  await enter(1, 'bin', 'A-01')
  await enter(1, 'lotNumber', 'BULK')
  await cell(1, 'serial').click()
  await page.keyboard.press('Alt+ArrowLeft')
  await says(1, 'serial').toBe('0 of 10,000 filled')
  await enter(1, 'serial', 'BX000001 + 10000')
  const panel = page.getByRole('dialog')
  await panel.getByText('BX010000').waitFor()
  await panel.getByRole('button', { name: 'Fill 10,000 rows' }).click()
  await says(1, 'serial').toBe('10,000 of 10,000 filled')
  await saved()
  await page.getByRole('heading', { level: 1, name: /Purchase order P/ }).waitFor()
  await says(1, 'serial').toBe('10,000 of 10,000 filled')
  await button('Confirm').click()
  await page.getByRole('dialog').getByRole('button', { name: 'Confirm', exact: true }).click()
  await button('Warehouse').click()
  await page
    .getByRole('dialog')
    .getByText(/It can be reversed/)
    .waitFor()
  await page.getByRole('dialog').getByRole('button', { name: 'Warehouse', exact: true }).click()
  await page.getByText('Warehoused', { exact: true }).first().waitFor()
  const [units] = await shop.rows<{ n: number }>(`select count(*) as n from unit where serial like 'BX%'`)
  expect(units!.n).toBe(10_000)
})

test('pieces of single use are ordered with the serials that are known, and the others come in with theirs or without', async () => {
  await addOrder('Handset')
  await enter(1, 'quantitySku', '4')
  await enter(1, 'bin', 'A-01')
  await expect.poll(() => items().locator('[data-row]').count()).toBe(1)
  await enter(1, 'serial', 'H-1..H-2')
  const panel = page.getByRole('dialog')
  await panel.getByRole('button', { name: 'Fill 2 rows' }).click()
  await says(2, 'serial').toBe('H-2')
  await says(4, 'serial').toBe('')
  await saved()
  await page.getByRole('heading', { level: 1, name: /Purchase order P/ }).waitFor()
  await button('Confirm').click()
  await page.getByRole('dialog').getByRole('button', { name: 'Confirm', exact: true }).click()
  await page.getByRole('link', { name: 'Warehouse a part' }).click()
  await page.getByRole('heading', { level: 1, name: /Warehouse P/ }).waitFor()
  await button('Everything that is open').click()
  await page.getByLabel('Serial number of Handset, row 3').fill('H-3')
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/single-use-receiving.png` })
  await button('Warehouse').click()
  await page.getByRole('heading', { level: 1, name: /^G\d+/ }).waitFor()
  const stock = await shop.rows(
    `select level.on_hand, array(select serial from unit where unit.variant_id = variant.id order by serial) as serials
       from level join variant on variant.id = level.variant_id where variant.name = 'Handset'`,
  )
  expect(stock).toEqual([{ on_hand: 4, serials: ['H-1', 'H-2', 'H-3'] }])
})

test('on a narrow screen the grid scrolls by itself and nothing else does', async () => {
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto(`${office.address}/admin/purchase-orders/1`)
  await page.getByRole('heading', { level: 1 }).waitFor()
  expect(await overflowOf(page)).toBe(0)
})
