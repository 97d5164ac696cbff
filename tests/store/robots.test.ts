import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import * as stock from '../../server/stock/public.ts'
import { lapseUnpaid } from '../../server/store/public.ts'
import { openTestShop, type TestShop } from '../harness/shop.ts'
import type { CornerShop } from '../sales/corner-shop.ts'
import { Buyer, buy, lookLast, openStore, orderForm } from './store-shop.ts'

/* What programs that visit the store are told, and what they cannot do to it. */

let shop: TestShop
let corner: CornerShop
let newBuyer: () => Buyer
beforeAll(async () => {
  shop = await openTestShop()
  corner = await openStore(shop)
  const app = await shop.app()
  newBuyer = () => new Buyer(app)
})
afterEach(async () => expect(await stock.verify(shop.house.pool)).toEqual([]))
afterAll(() => shop.close())

const ordersIn = async () => (await shop.rows('select id from sales_order')).length
const hoursLater = (hours: number) => new Date(shop.now.getTime() + hours * 3_600_000)

test('an order has no more of a product than the merchant lets one buyer have', async () => {
  const buyer = newBuyer()
  const form = orderForm(await lookLast(buyer, [[corner.bag, '6']]))
  await shop.rows('update store set most_of_one = 5')
  const before = await ordersIn()
  const refused = await buyer.post('/shop/checkout/place', form)
  expect([buyer.address, await ordersIn()]).toEqual(['/shop/basket', before])
  expect(refused.text).toContain('An order may have 5 of it at most')
  expect(refused.text).not.toContain('Go to the checkout')
  await buyer.post('/shop/basket/change', { variant: String(corner.bag), quantity: '5' })
  expect((await buyer.get('/shop/basket')).text).toContain('Go to the checkout')
  await shop.rows('update store set most_of_one = 100')
})

test('a basket holds 200 products, and says so', async () => {
  const buyer = newBuyer()
  await buyer.post('/shop/basket', { variant: String(corner.bag), quantity: '1' })
  await shop.rows(`
    with made as (insert into product (name, created_at, created_by) select 'Filler ' || n, now(), 1 from generate_series(1, 199) n returning id, name),
         variants as (insert into variant (product_id, product_number, name, sort_name) select id, name, name, lower(name) from made returning id)
    insert into store_basket_line (basket_id, variant_id, quantity, added_at)
    select (select max(id) from store_basket), id, 1, now() from variants`)
  const full = await buyer.post('/shop/basket', { variant: String(corner.camera), quantity: '1' })
  expect(full.text).toContain('A basket holds 200 products at most')
  const again = await buyer.post('/shop/basket', { variant: String(corner.bag), quantity: '1' })
  expect(again.text).not.toContain('at most')
  expect((await shop.rows('select 1 from store_basket_line')).length).toBeGreaterThanOrEqual(200)
})

test('all the stock that was ordered and not paid is free again once the orders lapse', async () => {
  const [product] = await shop.rows<{ id: number }>('select product_id as id from variant where id = $1', [
    corner.camera,
  ])
  const free = async () =>
    /class="(good|few|none)"/.exec((await newBuyer().get(`/shop/products/${product!.id}`)).text)?.[1]
  await buy(newBuyer(), [[corner.camera, '6']])
  expect(await free()).toBe('none')
  const before = shop.now
  shop.now = hoursLater(8 * 24)
  await lapseUnpaid(shop.house)
  shop.now = before
  expect(await free()).toBe('good')
})

test('orders without end are stopped, by where they come from and by whose name is on them, and nobody else is', async () => {
  shop.now = hoursLater(2)
  const app = await shop.app()
  const key = (
    await app.inject({
      method: 'POST',
      url: '/shop/basket',
      headers: formOf,
      payload: `variant=${corner.bag}&quantity=1`,
    })
  ).cookies[0]!
  const place = (remoteAddress: string) =>
    app.inject({
      method: 'POST',
      url: '/shop/checkout/place',
      remoteAddress,
      headers: { ...formOf, cookie: `${key.name}=${key.value}` },
      payload: 'payment=bank_transfer',
    })
  const statuses: number[] = []
  for (let n = 0; n < 31; n++) statuses.push((await place(`203.0.113.${n}`)).statusCode)
  expect(statuses.filter(status => status === 429)).toHaveLength(1)
  const refused = await place('203.0.113.1')
  expect(refused.body).toContain('Please wait an hour')
  expect(refused.headers['retry-after']).toBe('3600')
  expect((await buy(newBuyer(), [[corner.bag, '1']])).status).toBe(200)
  const statusesOfOne: number[] = []
  for (let n = 0; n < 201; n++)
    statusesOfOne.push(
      (
        await app.inject({
          method: 'POST',
          url: '/shop/basket',
          remoteAddress: '203.0.113.99',
          headers: formOf,
          payload: 'variant=0',
        })
      ).statusCode,
    )
  expect(statusesOfOne.indexOf(429)).toBe(200)
  shop.now = hoursLater(1)
  expect((await place('203.0.113.1')).statusCode).toBe(303)
})

const formOf = { 'content-type': 'application/x-www-form-urlencoded' }
