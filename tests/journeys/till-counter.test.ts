import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as stock from '../../server/stock/public.ts'
import * as tills from '../../server/till/public.ts'
import { makeProduct, receiveGoods, times } from '../harness/stocked-shop.ts'
import { type Counter, openCounter } from '../till/counter.ts'
import { openTillDevice, serveNewerBuild, signIn, startTill, type TillDevice } from './till-device.ts'

/* What happens at a counter beside plain sales: customers, discounts, exchanges, and a browser that dies while one pays. */

let counter: Counter
let device: TillDevice
let page: Page
beforeAll(async () => {
  counter = await openCounter()
  const { shop, shelf } = counter
  shop.now = new Date()
  const bag = await makeProduct(shop, 'none', 'Bag')
  const camera = await makeProduct(shop, 'serials', 'Camera')
  await shop.rows(`update variant set price_minor = case id when $1 then 2000 else 39900 end`, [bag])
  await receiveGoods(shop, [
    { variantId: bag, quantity: 50, placeId: shelf.binId },
    ...times(4, index => ({
      variantId: camera,
      quantity: 1,
      lotNumber: 'C1',
      serial: `CAM-${index + 1}`,
      placeId: shelf.binId,
    })),
  ])
  device = await openTillDevice(counter)
  page = device.page
  await startTill(device, counter)
  await tile('Bag').waitFor()
}, 120_000)
afterAll(async () => {
  await device?.close()
  await counter?.shop.close()
})

const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true })
const tile = (name: string) => page.getByRole('button', { name: new RegExp(`^Add ${name},`) })
const line = (name: string) => page.getByRole('button', { name: `${name}, change`, exact: true })
const dialog = () => page.getByRole('dialog')
const gone = () => dialog().waitFor({ state: 'detached' })
const heading = (name: string) => page.getByRole('heading', { level: 1, name, exact: true })
const paper = () => page.getByRole('article')
const shot = async (name: string) => {
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/${name}.png` })
}
const openPay = async () => {
  await button(/^(Pay|To give back) /).tap()
  await heading('Pay').waitFor()
}
const payExactly = async () => {
  await openPay()
  await button(/Exact$/).tap()
  await heading('Paid').waitFor()
}
const newSale = async () => {
  await button('New sale').tap()
  await page.getByText('Nothing in it yet').waitFor()
}
const signInAs = async (name: string, pin: string) => {
  await button('Menu').tap()
  await page.getByRole('menuitem', { name: 'Lock' }).tap()
  await page.getByRole('heading', { name: 'Who is at the till?' }).waitFor()
  await button(name).tap()
  await page.getByRole('heading', { name: `PIN of ${name}` }).waitFor()
  for (const digit of pin) await button(digit).tap()
  await button('Sign in').tap()
  await page.getByRole('region', { name: 'Basket' }).waitFor()
}
const lastSale = async () => {
  const [sale] = await counter.shop.rows<{ number: string; customer: string; allowed: string | null }>(
    `select d.number, c.name as customer, s.name as allowed
       from till_sale sale join document d on d.id = sale.document_id join sales_order o on o.id = d.id
       join customer c on c.id = o.customer_id left join staff s on s.id = sale.discount_allowed_by
      order by d.id desc limit 1`,
  )
  return sale!
}

test('a customer is added at the till, stays with a basket on hold, and stands on the receipt and the order', async () => {
  await tile('Bag').tap()
  await button('Add a customer').tap()
  await dialog().getByLabel('Name, number, e-mail or phone').fill('Ada Ames')
  await dialog().getByText('Nobody is found under “Ada Ames”.').waitFor()
  await dialog().getByRole('button', { name: 'Add Ada Ames' }).tap()
  await dialog().getByLabel('Telephone').fill('555 0101')
  await dialog().getByLabel('E-mail').fill('ada')
  await dialog().getByRole('button', { name: 'Add the customer' }).tap()
  await dialog().getByText('Enter an e-mail address, as name@example.com.').waitFor()
  await dialog().getByLabel('E-mail').fill('ada@example.com')
  await shot('customer-add')
  await dialog().getByRole('button', { name: 'Add the customer' }).tap()
  await gone()
  await button('Ada Ames').waitFor()
  await button('Hold').tap()
  await dialog().getByRole('button', { name: 'Hold' }).tap()
  await gone()
  await page.getByText('Nothing in it yet').waitFor()
  // A basket that has only a customer is one, too, and is put aside for the one that is taken up.
  await button('Add a customer').tap()
  await dialog().getByLabel('Name, number, e-mail or phone').fill('0101')
  await dialog()
    .getByRole('button', { name: /^Ada Ames/ })
    .tap()
  await gone()
  await page.reload()
  await signIn(page)
  await button('Ada Ames').waitFor()
  await button('Held, 1').tap()
  await dialog().getByRole('button', { name: 'Take it up' }).tap()
  await gone()
  await line('Bag').waitFor()
  await button('Held, 1').waitFor()
  await payExactly()
  await paper().getByText('Customer: Ada Ames').waitFor()
  expect(await lastSale()).toMatchObject({ customer: 'Ada Ames', allowed: null })
  await newSale()
})

test('a whole sale by the keyboard alone: F2, what is sought, Enter, F9, what is handed over, Enter', async () => {
  await page.keyboard.press('F2')
  await page.keyboard.type('bag', { delay: 90 })
  await tile('Camera').waitFor({ state: 'detached' })
  await page.keyboard.press('Enter')
  await line('Bag').waitFor()
  await page.keyboard.press('F9')
  await heading('Pay').waitFor()
  await page.keyboard.type('5000', { delay: 90 })
  await button(/^Take .* in cash$/).waitFor()
  await page.keyboard.press('Enter')
  await heading('Paid').waitFor()
  await page
    .getByText(/Change/)
    .first()
    .waitFor()
  await page.keyboard.press('Enter')
  await page.getByText('Nothing in it yet').waitFor()
  expect(await lastSale()).toMatchObject({ customer: 'Walk-in customer' })
})

test('a cashier without the right gives a discount when a manager allows it by PIN, and the receipt shows it', async () => {
  await signInAs('Carl Cashier', '8642')
  await tile('Bag').tap()
  await button('Discount').tap()
  await dialog()
    .getByText(/^You have no right to give a discount\./)
    .waitFor()
  await shot('discount-asks')
  await dialog().getByRole('button', { name: 'Mary Manager' }).tap()
  for (const digit of '9999') await dialog().getByRole('button', { name: digit, exact: true }).tap()
  await dialog().getByRole('button', { name: 'Allow it' }).tap()
  await dialog()
    .getByText(/PIN is not right/)
    .waitFor()
  for (const digit of '1234') await dialog().getByRole('button', { name: digit, exact: true }).tap()
  await shot('discount-pin')
  await dialog().getByRole('button', { name: 'Allow it' }).tap()
  await dialog().getByRole('textbox', { name: 'Discount' }).fill('10')
  await dialog().getByRole('button', { name: 'Done' }).tap()
  await gone()
  // What is allowed on the basket is allowed on its lines.
  await line('Bag').tap()
  await dialog().getByRole('textbox', { name: 'Discount' }).fill('50')
  await dialog().getByRole('button', { name: 'Done' }).tap()
  await gone()
  await button('Pay €9.00').waitFor()
  await shot('discount-basket')
  await payExactly()
  await paper().getByText('50% off').waitFor()
  await paper().getByText('€9.00').first().waitFor()
  expect(await lastSale()).toMatchObject({ allowed: 'Mary Manager' })
  await newSale()
  // The next basket is another one.
  await tile('Bag').tap()
  await line('Bag').tap()
  await dialog().getByRole('button', { name: 'Discount' }).tap()
  await dialog()
    .getByText(/^You have no right to give a discount\./)
    .waitFor()
  await page.keyboard.press('Escape')
  await gone()
  await payExactly()
  await newSale()
  await signInAs('Mary Manager', '1234')
})

test('an exchange: goods back and others out in one go, one receipt shows both, and the difference is given back', async () => {
  await device.scan('CAM-1')
  await line('Camera').getByText('CAM-1').waitFor()
  await payExactly()
  await newSale()
  const { number } = await lastSale()
  await button('Menu').tap()
  await page.getByRole('menuitem', { name: 'Return' }).tap()
  await heading('Return').waitFor()
  await device.scan(number)
  await page.getByText(number, { exact: true }).waitFor()
  await page.getByRole('checkbox', { name: /CAM-1/ }).tap()
  await shot('exchange-choose')
  await button('Exchange').tap()
  await page.getByText(`In exchange for ${number}`).waitFor()
  await tile('Bag').tap()
  await line('Bag').waitFor()
  await shot('exchange-basket')
  await openPay()
  await page.getByText('To give back').waitFor()
  // The server takes it, its answer is lost, and the browser is killed: asked again, it is the same exchange.
  const lost = new Promise<void>(resolve => {
    void page.route('**/till/exchanges', async route => {
      await route.fetch()
      await route.abort()
      resolve()
    })
  })
  await button('Give back €379.00 by card').tap()
  await lost
  await page.close()
  page = await device.context.newPage()
  await page.goto(`${device.address}/pos`)
  await signIn(page)
  await line('Bag').waitFor()
  await openPay()
  await shot('exchange-give-back')
  await button('Give back €379.00 by card').tap()
  await heading('Paid').waitFor()
  for (const text of [`Brought back of ${number}`, /1 × Camera/, 'CAM-1', 'Bag', 'Given back'])
    await paper()
      .getByText(text, { exact: typeof text === 'string' })
      .first()
      .waitFor()
  await page.getByText('€379.00').first().waitFor()
  await shot('exchange-receipt')
  const rows = await counter.shop.rows(
    `select r.refund_minor as back, s.total_minor as sold, s.state, place.kind, paid.method as by, paid.amount_minor as given
       from till_return r join till_sale s on s.id = r.exchanged_for
       join till_payment paid on paid.return_id = r.id and paid.method <> 'exchange'
       cross join unit join place on place.id = unit.place_id where unit.serial = 'CAM-1'`,
  )
  expect(rows).toEqual([{ back: 39900, sold: 2000, state: 'sold', kind: 'bin', by: 'card', given: 37900 }])
  const link = await page.getByRole('link', { name: 'The receipt as a link' }).getAttribute('href')
  expect(await (await page.request.get(link!)).text()).toContain(`Brought back of ${number}`)
  await newSale()
  expect(await stock.verify(counter.shop.house.pool)).toEqual([])
  expect(await tills.verifyTills(counter.shop.house.pool)).toEqual([])
})

test('a browser that is killed after the card was charged knows it, and asks only for the rest', async () => {
  await tile('Bag').tap()
  await openPay()
  await button('Card').tap()
  for (const digits of ['1', '5', '00']) await button(digits).tap()
  await button('Take €15.00 by card').tap()
  await page.getByText('Left to pay').waitFor()
  await page.close()
  page = await device.context.newPage()
  await page.goto(`${device.address}/pos`)
  await signIn(page)
  await page.getByText('Paid so far').waitFor()
  await shot('paid-so-far')
  await button('Pay €5.00').tap()
  await heading('Pay').waitFor()
  await button(/Exact$/).tap()
  await heading('Paid').waitFor()
  const payments = await counter.shop.rows(
    `select p.method, p.amount_minor from till_payment p
      where p.sale_id = (select id from till_sale order by document_id desc limit 1) order by p.id`,
  )
  expect(payments).toEqual([
    { method: 'card', amount_minor: 1500 },
    { method: 'cash', amount_minor: 500 },
  ])
  await newSale()
})

test('a newer version is told, waits for the end of the basket, and is taken once the till is locked', async () => {
  await tile('Bag').tap()
  await line('Bag').waitFor()
  await serveNewerBuild((await counter.shop.app()).server)
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))
  await page.getByText(/^A newer version of the till is ready\. It waits/).waitFor()
  await expect.poll(() => button('Load it now').count()).toBe(0)
  await payExactly()
  await newSale()
  await button('Load it now').waitFor()
  await shot('newer-version')
  await button('Menu').tap()
  await page.getByRole('menuitem', { name: 'Lock' }).tap()
  await page.locator('html[data-build=newer]').waitFor({ state: 'attached' })
  await signIn(page)
  await button('Held, 1').waitFor()
  await tile('Bag').waitFor()
  await expect.poll(() => page.getByText(/^A newer version/).count()).toBe(0)
})
