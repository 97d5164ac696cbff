import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { writeSpreadsheet } from '../../server/platform/spreadsheet/public.ts'
import * as purchasing from '../../server/purchasing/public.ts'
import { openTestShop, type TestShop } from '../harness/shop.ts'
import { makeProduct, makeShelf, type Shelf } from '../harness/stocked-shop.ts'
import { type BackOffice, openBackOffice, overflowOf } from './back-office.ts'

let shop: TestShop
let shelf: Shelf
let office: BackOffice
let page: Page
let order: { id: number; number: string }
beforeAll(async () => {
  shop = await openTestShop()
  await shop.workJobs()
  shelf = await makeShelf(shop)
  const oil = await makeProduct(shop, 'lots', 'Olive oil')
  await makeProduct(shop, 'serials', 'Phone')
  const lot = { lotNumber: 'L-1', serial: null, madeOn: null, expiresOn: null, supplierLot: 'CV-7781' }
  const line = {
    variantId: oil,
    quantitySku: 12,
    priceMinor: 420,
    binId: shelf.binId,
    supplierId: null,
    ...lot,
  }
  const head = { supplierId: null, locationId: shelf.locationId, expectedOn: null, notes: '' }
  order = await shop.act(async tx => {
    const draft = await purchasing.addPurchaseOrder(tx, { ...head, overDeliveryPercent: 5, lines: [line] })
    const { version } = await purchasing.confirmPurchaseOrder(tx, draft.id, draft.version)
    return purchasing.warehousePurchaseOrder(tx, draft.id, version)
  })
  office = await openBackOffice(shop)
  page = office.page
}, 120_000)
afterAll(async () => {
  await office?.close()
  await shop.close()
})

const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true })
const heading = (name: string | RegExp) => page.getByRole('heading', { level: 1, name })
const shot = async (name: string) => {
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/${name}.png` })
}

test('papers are attached to an order, several at once; one is downloaded, one is removed, and the history says so', async () => {
  await page.goto(`${office.address}/admin/purchase-orders/${order.id}`)
  await heading(`Purchase order ${order.number}`).waitFor()
  await page.getByText('5 %').waitFor()
  await page.getByText('Nothing is attached.').waitFor()
  const paper = (name: string, text: string) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(text) })
  const chosen = page.waitForEvent('filechooser')
  await button('Attach files').click()
  await (await chosen).setFiles([paper('invoice 7.txt', 'EUR 50.40'), paper('wrong.txt', 'not ours')])
  const list = page.getByRole('list', { name: 'Attachments' })
  await expect.poll(() => list.getByRole('link').count()).toBe(2)
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    list.getByRole('link', { name: 'invoice 7.txt' }).click(),
  ])
  expect(download.suggestedFilename()).toBe('invoice 7.txt')
  expect(await readFile(await download.path(), 'utf8')).toBe('EUR 50.40')
  await button('Remove wrong.txt').click()
  await page.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true }).click()
  await page.getByText('File removed: wrong.txt').waitFor()
  await page.getByText('File attached: invoice 7.txt').waitFor()
  await expect.poll(() => list.getByRole('link').count()).toBe(1)
  await shot('attachments')
})

test('a receipt is found by what came in under it, shows the supplier’s lot, and carries its own papers', async () => {
  await page.getByRole('link', { name: 'Goods receipts' }).first().click()
  await heading('Goods receipts').waitFor()
  const list = page.getByRole('grid', { name: 'Goods receipts' })
  await list.getByText(order.number).waitFor()
  await page.getByLabel('Number, order, supplier, lot or serial').fill('NOTHING')
  await page.getByText('No goods receipt has anything to do with “NOTHING”').waitFor()
  await page.getByLabel('Number, order, supplier, lot or serial').fill('CV-7781')
  await list.getByText(order.number).waitFor()
  await shot('receipts')
  await list.getByRole('link').first().click()
  await heading(/^G\d+/).waitFor()
  await page.getByRole('grid').getByText('CV-7781').waitFor()
  await page.getByText('Nothing is attached.').waitFor()
  await shot('receipt')
  await page.getByRole('grid').getByRole('link', { name: 'L-1' }).click()
  await page.getByText('CV-7781').waitFor()
})

async function sheet(name: string) {
  const columns = ['Thing', 'Pieces', 'Batch', 'IMEIs'].map(header => ({ header, kind: 'text' as const }))
  const rows = [['Phone', '6', 'PX', 'A0998..A1003']]
  const buffer = Buffer.from(await writeSpreadsheet([{ name: 'Order', columns, rows }]))
  return { name, mimeType: 'application/octet-stream', buffer }
}

test('a range in one cell becomes as many lines, shown before; the supplier’s columns are known the next time', async () => {
  await page.goto(`${office.address}/admin/purchase-orders/import`)
  await heading('Import a purchase order').waitFor()
  const [template] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Download a template' }).click(),
  ])
  expect(template.suggestedFilename()).toBe('Purchase order template.xlsx')
  await page.setInputFiles('input[type=file]', await sheet('week 47.xlsx'))
  await page.getByText('week 47.xlsx').waitFor()
  const meaning = (heading: string) => page.getByRole('combobox', { name: `Is taken for: ${heading}` })
  await meaning('Thing').fill('Product number')
  await page.getByRole('option', { name: 'Product number' }).click()
  await meaning('IMEIs').fill('Serial')
  await page.getByRole('option', { name: 'Serial No.' }).click()
  await page.getByRole('combobox', { name: 'Source' }).fill('Kestrel Mobile')
  await button('Check the file').click()
  await page.getByText('Row 2: 6 pieces').waitFor()
  await page.getByText('Every row can be imported.').waitFor()
  await page.getByText('Row 2: 6 pieces').scrollIntoViewIfNeeded()
  await shot('import-verdict')
  await button('Import 1 row').click()
  await page.waitForURL(/purchase-orders\/\d+$/)
  await page.getByText('6 lines').first().waitFor()
  await page.goto(`${office.address}/admin/purchase-orders/import`)
  await page.setInputFiles('input[type=file]', await sheet('week 48.xlsx'))
  await page.getByText('The columns are matched as they were for Kestrel Mobile.').waitFor()
  await expect.poll(() => meaning('IMEIs').inputValue()).toBe('Serial No.')
  await expect.poll(() => page.getByRole('combobox', { name: 'Source' }).inputValue()).toBe('Kestrel Mobile')
})

test('nothing is cut off on a telephone', async () => {
  await page.setViewportSize({ width: 390, height: 844 })
  for (const path of ['goods-receipts', `purchase-orders/${order.id}`, 'purchase-orders/import']) {
    await page.goto(`${office.address}/admin/${path}`)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.waitForLoadState('networkidle')
    expect([path, await overflowOf(page)]).toEqual([path, 0])
    await shot(`narrow-${path.replaceAll('/', '-')}`)
  }
})
