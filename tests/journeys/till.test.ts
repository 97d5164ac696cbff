import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as stock from '../../server/stock/public.ts'
import { lotIdOf, makeProduct, receiveGoods, unitIdOf } from '../harness/stocked-shop.ts'
import { type Counter, openCounter } from '../till/counter.ts'
import { overflowOf } from './back-office.ts'
import { pictureOf } from './camera-film.ts'
import { openTillDevice, signIn, startTill, type TillDevice } from './till-device.ts'

/* The POS steps of the playbook, in its own words, on a tablet. */

let counter: Counter
let device: TillDevice
let page: Page
beforeAll(async () => {
  counter = await openCounter()
  const { shop, shelf } = counter
  shop.now = new Date()
  const milk = await makeProduct(shop, 'lots', 'Milk')
  const oats = await makeProduct(shop, 'lots', 'Oats')
  const camera = await makeProduct(shop, 'serials', 'Camera')
  await makeProduct(shop, 'none', 'Gift card')
  await shop.rows(`update variant set price_minor = 250`)
  await shop.rows(`update variant set price_minor = 39900 where id = $1`, [camera])
  await shop.rows(`update product set dispatch_identifier_mode = 'at_dispatch' where name = 'Gift card'`)
  await shop.rows(`insert into barcode (code, variant_id, is_gtin) values ('09501101530003', $1, true)`, [
    milk,
  ])
  const at = { placeId: shelf.binId }
  await receiveGoods(shop, [
    { ...at, variantId: milk, quantity: 5, lotNumber: 'M-EVER' },
    { ...at, variantId: milk, quantity: 5, lotNumber: 'M-SOON', expiresOn: '2090-06-30' },
    { ...at, variantId: milk, quantity: 5, lotNumber: 'M-OLD', expiresOn: '2020-01-31' },
    { ...at, variantId: milk, quantity: 5, lotNumber: 'M-HELD', expiresOn: '2091-01-31' },
    { ...at, variantId: oats, quantity: 9, lotNumber: 'O-1' },
    ...[1, 2, 3, 4].map(index => ({
      ...at,
      variantId: camera,
      quantity: 1,
      lotNumber: 'C1',
      serial: `CAM-${index}`,
    })),
    { ...at, variantId: (await variantOf('Gift card'))!, quantity: 9 },
  ])
  const held = { kind: 'quarantined', reason: 'glass found' } as const
  await shop.act(async tx => stock.holdLot(tx, await lotIdOf(shop, 'M-HELD'), held))
  await shop.act(async tx => stock.holdUnit(tx, await unitIdOf(shop, 'CAM-4'), held))
  device = await openTillDevice(counter, { kind: 'qrcode', text: 'CAM-2' })
  page = device.page
}, 120_000)
afterAll(async () => {
  await device?.close()
  await counter?.shop.close()
})

const variantOf = async (name: string) =>
  (await counter.shop.rows<{ id: number }>('select id from variant where name = $1', [name]))[0]?.id
const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true })
const tile = (name: string) => page.getByRole('button', { name: new RegExp(`^Add ${name},`) })
const line = (name: string) => page.getByRole('button', { name: `${name}, change`, exact: true })
const dialog = () => page.getByRole('dialog')
const gone = () => dialog().waitFor({ state: 'detached' })
const heading = (name: string) => page.getByRole('heading', { level: 1, name, exact: true })
const pay = async () => {
  await button(/^Pay /).tap()
  await heading('Pay').waitFor()
  await button(/Exact$/).tap()
  await heading('Paid').waitFor()
}
const newSale = async () => {
  await button('New sale').tap()
  await page.getByText('Nothing in it yet').waitFor()
}

test('a code makes the device a till, a PIN opens it, and its goods come by themselves', async () => {
  await startTill(device, counter)
  for (const name of ['Milk', 'Oats', 'Camera', 'Gift card']) await tile(name).waitFor()
})

test('lot product: tap, choose the lot number, Save; expired and held are shown and cannot be chosen', async () => {
  await tile('Milk').tap()
  const lots = dialog().getByRole('radio')
  await lots.first().waitFor()
  const rows = await dialog().locator('label').allInnerTexts()
  expect(rows.map(row => row.split('\n')[0])).toEqual(['M-SOON', 'M-EVER', 'M-OLD', 'M-HELD'])
  await dialog().getByText('Expired', { exact: true }).waitFor()
  await dialog()
    .getByText(/^On hold: .*glass found/)
    .waitFor()
  expect(await lots.evaluateAll(all => all.map(one => (one as HTMLInputElement).disabled))).toEqual([
    false,
    false,
    true,
    true,
  ])
  await dialog().getByText('M-EVER').tap()
  await dialog().getByRole('button', { name: 'Save' }).tap()
  await gone()
  await line('Milk').getByText('Lot M-EVER').waitFor()

  // Just one lot that can be sold is chosen by itself, and can be changed.
  await tile('Oats').tap()
  await line('Oats').getByText('Lot O-1').waitFor()
  await pay()
  await page.getByRole('article').getByText('Lot M-EVER').waitFor()
  await page.getByRole('article').getByText('Receipt T1-1001').waitFor()
  await page.getByRole('img', { name: 'The receipt as a link' }).waitFor()
  expect(await left('M-EVER')).toBe(4)
  await newSale()
})

test('serial product: press and hold, drag to the left, [Serial Number], type it, Confirm', async () => {
  await tile('Camera').tap()
  await button('Needs its serial number').waitFor()
  await expect.poll(() => button(/^Pay /).isDisabled()).toBe(true)
  await device.holdAndDragLeft(line('Camera'))
  await button('Serial Number').tap()
  await dialog().getByRole('textbox', { name: 'Serial Number' }).fill('CAM-99')
  await dialog().getByRole('button', { name: 'Confirm' }).tap()
  await dialog()
    .getByText(/CAM-99/)
    .last()
    .waitFor()
  await dialog().getByRole('textbox', { name: 'Serial Number' }).fill('CAM-4')
  await dialog().getByRole('button', { name: 'Confirm' }).tap()
  await dialog()
    .getByText(/glass found/)
    .waitFor()
  await dialog().getByRole('textbox', { name: 'Serial Number' }).fill('CAM-1')
  await dialog().getByRole('button', { name: 'Confirm' }).tap()
  await gone()
  await line('Camera').getByText('CAM-1').waitFor()
})

test('or the scan icon opens the camera, which reads what it sees, or a picture where it may not look', async () => {
  await tile('Camera').tap()
  await button('Needs its serial number').tap()
  const scan = dialog().getByRole('button', { name: 'Scan with the camera' })
  const refused = page.getByText(/does not let the till use the camera/)
  const codes = [
    ['code128', 'CAM-77'],
    ['ean13', '5012345678900'],
    ['qrcode', 'CAM-88'],
    ['datamatrix', 'CAM-99'],
  ] as const
  await device.mayLook(false)
  for (const [kind, text] of codes) {
    await scan.tap()
    await refused.waitFor()
    const picture = { name: 'box.png', mimeType: 'image/png', buffer: await pictureOf(kind, text) }
    await dialog().locator('input[type=file]').setInputFiles(picture)
    await dialog().getByText(`serial ${text} in stock`).waitFor()
  }
  await device.mayLook(true)
  await scan.tap()
  await gone()
  await page.getByText('CAM-2', { exact: true }).waitFor()
})

test('a scan adds product and serial in one go, and says where a piece is that cannot be added', async () => {
  await device.scan('CAM-3')
  await page.getByText('CAM-3', { exact: true }).waitFor()
  await device.scan('CAM-3')
  await page.getByText('CAM-3 is in this basket already.').waitFor()
  // A GS1 code brings product and lot; also with the cursor in the search field.
  await page.getByRole('textbox', { name: 'Search or scan' }).tap()
  await device.scan(']C1010950110153000310M-SOON')
  await line('Milk').getByText('Lot M-SOON').waitFor()
  await expect.poll(() => page.getByRole('textbox', { name: 'Search or scan' }).inputValue()).toBe('')
  await device.scan('(01)09501101530003(10)M-OLD')
  await page.getByText('Lot M-OLD has expired.').waitFor()
})

test('a dispatch identifier is asked for in the same way, and nothing is paid without it', async () => {
  await tile('Gift card').tap()
  await expect.poll(() => button(/^Pay /).isDisabled()).toBe(true)
  await button('Needs its dispatch identifier').tap()
  await dialog().getByRole('textbox', { name: 'Dispatch Identifier' }).fill('Card “Æ” 7')
  await dialog().getByRole('button', { name: 'Confirm' }).tap()
  await gone()
})

test('paid in parts: by card, then in cash with change; the receipt has the serial numbers', async () => {
  await button(/^Pay /).tap()
  await heading('Pay').waitFor()
  await button('Card').tap()
  for (const digits of ['1', '00', '00', '0']) await button(digits).tap()
  await button('Take €1,000.00 by card').tap()
  await button('Cash').tap()
  for (const digits of ['3', '00', '00']) await button(digits).tap()
  await button('Take €300.00 in cash').tap()
  await heading('Paid').waitFor()
  const paper = page.getByRole('article')
  for (const text of ['Receipt T1-1002', 'CAM-1', 'CAM-2', 'CAM-3', 'Card “Æ” 7'])
    await paper.getByText(text).waitFor()
  await page.getByText('€98.00').first().waitFor()
  await newSale()
  await device.scan('CAM-2')
  await page.getByText(/CAM-2.*sold/).waitFor()
  expect(await stock.verify(counter.shop.house.pool)).toEqual([])
})

test('a basket is put aside and taken up again, and outlives the browser', async () => {
  await tile('Oats').tap()
  await button('Hold').tap()
  await dialog().getByLabel('Note').fill('blue coat')
  await dialog().getByRole('button', { name: 'Hold' }).tap()
  await gone()
  await page.getByText('Nothing in it yet').waitFor()
  await page.reload()
  await page.getByRole('heading', { name: 'Who is at the till?' }).waitFor()
  await signIn(page)
  await button('Held, 1').tap()
  await dialog().getByText('blue coat').waitFor()
  await dialog().getByRole('button', { name: 'Take it up' }).tap()
  await gone()
  await line('Oats').waitFor()
  await device.holdAndDragLeft(line('Oats'))
  await page.getByRole('listitem').filter({ hasText: 'Oats' }).getByRole('button', { name: 'Remove' }).tap()
  await page.getByText('Nothing in it yet').waitFor()
})

test('return: the serial is scanned, its sale opens, the piece goes back to stock and is sold again', async () => {
  await button('Menu').tap()
  await page.getByRole('menuitem', { name: 'Return' }).tap()
  await heading('Return').waitFor()
  await device.scan('CAM-2')
  await page.getByText('T1-1002').waitFor()
  await expect.poll(() => page.getByRole('checkbox', { name: /CAM-2/ }).isChecked()).toBe(true)
  await button('Give back €399.00 in cash').tap()
  await page.getByText(/€399\.00 was given back\./).waitFor()
  await expect.poll(() => shelfOf('CAM-2')).toBe('bin')
  expect(await stock.verify(counter.shop.house.pool)).toEqual([])
})

test('nothing is cut off on a telephone, and every target is large enough for a thumb', async () => {
  await tile('Oats').tap()
  await page.setViewportSize({ width: 390, height: 844 })
  expect(await overflowOf(page)).toBe(0)
  await button('Open the basket').tap()
  await line('Oats').waitFor()
  expect(await overflowOf(page)).toBe(0)
  const small = await page.evaluate(() =>
    [...document.querySelectorAll('button')]
      .filter(one => one.checkVisibility({ checkVisibilityCSS: true }) && !one.closest('[inert]'))
      .map(one => ({ name: one.ariaLabel ?? one.textContent, height: one.getBoundingClientRect().height }))
      .filter(({ height }) => height < 47.5),
  )
  expect(small).toEqual([])
})

test('the drawer: cash in, the X report, and its end with a count and a Z report', async () => {
  await page.setViewportSize({ width: 1024, height: 768 })
  await page.reload()
  await signIn(page)
  await button('Menu').tap()
  await page.getByRole('menuitem', { name: 'Drawer' }).tap()
  await heading('Drawer').waitFor()
  await page.getByRole('article', { name: 'X report' }).waitFor()
  await button('Pay in').tap()
  await dialog().getByLabel('Amount').fill('20')
  await dialog().getByLabel('Reason').fill('coins')
  await dialog().getByRole('button', { name: 'Record it' }).tap()
  await page.getByText('€20.00 was recorded.').waitFor()
  await gone()
  await button('Close the drawer').tap()
  await dialog().getByLabel('Counted cash').fill('1')
  await dialog().getByRole('button', { name: 'Close with this count' }).tap()
  const report = page.getByRole('article', { name: 'Z report 1' })
  await report.getByText('Difference').waitFor()
  await button('Done').tap()
  await heading('Open the drawer').waitFor()
})

async function left(lotNumber: string): Promise<number> {
  const [row] = await counter.shop.rows<{ left: number }>(
    `select sum(l.on_hand)::int as left from level l join lot on lot.id = l.lot_id join place on place.id = l.place_id
      where lot.number = $1 and place.kind = 'bin'`,
    [lotNumber],
  )
  return row!.left
}

async function shelfOf(serial: string): Promise<string> {
  const [row] = await counter.shop.rows<{ kind: string }>(
    'select place.kind from unit join place on place.id = unit.place_id where unit.serial = $1',
    [serial],
  )
  return row!.kind
}
