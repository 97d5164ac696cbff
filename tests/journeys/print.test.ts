import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestShop, type TestShop } from '../harness/shop.ts'
import { lotIdOf, makeShelf, unitIdOf } from '../harness/stocked-shop.ts'
import { readPdf } from '../print/read-pdf.ts'
import { addAda, addHarvest, addProduct, buy, makeNote } from '../trace/traded-shop.ts'
import { type BackOffice, openBackOffice, overflowOf } from './back-office.ts'

let shop: TestShop
let office: BackOffice
let page: Page
let at: { note: number; order: number; receipt: number; product: number }
beforeAll(async () => {
  shop = await openTestShop()
  const shelf = await makeShelf(shop)
  const supplier = await addHarvest(shop)
  const ada = await addAda(shop, '<script>alert(1)</script> Ada')
  const camera = await addProduct(shop, {
    name: 'Camera',
    tracking: 'serials',
    barcodes: ['9501101530003'],
  })
  const order = await buy(shop, shelf, supplier.id, [
    { variantId: camera.variantId, lot: 'CAM-7', serial: 'CAM-1001', expiresOn: '2027-06-30' },
    { variantId: camera.variantId, lot: 'CAM-7', serial: 'CAM-1002' },
  ])
  const note = await makeNote(shop, shelf, ada.id, [
    { variantId: camera.variantId, unitIds: [await unitIdOf(shop, 'CAM-1001')] },
  ])
  at = { note: note.id, order: order.id, receipt: order.receipts[0]!.id, product: camera.id }
  office = await openBackOffice(shop)
  page = office.page
}, 120_000)
afterAll(async () => {
  await office?.close()
  await shop.close()
})

const goTo = (place: string) => page.goto(`${office.address}/admin${place}`)
const labels = () => page.getByRole('dialog')

/** What a link in a tab of its own gives to the one who is signed in. */
async function open(link: ReturnType<Page['getByRole']>) {
  await expect.poll(() => link.getAttribute('target')).toBe('_blank')
  const answer = await page.request.get(new URL((await link.getAttribute('href'))!, office.address).href)
  expect(answer.headers()['content-type']).toBe('application/pdf')
  return readPdf(await answer.body())
}

test('a delivery note opens as a PDF with its lot and serial number', async () => {
  await goTo(`/delivery-notes/${at.note}`)
  const { text } = await open(page.getByRole('link', { name: 'Print' }))
  expect(text).toContain('Delivery note D1001')
  // A long name may break over two lines.
  expect(text.replaceAll(/\s+/g, ' ')).toContain('<script>alert(1)</script> Ada')
  expect(text).toContain('CAM-1001')
  expect(text).not.toContain('CAM-1002')
})

test('a purchase order and its receipt open as PDFs, and their labels are one for each piece', async () => {
  await goTo(`/purchase-orders/${at.order}`)
  expect((await open(page.getByRole('link', { name: 'Print' }))).text).toContain('Purchase order P1001')
  await goTo(`/goods-receipts/${at.receipt}`)
  expect((await open(page.getByRole('link', { name: 'Print' }))).text).toContain('Goods receipt G1001')
  await page.getByRole('button', { name: 'Labels' }).click()
  await labels().getByText('2 labels on 1 sheet').waitFor()
  const { text } = await open(labels().getByRole('link', { name: 'Open the PDF' }))
  expect(text).toContain('CAM-1001')
  expect(text).toContain('CAM-1002')
})

test('labels are seen before they are printed, and the sheet is remembered', async () => {
  await goTo(`/trace/lots/${await lotIdOf(shop, 'CAM-7')}`)
  await page.getByRole('button', { name: 'Labels' }).click()
  await labels()
    .getByRole('img', { name: /The first label: Camera, LOT CAM-7, EXP 30 Jun 2027/ })
    .waitFor()
  await labels().getByText('(01)09501101530003(17)270630(10)CAM-7', { exact: true }).waitFor()
  await labels().getByRole('combobox', { name: 'Sheet or roll' }).click()
  await page.getByRole('option', { name: 'Roll, 62 × 29 mm' }).click()
  await labels().getByLabel('Copies of each').fill('3')
  await labels().getByText('3 labels', { exact: true }).waitFor()
  expect((await open(labels().getByRole('link', { name: 'Open the PDF' }))).pages).toBe(3)

  await labels().getByLabel('Copies of each').fill('501')
  await labels().getByText('Enter a whole number from 1 to 500.').waitFor()
  await expect.poll(() => labels().getByRole('button', { name: 'Open the PDF' }).isDisabled()).toBe(true)

  await goTo(`/trace/units/${await unitIdOf(shop, 'CAM-1002')}`)
  await page.getByRole('button', { name: 'Labels' }).click()
  const format = labels().getByRole('combobox', { name: 'Sheet or roll' })
  await expect.poll(() => format.inputValue()).toBe('Roll, 62 × 29 mm')
})

test('where a product has no GTIN the dialog says what its labels hold instead', async () => {
  await shop.rows('delete from barcode')
  await goTo(`/products/${at.product}`)
  await page.getByRole('button', { name: 'Labels' }).click()
  await labels()
    .getByText(/no GTIN at the product, so the symbol holds the shop’s own code \(CAMERA\)/)
    .waitFor()
})

test('the label dialog and the buttons fit a phone', async () => {
  await page.setViewportSize({ width: 390, height: 844 })
  for (const place of [`/products/${at.product}`, `/delivery-notes/${at.note}`]) {
    await goTo(place)
    await page.getByRole('heading', { level: 1 }).waitFor()
    expect(await overflowOf(page)).toBe(0)
  }
  await goTo(`/goods-receipts/${at.receipt}`)
  await page.getByRole('button', { name: 'Labels' }).click()
  await labels().getByRole('img', { name: 'The first label' }).waitFor()
  expect(await overflowOf(page)).toBe(0)
  await page.keyboard.press('Escape')
  await labels().waitFor({ state: 'hidden' })
})
