import { afterAll, beforeAll, expect, test } from 'vitest'
import { supplierInput } from '../../contract/people.ts'
import { purchaseOrderInput } from '../../contract/purchasing.ts'
import { addSupplier } from '../../server/people/suppliers.ts'
import { closePurchaseOrder } from '../../server/purchasing/close-purchase-order.ts'
import { listOnOrder } from '../../server/purchasing/on-order/list-on-order.ts'
import { listStock } from '../../server/purchasing/on-order/list-stock.ts'
import * as purchasing from '../../server/purchasing/public.ts'
import { openTestShop, type TestShop } from '../harness/shop.ts'
import { makeProduct, makeShelf, type Shelf } from '../harness/stocked-shop.ts'

let shop: TestShop
let store: Shelf
let warehouse: Shelf
let supplierId: number
beforeAll(async () => {
  shop = await openTestShop()
  store = await makeShelf(shop, 'HS')
  warehouse = await makeShelf(shop, 'WH')
  supplierId = (await shop.act(tx => addSupplier(tx, supplierInput.parse({ name: 'Campo Verde' })))).id
})
afterAll(() => shop.close())

const draft = (shelf: Shelf, lines: { variantId: number; quantitySku: number }[], expectedOn?: string) =>
  shop.act(tx =>
    purchasing.addPurchaseOrder(
      tx,
      purchaseOrderInput.parse({
        supplierId,
        locationId: shelf.locationId,
        expectedOn: expectedOn ?? null,
        lines: lines.map(line => ({ ...line, binId: shelf.binId })),
      }),
    ),
  )
const confirm = (order: { id: number; version: number }) =>
  shop.act(tx => purchasing.confirmPurchaseOrder(tx, order.id, order.version))
const onOrder = (variantId: number, locationId?: number) =>
  listOnOrder(shop.reader, variantId, { locationId })
const inOverview = async (variantId: number, locationId?: number) =>
  (await listStock(shop.reader, { limit: 100, onlyInStock: false, locationId })).items.find(
    row => row.variantId === variantId,
  )?.onOrder

test('what confirmed orders still bring is on order, the soonest first, over all locations or at one', async () => {
  const [soap, brush] = [await makeProduct(shop, 'none'), await makeProduct(shop, 'none')]
  const late = await confirm(
    await draft(store, [
      { variantId: soap, quantitySku: 20 },
      { variantId: soap, quantitySku: 4 },
      { variantId: brush, quantitySku: 7 },
    ]),
  )
  const soon = await confirm(await draft(warehouse, [{ variantId: soap, quantitySku: 10 }], '2026-12-01'))
  await draft(store, [{ variantId: soap, quantitySku: 100 }])

  const all = await onOrder(soap)
  expect(all.quantity).toBe(34)
  expect(all.items.map(row => [row.order.number, row.quantity, row.expectedOn])).toEqual([
    [soon.number, 10, '2026-12-01'],
    [late.number, 24, null],
  ])
  expect(await onOrder(soap, warehouse.locationId)).toMatchObject({ quantity: 10 })
  expect([await inOverview(soap), await inOverview(soap, store.locationId), await inOverview(brush)]).toEqual(
    [34, 24, 7],
  )
})

test('what came in is no longer on order, and of a closed order nothing is', async () => {
  const soap = await makeProduct(shop, 'none')
  const order = await confirm(await draft(store, [{ variantId: soap, quantitySku: 20 }]))
  const [line] = await shop.rows<{ id: number }>('select id from purchase_order_line where order_id = $1', [
    order.id,
  ])
  const part = await shop.act(tx =>
    purchasing.warehousePurchaseOrder(tx, order.id, null, [
      {
        lineId: line!.id,
        quantity: 12,
        damagedQuantity: 0,
        damageReason: '',
        binId: null,
        lotNumber: null,
        serial: null,
        madeOn: null,
        expiresOn: null,
      },
    ]),
  )
  expect(await onOrder(soap)).toMatchObject({ quantity: 8, items: [{ order: { state: 'part_warehoused' } }] })
  await shop.act(tx => closePurchaseOrder(tx, order.id, part.version))
  expect(await onOrder(soap)).toEqual({ quantity: 0, items: [] })
  expect(await inOverview(soap)).toBe(0)
})

test('an unknown product is refused', async () => {
  await expect(onOrder(999_999)).rejects.toMatchObject({ code: 'not_found' })
})
