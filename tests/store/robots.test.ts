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
  expect(refused.headers['retry-after']).toBe('900')
  expect((await buy(newBuyer(), [[corner.bag, '1']])).status).toBe(200)
  shop.now = hoursLater(1)
  expect((await place('203.0.113.1')).statusCode).toBe(303)
})

test('search machines find every page by the sitemap’s files, each of which has its one address in it', async () => {
  const app = await shop.app()
  const robots = (await app.inject('/robots.txt')).body
  for (const path of ['/admin', '/shop/basket', '/shop/checkout', '/shop/orders/', '/shop/search'])
    expect(robots).toContain(`Disallow: ${path}\n`)
  const files = await pathsIn(/Sitemap: (.*)/.exec(robots)![1]!)
  const paths = (await Promise.all(files.map(pathsIn))).flat()
  expect(paths).toContain('/shop')
  expect(paths).toContainEqual(expect.stringMatching(/^\/shop\/products\/\d+-camera$/))
  for (const path of paths) {
    const page = await app.inject(path)
    expect([path, page.statusCode]).toEqual([path, 200])
    expect(page.body).toContain(`<link rel="canonical" href="http://127.0.0.1:3000${path}">`)
  }
  expect((await app.inject('/shop/sitemap-9.xml')).body).not.toContain('<url>')
  expect((await app.inject('/shop/sitemap-x.xml')).statusCode).toBe(404)
})

test('pages that are narrowed or turned have their one address, or are of no use to search machines', async () => {
  const app = await shop.app()
  const canonical = async (path: string) =>
    /<link rel="canonical" href="http:\/\/127.0.0.1:3000([^"]*)">/.exec((await app.inject(path)).body)?.[1]
  expect(await canonical(`/shop/products/${corner.bag}-old-name?variant=${corner.bag}`)).toBe(
    `/shop/products/${corner.bag}-bag`,
  )
  expect(await canonical(`/shop?after=${corner.bag}`)).toBe(`/shop?after=${corner.bag}`)
  expect((await app.inject(`/shop?before=${corner.bag}`)).headers.location).toBe('/shop')
  for (const path of ['/shop/search?q=bag', '/shop/basket', '/shop/orders', '/shop/nowhere'])
    expect((await app.inject(path)).body).toContain('<meta name="robots" content="noindex">')
})

test('what a product is and costs is told to machines in the words of schema.org, and to those who share it', async () => {
  await shop.rows(`insert into barcode (code, variant_id, is_gtin) values ('04006381333931', $1, true)`, [
    corner.camera,
  ])
  const app = await shop.app()
  const read = async (variantId: number) => {
    const [row] = await shop.rows<{ id: number }>('select product_id as id from variant where id = $1', [
      variantId,
    ])
    const { body } = await app.inject(`/shop/products/${row!.id}`)
    return { body, data: JSON.parse(/<script type="application\/ld\+json">(.*?)<\/script>/.exec(body)![1]!) }
  }
  const { body, data } = await read(corner.camera)
  const [, address] = /<link rel="canonical" href="([^"]*)">/.exec(body)!
  expect(data).toMatchObject({
    '@context': 'https://schema.org',
    '@type': 'Product',
    name: 'Camera',
    sku: expect.any(String),
    gtin: '04006381333931',
    offers: {
      '@type': 'Offer',
      url: address,
      price: '2.50',
      priceCurrency: 'EUR',
      availability: 'https://schema.org/InStock',
      itemCondition: 'https://schema.org/NewCondition',
    },
  })
  for (const name of ['og:title', 'og:url', 'og:type', 'og:site_name'])
    expect(body).toContain(`property="${name}"`)
  await shop.rows('update variant set price_minor = 0 where id = $1', [corner.camera])
  const free = await read(corner.camera)
  expect(free.data.offers).toBeUndefined()
  expect(free.body).toContain('Price on request')
  expect(free.body).not.toContain('Add to basket')
  const put = await newBuyer().post('/shop/basket', { variant: String(corner.camera), quantity: '1' })
  expect(put.status).toBe(404)
  await shop.rows('update variant set price_minor = 250 where id = $1', [corner.camera])
})

test('every page says what a browser may do with it, and cookies are for the server alone', async () => {
  const { makeApp } = await import('../../server/app.ts')
  const app = await makeApp({
    ...shop.house,
    configuration: { ...shop.house.configuration, publicUrl: 'https://shop.example.com' },
  })
  for (const url of ['/shop', '/shop/basket', '/shop/nowhere', '/shop/orders/unknown']) {
    const { headers, body } = await app.inject(url)
    expect(headers['content-security-policy']).toContain("default-src 'none'")
    expect(headers['content-security-policy']).not.toMatch(/unsafe|script-src/)
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'")
    expect(headers['referrer-policy']).toBe('same-origin')
    expect(headers['x-content-type-options']).toBe('nosniff')
    expect(body).toContain('<html lang="en">')
    expect(body).not.toMatch(/<script(?! type="application\/ld\+json")|\son\w+=|style="/)
  }
  const payload = `variant=${corner.bag}&quantity=1`
  const [cookie] = (await app.inject({ method: 'POST', url: '/shop/basket', headers: formOf, payload }))
    .cookies
  expect(cookie).toMatchObject({ httpOnly: true, secure: true, sameSite: 'Lax', path: '/shop' })
  expect((await app.inject('/shop')).body).toContain('href="https://shop.example.com/shop"')
  await app.close()
})

async function pathsIn(address: string): Promise<string[]> {
  const { body, headers } = await (await shop.app()).inject(new URL(address).pathname)
  expect(headers['content-type']).toContain('xml')
  const found = [...body.matchAll(/<loc>([^<]*)<\/loc>/g)].map(match => match[1]!)
  return body.includes('<sitemapindex') ? found : found.map(one => new URL(one).pathname)
}

const formOf = { 'content-type': 'application/x-www-form-urlencoded' }
