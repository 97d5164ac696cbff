import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as stock from '../../server/stock/public.ts'
import { openTestShop, type TestShop } from '../harness/shop.ts'
import { makeProduct, makeShelf, receiveGoods, type Shelf, unitIdOf } from '../harness/stocked-shop.ts'
import { type BackOffice, openBackOffice, overflowOf } from './back-office.ts'

let shop: TestShop
let shelf: Shelf
let office: BackOffice
let page: Page
let productId: number
beforeAll(async () => {
  shop = await openTestShop()
  shelf = await makeShelf(shop)
  const [third] = await shop.rows<{ id: number }>(
    `insert into place (kind, location_id, code) values ('bin', $1, 'A-03') returning id`,
    [shelf.locationId],
  )
  const variantId = await makeProduct(shop, 'none', 'Camera')
  await receiveGoods(shop, [
    { variantId, quantity: 3, placeId: shelf.binId },
    { variantId, quantity: 6, placeId: shelf.otherBinId },
    { variantId, quantity: 2, placeId: third!.id },
  ])
  const [row] = await shop.rows<{ id: number }>('select product_id as id from variant where id = $1', [
    variantId,
  ])
  productId = row!.id
  office = await openBackOffice(shop)
  page = office.page
}, 120_000)
afterAll(async () => {
  expect(await stock.verify(shop.house.pool)).toEqual([])
  await office?.close()
  await shop.close()
})

const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true })
const heading = (name: string | RegExp) => page.getByRole('heading', { level: 1, name })
const serial = (row: number) => page.getByLabel(`Serial No., row ${row}`, { exact: true })

async function count(bin: string): Promise<void> {
  await page.getByRole('link', { name: bin }).click()
  await heading(`Count ${bin}`).waitFor()
}
async function saveAndBack(said: string): Promise<void> {
  // What was said of the save before may still stand there.
  const answered = page.waitForResponse(answer => answer.request().method() !== 'GET')
  await button('Save').click()
  await answered
  await page.locator('button[data-loading]').waitFor({ state: 'detached' })
  await page.getByText(said).first().waitFor()
  await page.getByRole('link', { name: 'All places' }).click()
  await heading('Convert Camera').waitFor()
}

test('a product whose tracking is locked is converted to serial numbers: three bins, typed, scanned, pasted and as a range', async () => {
  await page.goto(`${office.address}/admin/products/${productId}`)
  await heading('Camera').waitFor()
  await page.getByRole('tab', { name: 'Price and Attributes' }).click()
  await page.getByText('This setting cannot be changed once a product has an inventory change.').waitFor()
  await button('Convert…').click()
  await page.getByRole('radio', { name: 'By lot and serial number' }).click()
  await button('Start').click()
  await heading('Convert Camera').waitFor()
  await page.getByText('0 of 11').waitFor()

  await count('A-01')
  await serial(1).fill('CAM-1')
  await serial(1).press('Enter')
  await page.locator('input[data-cell="1 serial"]:focus').waitFor()
  await office.scan('CAM-2')
  await page.locator('input[data-cell="2 serial"]:focus').waitFor()
  await page.keyboard.type('CAM-1')
  await page.getByText('Also in row 1').waitFor()
  await serial(3).fill('CAM-3')
  await expect.poll(() => page.getByText('Also in row 1').count()).toBe(0)
  await saveAndBack('3 of 3 are identified.')

  await count('A-02')
  await serial(1).fill('B0998..B1001')
  await serial(1).press('Enter')
  await page.getByText('B0998 to B1001, into rows 1 to 4.').waitFor()
  await button('Fill').click()
  await page.locator('input[data-cell="4 serial"]:focus').waitFor()
  await pasteInto('PASTE-1\r\nPASTE-2\r\n')
  await page.getByText('6 of 6').waitFor()
  await saveAndBack('6 of 6 are identified.')

  await count('A-03')
  await serial(1).fill('CAM-3')
  await button('Save').click()
  await page.getByText('it is also in bin A-01').waitFor()
  await serial(1).fill('CAM-10')
  await saveAndBack('1 of 2 are identified.')
  await page.getByText('10 of 11').waitFor()
  await expect.poll(() => button('Convert').isDisabled()).toBe(true)
  await count('A-03')
  await expect.poll(() => serial(1).inputValue()).toBe('CAM-10')
  await serial(2).fill('CAM-11')
  await saveAndBack('2 of 2 are identified.')
  await page.setViewportSize({ width: 390, height: 800 })
  expect(await overflowOf(page)).toBe(0)
  await page.setViewportSize({ width: 1440, height: 900 })
})

test('staff who may not convert are told whom to ask; the owner converts, and a piece’s history shows it', async () => {
  const conversion = page.url()
  await shop.rows(`update staff set role = 'staff'`)
  await page.goto(`${office.address}/admin`)
  await page.goto(conversion)
  await page.getByText('A conversion needs the word of the owner or a manager.').waitFor()
  await expect.poll(() => button('Convert').count()).toBe(0)
  await shop.rows(`update staff set role = 'manager'`)
  await page.goto(`${office.address}/admin`)
  await page.goto(conversion)
  await button('Convert').click()
  await page.getByRole('dialog').getByRole('button', { name: 'Convert', exact: true }).click()
  await page.getByText('Camera is converted.').waitFor()
  await page.getByRole('heading', { name: 'What came in' }).waitFor()
  await page.goto(`${office.address}/admin/trace/units/${await unitIdOf(shop, 'B0999')}`)
  await page.getByText('Identified').waitFor()
  await page.getByRole('listitem').getByRole('link', { name: 'K1001' }).click()
  await heading('Convert Camera').waitFor()
  expect(await shop.rows('select tracks_serials from product')).toEqual([{ tracks_serials: true }])
})

test('a conversion to lots asks for quantities, and rests on what is left', async () => {
  const variantId = await makeProduct(shop, 'none', 'Coffee')
  await receiveGoods(shop, [{ variantId, quantity: 10, placeId: shelf.binId }])
  const [row] = await shop.rows<{ id: number }>(`select product_id as id from variant where id = $1`, [
    variantId,
  ])
  await page.goto(`${office.address}/admin/products/${row!.id}`)
  await heading('Coffee').waitFor()
  await page.getByRole('tab', { name: 'Price and Attributes' }).click()
  await button('Convert…').click()
  await page.getByRole('radio', { name: 'By lot number' }).click()
  await button('Start').click()
  await heading('Convert Coffee').waitFor()
  await page.getByRole('link', { name: 'A-01' }).click()
  await heading('Count A-01').waitFor()
  const cell = (field: string, line: number) => page.getByLabel(`${field}, row ${line}`, { exact: true })
  await cell('Lot No.', 1).fill('C-1')
  await cell('Quantity', 1).fill('4')
  await cell('Expires on', 1).fill('2027-08-31')
  await cell('Lot No.', 2).fill('C-2')
  await cell('Lot No.', 2).press('Enter')
  await page.getByText('10 of 10').waitFor()
  await button('Save').click()
  await page.getByText('10 of 10 are identified.').waitFor()
  await page.getByRole('link', { name: 'All places' }).click()
  await heading('Convert Coffee').waitFor()
  await button('Convert').click()
  await page.getByRole('dialog').getByRole('button', { name: 'Convert', exact: true }).click()
  await page.getByText('Coffee is converted.').waitFor()
  expect(
    await shop.rows(
      `select lot.number, on_hand, expires_on from level join lot on lot.id = lot_id where level.variant_id = $1 order by 1`,
      [variantId],
    ),
  ).toEqual([
    { number: 'C-1', on_hand: 4, expires_on: '2027-08-31' },
    { number: 'C-2', on_hand: 6, expires_on: null },
  ])
})

/** As from a spreadsheet: the browser of these tests has no clipboard of its own. */
async function pasteInto(text: string): Promise<void> {
  await page.evaluate(given => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', given)
    document.activeElement?.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
    )
  }, text)
}
