import { afterAll, beforeAll, expect, test } from 'vitest'
import { type PurchaseLineInput, purchaseLineInput, purchaseOrderInput } from '../../contract/purchasing.ts'
import { addPurchaseOrder } from '../../server/purchasing/add-purchase-order.ts'
import { changePurchaseOrder } from '../../server/purchasing/change-purchase-order.ts'
import { confirmPurchaseOrder } from '../../server/purchasing/confirm-purchase-order.ts'
import { findSerials } from '../../server/purchasing/find-serials.ts'
import { listPurchaseLines } from '../../server/purchasing/list-purchase-lines.ts'
import { listPurchaseOrders } from '../../server/purchasing/list-purchase-orders.ts'
import { warehousePurchaseOrder } from '../../server/purchasing/warehouse-purchase-order.ts'
import { openTestShop, type TestShop } from '../harness/shop.ts'
import { makeProduct, makeShelf, type Shelf } from '../harness/stocked-shop.ts'

let shop: TestShop
let shelf: Shelf
let soap: number
let phone: number
let radio: number
beforeAll(async () => {
  shop = await openTestShop()
  shelf = await makeShelf(shop)
  soap = await makeProduct(shop, 'none', 'Soap')
  phone = await makeProduct(shop, 'serials', 'Phone')
  radio = await makeProduct(shop, 'serials', 'Radio')
  await shop.rows('update variant set units_per_pu = 12 where id = $1', [soap])
})
afterAll(() => shop.close())

const line = (variantId: number, more: Partial<PurchaseLineInput> = {}) =>
  purchaseLineInput.parse({ variantId, quantitySku: 1, binId: shelf.binId, ...more })
const order = (lines: PurchaseLineInput[], more: object = {}) =>
  purchaseOrderInput.parse({ locationId: shelf.locationId, lines, ...more })
const add = (lines: PurchaseLineInput[], more: object = {}) =>
  shop.act(tx => addPurchaseOrder(tx, order(lines, more)))
const piece = (serial: string, variantId = phone) => line(variantId, { lotNumber: 'L', serial })
const find = (serials: string[], orderId: number | null = null, variantId = phone) =>
  findSerials(shop.reader, { orderId, serials, variantIds: serials.map(() => variantId) })

test('an order adds up with prices by the carton, discounts and taxes, and keeps its own currency', async () => {
  const terms = { pricePer: 'pu', priceMinor: 1000, discountBasisPoints: 250, taxBasisPoints: 1900 } as const
  const draft = await add(
    [line(soap, { quantitySku: 6, ...terms }), line(soap, { quantitySku: 6, ...terms })],
    {
      currency: 'JPY',
    },
  )
  const sums = { subtotalMinor: 1000, discountMinor: 25, taxMinor: 185, totalMinor: 1160 }
  expect(draft).toMatchObject({ currency: 'JPY', ...sums })
  const { items } = await listPurchaseOrders(shop.reader, { limit: 5 })
  expect(items[0]).toMatchObject({ currency: 'JPY', totalMinor: 1160 })
  const lines = await listPurchaseLines(shop.reader, draft.id, { after: 0, limit: 5 })
  expect(lines.items[0]).toMatchObject({ ...terms, unitsPerPu: 12 })
  const changed = await shop.act(tx => changePurchaseOrder(tx, draft.id, { ...order([]), version: 1 }))
  expect(changed).toMatchObject({ currency: 'JPY', totalMinor: 0 })
  expect(await add([])).toMatchObject({ currency: 'EUR' })
})

test('a row that says nothing of its tax is taxed as its product is; one that says so is not', async () => {
  await shop.rows(
    `with rate as (insert into tax_rate (name, basis_points, created_at, created_by) values ('Full', 2100, now(), 1) returning id)
     update product set tax_rate_id = rate.id from rate, variant where variant.product_id = product.id and variant.id = $1`,
    [radio],
  )
  const draft = await add([line(radio), line(radio, { taxBasisPoints: 0 }), line(soap)])
  const { items } = await listPurchaseLines(shop.reader, draft.id, { after: 0, limit: 5 })
  expect(items.map(item => item.taxBasisPoints)).toEqual([2100, 0, 0])
})

test('serials that are taken are found with the place or the order that has them, of their own product only', async () => {
  const inStock = await add([piece('S-1'), piece('S-2')])
  const confirmed = await shop.act(tx => confirmPurchaseOrder(tx, inStock.id, inStock.version))
  const open = await add([piece('S-3'), piece('Zürich'.normalize('NFD'))])
  const asked = ['S-1', 'S-2', 's-1', 'S-3', 'Zürich', 'S-9']
  expect((await find(asked)).items).toHaveLength(4)
  await shop.act(tx => warehousePurchaseOrder(tx, confirmed.id, confirmed.version))
  const { items } = await find(asked)
  expect(items.map(item => [item.serial, item.where]).sort()).toEqual([
    ['S-1', 'in bin A-01 at Harbour Street'],
    ['S-2', 'in bin A-01 at Harbour Street'],
    ['S-3', `on order ${open.number}, line 1`],
    ['Zürich', `on order ${open.number}, line 2`],
  ])
  expect((await find(['S-3'], open.id)).items).toEqual([])
  expect((await find(asked, null, radio)).items).toEqual([])
  await expect(
    findSerials(shop.reader, { orderId: null, serials: ['A'], variantIds: [] }),
  ).rejects.toMatchObject({ code: 'bad_input' })
})

test('10,000 serials are looked up in one question', async () => {
  const serials = Array.from({ length: 10_000 }, (_, n) => `T-${n}`)
  const draft = await add(serials.map(serial => piece(serial)))
  expect((await find(serials)).items).toHaveLength(10_000)
  expect((await find(serials, draft.id)).items).toEqual([])
})

test('a row that names no bin goes to its product’s own, where that is at the order’s location', async () => {
  const rice = await makeProduct(shop, 'none', 'Rice')
  const keepIn = (binId: number) =>
    shop.rows(
      `update product set default_bin_id = place.id, default_location_id = place.location_id
         from place, variant where place.id = $1 and variant.product_id = product.id and variant.id = $2`,
      [binId, rice],
    )
  const bins = async () => {
    const draft = await add([line(rice, { binId: null }), line(rice), line(soap, { binId: null })])
    const { items } = await listPurchaseLines(shop.reader, draft.id, { after: 0, limit: 5 })
    return items.map(item => item.binCode)
  }
  await keepIn(shelf.otherBinId)
  expect(await bins()).toEqual(['A-02', 'A-01', null])
  const elsewhere = await makeShelf(shop, 'FAR')
  await keepIn(elsewhere.binId)
  expect(await bins()).toEqual([null, 'A-01', null])
})
