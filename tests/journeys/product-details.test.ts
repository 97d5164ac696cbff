import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { productInput } from '../../contract/catalog.ts'
import * as catalog from '../../server/catalog/public.ts'
import { openTestShop, type TestShop } from '../harness/shop.ts'
import { makeShelf } from '../harness/stocked-shop.ts'
import { draft } from '../trace/traded-shop.ts'
import { type BackOffice, openBackOffice, overflowOf } from './back-office.ts'

let shop: TestShop
let office: BackOffice
let page: Page
beforeAll(async () => {
  shop = await openTestShop()
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
const option = (name: string) => page.getByRole('option', { name, exact: true })
const add = (productNumber: string, name: string) =>
  shop.act(tx => catalog.addProduct(tx, productInput.parse({ name, productNumber })))
const picture = async (name: string, background: string) => ({
  name,
  mimeType: 'image/png',
  buffer: await sharp({ create: { width: 300, height: 200, channels: 3, background } })
    .png()
    .toBuffer(),
})

test('the owner fills in the letterhead, the logo and a tax rate, and papers are written under it', async () => {
  await page.getByRole('link', { name: 'Shop settings' }).click()
  await heading('Shop settings').waitFor()
  await field('Name of the shop').fill('Harbour & Quay')
  await field('Address').fill('1 Quay Street\nFalmouth')
  await field('Tax number').fill('GB 123 456')
  await field('Currency').first().fill('GBP')
  await option('GBP British Pound').click()
  await button('Save').click()
  await page.getByText('The settings were saved.').waitFor()
  await page.locator('input[type=file]').setInputFiles(await picture('logo.png', '#124b38'))
  await page.getByRole('img', { name: 'Logo of Harbour & Quay' }).waitFor()
  await button('Add a tax rate').click()
  await page.getByRole('dialog').getByLabel('Name').fill('Standard rate')
  await page.getByLabel('Percentage').fill('20')
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
  await page.getByRole('grid', { name: 'Tax rates' }).getByText('20%').waitFor()
  const shelf = await makeShelf(shop)
  const lamp = await add('LAMP', 'Desk lamp')
  const order = await draft(shop, shelf, null, [{ variantId: lamp.variantId, quantity: 2 }])
  const paper = await page.request.get(`${office.address}/api/v1/purchase-orders/${order.id}/print`)
  expect((await paper.body()).includes('/Subtype /Image')).toBe(true)
  await page.reload()
  await page.getByText(`It stays: ${order.number} is written in it already.`).waitFor()
  await expect.poll(() => field('Currency').first().isDisabled()).toBe(true)
})

test('categories are added, one below another', async () => {
  await page.getByRole('link', { name: 'Categories' }).click()
  await heading('Categories').waitFor()
  await button('Add').first().click()
  await field('Name').fill('Home')
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
  await page.getByRole('grid', { name: 'Categories' }).getByText('Home').click()
  await button('Add one below').click()
  await page.getByRole('dialog', { name: 'Add a category' }).waitFor()
  await field('Name').fill('Lamps')
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
  await page.getByRole('grid', { name: 'Categories' }).getByText('Lamps').waitFor()
})

test('a product gets its category, tax, bin and pictures, which are described and put in order by keyboard', async () => {
  await page.getByRole('link', { name: 'Retail products' }).click()
  await page.getByRole('link', { name: 'Desk lamp' }).click()
  await heading('Desk lamp').waitFor()
  await field('Category').first().click()
  await option('Home › Lamps').click()
  await page.getByRole('tab', { name: 'Price and Attributes' }).click()
  await field('Tax rate').first().click()
  await option('Standard rate · 20%').click()
  await page.getByText('The selling price includes it.').waitFor()
  await field('Default location').first().click()
  await option('Harbour Street (HS)').click()
  await field('Default bin').first().click()
  await option('A-02').click()
  await button('Save').click()
  await page.getByText('Desk lamp was saved.').waitFor()
  await page.getByRole('tab', { name: 'General' }).click()
  const notes = { name: 'notes.txt', mimeType: 'image/png', buffer: Buffer.from('these are no pixels') }
  const files = [await picture('front.png', '#124b38'), notes, await picture('side.png', '#93311c')]
  await page.locator('input[type=file]').setInputFiles(files)
  const pictures = page.getByRole('list', { name: 'Pictures of this product' }).getByRole('listitem')
  await page.getByText('notes.txt: This file is not a picture that can be shown.').waitFor()
  await expect.poll(() => pictures.count()).toBe(2)
  await field('What picture 2 shows').fill('The lamp from the side')
  await page.keyboard.press('Enter')
  await button('Move picture 2 forward').focus()
  await page.keyboard.press('Enter')
  await page.getByText('It is picture 1 now.').waitFor()
  // Shown before it is stored: leaving the page at once would keep it from being sent.
  const first = () => shop.rows<{ alt: string }>('select alt from picture order by ordinal limit 1')
  await expect.poll(async () => (await first())[0]?.alt).toBe('The lamp from the side')
  await page.reload()
  await pictures.first().getByRole('img', { name: 'The lamp from the side' }).waitFor()
  await button('Remove picture 2').click()
  await expect.poll(async () => (await shop.rows('select from picture')).length).toBe(1)
})

test('the list shows the picture, and is narrowed to a category with all below it', async () => {
  await add('MUG', 'Plain mug')
  await page.getByRole('link', { name: 'Retail products' }).first().click()
  const grid = page.getByRole('grid', { name: 'Retail products' })
  await grid.getByText('Plain mug').waitFor()
  await expect
    .poll(() => grid.locator('img').evaluate(image => (image as HTMLImageElement).naturalWidth))
    .toBe(160)
  await field('Category').first().click()
  await option('Home').click()
  await expect.poll(() => grid.getByRole('row').count()).toBe(2)
  await grid.getByText('Desk lamp').waitFor()
  await field('Stock').first().click()
  await option('In stock').click()
  await page.getByText('No product is like this').waitFor()
})

test('the columns that somebody chose are the same after a reload', async () => {
  await page.goto(`${office.address}/admin/products`)
  const heads = page.getByRole('columnheader')
  await heads.getByText('Price').waitFor()
  await button('Show columns').click()
  await page.getByRole('checkbox', { name: 'Price' }).click()
  await expect.poll(() => heads.getByText('Price').count()).toBe(0)
  await expect.poll(async () => (await shop.rows('select from staff_preference')).length).toBe(1)
  await page.reload()
  await heads.getByText('Category').waitFor()
  await expect.poll(() => heads.getByText('Price').count()).toBe(0)
})

test('nothing is cut off on a telephone', async () => {
  await page.setViewportSize({ width: 390, height: 844 })
  const [lamp] = await shop.rows<{ id: number }>(`select id from product where name = 'Desk lamp'`)
  for (const screen of ['settings', 'categories', 'products', `products/${lamp!.id}`]) {
    await page.goto(`${office.address}/admin/${screen}`)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.waitForLoadState('networkidle')
    expect([screen, await overflowOf(page)]).toEqual([screen, 0])
  }
})
