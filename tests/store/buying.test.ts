import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import * as fulfilment from '../../server/fulfilment/public.ts'
import * as sales from '../../server/sales/public.ts'
import * as stock from '../../server/stock/public.ts'
import { openTestShop, type TestShop } from '../harness/shop.ts'
import { times } from '../harness/stocked-shop.ts'
import { addCustomer, type CornerShop, order, refusalOf } from '../sales/corner-shop.ts'
import { ada, Buyer, buy, lookLast, openStore, orderForm } from './store-shop.ts'

let shop: TestShop
let corner: CornerShop
let newBuyer: () => Buyer
beforeAll(async () => {
  shop = await openTestShop({ poolSize: 12 })
  corner = await openStore(shop)
  const app = await shop.app()
  newBuyer = () => new Buyer(app)
})
afterEach(async () => expect(await stock.verify(shop.house.pool)).toEqual([]))
afterAll(() => shop.close())

const ordersIn = async () => (await shop.rows('select id from sales_order')).length

test('a guest buys: the basket becomes one order O…, reserved, with a message that confirms it', async () => {
  const buyer = newBuyer()
  expect((await buyer.get('/shop')).text).toContain('Camera')
  const last = await lookLast(buyer, [
    [corner.bag, '2'],
    [corner.milk, '1'],
  ])
  expect(last).toContain('Order with obligation to pay')
  expect(last).toContain('€12.40')
  const page = await buyer.post('/shop/checkout/place', orderForm(last))
  expect(page.status).toBe(200)
  expect(buyer.address).toMatch(/^\/shop\/orders\/[\w-]{43}$/)
  expect(page.text).toContain('IBAN DE02')
  const [placed] = await shop.rows(
    `select d.number, o.channel, o.total_minor, o.shipping_minor, o.address, c.name, c.email
       from sales_order o join document d on d.id = o.id join customer c on c.id = o.customer_id order by o.id desc limit 1`,
  )
  expect(placed).toMatchObject({
    channel: 'store',
    total_minor: 1240,
    shipping_minor: 490,
    address: 'Ada Buyer\nHafenweg 1\n80331 Munich\nGermany',
    name: 'Ada Buyer',
  })
  const [message] = await shop.rows('select * from message order by id desc limit 1')
  expect(message).toMatchObject({ to_address: 'ada@example.com', state: 'waiting' })
  expect(message!.subject).toContain(placed!.number)
  expect(message!.body_text).toContain(buyer.address)
  expect((await buyer.get('/shop/basket')).text).toContain('It is empty')
})

test('an order that is sent ten times at once is one order', async () => {
  const buyer = newBuyer()
  const form = orderForm(await lookLast(buyer, [[corner.bag, '1']]))
  const before = await ordersIn()
  const pages = await Promise.all(times(10, () => buyer.post('/shop/checkout/place', form)))
  expect(await ordersIn()).toBe(before + 1)
  const numbers = pages.map(page => /Order <span class="code">(O\d+)/.exec(page.text)?.[1])
  expect(new Set(numbers).size).toBe(1)
  expect(numbers[0]).toBeDefined()
})

test('of two buyers who want the last piece at once one gets it, and the other is told', async () => {
  const buyers = times(2, newBuyer)
  const forms = await Promise.all(
    buyers.map(async buyer => orderForm(await lookLast(buyer, [[corner.camera, '6']]))),
  )
  const pages = await Promise.all(
    buyers.map((buyer, index) => buyer.post('/shop/checkout/place', forms[index]!)),
  )
  expect(pages.map(page => page.status).sort()).toEqual([200, 409])
  expect(pages.find(page => page.status === 409)!.text).toContain('sold out')
  expect((await newBuyer().get('/shop')).text).toContain('Sold out')
})

test('the last of a lot goes to the buyer or over the counter of the back office, never to both', async () => {
  const left = async () => {
    const [row] = await shop.rows('select quantity from reserved_level where variant_id = $1', [corner.milk])
    return 20 - row!.quantity
  }
  const quantity = await left()
  const buyer = newBuyer()
  const form = orderForm(await lookLast(buyer, [[corner.milk, String(quantity)]]))
  const [page, office] = await Promise.all([
    buyer.post('/shop/checkout/place', form),
    order(shop, corner, [corner.milk, quantity]).then(
      () => 'sold',
      error => (error as { code: string }).code,
    ),
  ])
  expect([page.status, office]).toSatisfy(
    ([status, what]) => (status === 200 && what === 'not_enough') || (status === 409 && what === 'sold'),
  )
  expect(await left()).toBe(0)
})

test('what changed since the last look is shown again before it is ordered', async () => {
  const buyer = newBuyer()
  const form = orderForm(await lookLast(buyer, [[corner.bag, '1']]))
  await shop.rows('update variant set price_minor = 300 where id = $1', [corner.bag])
  const before = await ordersIn()
  const again = await buyer.post('/shop/checkout/place', form)
  expect([again.status, await ordersIn()]).toEqual([409, before])
  expect(again.text).toContain('has changed since you looked')
  expect((await buyer.post('/shop/checkout/place', orderForm(again.text))).status).toBe(200)
  await shop.rows('update variant set price_minor = 250 where id = $1', [corner.bag])
})

test('delivery is by the rate that is chosen, free from its worth on, and not where no zone is', async () => {
  const buyer = newBuyer()
  const last = await lookLast(buyer, [[corner.bag, '1']])
  expect(last).toContain('Standard: €4.90')
  expect((await buyer.get('/shop/checkout/review?rate=Express')).text).toContain('€12.40')
  await buyer.post('/shop/basket/change', { variant: String(corner.bag), quantity: '20' })
  expect((await buyer.get('/shop/checkout/review')).text).toContain('Standard: free')
  const abroad = await buyer.post('/shop/checkout', { ...ada, country: 'FR' })
  expect([abroad.status, abroad.text.includes('We do not deliver to this country')]).toEqual([422, true])
  const blank = await buyer.post('/shop/checkout', { ...ada, name: '', email: 'no', street: '' })
  expect(blank.text).toContain('Enter an e-mail address')
  expect(blank.text).toContain('Enter street and number')
})

test('collected goods cost no delivery and are paid at the counter', async () => {
  const how = `collect-${corner.shelf.locationId}`
  const buyer = newBuyer()
  const last = await lookLast(buyer, [[corner.bag, '1']], { ...ada, how })
  expect(last).toContain('When you collect it')
  const page = await buyer.post('/shop/checkout/place', { ...orderForm(last), payment: 'cash_on_collection' })
  expect(page.text).toContain('To be collected at Harbour Street')
  expect(page.text).toContain('You pay €2.50 when you collect it')
  const [row] = await shop.rows<{ id: number }>('select max(id) as id from sales_order')
  await shop.act(tx => fulfilment.completeOrder(tx, row!.id))
  const after = await buyer.get(buyer.address)
  expect(after.text).toContain('You have all of it.')
  expect(after.text).not.toContain('when you collect it')
})

test('an invoice goes to another name and address where the buyer says so, with all that it needs', async () => {
  const buyer = newBuyer()
  const wrong = await lookLast(buyer, [[corner.bag, '1']], {
    ...ada,
    billing: 'own',
    'billing-city': 'Berlin',
  })
  expect(wrong.match(/id="billing-\w+-problem"/g)).toEqual(
    ['name', 'street', 'country'].map(field => `id="billing-${field}-problem"`),
  )
  const company = {
    billing: 'own',
    'billing-name': 'Ada Works <Ltd>',
    'billing-street': 'Kontorweg 7',
    'billing-postcode': '10115',
    'billing-city': 'Berlin',
    'billing-country': 'DE',
  }
  const how = `collect-${corner.shelf.locationId}`
  const last = await lookLast(buyer, [], { ...ada, how, ...company })
  expect(last).toContain('Ada Works &lt;Ltd&gt;<br>Kontorweg 7<br>10115 Berlin<br>Germany')
  expect((await buyer.get('/shop/checkout')).text).toContain('name="billing" value="own" checked')
  const page = await buyer.post('/shop/checkout/place', orderForm(last))
  expect(page.text).toContain('<h2>Invoice to</h2><p>Ada Works &lt;Ltd&gt;<br>Kontorweg 7')
  const [placed] = await shop.rows<{ id: number }>('select max(id) as id from sales_order')
  await shop.act(tx => sales.writeInvoice(tx, placed!.id, { of: 'order' }))
  const [invoice] = await shop.rows('select bill_to from invoice where order_id = $1', [placed!.id])
  expect(invoice!.bill_to).toMatch(/^Ada Works <Ltd>\nKontorweg 7\n10115 Berlin\nGermany\n/)
})

test('what a buyer types is shown as they typed it, and is nothing else', async () => {
  const evil = `"><script>alert(1)</script>'`
  const buyer = newBuyer()
  const page = await buy(buyer, [[corner.bag, '1']], {
    ...ada,
    name: evil,
    street: evil,
    city: evil,
    note: evil,
  })
  expect(page.status).toBe(200)
  expect(page.text).not.toContain('<script>alert')
  expect(page.text).toContain('&lt;script&gt;')
  const [message] = await shop.rows('select body_html, body_text from message order by id desc limit 1')
  expect(message!.body_html).not.toContain('<script>')
  for (const path of [
    `/shop/search?q=${encodeURIComponent(evil)}`,
    `/shop/genuine?serial=${encodeURIComponent(evil)}`,
  ])
    expect((await buyer.get(path)).text).not.toContain('<script>alert')
  await shop.rows('update product set name = $1, store_description = $1 where name = $2', [evil, 'Bag'])
  const [bag] = await shop.rows<{ product_id: number }>('select product_id from variant where id = $1', [
    corner.bag,
  ])
  const shown = (await buyer.get(`/shop/products/${bag!.product_id}`)).text
  expect(shown.replace(/<script type="application\/ld\+json">/, '')).not.toMatch(/<script/)
  expect(JSON.parse(/ld\+json">([^<]*)</.exec(shown)![1]!)).toMatchObject({ description: evil })
  await shop.rows(`update product set name = 'Bag', store_description = '' where name = $1`, [evil])
})

test('a form of another site orders nothing, and a file is no form', async () => {
  const app = await shop.app()
  const before = await ordersIn()
  const crossed = await app.inject({
    method: 'POST',
    url: '/shop/checkout/place',
    headers: { 'sec-fetch-site': 'cross-site', 'content-type': 'application/x-www-form-urlencoded' },
    payload: 'payment=bank_transfer',
  })
  expect([crossed.statusCode, await ordersIn()]).toEqual([403, before])
  const json = await app.inject({ method: 'POST', url: '/shop/basket', payload: { variant: 1 } })
  expect(json.headers['content-type']).toContain('text/html')
  expect(json.statusCode).toBeGreaterThanOrEqual(400)
})

test('a stranger who types a customer’s e-mail does not become that customer', async () => {
  await addCustomer(shop, 'Ada Buyer')
  await shop.rows(
    `update customer set email = 'eve@example.com', address = 'Secret street' where name = 'Ada Archer'`,
  )
  await buy(newBuyer(), [[corner.bag, '1']], { ...ada, name: 'Mallory', email: 'eve@example.com' })
  const [placed] = await shop.rows(
    `select c.name, c.address from sales_order o join customer c on c.id = o.customer_id order by o.id desc limit 1`,
  )
  expect(placed).toMatchObject({ name: 'Mallory' })
  expect(placed!.address).not.toContain('Secret')
})

test('goods that are taken out of the store are not sold by an old basket', async () => {
  const buyer = newBuyer()
  const form = orderForm(await lookLast(buyer, [[corner.bag, '1']]))
  await shop.rows(`update product set published = false where name = 'Bag'`)
  const before = await ordersIn()
  expect((await buyer.post('/shop/checkout/place', form)).text).toContain('no longer sold here')
  expect(await ordersIn()).toBe(before)
  const [bag] = await shop.rows<{ product_id: number }>('select product_id from variant where id = $1', [
    corner.bag,
  ])
  expect((await buyer.get(`/shop/products/${bag!.product_id}`)).status).toBe(404)
  await shop.rows('update product set published = true')
})

test('a closed store sells nothing, and the pages of its orders stay', async () => {
  const buyer = newBuyer()
  await buy(buyer, [[corner.bag, '1']])
  const page = buyer.address
  await shop.rows('update store set is_open = false')
  expect((await buyer.get('/shop')).status).toBe(503)
  expect((await buyer.get(page)).status).toBe(200)
  expect((await (await shop.app()).inject('/')).headers.location).toBe('/admin')
  await shop.rows('update store set is_open = true')
  expect((await (await shop.app()).inject('/')).headers.location).toBe('/shop')
  await expect(refusalOf(order(shop, corner, [999, 1]))).resolves.toBeDefined()
})
