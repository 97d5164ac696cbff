import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestShop, type TestShop } from '../harness/shop.ts'
import { makeShelf } from '../harness/stocked-shop.ts'
import { addHarvest, addProduct } from '../trace/traded-shop.ts'
import { type BackOffice, openBackOffice, overflowOf } from './back-office.ts'
import { cleanRows, messyRows, workbook } from './purchase-workbook.ts'

let shop: TestShop
let office: BackOffice
let page: Page
beforeAll(async () => {
  shop = await openTestShop()
  await shop.workJobs()
  await makeShelf(shop)
  await addHarvest(shop)
  await addProduct(shop, { name: 'Olive oil', tracking: 'lots' })
  await addProduct(shop, { name: 'Camera', tracking: 'serials' })
  await addProduct(shop, { name: 'Tote bag', tracking: 'none' })
  office = await openBackOffice(shop)
  page = office.page
}, 120_000)
afterAll(async () => {
  await office?.close()
  await shop.close()
})

const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true })
const items = () => page.getByRole('grid', { name: 'Purchased items' })
const cell = (line: number, column: string) =>
  items().locator(`[data-row="${line - 1}"] [data-column="${column}"]`)
const heading = (name: string | RegExp) => page.getByRole('heading', { level: 1, name })

/** Marks a cell and types over it. */
async function enter(line: number, column: string, text: string): Promise<void> {
  await cell(line, column).click()
  await page.keyboard.type(text)
  await page.keyboard.press('Enter')
}

async function addOrder(): Promise<void> {
  await page.getByRole('link', { name: 'Purchase orders' }).first().click()
  await page.getByRole('link', { name: 'Add', exact: true }).click()
  await heading('New purchase order').waitFor()
}

async function confirmAndWarehouse(): Promise<void> {
  await button('Confirm').click()
  await page.getByRole('dialog').getByRole('button', { name: 'Confirm', exact: true }).click()
  await button('Warehouse').click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText(/It can be reversed as long as nobody has moved/).waitFor()
  await dialog.getByRole('button', { name: 'Warehouse', exact: true }).click()
  await page.getByText('Warehoused', { exact: true }).first().waitFor()
}

const levels = () =>
  shop.rows<{ product: string; lot: string | null; bin: string; on_hand: number }>(`
    select p.name as product, lot.number as lot, place.code as bin, level.on_hand
      from level join variant v on v.id = level.variant_id join product p on p.id = v.product_id
      join place on place.id = level.place_id left join lot on lot.id = level.lot_id
     where level.on_hand > 0 and place.kind = 'bin'
     order by p.name, lot.number, place.code`)

test('a lot product is bought by hand: the gear shows Lot No., a new number is typed, and it comes into its bin', async () => {
  await addOrder()
  await page.getByText('No products yet').waitFor()
  await button('Show columns').click()
  await page.getByRole('checkbox', { name: 'Lot No.' }).check()
  await page.getByRole('checkbox', { name: 'Expires on' }).check()
  await page.keyboard.press('Escape')
  await button('Add').click()
  await page.keyboard.type('Olive oil')
  await page.keyboard.press('Tab')
  await cell(1, 'productName').getByText('Olive oil').waitFor()
  await enter(1, 'supplier', 'Harvest & Co')
  await enter(1, 'quantitySku', '24')
  await enter(1, 'price', '4.20')
  await enter(1, 'bin', 'a-01')
  await enter(1, 'lotNumber', '0042-a')
  await enter(1, 'expiresOn', '31 Mar 2028')
  await expect.poll(() => cell(1, 'expiresOn').innerText()).toBe('31 Mar 2028')
  await page.getByText('Total €100.80').or(page.getByText('100.80').first()).first().waitFor()
  await button('Save').click()
  await page.waitForURL(/purchase-orders\/\d+$/)
  await heading(/Purchase order P/).waitFor()
  await confirmAndWarehouse()
  expect(await levels()).toEqual([{ product: 'Olive oil', lot: '0042-a', bin: 'A-01', on_hand: 24 }])
  await button('0042-a').waitFor()
  await page.getByText('G1001').first().waitFor()
})

test('an earlier lot is chosen from the list at the right of its cell, with its expiry', async () => {
  await addOrder()
  await button('Add').click()
  await page.keyboard.type('Olive oil')
  await page.keyboard.press('Tab')
  await cell(1, 'productName').getByText('Olive oil').waitFor()
  await enter(1, 'quantityPu', '6')
  await expect.poll(() => cell(1, 'quantitySku').innerText()).toBe('6')
  await cell(1, 'lotNumber').getByRole('button', { name: 'Earlier lots' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('radio', { name: /0042-a/ }).check()
  await dialog.getByRole('button', { name: 'Confirm', exact: true }).click()
  await expect.poll(async () => (await cell(1, 'lotNumber').innerText()).trim()).toBe('0042-a')
  await expect.poll(() => cell(1, 'expiresOn').innerText()).toBe('31 Mar 2028')
})

test('leaving with unsaved lines asks first', async () => {
  await page.getByRole('link', { name: 'Stock' }).first().click()
  await page.getByText('Leave without saving?').waitFor()
  await button('Stay here').click()
  await enter(1, 'bin', 'A-02')
  await button('Save').click()
  await page.waitForURL(/purchase-orders\/\d+$/)
})

test('a quantity of a serial product becomes that many rows; serials are scanned one below the other, duplicates show at once', async () => {
  await addOrder()
  await button('Add').click()
  await page.keyboard.type('Camera')
  await page.keyboard.press('Tab')
  await cell(1, 'productName').getByText('Camera').waitFor()
  await enter(1, 'quantitySku', '3')
  await cell(3, 'productName').getByText('Camera').waitFor()
  await enter(1, 'price', '89')
  await enter(1, 'bin', 'A-01')
  await enter(1, 'lotNumber', 'CAM-7')
  await expect.poll(async () => (await cell(3, 'lotNumber').innerText()).trim()).toBe('CAM-7')
  await cell(1, 'serial').click()
  await office.scan('SN-0001')
  await office.scan('sn-0001')
  await office.scan('SN-0001')
  await expect.poll(() => cell(3, 'serial').getAttribute('aria-invalid')).toBe('true')
  await expect.poll(() => cell(1, 'serial').getAttribute('title')).toContain('stands in line 3 too')
  await expect.poll(() => cell(2, 'serial').getAttribute('aria-invalid')).toBe('false')
  await enter(3, 'serial', 'SN-0003')
  await expect.poll(() => cell(1, 'serial').getAttribute('aria-invalid')).toBe('false')
  await button('Save').click()
  await page.waitForURL(/purchase-orders\/\d+$/)
  await confirmAndWarehouse()
  const units = await shop.rows<{ serial: string; bin: string }>(
    'select serial, place.code as bin from unit join place on place.id = unit.place_id order by serial',
  )
  expect(units).toEqual([
    { serial: 'SN-0001', bin: 'A-01' },
    { serial: 'SN-0003', bin: 'A-01' },
    { serial: 'sn-0001', bin: 'A-01' },
  ])
})

test('a column from Excel is pasted as pieces of the last row; Escape takes back, arrows and Control D work', async () => {
  await addOrder()
  await button('Add').click()
  await page.keyboard.type('Camera')
  await page.keyboard.press('Tab')
  await cell(1, 'productName').getByText('Camera').waitFor()
  await enter(1, 'quantitySku', '1')
  await cell(1, 'serial').click()
  await paste('P-1\r\nP-2\r\nP-3\r\n')
  await cell(3, 'serial').getByText('P-3').waitFor()
  await expect.poll(() => cell(3, 'productName').innerText()).toBe('Camera')
  await cell(1, 'lotNumber').click()
  await page.keyboard.type('wrong')
  await page.keyboard.press('Escape')
  await expect.poll(async () => (await cell(1, 'lotNumber').innerText()).trim()).toBe('')
  await page.keyboard.type('L-9')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Shift+ArrowDown')
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('Control+d')
  await expect.poll(async () => (await cell(2, 'lotNumber').innerText()).trim()).toBe('L-9')
  await enter(1, 'bin', 'Z-99')
  await expect.poll(() => cell(1, 'bin').getAttribute('title')).toContain('no bin Z-99')
  await button('Save').click()
  await page.getByText('Put the marked cells right first.').waitFor()
  await enter(1, 'bin', 'A-02')
  await button('Save').click()
  await page.waitForURL(/purchase-orders\/\d+$/)
})

test('a confirmation that is refused marks the line that it names', async () => {
  await button('Confirm').click()
  await page.getByRole('dialog').getByRole('button', { name: 'Confirm', exact: true }).click()
  await page.getByRole('dialog').getByRole('alert').waitFor()
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel', exact: true }).click()
  await expect.poll(() => items().locator('[aria-invalid="true"]').count()).toBeGreaterThan(0)
})

test('a draft that a colleague saved meanwhile is not overwritten: it is offered to reload it', async () => {
  const orderId = Number(/(\d+)$/.exec(page.url())?.[1])
  await shop.rows('update purchase_order set version = version + 1, notes = $2 where id = $1', [
    orderId,
    'Call before noon',
  ])
  await enter(2, 'price', '12')
  await button('Save').click()
  await button('Reload the order').click()
  await page.getByRole('dialog').getByRole('button', { name: 'Reload the order' }).click()
  await expect.poll(() => page.getByLabel('Notes').inputValue()).toBe('Call before noon')
  await expect.poll(() => cell(2, 'price').innerText()).not.toBe('12.00')
})

test('a workbook becomes a draft: columns matched, what is missing made, then confirmed and warehoused', async () => {
  const before = await levels()
  await openImport()
  await page.setInputFiles('input[type=file]', await workbook('supplier.xlsx', cleanRows))
  await page.getByText('supplier.xlsx').waitFor()
  const meaning = page.getByRole('combobox', { name: /^Is taken for: Warehousing location/ })
  await expect.poll(() => meaning.inputValue()).toBe('Warehousing location')
  await page
    .getByRole('region', { name: 'The first rows as they were understood' })
    .getByText('00042')
    .waitFor()
  await page.reload()
  await page.getByText('supplier.xlsx').waitFor()
  await button('Check the file').click()
  await page.getByText('Rows to correct').waitFor()
  await page.getByRole('checkbox', { name: 'Create 2 products' }).check()
  await page.getByRole('checkbox', { name: 'Create 1 supplier' }).check()
  await page.getByRole('checkbox', { name: 'Create 1 bin' }).check()
  await page.getByText('Every row can be imported.').waitFor()
  await page.reload()
  await button('Import 5 rows').click()
  await page.waitForURL(/purchase-orders\/\d+$/)
  await page.getByText('5 lines').waitFor()
  await expect.poll(async () => (await cell(5, 'serial').innerText()).trim()).toBe('356938035641019')
  await confirmAndWarehouse()
  const after = (await levels()).filter(level => !before.some(one => one.product === level.product))
  expect(after).toEqual([
    { product: 'Olive oil extra', lot: '00042', bin: 'B-02-1', on_hand: 60 },
    { product: 'Olive oil extra', lot: 'MK7-A', bin: 'B-02-1', on_hand: 12 },
    { product: 'Phone X1', lot: 'PX1', bin: 'A-01', on_hand: 2 },
    { product: 'Tote bag', lot: null, bin: 'A-01', on_hand: 48 },
  ])
})

test('a messy file is refused as a whole, with a sentence for each row, and another can be chosen', async () => {
  const [{ orders } = { orders: 0 }] = await shop.rows<{ orders: number }>(
    'select count(*) as orders from purchase_order',
  )
  await openImport()
  await page.setInputFiles('input[type=file]', {
    name: 'photo.xlsx',
    mimeType: 'application/octet-stream',
    buffer: Buffer.from('not a workbook'),
  })
  await page.getByText('photo.xlsx was not taken').waitFor()
  await page.setInputFiles('input[type=file]', await workbook('messy.xlsx', messyRows))
  await page.getByText('messy.xlsx').waitFor()
  await button('Check the file').click()
  const list = page.getByRole('grid', { name: 'Rows to correct' })
  await list.getByText('Row 3', { exact: true }).waitFor()
  await list.getByText('Row 4', { exact: true }).waitFor()
  await expect.poll(() => list.getByText('Row 2', { exact: true }).count()).toBe(0)
  await expect.poll(() => button(/^Import \d/).count()).toBe(0)
  const [download] = await Promise.all([page.waitForEvent('download'), button('Download as CSV').click()])
  expect(download.suggestedFilename()).toBe('messy.xlsx problems.csv')
  expect(await shop.rows('select count(*) as orders from purchase_order')).toEqual([{ orders }])
})

test('a draft is cancelled from the list, and states part the list', async () => {
  await page.getByRole('link', { name: 'Purchase orders' }).first().click()
  await page.getByRole('tab', { name: 'Draft' }).click()
  const list = page.getByRole('grid', { name: 'Purchase orders' })
  await expect.poll(() => list.getByRole('link').count()).toBe(2)
  await list.getByRole('link').last().click()
  await button('Cancel order').click()
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel order' }).click()
  await page.getByText('Cancelled', { exact: true }).first().waitFor()
})

test('on a narrow screen nothing is cut off', async () => {
  await page.setViewportSize({ width: 390, height: 844 })
  for (const path of [
    '/purchase-orders',
    '/purchase-orders/new',
    '/purchase-orders/1',
    '/purchase-orders/import',
  ]) {
    await page.goto(`${office.address}/admin${path}`)
    await page.getByRole('heading', { level: 1 }).waitFor()
    expect([path, await overflowOf(page)]).toEqual([path, 0])
  }
})

async function paste(text: string): Promise<void> {
  await items().evaluate((grid, pasted) => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', pasted)
    grid.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  }, text)
}

async function openImport(): Promise<void> {
  await page.getByRole('link', { name: 'Purchase orders' }).first().click()
  await page.getByRole('link', { name: 'Import', exact: true }).click()
  await button('Choose a file').waitFor()
}
