import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { supplierProductInput } from '../../contract/buying.ts'
import { supplierInput } from '../../contract/people.ts'
import type { PurchaseLineInput } from '../../contract/purchasing.ts'
import { addPurchaseUnit } from '../../server/catalog/buying/purchase-units.ts'
import { saveReorderRule } from '../../server/catalog/buying/reorder-rules.ts'
import { saveSupplierProduct } from '../../server/catalog/buying/supplier-products.ts'
import { addSupplier } from '../../server/people/suppliers.ts'
import { addPurchaseOrder } from '../../server/purchasing/add-purchase-order.ts'
import { confirmPurchaseOrder } from '../../server/purchasing/confirm-purchase-order.ts'
import { listPurchaseLines } from '../../server/purchasing/list-purchase-lines.ts'
import { readPurchaseOrder } from '../../server/purchasing/read-purchase-order.ts'
import { countBelowPoint, listReorder } from '../../server/purchasing/reorder/list-reorder.ts'
import { orderFromReorderList } from '../../server/purchasing/reorder/order-from-reorder-list.ts'
import { warehousePurchaseOrder } from '../../server/purchasing/warehouse-purchase-order.ts'
import { openTestShop, type TestShop } from '../harness/shop.ts'
import {
  makeNote,
  makeProduct,
  makeShelf,
  placeOrder,
  receiveGoods,
  type Shelf,
  settle,
  times,
} from '../harness/stocked-shop.ts'

let shop: TestShop
let store: Shelf
let warehouse: Shelf
let campo: number
let soap: number
beforeAll(async () => {
  shop = await openTestShop()
  store = await makeShelf(shop, 'HS')
  warehouse = await makeShelf(shop, 'WH')
  const input = supplierInput.parse({ name: 'Campo Verde', leadTimeDays: 5 })
  campo = (await shop.act(tx => addSupplier(tx, input))).id
})
beforeEach(async () => {
  await shop.rows('delete from reorder_rule')
  soap = await makeProduct(shop, 'none')
})
afterAll(() => shop.close())

const rule = (more: object = {}, variantId = soap) =>
  shop.act(tx =>
    saveReorderRule(tx, variantId, { locationId: null, reorderPoint: 20, targetLevel: 50, ...more }),
  )
const list = (more: object = {}) => listReorder(shop.reader, { limit: 50, onlyOpen: false, ...more })
const receive = (quantity: number, shelf = store, variantId = soap) =>
  receiveGoods(shop, [{ variantId, quantity, placeId: shelf.binId }])
const order = (
  rows: { ruleId: number; quantitySku: number; supplierId: number | null }[],
  locationId?: number,
) => shop.act(tx => orderFromReorderList(tx, { locationId: locationId ?? store.locationId, rows }))
const line = (quantitySku: number, more: Partial<PurchaseLineInput> = {}): PurchaseLineInput => ({
  variantId: soap,
  quantitySku,
  supplierId: null,
  priceMinor: 0,
  binId: store.binId,
  lotNumber: null,
  serial: null,
  madeOn: null,
  expiresOn: null,
  ...more,
})
const draft = (lines: PurchaseLineInput[], locationId = store.locationId) =>
  shop.act(tx => addPurchaseOrder(tx, { supplierId: campo, locationId, expectedOn: null, notes: '', lines }))

test('what is promised counts as gone, and what confirmed orders still bring counts as there', async () => {
  await rule()
  await receive(30)
  expect((await list()).items).toEqual([])
  const orderLineId = await placeOrder(shop, store, soap, 11)
  await makeNote(shop, store, [{ orderLineId, variantId: soap, lotId: null, quantity: 5, unitIds: null }])
  const [row] = (await list()).items
  expect(row).toMatchObject({
    onHand: 30,
    reserved: 6,
    allocated: 5,
    onOrder: 0,
    expected: 19,
    suggestedSku: 31,
  })
  expect(await countBelowPoint(shop.reader)).toBe(1)
  const bought = await draft([line(10)])
  expect((await list()).items[0]).toMatchObject({
    expected: 19,
    drafts: [{ id: bought.id, quantitySku: 10 }],
  })
  expect((await list({ onlyOpen: true })).items).toEqual([])
  const confirmed = await shop.act(tx => confirmPurchaseOrder(tx, bought.id, bought.version))
  expect((await list()).items).toEqual([])
  const { items } = await listPurchaseLines(shop.reader, bought.id, { after: 0, limit: 10 })
  const part = { lineId: items[0]!.id, quantity: 4, damagedQuantity: 0, damageReason: '', binId: null }
  const nothing = { lotNumber: null, serial: null, madeOn: null, expiresOn: null }
  await shop.act(tx => warehousePurchaseOrder(tx, confirmed.id, null, [{ ...part, ...nothing }]))
  await rule({ reorderPoint: 30 })
  expect((await list()).items[0]).toMatchObject({ onHand: 34, onOrder: 6, expected: 29 })
})

test('a location with a rule of its own counts by itself, and the other rule counts all the others', async () => {
  await rule({ locationId: store.locationId, reorderPoint: 5, targetLevel: 8 })
  await rule({ reorderPoint: 10, targetLevel: null })
  await receive(4, store)
  await receive(12, warehouse)
  expect((await list()).items).toMatchObject([{ location: { code: 'HS' }, expected: 4, suggestedSku: 4 }])
  await rule({ reorderPoint: 15, targetLevel: null })
  expect((await list()).items.map(row => [row.location?.code, row.expected])).toEqual([
    ['HS', 4],
    [undefined, 12],
  ])
  const rest = (await list()).items[1]!
  await expect(
    order([{ ruleId: rest.ruleId, quantitySku: 3, supplierId: null }], store.locationId),
  ).rejects.toMatchObject({ code: 'bad_input' })
})

test('one click makes a draft for each supplier, in its units and at its price, and for each location', async () => {
  const phone = await makeProduct(shop, 'serials')
  const nobodys = await makeProduct(shop, 'none')
  const box = { name: 'Box', units: 12, onlyWhole: true, barcodes: [], isDefault: false }
  await shop.act(tx => addPurchaseUnit(tx, soap, box))
  const terms = supplierProductInput.parse({
    unitsPerPu: 12,
    priceMinor: 3000,
    pricePer: 'pu',
    isPreferred: true,
  })
  await shop.act(tx => saveSupplierProduct(tx, { supplierId: campo, variantId: soap }, terms))
  const phones = supplierProductInput.parse({ priceMinor: 30000 })
  await shop.act(tx => saveSupplierProduct(tx, { supplierId: campo, variantId: phone }, phones))
  await rule()
  await rule({ reorderPoint: 2, targetLevel: 3, locationId: warehouse.locationId }, phone)
  await rule({ reorderPoint: 1, targetLevel: null }, nobodys)
  const { items, total } = await list()
  expect(total).toBe(3)
  const rows = items.map(row => ({
    ruleId: row.ruleId,
    quantitySku: row.suggestedSku,
    supplierId: row.suppliers[0]?.id ?? null,
  }))
  expect(items.find(row => row.variantId === soap)).toMatchObject({ suggestedSku: 60 })
  const { orders } = await order(rows)
  expect(orders.map(one => `${one.supplier}: ${one.lines}`).sort()).toEqual([
    'Campo Verde: 1',
    'Campo Verde: 3',
    'null: 1',
  ])
  const ofSoap = orders.find(one => one.supplier !== null && one.lines === 1)!
  const { items: lines } = await listPurchaseLines(shop.reader, ofSoap.id, { after: 0, limit: 10 })
  expect(lines).toMatchObject([
    { quantitySku: 60, unitsPerPu: 12, unitName: 'Box', priceMinor: 3000, pricePer: 'pu' },
  ])
  expect(await readPurchaseOrder(shop.reader, ofSoap.id)).toMatchObject({
    state: 'draft',
    expectedOn: '2026-11-25',
  })
  expect((await list()).items.every(row => row.drafts.length === 1)).toBe(true)
})

test('of clerks who order the same rows at once one does, and the others are told on which draft they stand', async () => {
  await rule()
  const oil = await makeProduct(shop, 'none')
  await rule({}, oil)
  const rows = (await list()).items.map(row => ({ ruleId: row.ruleId, quantitySku: 50, supplierId: campo }))
  const clicks = times(6, at => order(at % 2 ? rows : rows.toReversed()))
  const { done, refused } = await settle(clicks)
  expect(done).toBe(1)
  expect(refused).toEqual(times(5, () => 'on_draft_already'))
  const [made] = await shop.rows<{ count: number }>(
    'select count(*)::int as count from purchase_order_line where variant_id = any($1::bigint[])',
    [[soap, oil]],
  )
  expect(made!.count).toBe(2)
})

test('what was ordered and confirmed meanwhile is not ordered again', async () => {
  await rule()
  const ruleId = (await list()).items[0]!.ruleId
  const bought = await draft([line(50)])
  await shop.act(tx => confirmPurchaseOrder(tx, bought.id, bought.version))
  await expect(order([{ ruleId, quantitySku: 50, supplierId: campo }])).rejects.toMatchObject({
    code: 'not_below_point',
  })
})

test('what is sold only by the whole carton is ordered so, over all its rows', async () => {
  const box = { name: 'Box', units: 12, onlyWhole: true, barcodes: [], isDefault: true }
  await shop.act(tx => addPurchaseUnit(tx, soap, box))
  const broken = await draft([line(12), line(5)])
  await expect(shop.act(tx => confirmPurchaseOrder(tx, broken.id, broken.version))).rejects.toMatchObject({
    code: 'whole_units_needed',
    message: expect.stringContaining('Order 12 or 24'),
  })
  const split = await draft([line(7), line(5)])
  await shop.act(tx => confirmPurchaseOrder(tx, split.id, split.version))
  const loose = await draft([line(5, { unitsPerPu: 1 })])
  await shop.act(tx => confirmPurchaseOrder(tx, loose.id, loose.version))
})
