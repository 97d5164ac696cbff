import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { SalesOrder } from '../../contract/sales.ts'
import * as fulfilment from '../../server/fulfilment/public.ts'
import * as stock from '../../server/stock/public.ts'
import { openTestShop, type TestShop } from '../harness/shop.ts'
import { makeProduct, receiveGoods, times } from '../harness/stocked-shop.ts'
import { addCustomer, type CornerShop, order, stockCornerShop } from '../sales/corner-shop.ts'
import { type BackOffice, openBackOffice, overflowOf } from './back-office.ts'

/* The guide “Using Pre Entered Serial Numbers”, from step 6 on, in its own words. */

let shop: TestShop
let corner: CornerShop
let office: BackOffice
let page: Page
let orders: SalesOrder[]
let phone: number
let card: number
beforeAll(async () => {
  shop = await openTestShop()
  corner = await stockCornerShop(shop)
  phone = await makeProduct(shop, 'none', 'Phone')
  const yoghurt = await makeProduct(shop, 'none', 'Yoghurt')
  card = await makeProduct(shop, 'none', 'Gift card')
  const setMode = (name: string, mode: string) =>
    shop.rows('update product set dispatch_identifier_mode = $2 where name = $1', [name, mode])
  await setMode('Phone', 'single_use')
  await setMode('Yoghurt', 'multiple_use')
  await setMode('Gift card', 'at_dispatch')
  const at = { placeId: corner.shelf.binId }
  await receiveGoods(shop, [
    ...times(12, index => ({ ...at, variantId: phone, quantity: 1, serial: `IMEI-${index + 101}` })),
    { ...at, variantId: yoghurt, quantity: 20 },
    { ...at, variantId: card, quantity: 20 },
  ])
  await shop.rows(
    `insert into dispatch_identifier_value (variant_id, value, position) values ($1, '24 Dec 2026', 1), ($1, '31 Dec 2026', 2)`,
    [yoghurt],
  )
  await shop.rows(`insert into barcode (code, variant_id, is_gtin) values ('09501101530003', $1, true)`, [
    phone,
  ])
  const byCustomer = async (name: string, ...lines: [number, number][]) =>
    order(shop, { ...corner, customerId: await addCustomer(shop, name) }, ...lines)
  orders = [
    await byCustomer('Ann One', [phone, 1], [corner.bag, 2]),
    await byCustomer('Ben Two', [yoghurt, 2]),
    await byCustomer('Cy Three', [card, 1], [corner.milk, 1]),
    await byCustomer('Di Four', [phone, 2]),
    await byCustomer('Ed Five', [corner.bag, 1]),
    await byCustomer('Flo Six', [phone, 2], [corner.bag, 3]),
  ]
  office = await openBackOffice(shop)
  page = office.page
}, 120_000)
afterAll(async () => {
  await office?.close()
  await shop.close()
})

const heading = (name: string | RegExp) => page.getByRole('heading', { level: 1, name })
const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true })
const dialog = (name: string) => page.getByRole('dialog', { name })
const box = (product: string, of: SalesOrder, index = 1) =>
  page.getByRole('textbox', { name: new RegExp(`^${product}, ${of.number}, ${index} of`) })
const look = async (name: string) => {
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/${name}.png` })
}
const action = async (name: string) => {
  await button('Actions').hover()
  await page.getByText('Shipping', { exact: true }).waitFor()
  await page.getByRole('menuitem', { name }).click()
}

test('6. Using Serial Numbers: orders awaiting dispatch are ticked, one, many, or all', async () => {
  await page.getByRole('link', { name: 'Order Dispatch' }).first().click()
  await heading('Order Dispatch').waitFor()
  await expect.poll(() => button('Actions').isDisabled()).toBe(true)
  await page.getByLabel(`Tick ${orders[4]!.number}`).click()
  await page.getByText('1 order ticked').waitFor()
  await button('Tick all that match').click()
  await page.getByText('6 orders ticked').waitFor()
  await page.getByLabel(`Tick ${orders[5]!.number}`).click()
  await page.getByText('5 orders ticked').waitFor()
})

test('7. Actions Menu, 8. Allocate Dispatch Identifiers: scans go to the box they fit, what is in use is told at once', async () => {
  await action('Dispatch Identifiers')
  const allocate = dialog('Allocate Dispatch Identifiers')
  await allocate.getByText('0 of 6 filled').waitFor()
  await expect.poll(() => allocate.getByText('No identifiers needed').count()).toBe(3)

  // With the cursor nowhere, with it in another product's box, and as a GS1 code.
  await allocate.getByRole('heading', { level: 2 }).click()
  await office.scan('IMEI-105')
  await expect.poll(() => box('Phone', orders[0]!).inputValue()).toBe('IMEI-105')
  await box('Yoghurt', orders[1]!).click()
  await office.scan(']C1010950110153000321IMEI-106')
  await expect.poll(() => box('Phone', orders[3]!).inputValue()).toBe('IMEI-106')
  await expect.poll(() => box('Yoghurt', orders[1]!).inputValue()).toBe('')
  await office.scan('IMEI-105')
  await allocate.getByText(`IMEI-105 is chosen for ${orders[0]!.number} already.`).waitFor()
  await office.scan('NO-SUCH')
  await allocate.getByText('“NO-SUCH” is not an identifier of any product here.').waitFor()
  await allocate.getByText('No piece of Phone has this serial number.').waitFor()

  // A value from the list of the box, and any text where it is entered at dispatch.
  await box('Yoghurt', orders[1]!).fill('31')
  await page.getByRole('option', { name: '31 Dec 2026' }).click()
  await box('Gift card', orders[2]!).fill('Card “Æ” #7')
  await page.keyboard.press('Tab')
  await allocate.getByText('5 of 6 filled').waitFor()

  // A value that nobody entered before goes on the list on the spot.
  await box('Yoghurt', orders[1]!, 2).fill('7 Jan 2027')
  await page.getByRole('option', { name: 'Add “7 Jan 2027” to the list' }).click()
  await allocate.getByText('7 Jan 2027 is on the list of Yoghurt now.').waitFor()
  await box('Yoghurt', orders[1]!, 2).fill('')
  await page.keyboard.press('Tab')

  // What another order has, with where.
  const lines = [{ orderLineId: orders[5]!.lines[0]!.id, identifiers: ['IMEI-112', null] }]
  const taken = await shop.act(tx =>
    fulfilment.saveIdentifiers(tx, { orderId: orders[5]!.id, version: null, lines }),
  )
  await box('Phone', orders[3]!, 2).fill('IMEI-112')
  await page.keyboard.press('Tab')
  await allocate
    .getByText(`In use: chosen for ${taken.note!.number}: ${orders[5]!.number}, Flo Six`)
    .waitFor()
  await box('Phone', orders[3]!, 2).fill('')
  await page.keyboard.press('Tab')

  await allocate.getByRole('button', { name: 'Allocate for me' }).click()
  await allocate.getByText('2 boxes were filled').waitFor()
  await expect.poll(() => box('Phone', orders[0]!).inputValue()).toBe('IMEI-105')
  await expect.poll(() => box('Phone', orders[3]!, 2).inputValue()).toBe('IMEI-101')
  await expect.poll(() => box('Yoghurt', orders[1]!, 2).inputValue()).toBe('24 Dec 2026')
  await allocate.getByRole('button', { name: 'Save Changes' }).click()
})

test('9. Allocation Complete: a message says so, OK leads back to Order Dispatch', async () => {
  const saved = dialog('Saved')
  await saved.getByText('The dispatch identifiers of 4 orders have been saved.').waitFor()
  await saved.getByRole('button', { name: 'OK' }).click()
  await saved.waitFor({ state: 'detached' })
  await page.getByText('5 orders ticked').waitFor()
  expect(await stock.verify(shop.house.pool)).toEqual([])
})

test('ticked orders are completed at once, and those that cannot be are named with the reason', async () => {
  await page.getByLabel(`Tick ${orders[5]!.number}`).click()
  await action('Complete Orders')
  await dialog('Complete 6 orders?').getByRole('button', { name: 'Complete Orders' }).dblclick()
  const done = dialog('Orders complete')
  await done.getByText('5 orders are complete.').waitFor()
  await done.getByText(`${orders[5]!.number}: Phone still needs 1 dispatch identifier.`).waitFor()
  await done.getByRole('button', { name: 'OK' }).click()
  await expect.poll(() => page.getByRole('grid').getByRole('checkbox').count()).toBe(1)
  expect(await shop.rows(`select from sales_order where state = 'delivered'`)).toHaveLength(5)
  expect(await stock.verify(shop.house.pool)).toEqual([])
})

test('10. Single Order Allocation, 11. Order Details, 12. Dispatch Identifiers Needed', async () => {
  await page.getByRole('link', { name: 'Details / Ready' }).click()
  await heading(orders[5]!.number).waitFor()
  await page.getByLabel('Number of Bag to dispatch').fill('1')
  await button('Complete Order').click()
  const needed = dialog('Dispatch Identifiers Needed')
  await needed.getByText('Phone: 1 needed').waitFor()
  await needed.getByRole('button', { name: 'Add', exact: true }).click()
})

test('13. Allocate, 14. Allocation Complete, 15. Complete Order', async () => {
  const allocate = dialog('Allocate Dispatch Identifiers')
  await allocate.getByText('1 of 2 filled').waitFor()
  await box('Phone', orders[5]!, 2).fill('IMEI-110')
  await page.keyboard.press('Enter')
  await allocate.getByText('2 of 2 filled').waitFor()
  await allocate.getByRole('button', { name: 'Save Changes' }).click()
  await dialog('Saved').getByRole('button', { name: 'OK' }).click()
  await page.getByText('2 of 2 filled').waitFor()
  await button('Complete Order').dblclick()
  await page.getByText(`${orders[5]!.number} is complete.`).waitFor()
  await heading(/^D\d+/).waitFor()
  for (const serial of ['IMEI-110', 'IMEI-112'])
    await page.getByRole('grid').getByText(serial, { exact: true }).waitFor()
  const [row] = await shop.rows('select state from sales_order where id = $1', [orders[5]!.id])
  expect(row).toEqual({ state: 'part_delivered' })
  expect(await stock.verify(shop.house.pool)).toEqual([])
})

test('a note takes identifiers, is changed while it waits, shipped with a carrier, and delivered', async () => {
  const placed = await order(shop, corner, [phone, 1], [card, 1], [corner.bag, 2])
  await page.goto(`${office.address}/admin/sales-orders/${placed.id}/delivery-note`)
  await heading('New delivery note').waitFor()
  await office.scan('IMEI-111')
  await page.getByText('IMEI-111 was chosen for Phone.').waitFor()
  await button('Save').click()
  await page.getByText(/^D\d+ was saved as a draft: identifiers are still missing\.$/).waitFor()
  await page.getByText('1 identifier still needed').waitFor()
  await button('Status').click()
  await page.getByRole('menuitem', { name: 'Delivered' }).click()
  await button('Set to Delivered').click()
  await page.getByText(`${placed.number}: Gift card still needs 1 dispatch identifier.`).waitFor()
  await button('Not yet').click()

  await page.getByRole('link', { name: 'Change', exact: true }).click()
  await heading(/^Change D/).waitFor()
  await page.getByRole('button', { name: 'Remove IMEI-111' }).click()
  await page.getByRole('textbox', { name: 'Identifier of Gift card, 1 of 1' }).fill('Card 9')
  await page.keyboard.press('Tab')
  await page.getByLabel('Quantity of Bag to send').fill('1')
  await office.scan('IMEI-109')
  await page.getByText('IMEI-109 was chosen for Phone.').waitFor()
  await button('Save').click()
  await page.getByText('Changed', { exact: true }).waitFor()
  for (const text of ['IMEI-109', 'Card 9'])
    await page.getByRole('grid').getByText(text, { exact: true }).waitFor()

  await button('Status').click()
  await page.getByRole('menuitem', { name: 'Shipped' }).click()
  await page.getByLabel('Carrier').fill('Royal Mail')
  await page.getByLabel('Tracking number').fill('RM 2211')
  await button('Set to Shipped').click()
  await page.getByText(/^D\d+ is shipped\.$/).waitFor()
  await page.getByText('Shipped, Royal Mail, RM 2211').waitFor()
  await button('Status').click()
  await page.getByRole('menuitem', { name: 'Delivered' }).click()
  await button('Set to Delivered').click()
  await page.getByText(/^D\d+ is delivered\.$/).waitFor()
  expect(await stock.verify(shop.house.pool)).toEqual([])
})

test('Dispatched Elsewhere: ticked orders, with identifiers or a reason; those refused stay, each with why', async () => {
  const sent = async (name: string, ...lines: [number, number][]) =>
    order(shop, { ...corner, customerId: await addCustomer(shop, name) }, ...lines)
  const called = await sent('Gus Seven', [phone, 1])
  const silent = await sent('Hal Eight', [card, 1])
  const plain = await sent('Ivy Nine', [corner.bag, 1])
  await page.goto(`${office.address}/admin/order-dispatch`)
  await heading('Order Dispatch').waitFor()
  for (const one of [called, silent, plain]) await page.getByLabel(`Tick ${one.number}`).click()
  await page.getByText('3 orders ticked').waitFor()
  await action('Dispatched Elsewhere')
  const elsewhere = dialog('Dispatched elsewhere')
  await elsewhere.getByText('Phone: 1 needed').waitFor()
  await elsewhere.getByText('Gift card: 1 needed').waitFor()
  const rows = elsewhere.getByLabel('Orders and identifiers')
  await expect.poll(() => rows.inputValue()).toBe(`${called.number}, \n${silent.number}, \n${plain.number}, `)
  await look('elsewhere')
  await elsewhere.getByRole('button', { name: 'Complete 3 orders', exact: true }).click()
  await elsewhere.getByText('1 order is complete.').waitFor()
  await elsewhere.getByText(`${called.number}: Phone still needs 1 dispatch identifier.`).waitFor()
  await elsewhere.getByText(`${silent.number}: Gift card still needs 1 dispatch identifier.`).waitFor()
  await expect.poll(() => rows.inputValue()).toBe(`${called.number}, \n${silent.number}, `)
  await look('elsewhere-refused')

  // A piece has its serial, whatever the reason; for the card a reason will do.
  await elsewhere.getByLabel('Reason, where identifiers are not known').fill('Sent from the fair')
  await rows.fill(`${called.number}, IMEI-112\n${silent.number}`)
  await elsewhere.getByRole('button', { name: 'Complete 2 orders', exact: true }).click()
  await elsewhere.getByText('2 orders are complete.').waitFor()
  await elsewhere.getByText('IMEI-112').first().waitFor()
  await rows.fill(`${called.number}, IMEI-107`)
  await elsewhere.getByRole('button', { name: 'Complete 1 order', exact: true }).click()
  const done = dialog('Orders complete')
  await done.getByText('3 orders are complete.').waitFor()
  await done.getByRole('button', { name: 'OK' }).click()
  await page.getByText('ticked').waitFor({ state: 'detached' })
  for (const one of [called, silent, plain])
    await page.getByLabel(`Tick ${one.number}`).waitFor({ state: 'detached' })
  await page.goto(`${office.address}/admin/sales-orders/${silent.id}`)
  await page
    .getByRole('main')
    .getByRole('link', { name: /^D\d+$/ })
    .first()
    .click()
  await page.getByText('Sent from the fair').waitFor()
})

test('nothing is cut off on a telephone', async () => {
  await page.setViewportSize({ width: 390, height: 844 })
  for (const screen of ['order-dispatch', `order-dispatch/${orders[5]!.id}`]) {
    await page.goto(`${office.address}/admin/${screen}`)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.waitForLoadState('networkidle')
    expect([screen, await overflowOf(page)]).toEqual([screen, 0])
  }
  await page.goto(`${office.address}/admin/order-dispatch`)
  await button('Dispatched Elsewhere').click()
  await dialog('Dispatched elsewhere').getByLabel('Orders and identifiers').waitFor()
  expect(await overflowOf(page)).toBe(0)
  await look('elsewhere-narrow')
})
