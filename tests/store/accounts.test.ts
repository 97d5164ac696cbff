import { afterAll, beforeAll, expect, test } from 'vitest'
import { forgetOldSignIns } from '../../server/store/public.ts'
import { openTestShop, type TestShop } from '../harness/shop.ts'
import { times } from '../harness/stocked-shop.ts'
import type { CornerShop } from '../sales/corner-shop.ts'
import { Buyer, buy, openStore } from './store-shop.ts'

let shop: TestShop
let corner: CornerShop
let newBuyer: () => Buyer
beforeAll(async () => {
  shop = await openTestShop()
  corner = await openStore(shop)
  const app = await shop.app()
  newBuyer = () => new Buyer(app)
  await buy(newBuyer(), [[corner.bag, '1']])
  await buy(newBuyer(), [[corner.bag, '2']])
})
afterAll(() => shop.close())

const links = async () => {
  const rows = await shop.rows<{ body_text: string }>(
    `select body_text from message where subject like 'Sign in%' order by id`,
  )
  return rows.map(row => /\/shop\/account\/enter\/[\w-]{43}/.exec(row.body_text)![0])
}

test('a buyer signs in by a link that works once, sees their orders, and finds the last address filled in', async () => {
  const buyer = newBuyer()
  const asked = await buyer.post('/shop/account', { email: 'ADA@example.com' })
  const [link] = await links()
  expect((await buyer.get(link!)).text).toContain('See my orders')
  const account = await buyer.post(link!, {})
  expect(buyer.address).toBe('/shop/account')
  expect(account.text.match(/href="\/shop\/orders\/[\w-]{43}"/g)?.length).toBe(2)
  expect((await newBuyer().post(link!, {})).text).toContain('was used already')
  await buyer.post('/shop/basket', { variant: String(corner.bag), quantity: '1' })
  expect((await buyer.get('/shop/checkout')).text).toContain('value="Hafenweg 1"')

  const unknown = await newBuyer().post('/shop/account', { email: 'nobody@example.com' })
  expect(unknown.text).toBe(asked.text)
  expect((await links()).length).toBe(1)

  await buyer.post('/shop/account/leave', {})
  expect((await buyer.get('/shop/account')).text).toContain('Send me a link')
})

test('of two who use one link at once one is let in; an old one lets nobody in and is forgotten', async () => {
  await newBuyer().post('/shop/account', { email: 'ada@example.com' })
  const link = (await links()).at(-1)!
  const pages = await Promise.all(times(2, () => newBuyer().post(link, {})))
  expect(pages.map(page => page.status).sort()).toEqual([200, 404])
  await newBuyer().post('/shop/account', { email: 'ada@example.com' })
  const late = (await links()).at(-1)!
  shop.now = new Date(shop.now.getTime() + 31 * 60_000)
  expect((await newBuyer().post(late, {})).status).toBe(404)
  await shop.act(forgetOldSignIns)
  expect(await shop.rows('select 1 from buyer_link')).toEqual([])
})
