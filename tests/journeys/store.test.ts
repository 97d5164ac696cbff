import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as stock from '../../server/stock/public.ts'
import { openTestShop, type TestShop } from '../harness/shop.ts'
import { openStore } from '../store/store-shop.ts'
import { type BackOffice, openBackOffice, overflowOf } from './back-office.ts'

/* From a buyer’s phone, without scripts, through the merchant’s screens, back to the buyer’s page with lot and serial. */

let shop: TestShop
let office: BackOffice
let page: Page
let phone: Page
let orderPage: string
let orderNumber: string
beforeAll(async () => {
  shop = await openTestShop()
  await openStore(shop)
  await shop.rows(`update product set published = false where name = 'Milk'`)
  office = await openBackOffice(shop)
  page = office.page
  const context = await page
    .context()
    .browser()!
    .newContext({ viewport: { width: 390, height: 844 }, javaScriptEnabled: false, locale: 'en-GB' })
  phone = await context.newPage()
  phone.setDefaultTimeout(20_000)
}, 120_000)
afterAll(async () => {
  await office?.close()
  await shop.close()
})

const heading = (name: string | RegExp) => page.getByRole('heading', { level: 1, name })
const button = (name: string) => page.getByRole('button', { name, exact: true })
const onPhone = (name: string | RegExp) => phone.getByRole('heading', { level: 1, name }).waitFor()

test('the merchant puts a product into the store', async () => {
  await page.goto(`${office.address}/admin/products`)
  await heading('Retail products').waitFor()
  await page.getByRole('row', { name: /Milk/ }).getByRole('link').first().click()
  await heading('Milk').waitFor()
  await page.getByRole('switch', { name: 'In the online store' }).check({ force: true })
  await page.getByLabel('Description in the store').fill('Fresh from the farm.')
  await button('Save').click()
  await page.getByText('Milk was saved.').waitFor()
})

test('a buyer finds, chooses and orders on a phone, without scripts', async () => {
  await phone.goto(office.address)
  await onPhone('Test shop')
  await phone.getByRole('searchbox').fill('milk')
  await phone.getByRole('button', { name: 'Search', exact: true }).click()
  await phone.getByRole('link', { name: 'Milk', exact: true }).click()
  await onPhone('Milk')
  await phone.getByText('Fresh from the farm.').waitFor()
  await phone.getByLabel('Quantity').fill('3')
  await phone.getByRole('button', { name: 'Add to basket' }).click()
  await onPhone('Your basket')
  await phone.getByRole('link', { name: 'Go on shopping' }).click()
  await phone.getByRole('link', { name: 'Camera', exact: true }).click()
  await onPhone('Camera')
  await phone.getByRole('button', { name: 'Add to basket' }).click()
  await onPhone('Your basket')
  expect(await overflowOf(phone)).toBe(0)
  await phone.getByRole('link', { name: 'Go to the checkout' }).click()
  await onPhone('Checkout')
  await phone.getByLabel('Name', { exact: true }).fill('Ada Buyer')
  await phone.getByLabel('E-mail').fill('ada@example.com')
  await phone.getByRole('button', { name: 'Go on to the last look' }).click()
  await phone.getByText('Enter the town.').first().waitFor()
  const goods = phone.getByRole('group', { name: 'Address to deliver to' })
  await goods.getByLabel('Street and number').fill('Hafenweg 1')
  await goods.getByLabel('Postcode').fill('80331')
  await goods.getByLabel('Town').fill('Munich')
  await phone.getByLabel('The invoice goes to another name or address').check()
  const invoice = phone.getByRole('group', { name: 'Invoice', exact: true })
  await invoice.getByLabel('Name or company').fill('Ada Works')
  await invoice.getByLabel('Street and number').fill('Kontorweg 7')
  await invoice.getByLabel('Postcode').fill('10115')
  await invoice.getByLabel('Town').fill('Berlin')
  await invoice.getByLabel('Country').selectOption('Germany')
  await phone.getByRole('button', { name: 'Go on to the last look' }).click()
  await onPhone('Last look')
  await phone.getByRole('link', { name: /^Express/ }).click()
  await phone.getByText('€19.90').waitFor()
  expect(await overflowOf(phone)).toBe(0)
  await phone.getByRole('button', { name: 'Order with obligation to pay' }).click()
  await onPhone(/^Order O\d+/)
  orderPage = phone.url()
  orderNumber = /O\d+/.exec(await phone.getByRole('heading', { level: 1 }).innerText())![0]
  await phone.getByText('IBAN DE02').waitFor()
})

test('the merchant opens the order, makes its delivery note with lot and serial, and delivers it', async () => {
  await page.getByRole('link', { name: 'Sales overview', exact: true }).first().click()
  await heading('Sales overview').waitFor()
  await page.getByRole('tab', { name: 'All', exact: true }).click()
  await page
    .getByRole('row', { name: new RegExp(orderNumber) })
    .getByRole('link')
    .first()
    .click()
  await heading(orderNumber).waitFor()
  await page.getByText('Online store', { exact: true }).last().waitFor()
  await page.getByText('Kontorweg 7').waitFor()
  await button('Create').click()
  await page.getByRole('menuitem', { name: 'Create Delivery Note' }).click()
  await page.getByLabel('Quantity of lot M-SOON').fill('3')
  await page.getByRole('heading', { level: 1 }).click()
  await office.scan('CAM-2')
  await page.getByText('2 of 2 lines complete').waitFor()
  await button('Save').click()
  await heading(/^D\d+/).waitFor()
  await button('Status').click()
  await page.getByRole('menuitem', { name: 'Delivered' }).click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /Deliver/ })
    .click()
  await page.getByText(/^D\d+ is delivered\.$/).waitFor()
  expect(await stock.verify(shop.house.pool)).toEqual([])
})

test('the buyer sees lot and serial, checks that the piece is genuine, and asks for a return that the merchant sees', async () => {
  await phone.goto(orderPage)
  await phone.getByText('All of it was delivered.').waitFor()
  await phone.getByText('M-SOON').waitFor()
  expect(await overflowOf(phone)).toBe(0)
  await phone.getByRole('link', { name: 'CAM-2' }).click()
  await onPhone('Is it genuine?')
  await phone.getByLabel('Order or receipt number').fill(orderNumber)
  await phone.getByRole('button', { name: 'Check', exact: true }).click()
  await phone.getByText('This is genuine').waitFor()
  await phone.goto(orderPage)
  await phone.getByLabel('What would you like to send back, and why?').fill('The camera hums.')
  await phone.getByRole('button', { name: 'Ask for a return' }).click()
  await phone.getByText(/You asked on/).waitFor()

  await page.getByRole('link', { name: 'Returns', exact: true }).click()
  await heading('Returns').waitFor()
  await page.getByText('The camera hums.').waitFor()
  await button('Seen to').click()
  await page.getByText('The request is seen to.').waitFor()
})

test('the merchant reads the e-mails that wait, and changes the store’s settings and zones', async () => {
  await page.getByRole('link', { name: 'Messages', exact: true }).click()
  await heading('Messages').waitFor()
  await page.getByText('No mail server is set up').waitFor()
  await page.getByText(new RegExp(`Your order ${orderNumber}`)).click()
  await page
    .getByRole('dialog')
    .getByText(/Please transfer/)
    .waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })

  await page.getByRole('link', { name: 'Online store', exact: true }).click()
  await heading('Online store').waitFor()
  await page.getByLabel('Greeting').fill('Good things, and honest ones.')
  await button('Save').click()
  await page.getByText('The store was saved.').waitFor()
  await button('Add a delivery zone').click()
  const drawer = page.getByRole('dialog')
  await drawer.getByLabel('Name').first().fill('Austria')
  await drawer.getByLabel('Countries').first().fill('Austria')
  await page.getByRole('option', { name: 'Austria', exact: true }).click()
  await drawer.getByLabel('Name').last().fill('Standard')
  await drawer.getByLabel('Price').fill('7.90')
  await drawer.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByText('Austria was saved.').waitFor()
  await phone.goto(`${office.address}/shop`)
  await phone.getByText('Good things, and honest ones.').waitFor()
  await phone.goto(`${office.address}/shop/delivery`)
  await phone.getByText('€7.90').waitFor()
})
