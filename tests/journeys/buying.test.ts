import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { productInput } from '../../contract/catalog.ts'
import { supplierInput } from '../../contract/people.ts'
import * as catalog from '../../server/catalog/public.ts'
import * as people from '../../server/people/public.ts'
import { openTestShop, type TestShop } from '../harness/shop.ts'
import { makeShelf, receiveGoods, type Shelf } from '../harness/stocked-shop.ts'
import { type BackOffice, openBackOffice, overflowOf } from './back-office.ts'

let shop: TestShop
let shelf: Shelf
let office: BackOffice
let page: Page
let oilId: number
beforeAll(async () => {
  shop = await openTestShop()
  shelf = await makeShelf(shop)
  const input = (number: string, name: string, more: object = {}) =>
    productInput.parse({ productNumber: number, name, ...more })
  const supplier = supplierInput.parse({ name: 'Campo Verde', leadTimeDays: 10, currency: 'GBP' })
  await shop.act(tx => people.addSupplier(tx, supplier))
  const [oil, mug] = await shop.act(tx =>
    catalog.addProducts(tx, [input('OIL-500', 'Olive oil 500 ml'), input('MUG', 'Stoneware mug')]),
  )
  oilId = oil!.id
  await receiveGoods(shop, [
    { variantId: oil!.variantId, quantity: 7, placeId: shelf.binId },
    { variantId: mug!.variantId, quantity: 3, placeId: shelf.binId },
  ])
  await shop.rows('insert into reorder_rule (variant_id, reorder_point) values ($1, 5)', [mug!.variantId])
  office = await openBackOffice(shop)
  page = office.page
}, 120_000)
afterAll(async () => {
  await office?.close()
  await shop.close()
})

const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true })
const heading = (name: string) => page.getByRole('heading', { level: 1, name, exact: true })
const field = (name: string) => page.getByLabel(name, { exact: true })
const cell = (line: number, column: string) =>
  page
    .getByRole('grid', { name: 'Purchased items' })
    .locator(`[data-row="${line - 1}"] [data-column="${column}"]`)
async function enter(line: number, column: string, text: string): Promise<void> {
  await cell(line, column).click()
  await page.keyboard.type(text)
  await page.keyboard.press('Enter')
}
const drawer = () => page.getByRole('dialog')
const shot = async (name: string) => {
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/${name}.png` })
}

test('a product is told who sells it, in which carton, and when to buy it again', async () => {
  await page.goto(`${office.address}/admin/products/${oilId}`)
  await heading('Olive oil 500 ml').waitFor()
  await page.getByRole('tab', { name: 'Purchasing' }).click()
  await button('Add unit').click()
  await drawer().getByLabel('Name').fill('Box')
  await drawer().getByLabel('Holds').fill('12')
  await drawer().getByLabel('Barcodes').fill('18437005000014')
  await drawer().getByRole('switch', { name: 'Sold unopened' }).click()
  await button('Save').last().click()
  await drawer().getByText('its last digit should be 5').waitFor()
  await drawer().getByLabel('Barcodes').fill('18437005000015')
  await button('Save').last().click()
  await page.getByText('Box was saved.').waitFor()
  await button('Add supplier').click()
  await drawer().getByLabel('Supplier', { exact: true }).fill('campo')
  await page.getByRole('option', { name: /Campo Verde/ }).click()
  await drawer().getByLabel('Supplier’s product number').fill('AOVE-500')
  await drawer().getByLabel('Purchase unit', { exact: true }).click()
  await page.getByRole('option', { name: 'Box (12)' }).click()
  await drawer().getByLabel('Purchase price').fill('50.40')
  await drawer().getByLabel('Price for').click()
  await page.getByRole('option', { name: 'one purchase unit' }).click()
  await shot('supplier-form')
  await button('Save').last().click()
  await page.getByText('The terms of Campo Verde were saved.').waitFor()
  await button('Add reorder point').click()
  await drawer().getByLabel('Reorder point').fill('20')
  await drawer().getByLabel('Target level').fill('40')
  await button('Save').last().click()
  await page.getByText('The reorder point was saved.').waitFor()
  await page.getByRole('grid', { name: 'Suppliers' }).getByText('AOVE-500').waitFor()
  await page.getByText('Preferred').waitFor()
  await shot('buying-tab')
  expect(await overflowOf(page)).toBe(0)
})

test('what is below its reorder point becomes draft orders by supplier in one click', async () => {
  await page.getByRole('link', { name: 'Today', exact: true }).click()
  await page.getByText('Products below their reorder point').waitFor()
  await page.getByRole('link', { name: 'Reorder list' }).click()
  await heading('Reorder list').waitFor()
  await page.getByText('2 products are below their reorder point').waitFor()
  await expect.poll(() => field('Quantity of Olive oil 500 ml').inputValue()).toBe('36')
  await page.getByText('3 × Box').waitFor()
  await button('Tick all').click()
  await field('Quantity of Stoneware mug').fill('6')
  await shot('reorder')
  await button('Order 2 products').click()
  await page.getByText(/^The drafts P\d+, P\d+ were made\.$/).waitFor()
  await page.getByText('On draft').first().waitFor()
  await shot('reorder-drafted')
  await page.setViewportSize({ width: 390, height: 844 })
  expect(await overflowOf(page)).toBe(0)
  await shot('reorder-narrow')
  await page.setViewportSize({ width: 1440, height: 900 })
  const orders = await shop.rows(
    `select s.name, o.expected_on, o.currency, l.quantity_sku, l.units_per_pu, l.price_minor, l.price_is_per_pu
       from purchase_order o join purchase_order_line l on l.order_id = o.id left join supplier s on s.id = o.supplier_id
      order by l.quantity_sku`,
  )
  expect(orders).toMatchObject([
    { name: null, quantity_sku: 6 },
    {
      name: 'Campo Verde',
      currency: 'GBP',
      quantity_sku: 36,
      units_per_pu: 12,
      price_minor: 5040,
      price_is_per_pu: true,
    },
  ])
})

test('the supplier’s own number finds the product, with its unit and price, and a carton’s code counts what it holds', async () => {
  await page.getByRole('link', { name: 'Purchase orders' }).first().click()
  await page.getByRole('link', { name: 'Add', exact: true }).click()
  await heading('New purchase order').waitFor()
  await page.getByLabel('Supplier', { exact: true }).fill('campo')
  await page.getByRole('option', { name: /Campo Verde/ }).click()
  await expect.poll(() => field('Expected').inputValue()).toMatch(/^\d{4}-\d\d-\d\d$/)
  await button('Add').click()
  await page.keyboard.type('AOVE-500')
  await page.keyboard.press('Tab')
  await cell(1, 'productName').getByText('Olive oil 500 ml').waitFor()
  await cell(1, 'unit').getByText('Box').waitFor()
  await expect.poll(() => cell(1, 'price').innerText()).toContain('4.20')
  await enter(1, 'quantityPu', '2')
  await expect.poll(() => cell(1, 'quantitySku').innerText()).toBe('24')
  await enter(1, 'quantitySku', '17')
  await expect.poll(() => cell(1, 'quantityPu').innerText()).toContain('1 5/12')
  await enter(1, 'quantityPu', '1 1/2')
  await expect.poll(() => cell(1, 'quantitySku').innerText()).toBe('18')
  await enter(1, 'unit', '1')
  await expect.poll(() => cell(1, 'quantitySku').innerText()).toBe('18')
  await enter(1, 'unit', 'box')
  await enter(1, 'quantitySku', '12')
  await page.getByRole('heading', { level: 1 }).click()
  await office.scan('18437005000015')
  await expect.poll(() => cell(1, 'quantitySku').innerText()).toBe('24')
  await shot('order')
  await button('Save').click()
  await page.waitForURL(/purchase-orders\/\d+$/)
  await page.getByRole('heading', { level: 1, name: /Purchase order P/ }).waitFor()
  await cell(1, 'unit').getByText('Box').waitFor()
})

test('a supplier has a page of its own: its terms, what it sells, what was ordered; it is archived and brought back', async () => {
  await page.getByRole('link', { name: 'Suppliers', exact: true }).click()
  await page.getByRole('heading', { level: 1, name: 'Suppliers' }).waitFor()
  await page.getByRole('link', { name: 'Campo Verde' }).click()
  await page.getByRole('heading', { level: 1, name: 'Campo Verde' }).waitFor()
  await expect.poll(() => field('Lead time in days').inputValue()).toBe('10')
  await field('Contact person').fill('Inés Robles')
  await field('Payment terms').fill('30 days net')
  await field('Minimum order value').fill('250')
  await shot('supplier')
  await button('Save').click()
  await page.getByText('Campo Verde was saved.').waitFor()
  await page.getByRole('tab', { name: 'Products' }).click()
  await page.getByText('AOVE-500').waitFor()
  await shot('supplier-products')
  await page.getByRole('tab', { name: 'Purchase orders' }).click()
  await page.getByRole('grid', { name: 'Purchase orders' }).getByText('Draft').first().waitFor()
  await page.getByRole('tab', { name: 'Details' }).click()
  await button('Archive').click()
  await drawer().getByRole('button', { name: 'Archive', exact: true }).click()
  await page.getByText('This supplier is archived').waitFor()
  await button('Bring back').click()
  await page.getByText('Campo Verde was brought back.').waitFor()
  const [stored] = await shop.rows('select contact_person, currency, minimum_order_minor from supplier')
  expect(stored).toEqual({ contact_person: 'Inés Robles', currency: 'GBP', minimum_order_minor: 25000 })
})
