import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as catalog from '../../server/catalog/public.ts'
import * as stock from '../../server/stock/public.ts'
import { openTestShop, type TestShop } from '../harness/shop.ts'
import { makeShelf, receiveGoods, type Shelf } from '../harness/stocked-shop.ts'
import { readPdf } from '../print/read-pdf.ts'
import { addCustomer, order } from '../sales/corner-shop.ts'
import { type BackOffice, openBackOffice, overflowOf } from './back-office.ts'

let shop: TestShop
let office: BackOffice
let page: Page
let shelf: Shelf
let bag: number
beforeAll(async () => {
  shop = await openTestShop()
  shelf = await makeShelf(shop)
  const add = (name: string, productNumber: string, backordersAllowed: boolean) =>
    shop.act(tx =>
      catalog.addProduct(tx, {
        name,
        productNumber,
        tracking: { lots: false, serials: false },
        barcodes: [],
        description: '',
        priceMinor: 1000,
        unitsPerPu: 1,
        decimals: 0,
        backordersAllowed,
      }),
    )
  const made = await add('Canvas bag', 'BAG-1', false)
  bag = made.variantId
  await add('Soap', 'SOAP-1', true)
  await shop.rows(
    `with rate as (insert into tax_rate (name, basis_points, created_at, created_by) values ('Full', 1900, now(), 1) returning id)
     update product set tax_rate_id = (select id from rate)`,
  )
  await receiveGoods(shop, [{ placeId: shelf.binId, variantId: bag, quantity: 40 }])
  await addCustomer(shop, 'Ada Archer')
  await shop.rows(`update customer set address = E'Quay 3\nHarbour'`)
  office = await openBackOffice(shop)
  page = office.page
}, 120_000)
afterAll(async () => {
  await office?.close()
  await shop.close()
})

const heading = (name: string | RegExp) => page.getByRole('heading', { level: 1, name })
const button = (name: string) => page.getByRole('button', { name, exact: true })
const look = async (name: string) => {
  if (process.env.LOOK_AT) await page.screenshot({ path: `${process.env.LOOK_AT}/${name}.png` })
}

async function choose(search: string, option: RegExp): Promise<void> {
  await page.getByLabel('Add a product').fill(search)
  await page.getByRole('option', { name: option }).click()
  await page.waitForFunction(() => document.activeElement?.id.startsWith('quantity-'))
}

test('an order with discounts, tax and shipping is placed, paid and invoiced', async () => {
  await page.goto(`${office.address}/admin/sales-orders/new`)
  await heading('New sales order').waitFor()
  await page.getByLabel('Customer', { exact: true }).fill('Ada')
  await page.getByRole('option', { name: /Ada Archer/ }).click()
  await choose('canvas', /BAG-1/)
  await page.keyboard.type('3')
  await page.getByLabel('Discount on Canvas bag').fill('10')
  await page.getByLabel('Discount on the goods').fill('5')
  await page.getByLabel('Shipping', { exact: true }).fill('4.90')
  await page.getByText('Includes tax 19%').waitFor()
  await expect.poll(() => page.getByLabel('Deliver to').inputValue()).toBe('Quay 3\nHarbour')
  await look('new-order')
  await button('Save').click()
  await heading(/^O\d+/).waitFor()
  await page
    .getByText(/30\.55/)
    .first()
    .waitFor()
  await page.getByText('Unpaid').first().waitFor()

  await button('Record payment').click()
  await page.getByLabel('Amount', { exact: true }).fill('10')
  await page.getByRole('dialog').getByRole('button', { name: 'Record payment' }).click()
  await page.getByText('Part paid').first().waitFor()
  await button('Record payment').click()
  await expect.poll(() => page.getByLabel('Amount', { exact: true }).inputValue()).toBe('20.55')
  await look('payment')
  await page.getByRole('dialog').getByRole('button', { name: 'Record payment' }).click()
  await page.getByText('Paid', { exact: true }).first().waitFor()

  await button('Create').click()
  await page.getByRole('menuitem', { name: 'Invoice for the order' }).click()
  await page.getByText('I1001', { exact: true }).waitFor()
  const address = await page.getByRole('link', { name: 'Print I1001' }).getAttribute('href')
  const pdf = await page.request.get(`${office.address}${address}`)
  const { text } = await readPdf(await pdf.body())
  expect(text.replace(/\s+/g, '')).toContain('InvoiceI1001')
  await look('order')

  await button('Cancel I1001').click()
  await button('Write the credit note').click()
  await page.getByText('Credit note for I1001').waitFor()

  // Each has its place in the list of invoices, and is opened by its number.
  const find = page.getByRole('combobox', { name: 'Scan or search' })
  await find.fill('i1002')
  await find.press('Enter')
  const paper = page.getByRole('dialog', { name: 'Credit note I1002' })
  await paper.getByRole('link', { name: 'Open the PDF' }).waitFor()
  await paper.getByText('Bill to').waitFor()
  await page.keyboard.press('Escape')
  await paper.waitFor({ state: 'detached' })
  await page.getByRole('grid').getByText('Cancelled by I1002').waitFor()
  await page.getByText('Unpaid', { exact: true }).first().click()
  await page.getByText('There is none of this kind.').waitFor()
})

test('what is back-ordered is seen to wait, and the order is changed while nothing is delivered', async () => {
  await page.goto(`${office.address}/admin/sales-orders/new`)
  await heading('New sales order').waitFor()
  await page.getByLabel('Customer', { exact: true }).fill('Ada')
  await page.getByRole('option', { name: /Ada Archer/ }).click()
  await choose('soap', /SOAP-1/)
  await page.keyboard.type('4')
  await page.getByText('0 here; the rest is back-ordered.').waitFor()
  await button('Save').click()
  await heading(/^O\d+/).waitFor()
  await page.getByText('4 wait for goods to come in').waitFor()

  await page.getByRole('link', { name: 'Change', exact: true }).click()
  await heading(/^Change O\d+/).waitFor()
  await page.getByLabel('Quantity of Soap').fill('2')
  await choose('canvas', /BAG-1/)
  await look('change-order')
  await button('Save').click()
  await page.getByText(/^O\d+ was changed\.$/).waitFor()
  await page.getByText('2 wait for goods to come in').waitFor()
  await page.getByRole('link', { name: 'Canvas bag' }).waitFor()
})

test('one order goes from two locations under two notes: part delivered, then delivered', async () => {
  const quay = await makeShelf(shop, 'QUAY')
  await shop.rows(`update location set name = 'Quay warehouse' where code = 'QUAY'`)
  await receiveGoods(shop, [{ placeId: quay.binId, variantId: bag, quantity: 5 }])
  const customerId = await addCustomer(shop, 'Bo Baker')
  const placed = await order(shop, { shelf, customerId }, [bag, 6])
  const createNote = async () => {
    await page.goto(`${office.address}/admin/sales-orders/${placed.id}`)
    await heading(placed.number).waitFor()
    await button('Create').click()
    await page.getByRole('menuitem', { name: 'Create Delivery Note' }).click()
    await heading('New delivery note').waitFor()
  }
  const deliver = async () => {
    await heading(/^D\d+/).waitFor()
    await button('Status').click()
    await page.getByRole('menuitem', { name: 'Delivered' }).click()
    await button('Set to Delivered').click()
    await page.getByText(/^D\d+ is delivered\.$/).waitFor()
  }
  await createNote()
  const bags = page.getByLabel('Quantity of Canvas bag to send')
  await bags.fill('4')
  const from = page.getByLabel('Send from', { exact: true }).first()
  const sendFromQuay = async () => {
    await from.click()
    await page.getByRole('option', { name: 'Quay warehouse' }).click()
  }
  await sendFromQuay()
  await page.getByText('What you chose so far lies at Harbour Street, and is dropped.').waitFor()
  await button('Stay here').click()
  await expect.poll(() => bags.inputValue()).toBe('4')
  await sendFromQuay()
  await button('Send from there').click()
  await expect.poll(() => from.inputValue()).toBe('Quay warehouse')
  // Five are there; the rest goes from the shop.
  await expect.poll(() => bags.inputValue()).toBe('5')
  await bags.fill('2')
  await look('from-quay')
  await button('Save').click()
  await deliver()
  await page.goto(`${office.address}/admin/sales-orders/${placed.id}`)
  await page.getByText('Part delivered').first().waitFor()
  await page.getByText('from Quay warehouse').waitFor()
  await look('order-of-two')

  await createNote()
  await expect.poll(() => from.inputValue()).toBe('Harbour Street')
  await expect.poll(() => bags.inputValue()).toBe('4')
  await button('Save').click()
  await deliver()
  await page.goto(`${office.address}/admin/sales-orders/${placed.id}`)
  await heading(placed.number).waitFor()
  await page.getByText('Delivered', { exact: true }).first().waitFor()
  expect(await shop.rows('select state from sales_order where id = $1', [placed.id])).toEqual([
    { state: 'delivered' },
  ])
  expect(await stock.verify(shop.house.pool)).toEqual([])
})

test('filters are kept as a view of one’s own, and what they show is exported', async () => {
  await page.getByRole('link', { name: 'Sales overview' }).first().click()
  await heading('Sales overview').waitFor()
  const rows = page.getByRole('row', { name: /Ada Archer/ })
  await expect.poll(() => rows.count()).toBe(2)
  await page.getByRole('switch', { name: 'Waits for goods' }).click()
  await expect.poll(() => rows.count()).toBe(1)
  await button('Views').click()
  await page.getByRole('menuitem', { name: 'Keep this view…' }).click()
  await page.getByLabel('Name of the view').fill('To be reordered')
  await button('Save').click()
  await button('To be reordered').waitFor()
  await look('overview')
  await page.goto(`${office.address}/admin/sales-orders`)
  await expect.poll(() => rows.count()).toBe(2)
  await button('Views').click()
  await page.getByRole('menuitem', { name: 'To be reordered' }).click()
  await expect.poll(() => rows.count()).toBe(1)
  await button('Export').click()
  const link = page.getByRole('menuitem', { name: 'CSV with commas' })
  const file = await page.request.get(`${office.address}${await link.getAttribute('href')}`)
  expect((await file.text()).trim().split('\n')).toHaveLength(2)
})

test('nothing is cut off on a telephone', async () => {
  await page.setViewportSize({ width: 390, height: 844 })
  const orders = await shop.rows<{ id: number }>('select id from sales_order order by id')
  for (const screen of [
    'sales-orders',
    'sales-orders/new',
    `sales-orders/${orders[0]!.id}`,
    `sales-orders/${orders[1]!.id}/change`,
    `sales-orders/${orders[1]!.id}/delivery-note`,
  ]) {
    await page.goto(`${office.address}/admin/${screen}`)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.waitForLoadState('networkidle')
    await look(`phone-${screen.replaceAll('/', '-')}`)
    expect([screen, await overflowOf(page)]).toEqual([screen, 0])
  }
})
