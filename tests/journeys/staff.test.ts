import { afterAll, beforeAll, expect, test } from 'vitest'
import * as people from '../../server/people/public.ts'
import { openTestShop, type TestShop } from '../harness/shop.ts'
import { type BackOffice, openBackOffice, overflowOf } from './back-office.ts'

let shop: TestShop
let office: BackOffice
beforeAll(async () => {
  shop = await openTestShop()
  const password = 'correct horse battery'
  await shop.act(tx =>
    people.addStaff(tx, { name: 'Sam Stock', email: 'sam@example.com', role: 'staff', password }),
  )
  office = await openBackOffice(shop)
}, 120_000)
afterAll(async () => {
  await office?.close()
  await shop.close()
})

test('the owner makes a member of staff a manager, and archives one who leaves', async () => {
  const { page } = office
  await page.goto(`${office.address}/admin/staff`)
  await page.getByRole('heading', { level: 1, name: 'Staff' }).waitFor()
  await page.getByRole('row', { name: /Sam Stock/ }).click()
  await page.getByRole('radio', { name: 'Manager' }).click()
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByText('Sam Stock was changed.').first().waitFor()
  await page.getByRole('row', { name: /Sam Stock.*Manager/ }).click()
  await page.getByRole('switch', { name: 'No longer works here' }).focus()
  await page.keyboard.press('Space')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByRole('row', { name: /Sam Stock.*Archived/ }).waitFor()
  expect(
    await shop.rows(`select role, archived_at is not null as archived from staff where name = 'Sam Stock'`),
  ).toEqual([{ role: 'manager', archived: true }])
  await page.setViewportSize({ width: 390, height: 800 })
  expect(await overflowOf(page)).toBe(0)
})
