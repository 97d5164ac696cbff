import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeProduct, receiveGoods, times } from '../harness/stocked-shop.ts'
import { type Counter, openCounter, openTill, type Till } from '../till/counter.ts'
import { line, rungUp } from '../till/rung-up.ts'
import { type BackOffice, openBackOffice, overflowOf } from './back-office.ts'

let counter: Counter
let office: BackOffice
let till: Till
let phone: number
beforeAll(async () => {
  counter = await openCounter()
  const { shop, shelf } = counter
  phone = await makeProduct(shop, 'serials', 'Phone')
  await receiveGoods(
    shop,
    times(5, index => ({
      variantId: phone,
      quantity: 1,
      lotNumber: 'PH',
      serial: `S-${index}`,
      placeId: shelf.binId,
    })),
  )
  till = await openTill(counter, 'Back counter')
  office = await openBackOffice(shop)
}, 120_000)
afterAll(async () => {
  await office?.close()
  await counter.shop.close()
})

const shot = async (name: string) => {
  if (process.env.SHOTS) await office.page.screenshot({ path: `${process.env.SHOTS}/${name}.png` })
}

test('a till is added and enrolled by the code that its drawer shows', async () => {
  const { page, address } = office
  await page.goto(`${address}/admin/tills`)
  await page.getByRole('heading', { level: 1, name: 'Tills' }).waitFor()
  await page.getByRole('row', { name: /Back counter/ }).waitFor()
  await page.getByRole('button', { name: 'Add till' }).click()
  await page.getByLabel('Name', { exact: true }).fill('Front counter')
  await page.getByRole('combobox', { name: 'Location' }).click()
  await page.getByRole('option', { name: 'Harbour Street' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Add till' }).click()
  await page.getByRole('dialog', { name: 'Front counter' }).waitFor()
  await page.getByRole('button', { name: 'Make a code' }).click()
  const code = await page
    .getByRole('status')
    .getByText(/^\w{5}-\w{5}$/)
    .textContent()
  await shot('tills-enrol')
  const app = await counter.shop.app()
  const enrolled = await app.inject({
    method: 'POST',
    url: '/api/v1/till/enrol',
    payload: { code, deviceName: 'Tablet' },
  })
  expect(enrolled.statusCode).toBe(200)
  await page.reload()
  await page.getByRole('row', { name: /Front counter.*Tablet/ }).click()
  await page.getByRole('button', { name: 'End enrolment' }).click()
  await page
    .getByRole('dialog', { name: 'End the enrolment of Front counter?' })
    .getByRole('button', { name: 'End enrolment' })
    .click()
  await page.getByText('Front counter has no device now.').first().waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('row', { name: /Front counter.*Not enrolled/ }).waitFor()
  await shot('tills')
  await page.setViewportSize({ width: 390, height: 800 })
  expect(await overflowOf(page)).toBe(0)
  await shot('tills-narrow')
  await page.setViewportSize({ width: 1440, height: 900 })
})

test('a member of staff gets a PIN, and signs in with it', async () => {
  const { page, address } = office
  await page.goto(`${address}/admin/staff`)
  await page.getByRole('row', { name: /Carl Cashier/ }).click()
  const form = page.getByRole('form', { name: 'At the tills' })
  await form.getByLabel('New PIN').fill('97531')
  await form.getByRole('switch', { name: 'May give discounts' }).focus()
  await page.keyboard.press('Space')
  await shot('staff-pin')
  await form.getByRole('button', { name: 'Set PIN and rights' }).click()
  await page.getByText('Carl Cashier may sign in at the tills.').first().waitFor()
  const signedIn = await till.call('POST', '/sign-in', { staffId: counter.carl, pin: '97531' })
  expect(signedIn.body).toMatchObject({ cashier: { mayDiscount: true, mayRefund: false } })
})

test('a conflict is settled by another piece, and its receipt is found, shown and printed', async () => {
  const { page, address } = office
  const sold = rungUp(counter, till, [line(phone, { serials: ['S-0'] })])
  const late = rungUp(counter, till, [line(phone, { serials: ['S-0'] })], { provisionalNumber: 'P-77' })
  await till.call('POST', '/sales', sold)
  const { number, token } = (await till.call('POST', '/sales/send', { sales: [late] })).body.items[0]
  await page.goto(`${address}/admin/till-conflicts`)
  await shot('conflicts')
  await page.getByRole('link', { name: number }).click()
  await page.getByRole('heading', { level: 1, name: number }).waitFor()
  await shot('conflict')
  await page.getByLabel('Serial numbers of Phone').fill('S-1')
  await page.getByRole('button', { name: 'Settle with these goods' }).click()
  await page.getByText('By other goods, by Clara Clerk').waitFor()
  await page.getByRole('combobox', { name: 'Scan or search' }).fill('P-77')
  await page.getByRole('option', { name: number }).click()
  await page.getByRole('heading', { level: 1, name: number }).waitFor()
  await page.getByText('S-1').first().waitFor()
  await shot('receipt')
  await page.setViewportSize({ width: 390, height: 800 })
  expect(await overflowOf(page)).toBe(0)
  await page.goto(`${address}/receipt/${token}`)
  await page.getByText('Serial S-1').waitFor()
  await shot('receipt-link')
  await page.setViewportSize({ width: 1440, height: 900 })
  const pdf = await page.request.get(`${address}/api/v1/receipts/${await documentOf(late.id)}/receipt.pdf`)
  expect(pdf.headers()['content-type']).toBe('application/pdf')
  if (process.env.SHOTS)
    (await import('node:fs')).writeFileSync(`${process.env.SHOTS}/receipt.pdf`, await pdf.body())
  expect((await page.request.get(`${address}/receipt/nobody`)).status()).toBe(404)
})

async function documentOf(saleId: string): Promise<number> {
  const [row] = await counter.shop.rows<{ id: number }>(
    'select document_id as id from till_sale where id = $1',
    [saleId],
  )
  return row!.id
}

test('a Z report is listed and opened', async () => {
  const { page, address } = office
  const close = { signInId: till.signInId, countedMinor: 11_900, at: counter.shop.now.toISOString() }
  await till.call('POST', `/drawers/${till.drawerId}/close`, close)
  await page.goto(`${address}/admin/z-reports`)
  await page.getByRole('link', { name: 'Z 1 of Back counter' }).click()
  await page.getByRole('heading', { level: 1, name: 'Z 1 of Back counter' }).waitFor()
  await page.getByText('€119.00').first().waitFor()
  await shot('z-report')
})
