import { afterAll, beforeAll, expect, test } from 'vitest'
import * as stock from '../../server/stock/public.ts'
import {
  lotIdOf,
  makeNote,
  makeProduct,
  makeShelf,
  receiveGoods,
  times,
  unitIdOf,
} from '../harness/stocked-shop.ts'
import { type Counter, openCounter, openTill, type Till } from './counter.ts'
import { line, rungUp } from './rung-up.ts'

let counter: Counter
let till: Till
let mugs: number[]
let cheese: number
let phone: number
beforeAll(async () => {
  counter = await openCounter()
  const { shop, shelf } = counter
  till = await openTill(counter, 'Front')
  mugs = []
  for (const index of times(7, one => one)) mugs.push(await makeProduct(shop, 'none', `Mug ${index}`))
  cheese = await makeProduct(shop, 'lots', 'Cheese')
  phone = await makeProduct(shop, 'serials', 'Phone')
  const other = await makeShelf(shop, 'OTHER')
  const at = { placeId: shelf.binId }
  await receiveGoods(shop, [
    ...mugs.map(variantId => ({ variantId, quantity: 10, ...at })),
    ...times(3, index => ({
      variantId: cheese,
      quantity: 5,
      lotNumber: `CH-${index}`,
      expiresOn: '2026-12-24',
      ...at,
    })),
    ...times(9, index => ({ variantId: phone, quantity: 1, lotNumber: 'PH', serial: `S-${index}`, ...at })),
    { variantId: phone, quantity: 1, lotNumber: 'PH', serial: 'S-ELSEWHERE', placeId: other.binId },
  ])
})

/** A transaction that is under way all the while, as a backup or an import is: it must not make anything be told twice. */
let elsewhere: { query(text: string): Promise<unknown>; release(): void }
beforeAll(async () => {
  elsewhere = await counter.shop.house.pool.connect()
  await elsewhere.query('begin')
  await elsewhere.query(
    `insert into job (kind, input, created_at, created_by) values ('long', '{}', now(), 1)`,
  )
})
afterAll(async () => {
  await elsewhere.query('rollback')
  elsewhere.release()
  await counter.shop.close()
})

// biome-ignore lint/suspicious/noExplicitAny: pages of either list, looked at by expectations
type Page = any

/** Asks until there is no more, and puts the pages together. */
async function follow(
  path: string,
  since?: string,
  limit = 4,
): Promise<{ cursor: string; pages: Page[]; all: (list: string) => Page[] }> {
  const pages: Page[] = []
  for (let cursor = since; ; ) {
    const query = new URLSearchParams({
      limit: String(limit),
      ...(cursor === undefined ? {} : { since: cursor }),
    })
    const { body } = await till.call('GET', `${path}?${query}`)
    pages.push(body)
    cursor = body.cursor as string
    if (!body.more) return { cursor, pages, all: list => pages.flatMap(page => page[list]) }
  }
}

test('the catalogue is told whole, page by page, and then only what changed', async () => {
  const { shop } = counter
  const first = await follow('/catalogue')
  expect(first.pages.length).toBeGreaterThan(2)
  expect(first.pages.every(page => page.full)).toBe(true)
  expect(first.all('products').map(one => one.variantId)).toEqual([...mugs, cheese, phone])
  expect(first.all('products').at(-1)).toMatchObject({
    name: 'Phone',
    tracking: { lots: true, serials: true },
    piecesHaveSerials: true,
    identifierMode: 'off',
  })
  const quiet = await follow('/catalogue', first.cursor)
  expect(quiet.pages).toMatchObject([{ full: false, products: [], gone: [] }])
  await shop.rows(`update variant set price_minor = 777 where id = $1`, [mugs[0]])
  await shop.rows(
    `update product set archived_at = now() where id = (select product_id from variant where id = $1)`,
    [mugs[1]],
  )
  await shop.rows(`insert into barcode (code, variant_id, is_gtin) values ('OWN', $1, false)`, [mugs[2]])
  const later = await follow('/catalogue', quiet.cursor)
  expect(later.all('products')).toMatchObject([
    { variantId: mugs[0], priceMinor: 777 },
    { variantId: mugs[2], barcodes: ['OWN'] },
  ])
  expect(later.all('gone')).toEqual([mugs[1]])
  expect((await follow('/catalogue', 'nonsense')).pages[0].full).toBe(true)
})

test('what was under way when the device asked is told the next time', async () => {
  const { shop } = counter
  const client = await shop.house.pool.connect()
  await client.query('begin')
  await client.query(`update variant set price_minor = 888 where id = $1`, [mugs[3]])
  const before = await follow('/catalogue')
  await client.query('commit')
  client.release()
  const after = await follow('/catalogue', before.cursor)
  expect(after.all('products')).toMatchObject([{ variantId: mugs[3], priceMinor: 888 }])
})

test('the stock of the location is told whole, and then what came, went, was chosen or held', async () => {
  const { shop, shelf } = counter
  const first = await follow('/stock')
  expect(first.pages.length).toBeGreaterThan(4)
  expect(first.all('sellable')).toHaveLength(9)
  expect(first.all('lots').map(one => [one.number, one.free])).toEqual([
    ['CH-0', 5],
    ['CH-1', 5],
    ['CH-2', 5],
    ['PH', 9],
  ])
  expect(
    first
      .all('pieces')
      .map(one => one.serial)
      .sort(),
  ).toEqual(times(9, index => `S-${index}`))
  expect((await follow('/stock', first.cursor)).pages).toMatchObject([
    { full: false, pieces: [], lots: [], sellable: [] },
  ])

  await till.call(
    'POST',
    '/sales',
    rungUp(counter, till, [
      line(phone, { serials: ['S-0'] }),
      line(cheese, { quantity: 5, lots: [{ lotId: await lotIdOf(shop, 'CH-0'), quantity: 5 }] }),
    ]),
  )
  const note = await makeNote(shop, shelf, [
    { variantId: phone, orderLineId: null, quantity: 1, lotId: null, unitIds: [await unitIdOf(shop, 'S-1')] },
  ])
  await shop.act(async tx => {
    await stock.holdUnit(tx, await unitIdOf(shop, 'S-2'), { kind: 'quarantined', reason: 'scratched' })
    await stock.holdLot(tx, await lotIdOf(shop, 'CH-1'), { kind: 'recalled', reason: 'glass' })
  })
  const later = await follow('/stock', first.cursor)
  expect(later.all('piecesGone')).toEqual([await unitIdOf(shop, 'S-0')])
  expect(
    later
      .all('pieces')
      .map(one => [one.serial, one.blocked])
      .sort(),
  ).toEqual([
    ['S-1', `chosen for ${note.number}`],
    ['S-2', 'quarantined: scratched'],
  ])
  expect(later.all('lotsGone')).toEqual([await lotIdOf(shop, 'CH-0')])
  expect(later.all('lots').map(one => [one.number, one.free, one.held])).toEqual([
    ['CH-1', 5, 'recalled: glass'],
    ['PH', 7, null],
  ])
  expect(later.all('sellable').find(one => one.variantId === cheese)).toMatchObject({ quantity: 5 })
})
