import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { productInput } from '../../contract/catalog.ts'
import { changeProduct } from '../../server/catalog/change-product.ts'
import * as catalog from '../../server/catalog/public.ts'
import * as stock from '../../server/stock/public.ts'
import { openTestShop, type TestShop } from '../harness/shop.ts'
import { makeShelf, receiveGoods, type Shelf } from '../harness/stocked-shop.ts'
import { type BackOffice, openBackOffice, overflowOf } from './back-office.ts'

let shop: TestShop
let shelf: Shelf
let office: BackOffice
let page: Page
beforeAll(async () => {
  shop = await openTestShop()
  shelf = await makeShelf(shop)
  office = await openBackOffice(shop)
  page = office.page
}, 120_000)
afterAll(async () => {
  await office?.close()
  await shop.close()
})

const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true })
const heading = (name: string) => page.getByRole('heading', { level: 1, name, exact: true })
const tab = (name: string) => page.getByRole('tab', { name })
const field = (name: string) => page.getByLabel(name, { exact: true })
const setting = (name: string) => page.getByRole('switch', { name })
const isInvalid = (name: string) => field(name).getAttribute('aria-invalid')
const add = (productNumber: string, rest: object = {}) =>
  shop.act(tx =>
    catalog.addProduct(tx, productInput.parse({ name: `Product ${productNumber}`, productNumber, ...rest })),
  )

test('Products, Retail products, Add: a serial product is added, and serial brings lot and keeps it', async () => {
  await page.getByRole('link', { name: 'Retail products' }).click()
  await page.getByText('No products yet').waitFor()
  await page.getByRole('link', { name: 'Add', exact: true }).first().click()
  await heading('New product').waitFor()
  await field('Name').fill('Camera X100')
  await setting('In the online store').click()
  await page.getByText('It has no selling price yet.').waitFor()
  await setting('In the online store').click()
  await field('Product number').fill('CAM-100')
  await field('Barcodes').click()
  // A scanner's Enter takes the code into the list and does not send the form.
  await office.scan('9501101530003')
  await page.getByRole('list', { name: 'Barcodes of this product' }).getByText('9501101530003').waitFor()
  await field('Barcodes').fill('9501101530004')
  await page.getByText('As a GTIN its last digit should be 3.').waitFor()
  await field('Barcodes').fill('shelf 7')
  await tab('Price and Attributes').click()
  await page.getByRole('heading', { name: 'Inventory Settings' }).waitFor()
  await field('Selling price').fill('449.50')
  await setting('Track with Serial Number').click()
  await expect.poll(() => setting('Track by Lot Number').isChecked()).toBe(true)
  await expect.poll(() => setting('Track by Lot Number').isDisabled()).toBe(true)
  await page.getByText('Serial products are always divided into lots.').waitFor()
  await expect.poll(() => field('Counted in').first().isDisabled()).toBe(true)
  await field('SKUs per purchase unit (PU)').fill('10')
  await button('Save').dblclick()
  await heading('Camera X100').waitFor()
  const stored = await shop.rows(
    `select product.name, tracks_lots, tracks_serials, price_minor, units_per_pu
       from product join variant on variant.product_id = product.id`,
  )
  expect(stored).toEqual([
    { name: 'Camera X100', tracks_lots: true, tracks_serials: true, price_minor: 44_950, units_per_pu: 10 },
  ])
  // What was typed and not ended with Enter is saved all the same.
  const codes = await shop.rows<{ code: string }>('select code from barcode order by code')
  expect(codes.map(row => row.code)).toEqual(['09501101530003', 'shelf 7'])
})

test('a refusal stands at its field, on the tab where that is', async () => {
  await page.goto(`${office.address}/admin/products/new`)
  await field('Name').fill('Second')
  await field('Product number').fill('CAM-100')
  await tab('Price and Attributes').click()
  await button('Save').click()
  await page.getByText('The product number CAM-100 belongs to “Camera X100” already.').waitFor()
  expect(await isInvalid('Product number')).toBe('true')
  await expect
    .poll(() => field('Product number').evaluate(input => input === document.activeElement))
    .toBe(true)
  await field('Product number').fill('')
  await button('Save').click()
  await page.getByText('Enter at least one character.').waitFor()
  await field('Product number').fill('CAM-200')
  await field('Barcodes').fill('9501101530003')
  await button('Save').click()
  await page.getByText('The barcode 9501101530003 belongs to “Camera X100” already.').waitFor()
  await tab('Price and Attributes').click()
  await field('Selling price').fill('12x')
  await button('Save').click()
  expect(await isInvalid('Selling price')).toBe('true')
  expect(await shop.rows('select from product')).toHaveLength(1)
})

test('work that is not saved is asked about before it is left', async () => {
  await page.getByRole('link', { name: 'Retail products' }).first().click()
  await page.getByText('Leave without saving?').waitFor()
  await button('Stay here').click()
  await expect.poll(() => field('Selling price').inputValue()).toBe('12x')
  await page.getByRole('link', { name: 'Retail products' }).first().click()
  await button('Leave without saving').click()
  await heading('Retail products').waitFor()
})

test('the list is searched as one types, and a row is opened by keyboard', async () => {
  await add('TEA-1', { name: 'First flush tea', tracking: { lots: true, serials: false } })
  await add('MUG-1', { name: 'Plain mug' })
  await page.reload()
  const grid = page.getByRole('grid', { name: 'Retail products' })
  await grid.getByText('MUG-1').waitFor()
  await page.getByLabel('Search by name, number or barcode').pressSequentially('flush te')
  await expect.poll(() => grid.getByRole('row').count()).toBe(2)
  await page.getByLabel('Search by name, number or barcode').fill('')
  await field('Tracking').first().click()
  await page.getByRole('option', { name: 'Not tracked' }).click()
  await expect.poll(() => grid.getByRole('row').nth(1).innerText()).toContain('MUG-1')
  await field('Tracking').first().click()
  await page.getByRole('option', { name: 'By serial number' }).click()
  await grid.getByText('CAM-100').waitFor()
  await grid.focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await heading('Camera X100').waitFor()
})

test('a row that is opened while the search still waits for a further key stays open', async () => {
  await add('FOIL-1', { name: 'Foil' })
  await page.goto(`${office.address}/admin/products`)
  const row = page.getByRole('grid', { name: 'Retail products' }).getByText('Foil', { exact: true })
  await row.waitFor()
  // The screen that is opened comes later than the search would have been sent.
  await page.route('**/product-screen-*.js', async route => {
    await page.waitForTimeout(400)
    await route.continue()
  })
  await page.getByLabel('Search by name, number or barcode').press('f')
  await row.click()
  await heading('Foil').waitFor()
  await page.unroute('**/product-screen-*.js')
})

test('after the first movement the switches are locked and say why and since when; the price still changes', async () => {
  const [camera] = await shop.rows<{ id: number; variant_id: number }>(
    `select product_id as id, id as variant_id from variant where product_number = 'CAM-100'`,
  )
  await receiveGoods(
    shop,
    ['SN-1', 'SN-2', 'SN-3'].map(serial => ({
      variantId: camera!.variant_id,
      quantity: 1,
      placeId: shelf.binId,
      lotNumber: 'C-7',
      serial,
    })),
  )
  await page.goto(`${office.address}/admin/products/${camera!.id}`)
  await tab('Price and Attributes').click()
  await page
    .getByText(
      'This setting cannot be changed once a product has an inventory change. The first was on 20 Nov 2026',
    )
    .waitFor()
  await expect.poll(() => setting('Track by Lot Number').isDisabled()).toBe(true)
  await expect.poll(() => setting('Track with Serial Number').isDisabled()).toBe(true)
  await field('Selling price').fill('500')
  await page.keyboard.press('Control+s')
  await page.getByText('Camera X100 was saved.').waitFor()
  expect(await shop.rows(`select price_minor from variant where product_number = 'CAM-100'`)).toEqual([
    { price_minor: 50_000 },
  ])
})

test('what a colleague saved meanwhile is not overwritten, and can be loaded', async () => {
  const tea = await shop.rows<{ id: number }>(
    `select product_id as id from variant where product_number = 'TEA-1'`,
  )
  await page.goto(`${office.address}/admin/products/${tea[0]!.id}`)
  await field('Name').fill('My tea')
  await shop.act(tx =>
    changeProduct(tx, tea[0]!.id, {
      ...productInput.parse({
        name: 'Their tea',
        productNumber: 'TEA-1',
        tracking: { lots: true, serials: false },
      }),
      version: 1,
      archived: false,
    }),
  )
  await button('Save').click()
  await page.getByText('Olive Owner changed this product meanwhile.').waitFor()
  await button('Load the newer version').click()
  await expect.poll(() => field('Name').inputValue()).toBe('Their tea')
  await field('Name').fill('Our tea')
  await button('Save').click()
  await page.getByText('Our tea was saved.').waitFor()
})

test('the tab Stock shows lots, bins and pieces; a lot is held and released there, and leads to its trace', async () => {
  await page.goto(`${office.address}/admin/products`)
  await page.getByRole('link', { name: 'Camera X100' }).click()
  await tab('Stock').click()
  await page.getByRole('grid', { name: 'By bin' }).getByText('A-01').waitFor()
  const pieces = page.getByRole('grid', { name: 'Serial numbers' })
  await page.getByLabel('Search serial numbers').fill('SN-2')
  await expect.poll(() => pieces.getByRole('row').count()).toBe(2)
  await button('Hold lot C-7').click()
  await page.getByLabel('Reason').fill('glass found')
  await page.getByLabel('Recall: it must come back or be destroyed').check()
  await button('Put on hold').click()
  await page.getByRole('grid', { name: 'Lots' }).getByText('Recalled: glass found').waitFor()
  await pieces.getByText('Recalled: glass found').waitFor()
  await button('Release lot C-7').click()
  await page.getByLabel('Reason').fill('not our glass')
  await page.getByRole('dialog').getByRole('button', { name: 'Release' }).click()
  await button('Hold lot C-7').waitFor()
  await page.getByRole('grid', { name: 'Lots' }).getByRole('link', { name: 'C-7' }).click()
  await page.waitForURL('**/trace/lots/*')
})

test('the stock overview is narrowed to a location and what is there, and a product opens beside it', async () => {
  await shop.act(tx => stock.addLocation(tx, { code: 'WH', name: 'Warehouse', kind: 'warehouse', bins: [] }))
  await page.getByRole('link', { name: 'Stock', exact: true }).click()
  const grid = page.getByRole('grid', { name: 'Stock by product' })
  await grid.getByText('MUG-1').waitFor()
  await page.getByRole('switch', { name: 'Only in stock' }).click()
  await expect.poll(() => grid.getByRole('row').count()).toBe(2)
  await field('Location').first().click()
  await page.getByRole('option', { name: 'Warehouse' }).click()
  await page.getByText('Nothing is in stock here').waitFor()
  await field('Location').first().click()
  await page.getByRole('option', { name: 'Harbour Street' }).click()
  await grid.getByText('CAM-100').click()
  const drawer = page.getByRole('dialog')
  await drawer.getByText('SN-3').waitFor()
  // Holding takes the drawer's place; Escape leads back to the product, and from there to the list.
  await drawer.getByRole('button', { name: 'Hold lot C-7' }).click()
  await drawer.getByLabel('Reason').waitFor()
  await page.keyboard.press('Escape')
  await drawer.getByText('SN-3').waitFor()
  await page.keyboard.press('Escape')
  await drawer.waitFor({ state: 'detached' })
  expect(page.url()).not.toContain('open=')
})

test('a product is archived after a question, leaves the list, and is brought back', async () => {
  await page.goto(`${office.address}/admin/products`)
  await page.getByRole('link', { name: 'Plain mug' }).click()
  await button('Archive').click()
  await page.getByRole('dialog').getByRole('button', { name: 'Archive' }).click()
  await page.getByText('This product is archived').waitFor()
  await page.getByRole('link', { name: 'Retail products' }).first().click()
  await page.getByRole('switch', { name: 'Archived' }).click()
  await page.getByRole('link', { name: 'Plain mug' }).click()
  await button('Bring back').click()
  await page.getByText('Plain mug is offered again.').waitFor()
})

test('nothing is cut off on a telephone', async () => {
  await page.setViewportSize({ width: 390, height: 844 })
  const [camera] = await shop.rows<{ id: number }>(
    `select product_id as id from variant where product_number = 'CAM-100'`,
  )
  for (const screen of [
    'products',
    'products/new',
    `products/${camera!.id}`,
    'stock',
    `stock?open=${camera!.id}`,
  ]) {
    await page.goto(`${office.address}/admin/${screen}`)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.waitForLoadState('networkidle')
    expect([screen, await overflowOf(page)]).toEqual([screen, 0])
  }
})
