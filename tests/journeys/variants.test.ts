import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestShop, type TestShop } from '../harness/shop.ts'
import { makeShelf } from '../harness/stocked-shop.ts'
import { type BackOffice, openBackOffice, overflowOf } from './back-office.ts'

let shop: TestShop
let office: BackOffice
let page: Page
beforeAll(async () => {
  shop = await openTestShop()
  await makeShelf(shop)
  office = await openBackOffice(shop)
  page = office.page
}, 120_000)
afterAll(async () => {
  await office?.close()
  await shop.close()
})

const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true })
const heading = (name: string | RegExp) => page.getByRole('heading', { level: 1, name })
const field = (name: string) => page.getByLabel(name, { exact: true })
const chips = (name: string) => page.getByRole('combobox', { name, exact: true })
const items = () => page.getByRole('grid', { name: 'Purchased items' })
const cell = (line: number, column: string) =>
  items().locator(`[data-row="${line - 1}"] [data-column="${column}"]`)

async function typeValues(option: string, values: string[]): Promise<void> {
  await chips(`Values of ${option}`).click()
  for (const value of values) {
    await page.keyboard.type(value)
    await page.keyboard.press('Enter')
  }
}

const stockByVariant = () =>
  shop.rows<{ name: string; on_hand: number }>(`
    select v.name, coalesce(sum(level.on_hand), 0)::int as on_hand
      from variant v left join level on level.variant_id = v.id group by v.id order by v.position`)

test('a T-shirt in two sizes and two colours is made: its variants come with numbers, prices and barcodes', async () => {
  await page.getByRole('link', { name: 'Retail products' }).first().click()
  await page.getByRole('link', { name: 'Add', exact: true }).first().click()
  await heading('New product').waitFor()
  await field('Name').fill('T-shirt')
  await field('Product number').fill('TEE')
  await page.getByRole('tab', { name: 'Price and Attributes' }).click()
  await field('Selling price').fill('19')
  await page.getByRole('tab', { name: 'Options' }).click()
  await button('Add an option').click()
  await field('Name of option 1').fill('Size')
  await typeValues('Size', ['S', 'M'])
  await button('Add an option').click()
  await field('Name of option 2').fill('Colour')
  await typeValues('Colour', ['Red', 'Blue'])
  await expect.poll(() => field('Product number of M · Blue').inputValue()).toBe('TEE-M-BLUE')
  await expect.poll(() => field('Price of M · Blue').inputValue()).toBe('19.00')
  await field('Price of M · Red').fill('21')
  await page.keyboard.press('Enter')
  // The cursor goes down the column, as in a spreadsheet.
  await page.keyboard.type('22')
  await chips('Barcodes of S · Red').click()
  await office.scan('4006381333931')
  await field('Product number of S · Blue').fill('TEE-S-RED')
  await button('Save').click()
  await page.getByText('Another variant has this product number already.').waitFor()
  await field('Product number of S · Blue').fill('TEE-S-BLUE')
  await button('Save').click()
  await page.getByText('T-shirt was added.').waitFor()
  expect(await shop.rows('select name, product_number, price_minor from variant order by position')).toEqual([
    { name: 'T-shirt · S · Red', product_number: 'TEE-S-RED', price_minor: 1900 },
    { name: 'T-shirt · S · Blue', product_number: 'TEE-S-BLUE', price_minor: 1900 },
    { name: 'T-shirt · M · Red', product_number: 'TEE-M-RED', price_minor: 2100 },
    { name: 'T-shirt · M · Blue', product_number: 'TEE-M-BLUE', price_minor: 2200 },
  ])
  await page.getByRole('tab', { name: 'Options' }).click()
  await page.setViewportSize({ width: 390, height: 844 })
  expect(await overflowOf(page)).toBe(0)
  await page.setViewportSize({ width: 1440, height: 900 })
})

test('two variants are bought and warehoused, each on its own row', async () => {
  await page.getByRole('link', { name: 'Purchase orders' }).first().click()
  await page.getByRole('link', { name: 'Add', exact: true }).click()
  await heading('New purchase order').waitFor()
  await page.getByText('No products yet').waitFor()
  await button('Add').click()
  await page.keyboard.type('shirt m red')
  await page.getByRole('option', { name: /T-shirt · M · Red/ }).waitFor()
  await page.keyboard.press('Tab')
  await cell(1, 'productName').getByText('T-shirt · M · Red').waitFor()
  await cell(1, 'quantitySku').click()
  await page.keyboard.type('10')
  await page.keyboard.press('Enter')
  await cell(1, 'bin').click()
  await page.keyboard.type('a-01')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1 }).click()
  await office.scan('4006381333931')
  await cell(2, 'productName').getByText('T-shirt · S · Red').waitFor()
  await cell(2, 'quantitySku').click()
  await page.keyboard.type('5')
  await page.keyboard.press('Enter')
  await cell(2, 'bin').click()
  await page.keyboard.type('a-01')
  await page.keyboard.press('Enter')
  await button('Save').click()
  await page.waitForURL(/purchase-orders\/\d+$/)
  await heading(/Purchase order P/).waitFor()
  await button('Confirm').click()
  await page.getByRole('dialog').getByRole('button', { name: 'Confirm', exact: true }).click()
  await button('Warehouse').click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText(/It can be reversed as long as nobody has moved/).waitFor()
  await dialog.getByRole('button', { name: 'Warehouse', exact: true }).click()
  await page.getByText('Warehoused', { exact: true }).first().waitFor()
  expect((await stockByVariant()).map(row => row.on_hand)).toEqual([5, 0, 10, 0])
})

test('one variant is sold and delivered, and only its stock falls', async () => {
  await page.getByRole('link', { name: 'Sales overview' }).first().click()
  await page.getByRole('link', { name: 'New sales order' }).first().click()
  await heading('New sales order').waitFor()
  await field('Customer').fill('Ada Archer')
  await page.getByRole('option', { name: 'Add “Ada Archer” as a customer' }).click()
  await page.getByText('Ada Archer was added.').waitFor()
  await page.getByLabel('Add a product').fill('shirt red')
  await expect
    .poll(async () => (await page.getByRole('option').allInnerTexts()).map(text => text.split('\n').at(-1)))
    .toEqual(['T-shirt · S · Red', 'T-shirt · M · Red'])
  await page.getByRole('option', { name: /TEE-M-RED/ }).click()
  await field('Quantity of T-shirt · M · Red').fill('3')
  await page.getByText('10 available').waitFor()
  await button('Save').click()
  await heading(/^O\d+/).waitFor()
  await button('Create').click()
  await page.getByRole('menuitem', { name: 'Create Delivery Note' }).click()
  await heading('New delivery note').waitFor()
  await page.getByText('T-shirt · M · Red').first().waitFor()
  await button('Save').click()
  await heading(/^D\d+/).waitFor()
  await button('Status').click()
  await page.getByRole('menuitem', { name: 'Delivered' }).click()
  await page.getByRole('dialog').getByRole('button').last().click()
  await page.getByText(/^D\d+ is delivered\.$/).waitFor()
  expect((await stockByVariant()).map(row => row.on_hand)).toEqual([5, 0, 7, 0])
  await page.getByRole('link', { name: 'Stock' }).first().click()
  const row = (name: string) => page.getByRole('row', { name: new RegExp(name) })
  await row('T-shirt · M · Red').getByText('7', { exact: true }).first().waitFor()
  await row('T-shirt · S · Red').getByText('5', { exact: true }).first().waitFor()
})

test('a value that is taken away archives its variant, which keeps its stock', async () => {
  await page.getByRole('link', { name: 'Retail products' }).first().click()
  await page.getByText('4 variants').waitFor()
  await page
    .getByRole('row', { name: /T-shirt/ })
    .getByRole('link')
    .first()
    .click()
  await page.getByRole('tab', { name: 'Options' }).click()
  await button('Rename values').first().click()
  await field('Value 2').fill('Medium')
  await button('Done renaming').click()
  await chips('Values of Colour').click()
  await page.keyboard.press('Backspace')
  expect(
    await page
      .getByRole('row', { name: /Medium · Blue/ })
      .getByText('Archived')
      .count(),
  ).toBe(1)
  await button('Save').click()
  await page.getByText('T-shirt was saved.').waitFor()
  expect(
    await shop.rows('select name, archived_at is not null as archived from variant order by position'),
  ).toEqual([
    { name: 'T-shirt · S · Red', archived: false },
    { name: 'T-shirt · Medium · Red', archived: false },
    { name: 'T-shirt · S · Blue', archived: true },
    { name: 'T-shirt · Medium · Blue', archived: true },
  ])
  await page.getByRole('tab', { name: 'Stock' }).click()
})
