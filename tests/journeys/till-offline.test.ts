import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as stock from '../../server/stock/public.ts'
import * as tills from '../../server/till/public.ts'
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
  await drawPicture(oats)
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
  // From its second visit on the worker answers, and keeps the pictures that were seen.
  await page.reload()
  await signIn(page)
  await pictureIsThere()
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
const back = () => page.getByRole('button', { name: 'Back to selling' }).tap()
const shot = async (name: string) => {
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/${name}.png` })
}
const menu = async (name: string) => {
  await button('Menu').tap()
  await page.getByRole('menuitem', { name }).tap()
}
const pictureIsThere = () =>
  page.waitForFunction(
    () =>
      (document.querySelector('button[aria-label^="Add Oats"] img') as HTMLImageElement)?.naturalWidth > 0,
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
  // What cannot be done says so before anybody begins, and what to do instead.
  await menu('Return')
  await page.getByText(/^Returns need the network/).waitFor()
  await page.getByText(/put the goods aside with the receipt/).waitFor()
  await shot('returns-offline')
  await back()
})

test('closed and opened again without the network, it has its goods, its sales and the basket that was begun', async () => {
  await tile('Oats').tap()
  await line('Oats').waitFor()
  await page.reload()
  await signIn(page)
  await line('Oats').waitFor()
  await pictureIsThere()
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

test('two windows open the drawer at once without the network, while it is open already: it is one, and nothing is lost', async () => {
  await back()
  await menu('Drawer')
  await heading('Drawer').waitFor()
  await button('Close the drawer').tap()
  await page.getByRole('dialog').getByLabel('Counted cash').fill('1')
  await page.getByRole('dialog').getByRole('button', { name: 'Close with this count' }).tap()
  await button('Done').tap()
  await heading('Open the drawer').waitFor()
  await device.context.setOffline(true)
  const other = await device.context.newPage()
  other.setDefaultTimeout(20_000)
  await other.goto(`${device.address}/pos/`)
  await signIn(other)
  const windows = [page, other]
  for (const [index, one] of windows.entries()) {
    await one.getByRole('heading', { name: 'Open the drawer' }).waitFor()
    await one.getByLabel('Float').fill(`${50 + index}`)
  }
  // Whichever is later may find its question gone: then the other one has opened it.
  const open = (one: Page) =>
    one.evaluate(() => document.querySelector<HTMLButtonElement>('button[type=submit]')?.click())
  await Promise.all(windows.map(open))
  await Promise.all(windows.map(one => one.getByRole('region', { name: 'Basket' }).waitFor()))
  // Both sell, the second one after its clock was set back by a day: what was taken first is numbered first.
  await sellOats(page)
  await page.clock.setFixedTime(Date.now() - 86_400_000)
  await sellOats(page)
  await Promise.all(windows.map(sellOats))
  await menu('Drawer')
  await button('Pay out').tap()
  await page.getByRole('dialog').getByLabel('Amount').fill('2')
  await page.getByRole('dialog').getByLabel('Reason').fill('Milk')
  await page.getByRole('dialog').getByRole('button', { name: 'Record it' }).tap()
  await page.getByText('€2.00 is kept here and is sent when the network is back.').waitFor()
  const held = await openElsewhere()
  await device.context.setOffline(false)
  for (const one of windows) {
    await one.getByText(/^The drawer was open already: Carl Cashier opened it/).waitFor()
    await expect.poll(() => one.getByText(/sales? waiting/).count()).toBe(0)
  }
  await shot('drawer-joined')
  const sold = (await salesInBooks()).slice(3)
  expect(sold).toEqual([3, 4, 5, 6].map(count => ({ provisional: `T1-P000${count + 1}`, state: 'sold' })))
  const numbered = await counter.shop.rows<{ provisional: string }>(
    `select provisional_number as provisional from till_sale where drawer_id = $1 order by document_id`,
    [held],
  )
  expect(numbered.slice(0, 2).map(sale => sale.provisional)).toEqual(['T1-P0004', 'T1-P0005'])
  const report = (await counter.office('GET', `/z-reports/${held}`)).body
  expect(report).toMatchObject({
    sales: { count: 4, totalMinor: 1000 },
    payOuts: [{ amountMinor: 200, reason: 'Milk' }],
    openedAgain: [{ by: 'Mary Manager' }],
    expectedCashMinor: 9000 + 1000 - 200,
  })
  expect(report.openedAgain).toHaveLength(1)
  await button('Understood').tap()
  await other.getByText(/^The drawer was open already/).waitFor({ state: 'detached' })
  expect(await stock.verify(counter.shop.house.pool)).toEqual([])
  expect(await tills.verifyTills(counter.shop.house.pool)).toEqual([])
})

async function sellOats(one: Page): Promise<void> {
  await one.getByRole('button', { name: /^Add Oats,/ }).tap()
  await one.getByRole('button', { name: /^Pay / }).tap()
  await one.getByRole('heading', { level: 1, name: 'Pay' }).waitFor()
  await one.getByRole('button', { name: /Exact$/ }).tap()
  await one.getByRole('heading', { level: 1, name: 'Paid' }).waitFor()
  await one.getByRole('button', { name: 'New sale' }).tap()
  await one.getByText('Nothing in it yet').waitFor()
}

/** Somebody opens the till's drawer while this device cannot know it. */
async function openElsewhere(): Promise<string> {
  const app = await counter.shop.app()
  const { value } = (await device.context.cookies(`${device.address}/api/v1/till`)).find(
    ({ name }) => name === 'lotbook_till',
  )!
  const send = async (path: string, payload: object) =>
    (
      await app.inject({
        method: 'POST',
        url: `/api/v1/till${path}`,
        cookies: { lotbook_till: value },
        payload,
      })
    ).json()
  const { signInId } = await send('/sign-in', { staffId: counter.carl, pin: '8642' })
  const id = crypto.randomUUID()
  await send('/drawers', { id, signInId, floatMinor: 9000, at: new Date().toISOString() })
  return id
}

async function drawPicture(variantId: number): Promise<void> {
  const webp = await sharp({ create: { width: 80, height: 60, channels: 3, background: '#c9a227' } })
    .webp()
    .toBuffer()
  await counter.shop.rows(
    `with made as (
       insert into picture (id, product_id, ordinal, width, height, created_at, created_by)
       select gen_random_uuid(), product_id, 1, 80, 60, now(), 1 from variant where id = $1 returning id
     ) insert into picture_file (picture_id, size, webp) select id, 'medium', $2 from made`,
    [variantId, webp],
  )
}
