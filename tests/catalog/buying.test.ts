import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { purchaseUnitInput, supplierProductInput } from '../../contract/buying.ts'
import { productInput } from '../../contract/catalog.ts'
import { supplierInput } from '../../contract/people.ts'
import { findBoughtAs } from '../../server/catalog/buying/bought-as.ts'
import { listPurchaseTerms } from '../../server/catalog/buying/purchase-terms.ts'
import {
  addPurchaseUnit,
  changePurchaseUnit,
  removePurchaseUnit,
} from '../../server/catalog/buying/purchase-units.ts'
import { readBuying } from '../../server/catalog/buying/read-buying.ts'
import { removeReorderRule, saveReorderRule } from '../../server/catalog/buying/reorder-rules.ts'
import {
  listSuppliedProducts,
  removeSupplierProduct,
  saveSupplierProduct,
} from '../../server/catalog/buying/supplier-products.ts'
import { changeProduct } from '../../server/catalog/change-product.ts'
import { readProduct } from '../../server/catalog/read-product.ts'
import { addSupplier, archiveSupplier, restoreSupplier } from '../../server/people/suppliers.ts'
import { openTestShop, type TestShop } from '../harness/shop.ts'
import { makeProduct, makeShelf, settle, times } from '../harness/stocked-shop.ts'

let shop: TestShop
let campo: number
let mill: number
let oil: number
beforeAll(async () => {
  shop = await openTestShop()
  const supplier = (name: string) => shop.act(tx => addSupplier(tx, supplierInput.parse({ name })))
  campo = (await supplier('Campo Verde')).id
  mill = (await supplier('Mill & Hive')).id
})
beforeEach(async () => {
  oil = await makeProduct(shop, 'lots')
})
afterAll(() => shop.close())

const unit = (more: object) => purchaseUnitInput.parse({ name: 'Box', units: 12, ...more })
const addUnit = (more: object, variantId = oil) => shop.act(tx => addPurchaseUnit(tx, variantId, unit(more)))
const sell = (supplierId: number, more: object, variantId = oil) =>
  shop.act(tx => saveSupplierProduct(tx, { supplierId, variantId }, supplierProductInput.parse(more)))

test('a product is bought in several units, and one of them is the default', async () => {
  await addUnit({ isDefault: true })
  const { units, unitsPerPu } = await addUnit({ name: 'Pallet', units: 480, barcodes: ['18437005000015'] })
  expect(unitsPerPu).toBe(12)
  expect(units).toMatchObject([
    { name: 'Box', units: 12, isDefault: true },
    { name: 'Pallet', units: 480, isDefault: false, barcodes: ['18437005000015'] },
  ])
  await expect(addUnit({ name: 'box', units: 6 })).rejects.toMatchObject({ code: 'unit_taken_name' })
  await expect(addUnit({ name: 'Case', units: 12 })).rejects.toMatchObject({ code: 'unit_taken_factor' })
  await expect(shop.act(tx => removePurchaseUnit(tx, units[0]!.id))).rejects.toMatchObject({
    code: 'unit_is_default',
  })
  const changed = await shop.act(tx => changePurchaseUnit(tx, units[0]!.id, unit({ units: 10 })))
  expect(changed).toMatchObject({ unitsPerPu: 10 })
  const less = await shop.act(tx => removePurchaseUnit(tx, units[1]!.id))
  expect(less.units.map(one => one.name)).toEqual(['Box'])
})

test('a carton’s barcode belongs to one unit of one product, and is no barcode of the single piece', async () => {
  const { units } = await addUnit({ barcodes: ['18437005000022'] })
  const other = await makeProduct(shop, 'none')
  await expect(addUnit({ barcodes: ['18437005000022'] }, other)).rejects.toMatchObject({
    code: 'barcode_taken',
  })
  const { items } = await findBoughtAs(shop.reader, { code: '18437005000022' })
  expect(items).toMatchObject([{ variantId: oil, by: 'unit_barcode', units: 12 }])
  const [{ product_id: productId }] = (await shop.rows<{ product_id: number }>(
    'select product_id from variant where id = $1',
    [oil],
  )) as [{ product_id: number }]
  const product = await readProduct(shop.reader, productId)
  expect(product.barcodes).toEqual([])
  await shop.act(tx =>
    changeProduct(tx, productId, {
      ...productInput.parse({ ...product, variants: [] }),
      version: 1,
      archived: false,
    }),
  )
  expect((await readBuying(shop.reader, oil)).units).toEqual(units)
})

test('of two clerks who add the same unit one is told that it is there', async () => {
  const { done, refused } = await settle(times(4, () => addUnit({})))
  expect(done).toBe(1)
  expect(new Set(refused)).toEqual(new Set(['unit_taken_name']))
})

test('suppliers sell under their own numbers, and one of them is preferred, also when two clerks say so at once', async () => {
  await sell(campo, { supplierNumber: 'AOVE-500', unitsPerPu: 24, priceMinor: 420, isPreferred: true })
  await settle(times(6, at => sell(at % 2 ? campo : mill, { supplierNumber: 'AOVE-500', isPreferred: true })))
  const { suppliers } = await readBuying(shop.reader, oil)
  expect(suppliers.map(one => one.isPreferred)).toEqual([true, false])
  expect((await findBoughtAs(shop.reader, { code: 'AOVE-500', supplierId: campo })).items).toMatchObject([
    { variantId: oil, by: 'supplier_number' },
  ])
  expect((await findBoughtAs(shop.reader, { code: 'AOVE-500' })).items).toEqual([])
  const second = await makeProduct(shop, 'none')
  await sell(campo, { supplierNumber: 'AOVE-500' }, second)
  expect((await findBoughtAs(shop.reader, { code: 'AOVE-500', supplierId: campo })).items).toHaveLength(2)
  const page = await listSuppliedProducts(shop.reader, campo, { search: 'aove', limit: 10 })
  expect(page.items).toHaveLength(2)
  await shop.act(tx => removeSupplierProduct(tx, { supplierId: campo, variantId: second }))
  expect((await findBoughtAs(shop.reader, { code: 'AOVE-500', supplierId: campo })).items).toHaveLength(1)
  await expect(sell(999_999, {})).rejects.toMatchObject({ code: 'not_found' })
})

test('a row starts with the unit and price of its supplier, or with the default', async () => {
  await addUnit({ isDefault: true })
  await addUnit({ name: 'Pallet', units: 480, onlyWhole: true })
  await sell(campo, { unitsPerPu: 480, priceMinor: 399 })
  const units = [
    { name: null, units: 1, onlyWhole: false },
    { name: 'Box', units: 12, onlyWhole: false },
    { name: 'Pallet', units: 480, onlyWhole: true },
  ]
  const ask = async (supplierId?: number) =>
    (await listPurchaseTerms(shop.reader, { variantIds: [oil], supplierId })).items
  expect(await ask(campo)).toEqual([
    { variantId: oil, unitsPerPu: 480, priceMinor: 399, pricePer: 'sku', units },
  ])
  expect(await ask(mill)).toEqual([
    { variantId: oil, unitsPerPu: 12, priceMinor: null, pricePer: 'sku', units },
  ])
  expect(await ask()).toEqual([{ variantId: oil, unitsPerPu: 12, priceMinor: null, pricePer: 'sku', units }])
})

test('a reorder point stands everywhere or at a location, and its target is not below it', async () => {
  const shelf = await makeShelf(shop, 'RR')
  const rule = (more: object) =>
    shop.act(tx =>
      saveReorderRule(tx, oil, { locationId: null, reorderPoint: 20, targetLevel: null, ...more }),
    )
  await rule({})
  await rule({ reorderPoint: 24, targetLevel: 48 })
  const { rules } = await rule({ locationId: shelf.locationId, reorderPoint: 5 })
  expect(rules).toMatchObject([
    { location: null, reorderPoint: 24, targetLevel: 48 },
    { location: { code: 'RR' }, reorderPoint: 5, targetLevel: null },
  ])
  await expect(rule({ targetLevel: 19 })).rejects.toMatchObject({ code: 'bad_input' })
  await expect(rule({ locationId: 999_999 })).rejects.toMatchObject({ code: 'not_found' })
  const left = await shop.act(tx => removeReorderRule(tx, oil, null))
  expect(left.rules).toHaveLength(1)
})

test('an archived supplier is offered no more, and comes back unless its name is taken', async () => {
  const input = supplierInput.parse({ name: 'Passing Trade', currency: 'EUR', leadTimeDays: 7 })
  const { id } = await shop.act(tx => addSupplier(tx, input))
  expect(await shop.act(tx => archiveSupplier(tx, id))).toMatchObject({ archived: true, currency: 'EUR' })
  expect(await shop.act(tx => restoreSupplier(tx, id))).toMatchObject({ archived: false, leadTimeDays: 7 })
  await shop.act(tx => archiveSupplier(tx, id))
  await shop.act(tx => addSupplier(tx, input))
  await expect(shop.act(tx => restoreSupplier(tx, id))).rejects.toMatchObject({ code: 'name_taken' })
  expect(supplierInput.safeParse({ name: 'X', currency: 'XQZ' }).success).toBe(false)
})
