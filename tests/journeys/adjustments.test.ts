import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as stock from '../../server/stock/public.ts'
import { openTestShop, type TestShop } from '../harness/shop.ts'
import {
  makeNote,
  makeProduct,
  makeShelf,
  placeOrder,
  receiveGoods,
  unitIdOf,
} from '../harness/stocked-shop.ts'
import { type BackOffice, openBackOffice, overflowOf } from './back-office.ts'

let shop: TestShop
let office: BackOffice
let page: Page
let note: string
beforeAll(async () => {
  shop = await openTestShop()
  const shelf = await makeShelf(shop)
  const jam = await makeProduct(shop, 'lots', 'Jam')
  const drill = await makeProduct(shop, 'serials', 'Drill')
  await receiveGoods(shop, [{ variantId: jam, quantity: 24, placeId: shelf.binId, lotNumber: 'J-1' }])
  await receiveGoods(
    shop,
    ['DR-1', 'DR-2', 'DR-3'].map(serial => ({
      variantId: drill,
      quantity: 1,
      placeId: shelf.binId,
      lotNumber: 'DR',
      serial,
    })),
  )
  const orderLineId = await placeOrder(shop, shelf, drill, 1)
  const pick = {
    orderLineId,
    variantId: drill,
    quantity: 1,
    lotId: null,
    unitIds: [await unitIdOf(shop, 'DR-2')],
  }
  note = (await makeNote(shop, shelf, [pick])).number
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
const field = (name: string) => page.getByRole('textbox', { name })
async function choose(label: string, option: string): Promise<void> {
  await page.getByRole('dialog').getByLabel(label, { exact: true }).first().click()
  await page.getByRole('option', { name: option, exact: true }).click()
}

test('broken jars go from the product’s own page, from a lot in a bin, and the reason is asked', async () => {
  const [row] = await shop.rows<{ id: number }>(`select id from product where name = 'Jam'`)
  await page.goto(`${office.address}/admin/products/${row!.id}`)
  await heading('Jam').waitFor()
  await page.getByRole('tab', { name: 'Stock' }).click()
  await button('Adjust stock').click()
  await choose('Bin', 'A-01')
  await page.getByRole('dialog').getByLabel('Lot No.', { exact: true }).first().fill('J-1')
  await page.getByText('On hand there: 24').waitFor()
  await field('Quantity').fill('3')
  await page.getByRole('dialog').getByRole('button', { name: 'Adjust stock' }).click()
  await page.getByText('Choose why.').waitFor()
  await choose('Reason', 'Damage')
  await field('Note').fill('Fell off the pallet')
  await page.getByRole('dialog').getByRole('button', { name: 'Adjust stock' }).click()
  await page.getByText('A1001: Jam is adjusted.').waitFor()
  expect(
    await shop.rows(`select on_hand from level join lot on lot.id = lot_id where number = 'J-1'`),
  ).toEqual([{ on_hand: 21 }])
})

test('a piece that is missing goes by its serial; one that is chosen stays, and the note that has it is named', async () => {
  await page.goto(`${office.address}/admin/adjustments`)
  await heading('Adjustments').waitFor()
  await page.getByText('Fell off the pallet').waitFor()
  await button('Adjust stock').click()
  await page.getByRole('dialog').getByLabel('Product', { exact: true }).first().click()
  await page.getByRole('option', { name: /Drill/ }).click()
  await choose('Bin', 'A-01')
  await choose('Reason', 'Variance')
  await page.getByRole('heading', { name: 'Adjust stock' }).click()
  await office.scan('DR-2')
  await page.getByText('1 piece').waitFor()
  await page.getByRole('dialog').getByRole('button', { name: 'Adjust stock' }).click()
  await page.getByText(`Serial DR-2 of Drill is already chosen for ${note}.`).waitFor()
  await field('Serial numbers').fill('DR-3')
  await page.getByRole('dialog').getByRole('button', { name: 'Adjust stock' }).click()
  await heading(/^Adjustment A\d+$/).waitFor()
  await page.getByRole('link', { name: 'DR-3' }).click()
  await page.getByText('Written off').first().waitFor()
  await page
    .getByRole('listitem')
    .getByRole('link', { name: /^A\d+$/ })
    .click()
  await heading(/^Adjustment A\d+$/).waitFor()
})

test('the shop edits its own reasons', async () => {
  await page.goto(`${office.address}/admin/adjustments`)
  await button('Reasons').click()
  await button('Add a reason').click()
  await field('Name').fill('Used in the café')
  await page.getByRole('radio', { name: 'Lowers the stock' }).click()
  await button('Save').click()
  await page.getByText('“Used in the café” was saved.').waitFor()
  await page.getByRole('row', { name: /Transfer/ }).click()
  await page.getByRole('switch', { name: 'Archived' }).focus()
  await page.keyboard.press('Space')
  await button('Save').click()
  await page.getByText('Transfer (Archived)').waitFor()
  await page.keyboard.press('Escape')
  await page.setViewportSize({ width: 390, height: 800 })
  expect(await overflowOf(page)).toBe(0)
})
