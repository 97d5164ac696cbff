import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { productInput } from '../../contract/catalog.ts'
import type { DispatchIdentifierMode } from '../../contract/dispatch-identifiers.ts'
import * as catalog from '../../server/catalog/public.ts'
import * as stock from '../../server/stock/public.ts'
import { words } from '../../web/back-office/serial-numbers/words.ts'
import { openTestShop, type TestShop } from '../harness/shop.ts'
import { makeShelf, receiveGoods, type Shelf, times } from '../harness/stocked-shop.ts'
import { type BackOffice, openBackOffice, overflowOf } from './back-office.ts'

/* Steps 1 to 5 of the guide to pre entered serial numbers, and the ways to fill many boxes. */

let shop: TestShop
let shelf: Shelf
let office: BackOffice
let page: Page
beforeAll(async () => {
  shop = await openTestShop()
  shelf = await makeShelf(shop)
  const add = async (name: string, dispatchIdentifierMode: DispatchIdentifierMode) => {
    const input = productInput.parse({ name, productNumber: name.toUpperCase(), dispatchIdentifierMode })
    return (await shop.act(tx => catalog.addProduct(tx, input))).variantId
  }
  const phone = await add('Phone', 'off')
  const salad = await add('Salad', 'multiple_use')
  const card = await add('Card', 'single_use')
  await receiveGoods(shop, [
    { variantId: phone, quantity: 2, placeId: shelf.binId },
    { variantId: phone, quantity: 1, placeId: shelf.otherBinId },
    { variantId: salad, quantity: 3, placeId: shelf.binId },
    { variantId: card, quantity: 10_000, placeId: shelf.binId },
  ])
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
const box = (name: string) => page.getByRole('textbox', { name, exact: true })
const tab = (name: string) => page.getByRole('tab', { name })
const serialsOf = async (product: string) =>
  (
    await shop.rows<{ serial: string }>(
      `select serial from unit join variant on variant.id = unit.variant_id join place on place.id = unit.place_id and place.kind = 'bin'
        where variant.name = $1 order by unit.id`,
      [product],
    )
  ).map(row => row.serial)

async function openStock(name: string): Promise<void> {
  const [product] = await shop.rows<{ id: number }>('select id from product where name = $1', [name])
  await page.goto(`${office.address}/admin/products/${product!.id}?tab=stock`)
  await heading(name).waitFor()
}

test('the mode is chosen at the product, where each way says what it is for', async () => {
  await page
    .getByRole('navigation', { name: 'Main menu' })
    .getByRole('link', { name: 'Retail products' })
    .click()
  await heading('Retail products').waitFor()
  await page.getByLabel('Search by name, number or barcode').fill('pho')
  await expect.poll(() => page.url()).toContain('search=pho')
  await page.getByRole('link', { name: 'Phone' }).first().click()
  await heading('Phone').waitFor()
  await tab('Price and Attributes').click()
  await page.getByRole('heading', { name: 'Dispatch Identifier mode' }).waitFor()
  for (const mode of ['at_dispatch', 'single_use', 'multiple_use'] as const)
    await page.getByText(words.modes[mode], { exact: true }).waitFor()
  await page.getByLabel('Pre Entered Product Serial Numbers (Single Use)').check()
  await button('Save').click()
  await page.getByText('Phone was saved.').waitFor()
})

test('single use: a box for each unit of stock, each filled and distinct before it is saved; a message confirms', async () => {
  await openStock('Phone')
  await button('Manually Update Serial Numbers').click()
  await heading('Product Serial Numbers').waitFor()
  const first = box('Serial number 1 in A-01')
  await first.click()
  await office.scan('ABC')
  await page.keyboard.type('ABC')
  await page.getByText('The same as number 1').waitFor()
  await button('Save Changes').click()
  await page.getByText('1 box is empty').or(page.getByText('2 boxes need correction')).first().waitFor()
  await box('Serial number 2 in A-01').fill('abc')
  await box('Serial number 3 in A-02').fill('~ #3')
  await button('Save Changes').click()
  await page.getByText('Your serial numbers have been saved against Phone.').waitFor()
  await button('OK').click()
  await button('Manually Update Serial Numbers').waitFor()
  expect(await serialsOf('Phone')).toEqual(['ABC', 'abc', '~ #3'])
})

test('a change of the stock level asks for the serial numbers: of what is added, and which ones go', async () => {
  await button('Change the stock level in A-01').click()
  await page.getByLabel('New stock level').fill('4')
  await page.getByLabel('Reason', { exact: true }).first().click()
  await page.getByRole('option', { name: 'Found' }).click()
  await button('Next').click()
  await box('Serial number 1').fill('NEW-1')
  await box('Serial number 2').fill('~ #3')
  await page.getByText('Another piece: in bin A-02 at Harbour Street').waitFor()
  await box('Serial number 2').fill('NEW-2')
  await button('Save Changes').click()
  await page.getByText(/The stock level was changed: A\d+/).waitFor()
  expect(await serialsOf('Phone')).toEqual(['ABC', 'abc', '~ #3', 'NEW-1', 'NEW-2'])

  await button('Change the stock level in A-01').click()
  await page.getByLabel('New stock level').fill('3')
  await page.getByLabel('Reason', { exact: true }).first().click()
  await page.getByRole('option', { name: 'Variance' }).click()
  await button('Next').click()
  await page.getByText('Choose the piece that goes.').waitFor()
  await page.getByLabel('ABC', { exact: true }).check()
  await button('Save Changes').click()
  await expect.poll(() => serialsOf('Phone')).toEqual(['abc', '~ #3', 'NEW-1', 'NEW-2'])
})

test('multiple use: boxes may stay blank, entries are distinct, and a file fills them', async () => {
  await openStock('Salad')
  await button('Manually Update Serial Numbers').click()
  await heading('Product Serial Numbers').waitFor()
  await box('Value 1').fill('2026-12-24')
  await box('Value 2').fill('2026-12-24')
  await page.getByText('The same as number 1').waitFor()
  await box('Value 2').fill('')
  await box('Value 1').evaluate(first => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', '2026-12-24\r\n2026-12-31\r\n')
    first.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  })
  await page.getByText('1 box that is filled already is overwritten.').waitFor()
  await button('Fill').click()
  await expect.poll(() => box('Value 2').inputValue()).toBe('2026-12-31')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await page.locator('input[type=file]').setInputFiles({
    name: 'dates.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('Value\n"Best before Easter"\n'),
  })
  await button('Fill').click()
  await expect.poll(() => box('Value 3').inputValue()).toBe('Best before Easter')
  await box('Value 2').fill('')
  await button('Save Changes').click()
  await page.getByText('Your serial numbers have been saved against Salad.').waitFor()
  await button('OK').click()
  const values = await shop.rows(
    'select value from dispatch_identifier_value where archived_at is null order by position',
  )
  expect(values.map(row => row.value)).toEqual(['2026-12-24', 'Best before Easter'])
})

test('10,000 boxes are filled by a range and saved', async () => {
  await openStock('Card')
  await button('Manually Update Serial Numbers').click()
  await heading('Product Serial Numbers').waitFor()
  const first = box('Serial number 1 in A-01')
  await first.fill('C00001..C10000')
  await first.press('Enter')
  await page.getByText('From number 1 on: C00001 to C10000.').waitFor()
  await button('Fill').click()
  await page.getByText('10,000 of 10,000 filled').waitFor()
  await expect.poll(() => box('Serial number 10000 in A-01').inputValue()).toBe('C10000')
  await button('Save Changes').click()
  await page.getByText('Your serial numbers have been saved against Card.').waitFor()
  await button('OK').click()
  await button('Manually Update Serial Numbers').waitFor()
  expect(await serialsOf('Card')).toEqual(times(10_000, index => `C${String(index + 1).padStart(5, '0')}`))
})

test('all of it is there on a telephone', async () => {
  await page.setViewportSize({ width: 390, height: 844 })
  await openStock('Phone')
  await button('Manually Update Serial Numbers').click()
  await heading('Product Serial Numbers').waitFor()
  await box('Serial number 1 in A-01').waitFor()
  expect(await overflowOf(page)).toBe(0)
})
