import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as stock from '../../server/stock/public.ts'
import { makeProduct, receiveGoods } from '../harness/stocked-shop.ts'
import { type Counter, openCounter, openTill } from '../till/counter.ts'
import { rungUp, line as soldLine } from '../till/rung-up.ts'
import { openTillDevice, signIn, startTill, type TillDevice } from './till-device.ts'

/* An hour without the network, and what comes after it. */

let counter: Counter
let device: TillDevice
let page: Page
let camera: number
beforeAll(async () => {
  counter = await openCounter()
  const { shop, shelf } = counter
  shop.now = new Date()
  const oats = await makeProduct(shop, 'lots', 'Oats')
  camera = await makeProduct(shop, 'serials', 'Camera')
  await shop.rows(`update variant set price_minor = 250`)
  const at = { placeId: shelf.binId }
  await receiveGoods(shop, [
    { ...at, variantId: oats, quantity: 9, lotNumber: 'O-1' },
    ...[1, 2].map(index => ({
      ...at,
      variantId: camera,
      quantity: 1,
      lotNumber: 'C1',
      serial: `CAM-${index}`,
    })),
  ])
  device = await openTillDevice(counter)
  page = device.page
  await startTill(device, counter)
  await tile('Camera').waitFor()
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => null))
}, 120_000)
afterAll(async () => {
  await device?.close()
  await counter?.shop.close()
})

const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true })
const tile = (name: string) => page.getByRole('button', { name: new RegExp(`^Add ${name},`) })
const line = (name: string) => page.getByRole('button', { name: `${name}, change`, exact: true })
const heading = (name: string) => page.getByRole('heading', { level: 1, name, exact: true })
const salesInBooks = () =>
  counter.shop.rows<{ provisional: string; state: string }>(
    `select provisional_number as provisional, state from till_sale where provisional_number <> '' order by 1`,
  )
const payExactly = async () => {
  await button(/^Pay /).tap()
  await heading('Pay').waitFor()
  await button(/Exact$/).tap()
  await heading('Paid').waitFor()
}

test('the network goes away: the till says so and goes on selling lots and serials', async () => {
  await device.context.setOffline(true)
  await page.getByText(/^Offline since/).waitFor()
  await tile('Oats').tap()
  await line('Oats').getByText('Lot O-1').waitFor()
  await payExactly()
  await page.getByText('Provisional number T1-P0001').waitFor()
  await button('New sale').tap()
  await device.scan('CAM-1')
  await line('Camera').getByText('CAM-1').waitFor()
  await payExactly()
  await page.getByText(/2 sales waiting/).waitFor()
  await button('New sale').tap()
  // What was sold leaves the device's stock at once.
  await device.scan('CAM-1')
  await page.getByText('CAM-1 was sold at this till a moment ago.').waitFor()
})

test('closed and opened again without the network, it has its goods, its sales and the basket that was begun', async () => {
  await tile('Oats').tap()
  await line('Oats').waitFor()
  await page.reload()
  await signIn(page)
  await line('Oats').waitFor()
  await page.getByText(/2 sales waiting/).waitFor()
  expect(await salesInBooks()).toEqual([])
})

test('back again: each sale is taken once though its answer is lost, and one conflict blocks nothing', async () => {
  const other = await openTill(counter, 'Second till')
  const sold = await other.call(
    'POST',
    '/sales',
    rungUp(counter, other, [soldLine(camera, { serials: ['CAM-1'] })]),
  )
  expect(sold.status).toBe(200)
  let lost = 0
  await page.route(
    '**/api/v1/till/sales/send',
    async route => {
      await route.fetch()
      lost += 1
      await route.abort()
    },
    { times: 1 },
  )
  await device.context.setOffline(false)
  await page.getByText('1 sale for the manager').waitFor()
  await expect.poll(() => page.getByText(/waiting/).count()).toBe(0)
  expect(lost).toBe(1)
  expect(await salesInBooks()).toEqual([
    { provisional: 'T1-P0001', state: 'sold' },
    { provisional: 'T1-P0002', state: 'conflict' },
  ])
  // The basket that was begun offline is paid as any other.
  await payExactly()
  await page.getByText('Receipt T1-1003').first().waitFor()
  await button('New sale').tap()
  await button('Menu').tap()
  await page.getByRole('menuitem', { name: 'Receipts' }).tap()
  await heading('Receipts of this device').waitFor()
  await page.getByText(/^For the manager: .*CAM-1/).waitFor()
  await page.getByText('1 sale for the manager').waitFor({ state: 'detached' })
  expect(await stock.verify(counter.shop.house.pool)).toEqual([])
})
