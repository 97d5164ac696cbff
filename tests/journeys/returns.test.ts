import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { DeliveryNote } from '../../contract/fulfilment.ts'
import * as fulfilment from '../../server/fulfilment/public.ts'
import * as sales from '../../server/sales/public.ts'
import * as stock from '../../server/stock/public.ts'
import { stockDispatchShop } from '../fulfilment/dispatch-shop.ts'
import { stockForReturns } from '../fulfilment/returning.ts'
import { openTestShop, type TestShop } from '../harness/shop.ts'
import { makeProduct, receiveGoods, unitIdOf } from '../harness/stocked-shop.ts'
import { readPdf } from '../print/read-pdf.ts'
import { addCustomer, deliver, note, order } from '../sales/corner-shop.ts'
import { type BackOffice, openBackOffice, overflowOf } from './back-office.ts'

let shop: TestShop
let office: BackOffice
let page: Page
let at: Awaited<ReturnType<typeof stockForReturns>>
let sold: { serial: string; unitId: number; note: DeliveryNote }
let mistaken: typeof sold
let products: { phone: number; yoghurt: number; card: number }
beforeAll(async () => {
  shop = await openTestShop()
  at = await stockForReturns(shop)
  sold = await at.soldCamera()
  mistaken = await at.soldCamera()
  const made = await stockDispatchShop(shop, at.corner)
  const card = await makeProduct(shop, 'none', 'Gift card')
  await shop.rows(`update product set dispatch_identifier_mode = 'at_dispatch' where name = 'Gift card'`)
  await receiveGoods(shop, [{ variantId: card, quantity: 5, placeId: at.corner.shelf.binId }])
  products = { ...made, card }
  office = await openBackOffice(shop)
  page = office.page
}, 120_000)
afterAll(async () => {
  await office?.close()
  await shop.close()
})

const heading = (name: string | RegExp) => page.getByRole('heading', { level: 1, name })
const button = (name: string) => page.getByRole('button', { name, exact: true })
const shoot = (name: string) =>
  process.env.SHOTS ? page.screenshot({ path: `${process.env.SHOTS}/${name}.png`, fullPage: true }) : null

test('a piece comes back by its serial: not from another customer, inspected, put on the shelf, sold again, not twice', async () => {
  await page.getByRole('link', { name: 'Returns', exact: true }).click()
  await page.getByText('No returns yet').waitFor()
  await page.getByRole('link', { name: 'New return' }).click()
  await heading('New return').waitFor()
  await page.getByLabel('Customer', { exact: true }).fill('Bob')
  await page.getByRole('option', { name: /Bob Baker/ }).click()
  await page.getByLabel('Serial, delivery note, order or identifier').fill(sold.serial)
  await page.keyboard.press('Enter')
  await page.getByText(`Camera ${sold.serial} was sold to Ada Archer, not to Bob Baker.`).waitFor()
  await page.getByLabel('Customer', { exact: true }).fill('Ada')
  await page.getByRole('option', { name: /Ada Archer/ }).click()
  await page.getByLabel('Serial, delivery note, order or identifier').fill(sold.serial)
  await page.keyboard.press('Enter')
  await page.getByLabel(`Reason for Camera ${sold.serial}`).click()
  await page.getByRole('option', { name: 'Faulty' }).click()
  await shoot('new')
  await page.setViewportSize({ width: 390, height: 844 })
  expect(await overflowOf(page)).toBe(0)
  await shoot('new-narrow')
  await page.setViewportSize({ width: 1440, height: 900 })
  await button('Take back').click()
  await heading(/^R\d+$/).waitFor()
  await page.getByText('To inspect first').waitFor()
  await shoot('return')
  await button(`Inspect Camera ${sold.serial}`).click()
  await page.getByLabel('What was found').fill('Works')
  await button('Save').click()
  await page.getByText('Resell: Works').waitFor()
  expect(await at.whereIs(sold.unitId)).toMatchObject({ kind: 'bin', claimed: false })

  await page.getByRole('link', { name: 'Returns', exact: true }).first().click()
  await page.getByRole('link', { name: 'New return' }).click()
  await heading('New return').waitFor()
  await page.getByLabel('Serial, delivery note, order or identifier').fill(sold.serial)
  await page.keyboard.press('Enter')
  await page.getByText('is back already: returned with').waitFor()
  const again = await order(shop, at.corner, [at.corner.camera, 1])
  await deliver(shop, await note(shop, again, { quantity: 1, unitIds: [sold.unitId] }))
  expect((await at.whereIs(sold.unitId)).kind).toBe('customer')
})

test('a wrong serial on a delivered note is swapped for the right one, and the history says so', async () => {
  const right = at.freshSerial()
  await page.goto(`${office.address}/admin/delivery-notes/${mistaken.note.id}`)
  await heading(mistaken.note.number).waitFor()
  await button('Swap a wrong serial or lot').click()
  await page.getByLabel('Serial number that really went').fill(right)
  await page.getByLabel('Reason', { exact: true }).fill('Labels mixed up')
  await shoot('swap')
  await button('Swap').click()
  await page.getByText(`${mistaken.note.number} was corrected.`).waitFor()
  await page
    .getByText(`Corrected: ${right} instead of ${mistaken.serial} (Camera, 1). Labels mixed up`)
    .waitFor()
  await shoot('note')
  expect((await at.whereIs(mistaken.unitId)).kind).toBe('bin')
})

/** An order of a phone, a yoghurt and a gift card for somebody, with what is given to each. */
async function withIdentifiers(name: string, ...values: string[]) {
  const { phone, yoghurt, card } = products
  const customerId = await addCustomer(shop, name)
  const placed = await order(shop, { ...at.corner, customerId }, [phone, 1], [yoghurt, 1], [card, 1])
  const lines = placed.lines.map((line, index) => ({
    orderLineId: line.id,
    identifiers: [values[index] ?? null],
  }))
  const saved = await shop.act(tx =>
    fulfilment.saveIdentifiers(tx, { orderId: placed.id, version: null, lines }),
  )
  return { placed, customerId, note: saved.note! }
}

test('an identifier of any mode is found by clicking: in the search box, by a scan, and in the list of orders', async () => {
  const { placed, note: made } = await withIdentifiers('Cy Carter', 'IMEI-01', '2026-12-24', 'Card “7” a')
  const sent = await shop.act(tx => fulfilment.completeOrder(tx, placed.id))
  expect(sent.number).toBe(made.number)
  const find = page.getByRole('combobox', { name: 'Scan or search' })
  const matches = page.getByRole('listbox', { name: 'Matches' }).getByRole('option')
  for (const [value, says] of [
    ['2026-12-24', 'dispatch identifier 2026-12-24'],
    ['Card “7” a', 'dispatch identifier Card “7” a'],
  ] as const) {
    await page.goto(`${office.address}/admin/returns`)
    await heading('Returns').waitFor()
    await find.fill(value)
    await matches.filter({ hasText: made.number }).filter({ hasText: says }).click()
    await heading(made.number).waitFor()
    await page.getByRole('grid').getByText(value, { exact: true }).waitFor()
  }
  // A piece of single use has a page of its own, which leads to the note and the order that it went with.
  await find.fill('IMEI-01')
  await matches.filter({ hasText: 'IMEI-01' }).first().click()
  await heading('IMEI-01').waitFor()
  await page.getByRole('main').getByRole('link', { name: made.number, exact: true }).first().click()
  await heading(made.number).waitFor()
  await page.getByRole('main').getByRole('link', { name: placed.number, exact: true }).first().click()
  await heading(placed.number).waitFor()
  // Note and invoice are printed with all of them.
  await shop.act(tx => sales.writeInvoice(tx, placed.id, { of: 'delivered' }))
  for (const [kind, paper] of [
    ['delivery-notes', sent.id],
    ['sales-orders', placed.id],
  ] as const) {
    await page.goto(`${office.address}/admin/${kind}/${paper}`)
    await heading(kind === 'sales-orders' ? placed.number : made.number).waitFor()
    const link = page
      .getByRole('main')
      .getByRole('link', { name: kind === 'sales-orders' ? /^Print I\d+$/ : 'Print' })
    const address = await link.first().getAttribute('href')
    const { text } = await readPdf(await (await page.request.get(`${office.address}${address}`)).body())
    for (const value of ['IMEI-01', '2026-12-24', 'Card “7” a'])
      expect(text.replaceAll(/\s+/g, ' '), kind).toContain(value)
  }
  await office.scan('IMEI-01')
  await heading('IMEI-01').waitFor()

  for (const value of ['IMEI-01', '2026-12-24', 'Card “7” a']) {
    await page.goto(`${office.address}/admin/sales-orders`)
    await heading('Sales overview').waitFor()
    await page.getByLabel('Order, receipt, customer, serial, lot or identifier').fill(value)
    await expect.poll(() => page.getByRole('row', { name: /O\d+/ }).count()).toBe(1)
    await page
      .getByRole('row', { name: /Cy Carter/ })
      .getByRole('link')
      .first()
      .click()
    await heading(placed.number).waitFor()
  }
})

test('a single-use identifier is free again once its note is cancelled or its goods came back, and is given out again', async () => {
  const first = await withIdentifiers('Dot Drew', 'IMEI-02')
  const second = await withIdentifiers('Eve East')
  const dispatch = async (of: { number: string; id: number }) => {
    await page.goto(`${office.address}/admin/order-dispatch/${of.id}`)
    await heading(of.number).waitFor()
    await button('Complete Order').click()
    await page.getByRole('dialog').getByRole('button', { name: 'Add', exact: true }).click()
    await page.getByText('of 3 filled').waitFor()
  }
  const phoneBox = (of: { number: string }) =>
    page.getByRole('textbox', { name: new RegExp(`^Phone, ${of.number}, 1 of`) })
  await dispatch(second.placed)
  await phoneBox(second.placed).fill('IMEI-02')
  await page.keyboard.press('Tab')
  await page.getByText(`In use: chosen for ${first.note.number}: ${first.placed.number}, Dot Drew`).waitFor()

  await page.goto(`${office.address}/admin/delivery-notes/${first.note.id}`)
  await heading(first.note.number).waitFor()
  await button('Status').click()
  await page.getByRole('menuitem', { name: 'Cancelled' }).click()
  await button('Cancel the note').click()
  await page.getByText(`${first.note.number} was cancelled.`).waitFor()

  const giveOut = async (of: { number: string; id: number }) => {
    await dispatch(of)
    await phoneBox(of).fill('IMEI-02')
    await page.getByRole('option', { name: 'IMEI-02' }).click()
    await button('Allocate for me').click()
    await page.getByText('2 of 3 filled').waitFor()
    await page.getByRole('textbox', { name: new RegExp(`^Gift card, ${of.number}`) }).fill('Card 1')
    await page.keyboard.press('Tab')
    await page.getByText('3 of 3 filled').waitFor()
    await button('Save Changes').click()
    await button('OK').click()
    await expect.poll(() => page.getByText('1 of 1 filled').count()).toBe(3)
    await button('Complete Order').click()
    await page.getByText(`${of.number} is complete.`).waitFor()
  }
  await giveOut(second.placed)
  const [sent] = await shop.rows<{ id: number }>(
    `select id from delivery_note where order_id = $1 and state = 'delivered'`,
    [second.placed.id],
  )
  expect(sent).toBeDefined()

  // It comes back, and goes out again to the one who lost it.
  const unitId = await unitIdOf(shop, 'IMEI-02')
  const back = await at.back(second.customerId, { unitId })
  await at.judge(back.id, back.lines[0]!.id, 'resell', at.corner.shelf.binId)
  await giveOut(first.placed)
  expect((await at.whereIs(unitId)).kind).toBe('customer')
  expect(await stock.verify(shop.house.pool)).toEqual([])
})
