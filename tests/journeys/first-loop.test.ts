import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { writeSpreadsheet } from '../../server/platform/spreadsheet/public.ts'
import * as stock from '../../server/stock/public.ts'
import { openTestShop, type TestShop } from '../harness/shop.ts'
import { makeShelf } from '../harness/stocked-shop.ts'
import { type BackOffice, openBackOffice } from './back-office.ts'

/* The whole loop as one merchant walks it: from an Excel purchase order to a traced delivery. */

let shop: TestShop
let office: BackOffice
let page: Page
beforeAll(async () => {
  shop = await openTestShop()
  await shop.workJobs()
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
const lotSwitch = () => page.getByRole('switch', { name: 'Track by Lot Number' })
const serialSwitch = () => page.getByRole('switch', { name: 'Track with Serial Number' })

async function addProduct(number: string, name: string, tracking: 'none' | 'lot' | 'serial'): Promise<void> {
  await page.getByRole('link', { name: 'Retail products' }).first().click()
  await page.getByRole('link', { name: 'Add', exact: true }).first().click()
  await heading('New product').waitFor()
  await page.getByLabel('Name', { exact: true }).fill(name)
  await page.getByLabel('Product number').fill(number)
  await page.getByRole('tab', { name: 'Price and Attributes' }).click()
  if (tracking === 'lot') await lotSwitch().check({ force: true })
  if (tracking === 'serial') {
    await serialSwitch().check({ force: true })
    await expect.poll(() => lotSwitch().isChecked()).toBe(true)
    await expect.poll(() => lotSwitch().isDisabled()).toBe(true)
    await page.getByText('Serial products are always divided into lots.').waitFor()
  }
  await button('Save').click()
  await page.getByText(`${name} was added.`).waitFor()
}

test('1. products of three kinds are added; serial switches lot on and keeps it on', async () => {
  await addProduct('HEART', 'Hanging heart', 'none')
  await addProduct('OLIVE-500', 'Olive oil 500 ml', 'lot')
  await addProduct('PHONE-X1', 'Phone X1', 'serial')
  expect(await shop.rows('select tracks_lots, tracks_serials from product order by id')).toEqual([
    { tracks_lots: false, tracks_serials: false },
    { tracks_lots: true, tracks_serials: false },
    { tracks_lots: true, tracks_serials: true },
  ])
})

test('2. a purchase order comes from Excel; the supplier and a bin are made on the way', async () => {
  await page.getByRole('link', { name: 'Purchase orders' }).first().click()
  await page.getByRole('link', { name: 'Import', exact: true }).click()
  await button('Choose a file').waitFor()
  await page.setInputFiles('input[type=file]', {
    name: 'purchase-order.xlsx',
    mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    buffer: Buffer.from(await purchaseOrder()),
  })
  await page.getByText('purchase-order.xlsx').waitFor()
  await button('Check the file').click()
  await page.getByRole('checkbox', { name: 'Create 1 supplier' }).check()
  await page.getByRole('checkbox', { name: 'Create 1 bin' }).check()
  await page.getByText('Every row can be imported.').waitFor()
  await button('Import 5 rows').click()
  await page.waitForURL(/purchase-orders\/\d+$/)
  const items = page.getByRole('grid', { name: 'Purchased items' })
  await items.getByText('00042').waitFor()
  await items.getByText('356938035641019').waitFor()
})

test('3. confirmed and warehoused: levels, lots and units exist, each unit in its bin', async () => {
  await button('Confirm').click()
  await page.getByRole('dialog').getByRole('button', { name: 'Confirm', exact: true }).click()
  await button('Warehouse').click()
  const warehouse = page.getByRole('dialog').getByRole('button', { name: 'Warehouse', exact: true })
  await warehouse.click()
  await page.getByText('Warehoused', { exact: true }).first().waitFor()
  const levels = await shop.rows(`
    select p.name, lot.number as lot, place.code as bin, on_hand from level join variant v on v.id = variant_id
      join product p on p.id = v.product_id join place on place.id = place_id left join lot on lot.id = lot_id
     order by p.name, lot.number`)
  expect(levels).toEqual([
    { name: 'Hanging heart', lot: null, bin: 'A-01', on_hand: 48 },
    { name: 'Olive oil 500 ml', lot: '00042', bin: 'B-02-1', on_hand: 60 },
    { name: 'Olive oil 500 ml', lot: 'L2611-01', bin: 'B-02-1', on_hand: 120 },
    { name: 'Phone X1', lot: 'PX1-2611', bin: 'A-02', on_hand: 2 },
  ])
  await page.getByRole('link', { name: 'Retail products' }).first().click()
  await page
    .getByRole('row', { name: /Phone X1/ })
    .getByRole('link')
    .first()
    .click()
  await page.getByRole('tab', { name: 'Price and Attributes' }).click()
  await page
    .getByText(/This setting cannot be changed once a product has an inventory change/)
    .first()
    .waitFor()
  await expect.poll(() => serialSwitch().isDisabled()).toBe(true)
})

test('4. a sales order is entered by hand for a customer, and its number starts with O', async () => {
  await page.getByRole('link', { name: 'Sales overview' }).first().click()
  await page.getByRole('link', { name: 'New sales order' }).first().click()
  await heading('New sales order').waitFor()
  await page.getByLabel('Customer').fill('Ada Byrne')
  await page.getByRole('option', { name: 'Add “Ada Byrne” as a customer' }).click()
  for (const [code, name, quantity] of [
    ['HEART', 'Hanging heart', '2'],
    ['OLIVE-500', 'Olive oil 500 ml', '3'],
    ['PHONE-X1', 'Phone X1', '1'],
  ] as const) {
    await office.scan(code)
    await page.getByLabel(`Quantity of ${name}`).fill(quantity)
  }
  await button('Save').click()
  await heading(/^O\d+/).waitFor()
})

test('5. the delivery note offers the soonest lot first and takes the serial by scanner; its status becomes Delivered', async () => {
  await page.getByRole('link', { name: 'Sales overview' }).first().click()
  await page.getByRole('tab', { name: 'All', exact: true }).click()
  await page
    .getByRole('row', { name: /Ada Byrne/ })
    .getByRole('link')
    .first()
    .click()
  await button('Create').click()
  await page.getByRole('menuitem', { name: 'Create Delivery Note' }).click()
  const lots = page.getByRole('list', { name: 'Lots of Olive oil 500 ml' }).getByRole('listitem')
  await lots.first().waitFor()
  await expect
    .poll(async () => (await lots.allInnerTexts()).map(text => text.split('\n')[0]))
    .toEqual(['00042', 'L2611-01'])
  await page.getByLabel('Quantity of lot 00042').fill('3')
  await page.getByRole('heading', { level: 1 }).click()
  await office.scan('356938035641019')
  await page.getByText('3 of 3 lines complete').waitFor()
  await button('Save').click()
  await heading(/^D\d+/).waitFor()
  await button('Status').click()
  await page.getByRole('menuitem', { name: 'Delivered' }).click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /Deliver/ })
    .click()
  await page.getByText(/^D\d+ is delivered\.$/).waitFor()
  expect(await stock.verify(shop.house.pool)).toEqual([])
})

test('6. a scan anywhere traces the serial, and the lot shows who got it and what is left', async () => {
  await page.goto(`${office.address}/admin/customers`)
  await heading('Customers').waitFor()
  await office.scan('356938035641019')
  await page.waitForURL(/trace\/units\/\d+/)
  const main = page.getByRole('main')
  await main
    .getByText(/Ada Byrne/)
    .first()
    .waitFor()
  for (const document of [/^P\d+$/, /^D\d+$/])
    await main.getByRole('link', { name: document }).first().waitFor()
  await main.getByText('Clara Clerk').first().waitFor()
  await office.scan('00042')
  await page.waitForURL(/trace\/lots\/\d+/)
  await main.getByText('Ada Byrne').first().waitFor()
  await main.getByText('B-02-1').first().waitFor()
  await expect.poll(() => main.innerText()).toMatch(/57/)
})

async function purchaseOrder(): Promise<Uint8Array> {
  const text = ['Product number', 'Product name', 'Supplier']
  const amounts = ['PU quantity', 'SKU quantity', 'Purchase price']
  return writeSpreadsheet([
    {
      name: 'Order',
      columns: [
        ...text.map(header => ({ header, kind: 'text' as const })),
        ...amounts.map(header => ({ header, kind: 'number' as const })),
        ...['Warehousing location', 'Lot No.', 'Serial No.'].map(header => ({
          header,
          kind: 'text' as const,
        })),
        { header: 'Expiry date', kind: 'date' },
      ],
      rows: [
        ['HEART', 'Hanging heart', 'Harbour Gifts', null, 48, '2.55', 'A-01', null, null, null],
        [
          'OLIVE-500',
          'Olive oil 500 ml',
          'Harbour Gifts',
          null,
          120,
          '4.2',
          'B-02-1',
          'L2611-01',
          null,
          '2027-03-31',
        ],
        [
          'OLIVE-500',
          'Olive oil 500 ml',
          'Harbour Gifts',
          null,
          60,
          '4.2',
          'B-02-1',
          '00042',
          null,
          '2027-01-15',
        ],
        [
          'PHONE-X1',
          'Phone X1',
          'Harbour Gifts',
          null,
          1,
          '312.5',
          'A-02',
          'PX1-2611',
          '356938035641001',
          null,
        ],
        [
          'PHONE-X1',
          'Phone X1',
          'Harbour Gifts',
          null,
          1,
          '312.5',
          'A-02',
          'PX1-2611',
          '356938035641019',
          null,
        ],
      ],
    },
  ])
}
