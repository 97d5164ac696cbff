import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { dailyWork } from '../../server/daily-work.ts'
import { doDailyWork } from '../../server/platform/jobs/public.ts'
import * as stock from '../../server/stock/public.ts'
import { openTestShop, type TestShop } from '../harness/shop.ts'
import {
  makeProduct,
  makeShelf,
  placeOrder,
  receiveGoods,
  type Shelf,
  unitIdOf,
} from '../harness/stocked-shop.ts'
import { type BackOffice, openBackOffice, overflowOf } from './back-office.ts'

let shop: TestShop
let shelf: Shelf
let office: BackOffice
let page: Page
beforeAll(async () => {
  shop = await openTestShop()
  shelf = await makeShelf(shop)
  const drill = await makeProduct(shop, 'serials', 'Drill')
  const jam = await makeProduct(shop, 'lots', 'Jam')
  const piece = (serial: string, placeId: number) => ({
    variantId: drill,
    quantity: 1,
    placeId,
    lotNumber: 'DR',
    serial,
  })
  await receiveGoods(shop, [
    piece('DR-1', shelf.binId),
    piece('DR-2', shelf.binId),
    piece('DR-3', shelf.otherBinId),
    { variantId: jam, quantity: 24, placeId: shelf.binId, lotNumber: 'J-OLD', expiresOn: '2026-11-25' },
  ])
  await placeOrder(shop, shelf, jam, 10)
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
const dialog = () => page.getByRole('dialog')
const shoot = async (name: string) => {
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/${name}.png` })
}

test('a location is counted by scan: a missing, an unexpected and a moved piece, and the differences are posted', async () => {
  await page.getByRole('link', { name: 'Stock counts' }).click()
  await heading('Stock counts').waitFor()
  await button('Start a count').click()
  await dialog().getByLabel('Location', { exact: true }).first().click()
  await page.getByRole('option', { name: 'Harbour Street' }).click()
  await dialog().getByRole('button', { name: 'Start a count' }).click()
  await heading('Stock count C1001').waitFor()
  await page.getByRole('link', { name: 'A-01' }).click()
  await heading('Count A-01').waitFor()
  await office.scan('DR-1')
  await page.getByText('DR-1 (Drill) belongs here.').waitFor()
  await office.scan('DR-3')
  await page.getByText('DR-3 (Drill) is in bin A-02 at Harbour Street by the books.').waitFor()
  await office.scan('WHO-1')
  await page.getByText('Nobody knows WHO-1. Check it, and put it aside.').waitFor()
  await office.scan('J-OLD')
  await page.getByRole('heading', { name: 'Jam · J-OLD' }).waitFor()
  await page.getByLabel('Quantity', { exact: true }).fill('20')
  await page.keyboard.press('Enter')
  await page.getByText('Jam: 20 counted.').waitFor()
  await button('Finish this bin').click()
  await dialog().getByRole('button', { name: 'Finish this bin' }).click()
  await heading('Stock count C1001').waitFor()
  for (const kind of ['Missing', 'Unknown', 'Elsewhere in the books', 'Too few'])
    await page.getByRole('gridcell', { name: kind, exact: true }).waitFor()
  await button('Post the differences').click()
  await page.getByText('1 bin is not finished: what was not counted there stays as it is.').waitFor()
  await dialog().getByRole('button', { name: 'Post the differences' }).click()
  await page.getByText('C1001 is posted.').waitFor()
  await page.getByRole('heading', { name: 'Taken out' }).waitFor()
  expect(
    await shop.rows('select serial, place.code from unit join place on place.id = place_id order by serial'),
  ).toEqual([
    { serial: 'DR-1', code: 'A-01' },
    { serial: 'DR-2', code: 'adjustment' },
    { serial: 'DR-3', code: 'A-01' },
  ])
  await expect.poll(() => page.getByText('it moved since').count()).toBe(0)
  await page.setViewportSize({ width: 390, height: 800 })
  expect(await overflowOf(page)).toBe(0)
  await page.setViewportSize({ width: 1440, height: 900 })
})

test('what will expire is seen, is put on hold by itself, and is disposed of in two clicks though an order reserved it', async () => {
  await page.goto(`${office.address}/admin/expiry`)
  await heading('Expiry watch').waitFor()
  await page.getByText('Nothing has expired').waitFor()
  await page.getByText('In 30 days', { exact: true }).click()
  await page.getByRole('gridcell', { name: 'J-OLD', exact: true }).waitFor()

  // The shop’s days are moved by its clock, not by the browser’s; the night’s work is the server’s.
  shop.now = new Date('2026-11-26T03:00:00Z')
  await doDailyWork(shop.house, dailyWork)
  await page.goto(`${office.address}/admin/expiry`)
  await heading('Expiry watch').waitFor()
  await page.getByText('1 lot, ').waitFor()
  await page.getByText('expired: Expired on 2026-11-25').waitFor()
  await shoot('expiry')
  await page.getByRole('checkbox', { name: 'Choose lot J-OLD of Jam at Harbour Street' }).click()
  await button('Dispose').click()
  await page.getByText('A1001: the expired goods are written off.').waitFor()
  await page.getByText('Nothing has expired').waitFor()
})

test('a wrong serial number is corrected, and the former one is still found', async () => {
  await page.goto(`${office.address}/admin/trace/units/${await unitIdOf(shop, 'DR-1')}`)
  await heading('DR-1').waitFor()
  await button('Correct').click()
  await dialog().getByRole('textbox', { name: 'Serial' }).fill('DR-3')
  await dialog().getByRole('button', { name: 'Correct' }).click()
  await page.getByText('Serial DR-3 of Drill exists already').waitFor()
  await dialog().getByRole('textbox', { name: 'Serial' }).fill('DR-1A')
  await dialog().getByRole('button', { name: 'Correct' }).click()
  await heading('DR-1A').waitFor()
  await page.getByText('Formerly').waitFor()
  await page.getByRole('link', { name: 'Adjustments' }).click()
  await heading('Adjustments').waitFor()
  await office.scan('DR-1')
  await heading('DR-1A').waitFor()
})

test('pieces are carried to another bin by scan', async () => {
  await page.getByRole('link', { name: 'Move goods' }).click()
  await heading('Move goods').waitFor()
  await office.scan('DR-3')
  await page.getByRole('gridcell', { name: 'DR-3', exact: true }).waitFor()
  await office.scan('DR-2')
  await page.getByText('Serial DR-2 is in no bin.').waitFor()
  await page.getByLabel('To bin', { exact: true }).first().click()
  await page.getByRole('option', { name: 'A-02' }).click()
  await button('Move').click()
  await page.getByText('A1002: the goods are in A-02.').waitFor()
  expect(
    await shop.rows(`select place.code from unit join place on place.id = place_id where serial = 'DR-3'`),
  ).toEqual([{ code: 'A-02' }])
  await page.setViewportSize({ width: 390, height: 800 })
  expect(await overflowOf(page)).toBe(0)
})
