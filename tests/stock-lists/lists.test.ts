import { afterAll, beforeAll, expect, test } from 'vitest'
import { productInput } from '../../contract/catalog.ts'
import { listProducts } from '../../server/catalog/list-products.ts'
import * as catalog from '../../server/catalog/public.ts'
import { listStock } from '../../server/stock/list-stock.ts'
import * as stock from '../../server/stock/public.ts'
import { openTestShop, type TestShop } from '../harness/shop.ts'
import { lotIdOf, makeNote, placeOrder, receiveGoods, type Shelf, unitIdOf } from '../harness/stocked-shop.ts'

let shop: TestShop
let here: Shelf
let there: Shelf
const variants: Record<'plain' | 'milk' | 'phone', number> = { plain: 0, milk: 0, phone: 0 }

const makeShelf = async (code: string, name: string): Promise<Shelf> => {
  const { id, bins } = await shop.act(tx =>
    stock.addLocation(tx, { code, name, kind: 'store', bins: ['A-01', 'A-02'] }),
  )
  return { locationId: id, binId: bins[0]!.id, otherBinId: bins[1]!.id }
}
const addProduct = async (name: string, tracking: { lots: boolean; serials: boolean }) =>
  (
    await shop.act(tx =>
      catalog.addProduct(tx, productInput.parse({ name, productNumber: name.toUpperCase(), tracking })),
    )
  ).variantId

beforeAll(async () => {
  shop = await openTestShop()
  here = await makeShelf('HS', 'Harbour Street')
  there = await makeShelf('WH', 'Warehouse')
  variants.plain = await addProduct('Mug', { lots: false, serials: false })
  variants.milk = await addProduct('Milk', { lots: true, serials: false })
  variants.phone = await addProduct('Phone', { lots: true, serials: true })
  const at = { placeId: here.binId }
  await receiveGoods(shop, [
    { variantId: variants.plain, quantity: 10, ...at },
    { variantId: variants.plain, quantity: 5, placeId: there.binId },
    { variantId: variants.milk, quantity: 8, ...at, lotNumber: 'M-LATE', expiresOn: '2027-03-01' },
    {
      variantId: variants.milk,
      quantity: 4,
      placeId: here.otherBinId,
      lotNumber: 'M-LATE',
      expiresOn: '2027-03-01',
    },
    { variantId: variants.milk, quantity: 6, ...at, lotNumber: 'M-SOON', expiresOn: '2026-12-01' },
    { variantId: variants.milk, quantity: 3, ...at, lotNumber: 'M-GONE', expiresOn: '2026-11-19' },
    {
      variantId: variants.milk,
      quantity: 2,
      placeId: there.binId,
      lotNumber: 'M-SOON',
      expiresOn: '2026-12-01',
    },
    ...['SN-1', 'SN-2', 'SN-10', 'X-SN-3'].map(serial => ({
      variantId: variants.phone,
      quantity: 1,
      ...at,
      lotNumber: 'P-1',
      serial,
    })),
    {
      variantId: variants.phone,
      quantity: 1,
      placeId: there.binId,
      lotNumber: 'P-2',
      serial: 'SN-4',
      expiresOn: '2028-01-01',
    },
  ])
})
afterAll(() => shop.close())

const stockOf = async (search: string, rest: object = {}) => {
  const { items } = await listStock(shop.reader, { search, limit: 100, onlyInStock: false, ...rest })
  return items[0]
}
const lots = async (rest: object = {}) =>
  (await stock.listLots(shop.reader, variants.milk, { limit: 100, onlyOnHand: false, ...rest })).items
const units = async (rest: object = {}) =>
  (
    await stock.listUnits(shop.reader, variants.phone, {
      limit: 100,
      onlyFree: false,
      onlyOnHand: true,
      ...rest,
    })
  ).items
const serials = async (rest: object = {}) => (await units(rest)).map(unit => unit.serial)

test('the overview adds up over all locations, or at one', async () => {
  expect(await stockOf('mug')).toMatchObject({
    onHand: 15,
    allocated: 0,
    reserved: 0,
    blocked: 0,
    available: 15,
  })
  expect(await stockOf('mug', { locationId: there.locationId })).toMatchObject({ onHand: 5, available: 5 })
})

test('what is expired is on hand but not available, and the soonest expiry is shown', async () => {
  expect(await stockOf('milk')).toMatchObject({
    onHand: 23,
    blocked: 3,
    available: 20,
    soonestExpiry: '2026-11-19',
  })
})

test('lots come soonest expiry first, and an expired one says so', async () => {
  expect((await lots()).map(lot => [lot.number, lot.onHand, lot.free, lot.blockedBecause])).toEqual([
    ['M-GONE', 3, 0, 'expired on 2026-11-19'],
    ['M-SOON', 8, 8, null],
    ['M-LATE', 12, 12, null],
  ])
  expect(
    (await lots({ locationId: there.locationId, onlyOnHand: true })).map(lot => [lot.number, lot.onHand]),
  ).toEqual([['M-SOON', 2]])
  expect((await lots({ search: 'late' })).map(lot => lot.number)).toEqual(['M-LATE'])
})

test('a lot is still good on the day that it expires', async () => {
  const before = shop.now
  shop.now = new Date('2026-12-01T23:00:00Z')
  expect((await lots({ search: 'soon' }))[0]).toMatchObject({ blockedBecause: null, free: 8 })
  shop.now = new Date('2026-12-02T00:00:00Z')
  expect((await lots({ search: 'soon' }))[0]).toMatchObject({
    blockedBecause: 'expired on 2026-12-01',
    free: 0,
  })
  shop.now = before
})

test('levels say what lies in which bin, lot by lot', async () => {
  const { items } = await stock.listLevels(shop.reader, variants.milk, { locationId: here.locationId })
  expect(items.map(row => [row.lot?.number, row.bin.code, row.onHand])).toEqual([
    ['M-GONE', 'A-01', 3],
    ['M-SOON', 'A-01', 6],
    ['M-LATE', 'A-01', 8],
    ['M-LATE', 'A-02', 4],
  ])
  expect((await stock.listLevels(shop.reader, variants.plain)).items[0]).toMatchObject({ lot: null })
  await expect(stock.listLevels(shop.reader, 999_999)).rejects.toMatchObject({ code: 'not_found' })
})

test('pieces are offered soonest expiry first, then by serial; a search prefers those that start with it', async () => {
  expect(await serials()).toEqual(['SN-4', 'SN-1', 'SN-10', 'SN-2', 'X-SN-3'])
  expect(await serials({ locationId: here.locationId })).toEqual(['SN-1', 'SN-10', 'SN-2', 'X-SN-3'])
  expect(await serials({ search: 'SN-1' })).toEqual(['SN-1', 'SN-10'])
  expect(await serials({ search: 'SN-3' })).toEqual(['X-SN-3'])
  expect(await serials({ search: 'sn-1' })).toEqual(['SN-1', 'SN-10'])
  expect(await serials({ search: 'SN' })).toEqual(['SN-4', 'SN-1', 'SN-10', 'SN-2', 'X-SN-3'])
  expect(await serials({ search: '%' })).toEqual([])
  expect(await serials({ lotId: await lotIdOf(shop, 'P-2') })).toEqual(['SN-4'])
})

test('pages of pieces and of lots leave none out and repeat none, across both kinds of match', async () => {
  const seen: string[] = []
  let cursor: string | undefined
  do {
    const page = await stock.listUnits(shop.reader, variants.phone, {
      search: 'SN',
      limit: 1,
      onlyFree: false,
      onlyOnHand: true,
      cursor,
    })
    seen.push(...page.items.map(unit => unit.serial))
    cursor = page.next ?? undefined
  } while (cursor !== undefined)
  expect(seen).toEqual(['SN-4', 'SN-1', 'SN-10', 'SN-2', 'X-SN-3'])
  const first = await stock.listLots(shop.reader, variants.milk, { limit: 2, onlyOnHand: false })
  const second = await stock.listLots(shop.reader, variants.milk, {
    limit: 2,
    onlyOnHand: false,
    cursor: first.next!,
  })
  expect([...first.items, ...second.items].map(lot => lot.number)).toEqual(['M-GONE', 'M-SOON', 'M-LATE'])
  expect(second.next).toBeNull()
})

test('what a delivery note has chosen is not free, and says for which note', async () => {
  const serial = await unitIdOf(shop, 'SN-2')
  const orderLineId = await placeOrder(shop, here, variants.phone, 1)
  expect(await stockOf('phone')).toMatchObject({ onHand: 5, reserved: 1, allocated: 0, available: 4 })
  const note = await makeNote(shop, here, [
    { orderLineId, variantId: variants.phone, quantity: 1, lotId: null, unitIds: [serial] },
  ])
  expect(await stockOf('phone')).toMatchObject({ onHand: 5, reserved: 0, allocated: 1, available: 4 })
  expect((await units({ search: 'SN-2' }))[0]).toMatchObject({ blockedBecause: `chosen for ${note.number}` })
  expect(await serials({ onlyFree: true })).toEqual(['SN-4', 'SN-1', 'SN-10', 'X-SN-3'])
  await shop.act(tx => stock.deliver(tx, { documentId: note.id }))
  expect(await serials()).not.toContain('SN-2')
  expect((await units({ search: 'SN-2', onlyOnHand: false }))[0]).toMatchObject({
    bin: null,
    location: null,
    blockedBecause: `delivered on ${note.number}`,
  })
})

test('only what is in stock is listed when asked, and an archived product for as long as some is there', async () => {
  await addProduct('Nothing', { lots: false, serials: false })
  const names = async (rest: object) =>
    (await listStock(shop.reader, { limit: 100, onlyInStock: true, ...rest })).items.map(row => row.name)
  expect(await names({})).toEqual(['Milk', 'Mug', 'Phone'])
  expect(await names({ onlyInStock: false })).toEqual(['Milk', 'Mug', 'Nothing', 'Phone'])
  await shop.rows(`update product set archived_at = now() where name in ('Nothing', 'Mug')`)
  expect(await names({ onlyInStock: false })).toEqual(['Milk', 'Mug', 'Phone'])
})

test('a product says the same of its stock as the overview does', async () => {
  const { items: products } = await listProducts(shop.reader, { limit: 100, archived: false })
  const { items: rows } = await listStock(shop.reader, { limit: 100, onlyInStock: false })
  type Numbers = Record<'onHand' | 'allocated' | 'reserved' | 'blocked' | 'available', number>
  const numbers = (of: Numbers) => [of.onHand, of.allocated, of.reserved, of.blocked, of.available]
  expect(products.length).toBeGreaterThan(1)
  for (const product of products) {
    const row = rows.find(one => one.productId === product.id)!
    expect(numbers(product)).toEqual(numbers(row))
  }
})
