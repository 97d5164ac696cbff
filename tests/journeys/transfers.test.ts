import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as stock from '../../server/stock/public.ts'
import { openTestShop, type TestShop } from '../harness/shop.ts'
import { makeProduct, makeShelf, receiveGoods, times, unitIdOf } from '../harness/stocked-shop.ts'
import { type BackOffice, openBackOffice, overflowOf } from './back-office.ts'

let shop: TestShop
let office: BackOffice
let page: Page
beforeAll(async () => {
  shop = await openTestShop()
  const shelf = await makeShelf(shop)
  await makeShelf(shop, 'PIER')
  await shop.rows(`update location set name = 'Pier' where code = 'PIER'`)
  const jam = await makeProduct(shop, 'lots', 'Jam')
  const drill = await makeProduct(shop, 'serials', 'Drill')
  await receiveGoods(shop, [{ variantId: jam, quantity: 24, placeId: shelf.binId, lotNumber: 'J-1' }])
  await receiveGoods(
    shop,
    times(3, n => ({
      variantId: drill,
      quantity: 1,
      placeId: shelf.binId,
      lotNumber: 'DR',
      serial: `DR-${n}`,
    })),
  )
  office = await openBackOffice(shop)
  page = office.page
}, 120_000)
afterAll(async () => {
  expect(await stock.verify(shop.house.pool)).toEqual([])
  await office?.close()
  await shop.close()
})

const button = (name: string) => page.getByRole('button', { name, exact: true })
const dialog = () => page.getByRole('dialog')
const field = (name: string) => page.getByRole('textbox', { name, exact: true })
async function choose(label: string, option: string): Promise<void> {
  await page.getByLabel(label, { exact: true }).first().click()
  await page.getByRole('option', { name: option, exact: true }).click()
}

test('two pieces and five of a lot go to the other store, and arrive in two parts; the trace says where they are', async () => {
  await page.getByRole('link', { name: 'Transfers' }).click()
  await page.getByRole('heading', { level: 1, name: 'Transfers' }).waitFor()
  await page.getByRole('link', { name: 'New transfer' }).click()
  await page.getByRole('heading', { level: 1, name: 'New transfer' }).waitFor()
  await choose('From', 'Harbour Street')
  await choose('To', 'Pier')
  for (const code of ['DR-0', 'DR-1', 'J-1']) {
    await field('Scan or type a serial, a lot or a product').fill(code)
    await page.keyboard.press('Enter')
    await page.getByText(`${code} is on the transfer.`).waitFor()
  }
  await field('Quantity of J-1').fill('5')
  await button('Save draft').click()
  await page.getByRole('heading', { level: 1, name: /^X\d+$/ }).waitFor()
  await button('Send').click()
  await dialog().getByRole('button', { name: 'Send' }).click()
  await page.getByText('In transit').first().waitFor()

  await button('Receive').click()
  await choose('Into bin', 'A-02')
  await field('Quantity of DR-0').fill('1')
  await field('Quantity of J-1').fill('2')
  await page.setViewportSize({ width: 390, height: 800 })
  expect(await overflowOf(page)).toBe(0)
  await page.setViewportSize({ width: 1440, height: 900 })
  await dialog().getByRole('button', { name: 'Receive', exact: true }).click()
  await page.getByText('Received in part').first().waitFor()
  const transfer = page.url()
  await page.goto(`${office.address}/admin/trace/units/${await unitIdOf(shop, 'DR-1')}`)
  await page.getByText('On its way between locations').first().waitFor()

  await page.goto(transfer)
  await button('Receive').click()
  await choose('Into bin', 'A-01')
  await button('All has arrived').click()
  await dialog().getByRole('button', { name: 'Receive', exact: true }).click()
  await page.getByText('Received, nothing is on its way any more').waitFor()
  await page.setViewportSize({ width: 390, height: 800 })
  expect(await overflowOf(page)).toBe(0)
  await page.setViewportSize({ width: 1440, height: 900 })
  await page.getByRole('link', { name: 'DR-0', exact: true }).click()
  await page.getByText('A-02').first().waitFor()
  await page.getByText('Pier').first().waitFor()
})
