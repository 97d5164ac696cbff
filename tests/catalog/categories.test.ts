import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { productInput } from '../../contract/catalog.ts'
import { purchaseOrderInput } from '../../contract/purchasing.ts'
import { addCategory } from '../../server/catalog/categories/add-category.ts'
import { archiveCategory, bringBackCategory } from '../../server/catalog/categories/archive-category.ts'
import { changeCategory } from '../../server/catalog/categories/change-category.ts'
import { listCategories } from '../../server/catalog/categories/list-categories.ts'
import { changeProduct } from '../../server/catalog/change-product.ts'
import { listProducts } from '../../server/catalog/list-products.ts'
import { listVariants } from '../../server/catalog/list-variants.ts'
import { addProduct } from '../../server/catalog/public.ts'
import { addTaxRate, changeTaxRate, listTaxRates } from '../../server/catalog/tax-rates.ts'
import { Refusal } from '../../server/platform/refusal.ts'
import { addPurchaseOrder } from '../../server/purchasing/public.ts'
import { openTestShop, type TestShop } from '../harness/shop.ts'
import { makeShelf, receiveGoods, type Shelf } from '../harness/stocked-shop.ts'

let shop: TestShop
let shelf: Shelf
beforeAll(async () => {
  shop = await openTestShop()
  shelf = await makeShelf(shop)
})
afterAll(() => shop.close())

const add = (name: string, parentId: number | null = null) =>
  shop.act(tx => addCategory(tx, { name, parentId }))
const move = (categoryId: number, name: string, parentId: number | null) =>
  shop.act(tx => changeCategory(tx, categoryId, { name, parentId }))
const paths = async () => (await listCategories(shop.reader)).items.map(one => one.path.join(' › '))
const refused = (code: string) => expect.objectContaining({ code })
const product = (productNumber: string, details: object) =>
  shop.act(tx => addProduct(tx, productInput.parse({ name: productNumber, productNumber, details })))

test('categories are a tree of three levels, each before those below it', async () => {
  const food = await add('Food')
  const tea = await add('Tea', food.id)
  const green = await add('Green', tea.id)
  await add('Books')
  expect(await paths()).toEqual(['Books', 'Food', 'Food › Tea', 'Food › Tea › Green'])
  await expect(add('Sencha', green.id)).rejects.toEqual(refused('category_too_deep'))
  await expect(add('tea', food.id)).rejects.toEqual(refused('name_taken'))
  await expect(add('Lost', 999_999)).rejects.toEqual(refused('not_found'))
  await expect(move(food.id, 'Food', green.id)).rejects.toEqual(refused('category_under_itself'))
  const drinks = await add('Drinks')
  await move(tea.id, 'Teas', drinks.id)
  expect(await paths()).toContain('Drinks › Teas › Green')
  await expect(move(drinks.id, 'Drinks', food.id)).rejects.toEqual(refused('category_too_deep'))
  await move(tea.id, 'Teas', null)
  await move(drinks.id, 'Drinks', food.id)
  expect(await paths()).toEqual(['Books', 'Food', 'Food › Drinks', 'Teas', 'Teas › Green'])
})

test('a category is archived with what is below it, and comes back with it and what is above', async () => {
  const top = await add('Season')
  const winter = await add('Winter', top.id)
  const early = await add('Early', winter.id)
  await shop.act(tx => archiveCategory(tx, early.id))
  shop.now = new Date(shop.now.getTime() + 1000)
  await shop.act(tx => archiveCategory(tx, top.id))
  await expect(add('Late', winter.id)).rejects.toEqual(refused('not_found'))
  await shop.act(tx => bringBackCategory(tx, winter.id))
  const { items } = await listCategories(shop.reader)
  const state = Object.fromEntries(items.map(one => [one.name, one.archived]))
  expect(state).toMatchObject({ Season: false, Winter: false, Early: true })
  await shop.act(tx => archiveCategory(tx, winter.id))
  await add('winter', top.id)
  await expect(shop.act(tx => bringBackCategory(tx, winter.id))).rejects.toEqual(refused('name_taken'))
})

test('whatever people move at the same moment, no category ends below itself or too deep', async () => {
  const ids: number[] = []
  for (let at = 0; at < 6; at++) ids.push((await add(`C${at}`)).id)
  const moves = fc.array(fc.tuple(fc.nat(5), fc.option(fc.nat(5))), { minLength: 4, maxLength: 8 })
  await fc.assert(
    fc.asyncProperty(moves, async given => {
      const done = await Promise.allSettled(
        given.map(([at, to]) => move(ids[at]!, `C${at}`, to === null ? null : ids[to]!)),
      )
      for (const one of done) if (one.status === 'rejected') expect(one.reason).toBeInstanceOf(Refusal)
      const { items } = await listCategories(shop.reader)
      expect(items.filter(one => ids.includes(one.id))).toHaveLength(6)
      expect(Math.max(...items.map(one => one.path.length))).toBeLessThanOrEqual(3)
    }),
    { numRuns: 60 },
  )
})

test('the list of products is narrowed to a category with all below it, and to what is in stock', async () => {
  const outdoor = await add('Outdoor')
  const tents = await add('Tents', outdoor.id)
  const [tent, stove] = [
    await product('TENT', { categoryId: tents.id }),
    await product('STOVE', { categoryId: outdoor.id }),
  ]
  await product('BOOK', {})
  await receiveGoods(shop, [{ variantId: tent.variantId, quantity: 3, placeId: shelf.binId }])
  const numbers = async (query: object) =>
    (await listProducts(shop.reader, { limit: 10, archived: false, ...query })).items.map(
      p => p.productNumber,
    )
  expect(await numbers({ categoryId: outdoor.id })).toEqual(['STOVE', 'TENT'])
  expect(await numbers({ categoryId: tents.id })).toEqual(['TENT'])
  expect(await numbers({ categoryId: outdoor.id, stock: 'in' })).toEqual(['TENT'])
  expect(await numbers({ stock: 'out' })).toEqual(['BOOK', 'STOVE'])
  const { items } = await listCategories(shop.reader)
  expect(items.find(one => one.id === tents.id)?.products).toBe(1)
  const input = productInput.parse({ name: 'STOVE', productNumber: 'STOVE' })
  const same = await shop.act(tx => changeProduct(tx, stove.id, { ...input, version: 1, archived: false }))
  expect(same.details.categoryId).toBe(outdoor.id)
})

test('a product goes to a bin of its own, which is one of its location', async () => {
  const elsewhere = await makeShelf(shop, 'WH')
  const stored = await product('BINNED', {
    defaultLocationId: shelf.locationId,
    defaultBinId: shelf.otherBinId,
  })
  expect(stored.details).toMatchObject({
    defaultLocationId: shelf.locationId,
    defaultBinId: shelf.otherBinId,
  })
  await expect(
    product('WRONG', { defaultLocationId: elsewhere.locationId, defaultBinId: shelf.binId }),
  ).rejects.toEqual(refused('not_found'))
  await expect(product('NO-RATE', { taxRateId: 4711 })).rejects.toEqual(refused('not_found'))
  expect(
    productInput.safeParse({ name: 'X', productNumber: 'X', details: { defaultBinId: 3 } }).success,
  ).toBe(false)
})

test('tax rates have names of their own, and an archived one makes room for its name', async () => {
  const rate = (name: string, basisPoints: number) => shop.act(tx => addTaxRate(tx, { name, basisPoints }))
  const full = await rate('Standard', 2000)
  await expect(rate('standard', 2100)).rejects.toEqual(refused('name_taken'))
  await shop.act(tx => changeTaxRate(tx, full.id, { name: 'Standard', basisPoints: 2000, archived: true }))
  const next = await rate('Standard', 2100)
  await product('TAXED', { taxRateId: next.id })
  await expect(
    shop.act(tx => changeTaxRate(tx, full.id, { name: 'Standard', basisPoints: 2000, archived: false })),
  ).rejects.toEqual(refused('name_taken'))
  expect(
    (await listTaxRates(shop.reader)).items.map(one => [one.basisPoints, one.archived, one.products]),
  ).toEqual([
    [2100, false, 1],
    [2000, true, 0],
  ])
})

test('whoever chooses a variant learns its bin and its tax', async () => {
  const rate = await shop.act(tx => addTaxRate(tx, { name: 'Reduced', basisPoints: 700 }))
  const details = { taxRateId: rate.id, defaultLocationId: shelf.locationId, defaultBinId: shelf.binId }
  await product('CHOICE', details)
  const { items } = await listVariants(shop.reader, { search: 'CHOICE', limit: 5, archived: false })
  const defaultBin = { id: shelf.binId, code: 'A-01', locationId: shelf.locationId }
  expect(items[0]).toMatchObject({ taxBasisPoints: 700, defaultBin })
})

test('a row of a purchase order begins with the bin of its product, unless that is elsewhere or the row says another', async () => {
  const elsewhere = await makeShelf(shop, 'FAR')
  const at = (place: Shelf, binId: number) => ({ defaultLocationId: place.locationId, defaultBinId: binId })
  const here = await product('HERE', at(shelf, shelf.otherBinId))
  const there = await product('THERE', at(elsewhere, elsewhere.binId))
  const lines = [{ variantId: here.variantId }, { variantId: there.variantId }].map(line => ({
    ...line,
    quantitySku: 1,
  }))
  const said = { variantId: here.variantId, quantitySku: 1, binId: shelf.binId }
  const input = purchaseOrderInput.parse({ locationId: shelf.locationId, lines: [...lines, said] })
  const order = await shop.act(tx => addPurchaseOrder(tx, input))
  const bins = await shop.rows<{ place_id: number | null }>(
    'select place_id from purchase_order_line where order_id = $1 order by line_number',
    [order.id],
  )
  expect(bins.map(row => row.place_id)).toEqual([shelf.otherBinId, null, shelf.binId])
})
