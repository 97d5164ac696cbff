import { setTimeout as sleep } from 'node:timers/promises'
import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as catalog from '../../server/catalog/public.ts'
import * as people from '../../server/people/public.ts'
import * as stock from '../../server/stock/public.ts'
import { openTestShop, type TestShop } from '../harness/shop.ts'
import { makeShelf, receiveGoods } from '../harness/stocked-shop.ts'
import { type BackOffice, openBackOffice, overflowOf } from './back-office.ts'

let shop: TestShop
let office: BackOffice
let page: Page
beforeAll(async () => {
  shop = await openTestShop()
  await stockShelves()
  office = await openBackOffice(shop)
  page = office.page
}, 120_000)
afterAll(async () => {
  await office?.close()
  await shop.close()
})

const cameraGtin = '9501101530003'

async function stockShelves(): Promise<void> {
  const shelf = await makeShelf(shop)
  const none = { lots: false, serials: false }
  const add = (name: string, productNumber: string, tracking = none, barcodes: string[] = []) =>
    shop.act(tx =>
      catalog.addProduct(tx, {
        name,
        productNumber,
        tracking,
        barcodes,
        description: '',
        priceMinor: 1250,
        unitsPerPu: 1,
        decimals: 0,
        backordersAllowed: false,
      }),
    )
  const bag = await add('Canvas bag', 'BAG-1')
  const milk = await add('Oat milk', 'MILK-1', { lots: true, serials: false })
  const camera = await add('Camera', 'CAM-1', { lots: true, serials: true }, [cameraGtin])
  const lamp = await add('Lamp', 'LAMP-1', { lots: true, serials: true })
  const at = { placeId: shelf.binId, quantity: 1 }
  await receiveGoods(shop, [
    { ...at, variantId: bag.variantId, quantity: 40 },
    { ...at, variantId: milk.variantId, quantity: 30, lotNumber: 'M-LATE', expiresOn: '2027-06-30' },
    { ...at, variantId: milk.variantId, quantity: 4, lotNumber: 'M-SOON', expiresOn: '2026-12-01' },
    { ...at, variantId: milk.variantId, quantity: 9, lotNumber: 'M-OLD', expiresOn: '2026-10-01' },
    ...['SN-1001', 'SN-1002', 'SN-1003', 'SN-1004', 'SN-10020'].map(serial => ({
      ...at,
      variantId: camera.variantId,
      lotNumber: 'C-7',
      serial,
    })),
    { ...at, variantId: lamp.variantId, lotNumber: 'L-1', serial: 'LAMP-SN-1' },
  ])
}

const heading = (name: string | RegExp) => page.getByRole('heading', { level: 1, name })
const button = (name: string) => page.getByRole('button', { name, exact: true })

/** Enter is quicker than the list: it takes what the whole text means, never what stood first for the part of it. */
async function chooseBeforeTheAnswer(customer: Locator): Promise<void> {
  for (const name of ['Bea Baker', 'Bea Cook'])
    await shop.act(tx => people.addCustomer(tx, { name, email: '', phone: '', address: '', notes: '' }))
  let slow = 0
  await page.route('**/api/v1/customers?*', async route => {
    await sleep(slow)
    await route.continue()
  })
  await customer.fill('Bea')
  await page.getByRole('option', { name: /Bea Cook/ }).waitFor()
  slow = 600
  // As a person types: quicker keys with an Enter are a scan, which is nobody's name.
  await customer.pressSequentially(' Cook', { delay: 80 })
  await customer.press('Enter')
  await expect.poll(() => customer.inputValue()).toBe('Bea Cook')
  await page.getByRole('option').first().waitFor({ state: 'detached' })
  await expect.poll(() => customer.inputValue()).toBe('Bea Cook')
  await page.unroute('**/api/v1/customers?*')
}

test('an order is entered by hand and by scanner, and a double click on Save places it once', async () => {
  await page.getByRole('link', { name: 'Sales overview' }).first().click()
  await page.getByText('No sales orders yet').waitFor()
  await page.getByRole('link', { name: 'New sales order' }).first().click()

  await heading('New sales order').waitFor()
  await chooseBeforeTheAnswer(page.getByLabel('Customer', { exact: true }))
  await page.getByLabel('Customer', { exact: true }).fill('Ada Archer')
  await page.getByRole('option', { name: 'Add “Ada Archer” as a customer' }).click()
  await page.getByText('Ada Archer was added.').waitFor()

  await page.getByLabel('Add a product').fill('canvas')
  await page.getByRole('option', { name: /BAG-1/ }).click()
  const bags = page.getByLabel('Quantity of Canvas bag')
  await bags.waitFor()
  await page.waitForFunction(() => document.activeElement?.id.startsWith('quantity-'))
  await page.keyboard.type('3')
  await page.getByText('40 available').waitFor()

  // The cursor stands in a quantity, and the scanner types into it: the quantity stays what it was.
  await office.scan(cameraGtin)
  await page.getByLabel('Quantity of Camera').waitFor()
  await office.scan(cameraGtin)
  await page.getByText('Camera: 2').waitFor()
  await expect.poll(() => bags.inputValue()).toBe('3')
  await office.scan('NO-SUCH-CODE')
  await page.getByText('There is no product with “NO-SUCH-CODE”').waitFor()
  await office.scan('MILK-1')
  const milk = page.getByLabel('Quantity of Oat milk')
  await milk.fill('99')
  await page.getByText('Only 34 can be sold from here.').waitFor()
  await button('Save').click()
  await page.getByText(/Only 34 of Oat milk can be sold from Harbour Street; 99 are wanted/).waitFor()
  await milk.fill('6')

  await button('Save').dblclick()
  await heading(/^O\d+/).waitFor()
  expect(await shop.rows('select from sales_order')).toHaveLength(1)
  await page.getByText('Awaiting dispatch').first().waitFor()
})

test('a delivery note takes lots and serials by scanner, by list and by suggestion, and says why not', async () => {
  await button('Create').click()
  await page.getByRole('menuitem', { name: 'Create Delivery Note' }).click()
  await heading('New delivery note').waitFor()
  const status = page.getByRole('main').getByRole('status')
  const alert = page.getByRole('main').getByRole('alert')

  // Wrong scans, with the cursor in no field.
  await page.getByRole('heading', { level: 1 }).click()
  await office.scan('SN-9999')
  await expect.poll(() => alert.innerText()).toContain('Nothing is called “SN-9999”')
  await office.scan('LAMP-SN-1')
  await expect.poll(() => alert.innerText()).toContain('That is not on this order')
  await office.scan('M-OLD')
  await expect
    .poll(() => alert.innerText())
    .toContain('M-OLD of Oat milk cannot be sent: expired on 2026-10-01')

  // A right one while the cursor stands in a quantity.
  const bags = page.getByLabel('Quantity of Canvas bag to send')
  await bags.click()
  await office.scan('SN-1002')
  await expect.poll(() => status.first().innerText()).toContain('SN-1002 was chosen for Camera.')
  await expect.poll(() => bags.inputValue()).toBe('3')
  const chips = page.getByRole('list', { name: 'Chosen serial numbers of Camera' })
  await expect.poll(() => chips.innerText()).toMatch(/SN-1002\s+C-7 · A-01/)
  await office.scan('SN-1002')
  await expect.poll(() => alert.innerText()).toContain('is chosen already')

  // A GS1 code with separators names product, lot and serial at once; then the line is full.
  await office.scan(`]C1010${cameraGtin}10C-7\u{1d}21SN-1003`)
  await expect.poll(() => status.first().innerText()).toContain('SN-1003 was chosen for Camera.')
  await office.scan('SN-1004')
  await expect.poll(() => alert.innerText()).toContain('all 2 are chosen')
  await page.getByRole('button', { name: 'Remove SN-1003' }).click()

  // From the list by keyboard; a part of a serial and Enter must not choose what happens to match.
  const box = page.getByLabel('Serial numbers of Camera', { exact: true }).first()
  await box.click()
  await box.pressSequentially('1001', { delay: 60 })
  await page.getByRole('option', { name: /SN-1001/ }).waitFor()
  await page.keyboard.press('Enter')
  await expect.poll(() => alert.innerText()).toContain('Nothing is called “1001”')
  await box.pressSequentially('1001', { delay: 60 })
  await page.getByRole('option', { name: /SN-1001/ }).waitFor()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect.poll(() => chips.innerText()).toContain('SN-1001')

  // Lots: the blocked one is last and cannot be chosen; a choice stays when the suggestion fills the rest.
  const lots = page.getByRole('list', { name: 'Lots of Oat milk' })
  await expect
    .poll(async () => (await lots.getByRole('listitem').allInnerTexts()).map(text => text.slice(0, 6)))
    .toEqual(['M-SOON', 'M-LATE', 'M-OLD\n'])
  await expect.poll(() => page.getByLabel('Take lot M-OLD').isDisabled()).toBe(true)
  await page.getByLabel('Quantity of lot M-LATE').fill('1')
  await button('Take the suggestion').click()
  await expect.poll(() => page.getByLabel('Quantity of lot M-SOON').inputValue()).toBe('4')
  await expect.poll(() => page.getByLabel('Quantity of lot M-LATE').inputValue()).toBe('2')
  await page.getByText('3 of 3 lines complete').waitFor()

  await button('Save').dblclick()
  await heading(/^D\d+/).waitFor()
  expect(await shop.rows('select from delivery_note')).toHaveLength(1)
})

test('the status is set to Delivered after a question, and the order and its tab follow', async () => {
  for (const text of ['M-SOON', 'M-LATE', 'C-7', 'SN-1001', 'SN-1002']) {
    await page.getByRole('grid').getByText(text, { exact: true }).waitFor()
  }
  await button('Status').click()
  await page.getByRole('menuitem', { name: 'Delivered' }).click()
  await button('Set to Delivered').and(page.locator(':focus')).waitFor()
  await page.keyboard.press('Enter')
  await page.getByText(/^D\d+ is delivered\.$/).waitFor()
  await page
    .getByRole('main')
    .getByRole('link', { name: /^O\d+$/ })
    .click()
  await heading(/^O\d+/).waitFor()
  await page.getByText(/^Delivered on D\d+$/).waitFor()
  await page.getByRole('link', { name: 'Sales overview' }).first().click()
  await page.getByRole('tab', { name: 'Delivered', exact: true }).click()
  await page.getByRole('row', { name: /Ada Archer/ }).waitFor()
  await page.getByRole('tab', { name: 'Awaiting dispatch' }).click()
  await page.getByText('No order is in this state').waitFor()
  expect(await stock.verify(shop.house.pool)).toEqual([])
})

test('an order is typed without the mouse, and asked about before it is left unsaved', async () => {
  await page.goto(`${office.address}/admin/sales-orders/new`)
  const focused = () =>
    page.evaluate(() => (document.activeElement as HTMLInputElement).labels?.[0]?.innerText)
  await expect.poll(focused).toBe('Customer')
  await page.getByLabel('Add a product').focus()
  await page.keyboard.type('canvas', { delay: 50 })
  await page.getByRole('option', { name: /BAG-1/ }).waitFor()
  await page.keyboard.press('Enter')
  await page.waitForFunction(() => document.activeElement?.id.startsWith('quantity-'))
  await page.keyboard.type('7', { delay: 50 })
  await page.keyboard.press('Enter')
  await expect.poll(focused).toBe('Add a product')
  await expect.poll(() => page.getByLabel('Quantity of Canvas bag').inputValue()).toBe('7')
  await page.getByRole('link', { name: 'Sales overview' }).first().click()
  await page.getByText('Leave without saving?').waitFor()
  await button('Leave without saving').click()
  await heading('Sales overview').waitFor()
})

test('nothing is cut off on a telephone', async () => {
  await page.setViewportSize({ width: 390, height: 844 })
  const [order] = await shop.rows<{ id: number }>('select id from sales_order')
  const [note] = await shop.rows<{ id: number }>('select id from delivery_note')
  for (const screen of [
    'sales-orders',
    'sales-orders/new',
    `sales-orders/${order!.id}`,
    'delivery-notes',
    `delivery-notes/${note!.id}`,
  ]) {
    await page.goto(`${office.address}/admin/${screen}`)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.waitForLoadState('networkidle')
    expect([screen, await overflowOf(page)]).toEqual([screen, 0])
  }
})
