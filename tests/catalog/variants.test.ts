import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ProductDetail } from '../../contract/catalog.ts'
import { productInput } from '../../contract/catalog.ts'
import { changeProduct } from '../../server/catalog/change-product.ts'
import { listProducts } from '../../server/catalog/list-products.ts'
import { listVariants } from '../../server/catalog/list-variants.ts'
import { addProduct, findByNumbers } from '../../server/catalog/public.ts'
import { readProduct } from '../../server/catalog/read-product.ts'
import { addPurchaseOrder } from '../../server/purchasing/add-purchase-order.ts'
import { changePurchaseOrder } from '../../server/purchasing/change-purchase-order.ts'
import { openTestShop, type TestShop } from '../harness/shop.ts'
import { makeShelf, receiveGoods, settle } from '../harness/stocked-shop.ts'

let shop: TestShop
beforeAll(async () => {
  shop = await openTestShop()
})
afterAll(() => shop.close())

type Given = Record<string, unknown>
type Wanted = { optionValues: string[]; productNumber: string } & Given
const sizesAndColours = [
  { name: 'Size', values: ['S', 'M'] },
  { name: 'Colour', values: ['Red', 'Blue'] },
]
const shirt = (number: string, rest: Given = {}) =>
  productInput.parse({
    name: `Shirt ${number}`,
    productNumber: number,
    options: sizesAndColours,
    variants: [
      { optionValues: ['S', 'Red'], productNumber: `${number}-S-RED`, priceMinor: 1900, barcodes: [] },
      { optionValues: ['S', 'Blue'], productNumber: `${number}-S-BLUE`, priceMinor: 1900 },
      { optionValues: ['M', 'Red'], productNumber: `${number}-M-RED`, priceMinor: 2100 },
    ],
    ...rest,
  })
const addShirt = (number: string, rest: Given = {}) => shop.act(tx => addProduct(tx, shirt(number, rest)))

/** As the editor saves it: everything as it is, but for what is given. */
const save = (product: ProductDetail, rest: Given = {}) => {
  const input = productInput.parse({ ...product, ...rest })
  const { version } = product
  return shop.act(tx => changeProduct(tx, product.id, { ...input, version, archived: false }))
}
const numbersOf = (product: ProductDetail, archived = false) =>
  product.variants.filter(one => one.archived === archived).map(one => one.productNumber)
const found = async (search: string) =>
  (await listVariants(shop.reader, { search, limit: 50, archived: false })).items.map(one => one.name)

test('a product with options comes back with its variants, each with a name, number and price of its own', async () => {
  const product = await addShirt('T1')
  expect(product).toMatchObject({
    name: 'Shirt T1',
    productNumber: 'T1',
    options: sizesAndColours,
    variantCount: 3,
    priceMinor: 1900,
    priceToMinor: 2100,
    barcodes: [],
  })
  expect(product.variants.map(one => [one.name, one.productNumber, one.optionValues])).toEqual([
    ['Shirt T1 · S · Red', 'T1-S-RED', ['S', 'Red']],
    ['Shirt T1 · S · Blue', 'T1-S-BLUE', ['S', 'Blue']],
    ['Shirt T1 · M · Red', 'T1-M-RED', ['M', 'Red']],
  ])
  expect(await readProduct(shop.reader, product.id)).toEqual(product)
  const numbers = await findByNumbers(shop.reader, ['T1-M-RED', 'T1'])
  expect([...numbers.values()].map(one => one.name)).toEqual(['Shirt T1 · M · Red'])
})

test('a product without options is one variant, named as the product', async () => {
  const product = await shop.act(tx =>
    addProduct(tx, productInput.parse({ name: 'Mug', productNumber: 'MUG' })),
  )
  expect(product).toMatchObject({ options: [], variantCount: 1, productNumber: 'MUG' })
  expect(product.variants).toMatchObject([{ name: 'Mug', productNumber: 'MUG', optionValues: [] }])
})

test('options and variants that do not fit together are told at their places', () => {
  const problems = (rest: Given) => {
    const { name, productNumber, options, variants } = shirt('X')
    const { error } = productInput.safeParse({ name, productNumber, options, variants, ...rest })
    return error?.issues.map(issue => issue.path.join('.'))
  }
  const variant = (optionValues: string[], productNumber = 'X-1', rest: Given = {}) => ({
    optionValues,
    productNumber,
    ...rest,
  })
  expect(problems({ options: [{ name: 'Size', values: ['S', 's'] }], variants: [variant(['S'])] })).toEqual([
    'options.0.values',
  ])
  expect(problems({ variants: [variant(['S', 'Green'])] })).toEqual(['variants.0.optionValues'])
  expect(problems({ variants: [variant(['S'])] })).toEqual(['variants.0.optionValues'])
  expect(problems({ variants: [variant(['S', 'Red']), variant(['S', 'Red'], 'X-2')] })).toEqual([
    'variants.1.optionValues',
  ])
  expect(problems({ variants: [variant(['S', 'Red']), variant(['M', 'Red'])] })).toEqual([
    'variants.1.productNumber',
  ])
  expect(problems({ variants: [variant(['S', 'Red'], 'X-1', { archived: true })] })).toEqual(['variants'])
  expect(problems({ options: undefined })).toEqual(['options'])
})

test('any words of a variant find it alone, and its product', async () => {
  await addShirt('T2')
  expect(await found('shirt T2 m red')).toEqual(['Shirt T2 · M · Red'])
  expect(await found('t2 blue')).toEqual(['Shirt T2 · S · Blue'])
  // A clerk reads S before M, whatever the alphabet says.
  expect(await found('shirt t2')).toEqual(['Shirt T2 · S · Red', 'Shirt T2 · S · Blue', 'Shirt T2 · M · Red'])
  const products = await listProducts(shop.reader, { search: 't2-m-red', limit: 5, archived: false })
  expect(products.items.map(one => one.name)).toEqual(['Shirt T2'])
  expect((await listProducts(shop.reader, { search: 'T2', limit: 5, archived: false })).items).toHaveLength(1)
})

test('a number or barcode belongs to one variant, of this product or another', async () => {
  const product = await addShirt('T3')
  const [first, second] = product.variants
  const other = await addShirt('T4')
  const taken = [{ ...first!, productNumber: 'T4-S-RED' }, second!]
  await expect(save(product, { variants: taken })).rejects.toMatchObject({
    code: 'product_number_taken',
    details: { name: 'Shirt T4 · S · Red' },
  })
  const coded = await save(product, {
    variants: [{ ...first!, barcodes: ['4006381333931'] }, second!],
  })
  await expect(
    save(other, { variants: [{ ...other.variants[0]!, barcodes: ['4006381333931'] }] }),
  ).rejects.toMatchObject({ code: 'barcode_taken', details: { name: 'Shirt T3 · S · Red' } })
  await expect(addShirt('T3')).rejects.toMatchObject({ code: 'product_number_taken' })
  const [one, two] = coded.variants
  const passed = await save(coded, {
    variants: [
      { ...one!, barcodes: [], productNumber: two!.productNumber },
      { ...two!, barcodes: ['4006381333931'], productNumber: one!.productNumber },
    ],
  })
  expect(passed.variants.slice(0, 2).map(v => [v.id, v.productNumber, v.barcodes])).toEqual([
    [one!.id, two!.productNumber, []],
    [two!.id, one!.productNumber, ['4006381333931']],
  ])
})

test('values are renamed, added and taken away; what is not named any more is archived with its stock', async () => {
  const product = await addShirt('T5')
  const shelf = await makeShelf(shop, 'V5')
  const [red, blue, largeRed] = product.variants
  await receiveGoods(shop, [{ variantId: blue!.id, placeId: shelf.binId, quantity: 3 }] as never)
  const saved = await save(product, {
    options: [
      { name: 'Size', values: ['M', 'S'] },
      { name: 'Colour', values: ['Crimson'] },
    ],
    variants: [
      { ...largeRed!, optionValues: ['M', 'Crimson'] },
      { ...red!, optionValues: ['S', 'Crimson'] },
    ],
  })
  expect(saved.variants.map(one => [one.id, one.name, one.archived, one.onHand])).toEqual([
    [largeRed!.id, 'Shirt T5 · M · Crimson', false, 0],
    [red!.id, 'Shirt T5 · S · Crimson', false, 0],
    [blue!.id, 'Shirt T5 · S · Blue', true, 3],
  ])
  expect(saved.onHand).toBe(3)
  expect(numbersOf(saved, true)).toEqual(['T5-S-BLUE'])
  expect(await found('T5 blue')).toEqual([])
  await expect(save(saved, { variants: [{ ...saved.variants[0]!, id: 999_999 }] })).rejects.toMatchObject({
    code: 'not_found',
  })
})

test('a product gets options later, and loses them again: its first variant and the stock of it stay', async () => {
  const plain = await shop.act(tx =>
    addProduct(tx, productInput.parse({ name: 'Cap', productNumber: 'CAP', barcodes: ['CAP-CODE'] })),
  )
  const only = plain.variants[0]!
  const varied = await save(plain, {
    options: [{ name: 'Size', values: ['S', 'L'] }],
    variants: [
      { ...only, optionValues: ['S'] },
      { optionValues: ['L'], productNumber: 'CAP-L', priceMinor: 500 } satisfies Wanted,
    ],
  })
  expect(varied.variants.map(one => [one.id === only.id, one.name, one.productNumber, one.barcodes])).toEqual(
    [
      [true, 'Cap · S', 'CAP', ['CAP-CODE']],
      [false, 'Cap · L', 'CAP-L', []],
    ],
  )
  // Somebody's script that knows no options: the name changes, and nothing is lost.
  const renamed = await save(varied, { name: 'Hat', options: undefined, variants: undefined })
  expect(renamed.variants.map(one => one.name)).toEqual(['Hat · S', 'Hat · L'])
  const back = await save(renamed, { options: [], variants: undefined, productNumber: 'HAT' })
  expect(back).toMatchObject({ productNumber: 'HAT', options: [], variantId: only.id, variantCount: 1 })
  expect(back.variants.map(one => [one.name, one.archived])).toEqual([
    ['Hat', false],
    ['Hat · L', true],
  ])
})

test('an archived variant is not bought: neither on a new purchase order nor on a draft', async () => {
  const product = await addShirt('T9')
  const shelf = await makeShelf(shop, 'V9')
  const none = { supplierId: null, lotNumber: null, serial: null, madeOn: null, expiresOn: null, binId: null }
  const lineOf = (index: number) => ({
    ...none,
    variantId: product.variants[index]!.id,
    quantitySku: 1,
    priceMinor: 0,
  })
  const order = (...lines: number[]) => ({
    supplierId: null,
    locationId: shelf.locationId,
    expectedOn: null,
    notes: '',
    lines: lines.map(lineOf),
  })
  await save(product, { variants: product.variants.slice(0, 2) })
  const refused = { code: 'product_archived', details: { product: 'Shirt T9 · M · Red', line: 2 } }
  await expect(shop.act(tx => addPurchaseOrder(tx, order(0, 2)))).rejects.toMatchObject(refused)
  const draft = await shop.act(tx => addPurchaseOrder(tx, order(0, 1)))
  const changed = { ...order(1, 2), version: draft.version }
  await expect(shop.act(tx => changePurchaseOrder(tx, draft.id, changed))).rejects.toMatchObject(refused)
})

test('of two clerks who add the same variant in the same second, one is told who was quicker', async () => {
  const product = await addShirt('T6')
  const wanted: Wanted = { optionValues: ['M', 'Blue'], productNumber: 'T6-M-BLUE' }
  const { done, refused } = await settle(
    [1, 2, 3].map(() => save(product, { variants: [...product.variants, wanted] })),
  )
  expect([done, refused]).toEqual([1, ['changed_meanwhile', 'changed_meanwhile']])
  expect(await shop.rows(`select from variant where product_number = 'T6-M-BLUE'`)).toHaveLength(1)
})

test('of two products that take one number in the same second, one gets it', async () => {
  const products = await Promise.all([addShirt('T7'), addShirt('T8')])
  const wanted: Wanted = { optionValues: ['M', 'Blue'], productNumber: 'SAME-NUMBER' }
  const { done, refused } = await settle(
    products.map(product => save(product, { variants: [...product.variants, wanted] })),
  )
  expect([done, refused]).toEqual([1, ['product_number_taken']])
})
