import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { DeliveryNote } from '../../contract/fulfilment.ts'
import { stockForReturns } from '../fulfilment/returning.ts'
import { openTestShop, type TestShop } from '../harness/shop.ts'
import { deliver, note, order } from '../sales/corner-shop.ts'
import { type BackOffice, openBackOffice, overflowOf } from './back-office.ts'

let shop: TestShop
let office: BackOffice
let page: Page
let at: Awaited<ReturnType<typeof stockForReturns>>
let sold: { serial: string; unitId: number; note: DeliveryNote }
let mistaken: typeof sold
beforeAll(async () => {
  shop = await openTestShop()
  at = await stockForReturns(shop)
  sold = await at.soldCamera()
  mistaken = await at.soldCamera()
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
