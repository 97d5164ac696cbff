import { readFile } from 'node:fs/promises'
import type { Download, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readSheetHead } from '../../server/platform/spreadsheet/public.ts'
import { openTestShop, type TestShop } from '../harness/shop.ts'
import { type BackOffice, openBackOffice, overflowOf } from './back-office.ts'

let shop: TestShop
let office: BackOffice
let page: Page
beforeAll(async () => {
  shop = await openTestShop()
  await shop.workJobs()
  office = await openBackOffice(shop)
  page = office.page
}, 120_000)
afterAll(async () => {
  await office?.close()
  await shop.close()
})

const button = (name: string | RegExp) => page.getByRole('button', { name })
const heading = (name: string) => page.getByRole('heading', { name })
const counts = () => page.getByRole('status').filter({ hasText: 'Skipped' })
const rows = () => page.getByRole('grid', { name: 'Verdict on every row' })

/** A list of sales as shops have them, with other names for everything and a little of all that goes wrong. */
const sales = `Lamps & Co
Invoice;StockCode;Bezeichnung;Menge;VK
1;L-1;Lamp;6;2,55
1;L-2;Cup;1;4,20
2;L-1;Lamp;-1;2,75
3;L-3;;2;0
4;=L-4;+Vase;2;1,9999
`

async function uploadText(name: string, text: string | Buffer): Promise<void> {
  await page.getByRole('link', { name: 'Retail products' }).first().click()
  await page.getByRole('link', { name: 'Import', exact: true }).click()
  await page.locator('input[type=file]').setInputFiles({
    name,
    mimeType: 'application/octet-stream',
    buffer: Buffer.from(text),
  })
  await heading('Columns').waitFor()
}

async function choose(label: string | RegExp, option: string): Promise<void> {
  await page
    .getByRole('textbox', { name: label })
    .or(page.getByRole('combobox', { name: label }))
    .first()
    .click()
  await page.getByRole('option', { name: option, exact: true }).click()
}

async function saved(download: Promise<Download>): Promise<{ name: string; bytes: Buffer }> {
  const file = await download
  return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) }
}

test('a template is there to begin with', async () => {
  await page.getByRole('link', { name: 'Retail products' }).first().click()
  await page.getByRole('link', { name: 'Import', exact: true }).click()
  await heading('Import products').waitFor()
  const coming = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Download a template' }).click()
  const { name, bytes } = await saved(coming)
  expect(name).toBe('Products template.xlsx')
  const { rows: lines } = await readSheetHead(bytes, { fileName: name, rows: 9 })
  expect(lines).toHaveLength(5)
})

test('a list of sales becomes products: columns matched by hand, every row with its verdict, the good ones taken', async () => {
  await uploadText('Lamps 2026.csv', sales)
  await expect.poll(() => page.getByRole('combobox', { name: 'Source' }).inputValue()).toBe('Lamps 2026')
  await page.getByRole('combobox', { name: 'Source' }).fill('Lamps & Co')
  await choose('Is taken for: Bezeichnung', 'Name')
  await choose('Is taken for: VK', 'Selling price')
  await button('Check the rows').click()
  await expect.poll(() => counts().innerText()).toMatch(/Created\s+2[\s\S]*Refused\s+3/)
  await rows().getByText('Row 3 has the product number L-1 with another VK').waitFor()
  await choose('When rows with one product number differ', 'The first good row counts')
  await page.getByText('Something was changed since').waitFor()
  await button('Check again').click()
  await expect.poll(() => counts().innerText()).toMatch(/Created\s+2[\s\S]*Skipped\s+1[\s\S]*Refused\s+2/)
  await choose('Verdict', 'Refused')
  await rows().getByText('VK 1.9999 has more decimals than EUR has (2)').waitFor()
  await rows().getByText('L-3 is a new product, which needs a name').waitFor()
  await button('Import 2 products').click()
  await page.getByText('The file is imported.').waitFor()
  const coming = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Download every row with its verdict' }).click()
  const { name, bytes } = await saved(coming)
  expect(name).toBe('Lamps 2026 result.xlsx')
  const head = await readSheetHead(bytes, { fileName: name, rows: 10 })
  expect(head.rows.map(row => row.cells[1])).toMatchObject(
    ['Verdict', 'Created', 'Created', 'Skipped', 'Refused', 'Refused'].map(text => ({ text })),
  )
  await page.getByRole('navigation', { name: 'You are here' }).getByRole('link').first().click()
  await page.getByRole('grid', { name: 'Retail products' }).getByText('€2.55').waitFor()
})

test('the next file of the same source is matched as before, though its columns have moved', async () => {
  await uploadText('Lamps 2027.csv', 'VK;Menge;Bezeichnung;StockCode;Invoice\n2,95;1;Lamp;L-1;9\n')
  await page.getByText('The columns are matched as they were for Lamps & Co.').waitFor()
  await expect.poll(() => page.getByRole('combobox', { name: 'Source' }).inputValue()).toBe('Lamps & Co')
  await button('Check the rows').click()
  await rows().getByText('Changes price.').waitFor()
  await page.reload()
  await button('Import 1 product').click()
  await page.getByText('The file is imported.').waitFor()
})

test('all or none: while a row is bad, nothing can be imported', async () => {
  await uploadText('mixed.csv', 'SKU,Name\nL-9,Good\nL-10,\n')
  await choose('When rows are bad', 'Take all rows or none')
  await button('Check the rows').click()
  await page.getByText('Correct the refused rows and upload the file again').waitFor()
  await expect.poll(() => button(/^Import \d/).count()).toBe(0)
})

test('an export that comes back changes nothing', async () => {
  await page.getByRole('link', { name: 'Retail products' }).first().click()
  await button('Export').click()
  const coming = page.waitForEvent('download')
  await page.getByRole('menuitem', { name: 'This list as Excel' }).click()
  const { name, bytes } = await saved(coming)
  expect(name).toMatch(/^Products \d{4}-\d\d-\d\d\.xlsx$/)
  await uploadText(name, bytes)
  await button('Check the rows').click()
  await expect.poll(() => counts().innerText()).toMatch(/Unchanged\s+2/)
  await page.getByText('There is nothing to import').waitFor()
})

test('on a phone nothing is cut off', async () => {
  await page.setViewportSize({ width: 390, height: 844 })
  expect(await overflowOf(page)).toBe(0)
  await page.getByRole('button', { name: 'Choose another file' }).click()
  await heading('Import products').waitFor()
  expect(await overflowOf(page)).toBe(0)
  await page.goto(`${office.address}/admin/products`)
  await button('Export').waitFor()
  expect(await overflowOf(page)).toBe(0)
})
