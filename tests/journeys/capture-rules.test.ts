import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestShop, type TestShop } from '../harness/shop.ts'
import { makeShelf } from '../harness/stocked-shop.ts'
import { type BackOffice, openBackOffice, overflowOf } from './back-office.ts'

let shop: TestShop
let office: BackOffice
let page: Page
beforeAll(async () => {
  shop = await openTestShop()
  await makeShelf(shop)
  office = await openBackOffice(shop)
  page = office.page
}, 120_000)
afterAll(async () => {
  await office?.close()
  await shop.close()
})

const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true })
const heading = (name: string | RegExp) => page.getByRole('heading', { level: 1, name })
const field = (name: string) => page.getByLabel(name, { exact: true })
const setting = (name: string) => page.getByRole('switch', { name })
const rules = () => page.getByRole('heading', { name: 'Capture rules' })
const items = () => page.getByRole('grid', { name: 'Purchased items' })
const cell = (line: number, column: string) =>
  items().locator(`[data-row="${line - 1}"] [data-column="${column}"]`)

async function enter(line: number, column: string, text: string): Promise<void> {
  await cell(line, column).click()
  await page.keyboard.type(text)
  await page.keyboard.press('Enter')
}

test('a product gets its capture rules: only those that fit its tracking are shown, and they are saved with it', async () => {
  await page.goto(`${office.address}/admin/products/new`)
  await field('Name').fill('Telephone')
  await field('Product number').fill('TEL-1')
  await page.getByRole('tab', { name: 'Price and Attributes' }).click()
  await page.getByRole('heading', { name: 'Inventory Settings' }).waitFor()
  await expect.poll(() => rules().count()).toBe(0)
  await setting('Track by Lot Number').click()
  await rules().waitFor()
  await expect.poll(() => field('Serial numbers are').count()).toBe(0)
  await setting('Track with Serial Number').click()
  await setting('Supplier’s lot is required').focus()
  await page.keyboard.press('Space')
  await field('Shelf life').fill('365')
  await field('Must keep at sale').fill('30')
  await field('Shortest').fill('9')
  await field('Longest').fill('8')
  await button('Save').click()
  await page.getByText('The longest cannot be shorter than the shortest.').waitFor()
  await field('Serial numbers are').first().click()
  await page.getByRole('option', { name: 'IMEI: 15 digits with a check digit' }).click()
  await expect.poll(() => field('Shortest').count()).toBe(0)
  await button('Save').click()
  await heading('Telephone').waitFor()
  const stored = await shop.rows(
    `select requires_expiry, requires_supplier_lot, shelf_life_days, minimum_days_at_receipt, minimum_days_at_sale,
            serial_pattern, serial_min_length from product`,
  )
  expect(stored).toEqual([
    {
      requires_expiry: false,
      requires_supplier_lot: true,
      shelf_life_days: 365,
      minimum_days_at_receipt: null,
      minimum_days_at_sale: 30,
      serial_pattern: 'imei',
      serial_min_length: null,
    },
  ])
  await page.getByRole('tab', { name: 'Price and Attributes' }).click()
  await field('Shelf life').fill('')
  await page.keyboard.press('Control+s')
  await page.getByText('Telephone was saved.').waitFor()
  expect(await shop.rows('select shelf_life_days, minimum_days_at_sale from product')).toEqual([
    { shelf_life_days: null, minimum_days_at_sale: 30 },
  ])
})

test('the rules fit on a telephone', async () => {
  await page.setViewportSize({ width: 390, height: 844 })
  await page.getByRole('tab', { name: 'Price and Attributes' }).click()
  await rules().waitFor()
  expect(await overflowOf(page)).toBe(0)
  await page.setViewportSize({ width: 1280, height: 800 })
})

test('in the grid a wrong serial number says at once what is wrong, and the column that is required shows itself', async () => {
  await page.goto(`${office.address}/admin/purchase-orders/new`)
  await heading('New purchase order').waitFor()
  await button('Add').click()
  await page.keyboard.type('TEL-1')
  await page.keyboard.press('Tab')
  await cell(1, 'supplierLot').waitFor()
  await enter(1, 'quantitySku', '1')
  await enter(1, 'bin', 'A-01')
  await enter(1, 'lotNumber', 'T-1')
  await enter(1, 'serial', '490154203237519')
  await page.getByText('As an IMEI its last digit should be 8. Check for a typing mistake.').first().waitFor()
  await enter(1, 'serial', '490154203237518')
  await page.getByText('As an IMEI its last digit should be 8.').first().waitFor({ state: 'detached' })

  await button('Save').click()
  await page.waitForURL(/purchase-orders\/\d+$/)
  await button('Confirm').click()
  await page.getByRole('dialog').getByRole('button', { name: 'Confirm', exact: true }).click()
  await page.getByText('Line 1: Telephone comes in only with the supplier’s lot number.').first().waitFor()
  await page.keyboard.press('Escape')
  await enter(1, 'supplierLot', 'XY-7')
  await button('Save').click()
  await page.getByText('All changes saved').waitFor()
  await button('Confirm').click()
  await page.getByRole('dialog').getByRole('button', { name: 'Confirm', exact: true }).click()
  await page.getByText(/is confirmed\.$/).waitFor()
  await page.getByRole('grid').getByText('XY-7').waitFor()
  expect(await shop.rows('select supplier_lot from purchase_order_line')).toEqual([{ supplier_lot: 'XY-7' }])
})
