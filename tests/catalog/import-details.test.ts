import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { listCategories } from '../../server/catalog/categories/list-categories.ts'
import {
  categoryOf,
  pathText,
  patternText,
  serialPatternOf,
} from '../../server/catalog/import/detail-texts.ts'
import { openTestShop, type TestShop } from '../harness/shop.ts'
import { makeShelf, type Shelf } from '../harness/stocked-shop.ts'
import { importText } from './product-files.ts'

let shop: TestShop
let shelf: Shelf
beforeAll(async () => {
  shop = await openTestShop()
  shelf = await makeShelf(shop)
  await shop.rows(`insert into tax_rate (name, basis_points, created_at, created_by) values
    ('Standard', 2000, now(), 1), ('Reduced', 750, now(), 1)`)
})
afterAll(() => shop.close())

const cell = (text: string) => ({ kind: 'text' as const, text })
const stored = async (productNumber: string) =>
  (
    await shop.rows(
      `select p.* from product p join variant v on v.product_id = p.id where product_number = $1`,
      [productNumber],
    )
  )[0]
const sentences = async (text: string) =>
  (await importText(shop, text)).rows.map(row => [row.verdict, row.sentence])

test('category, tax, bin and rules come in; categories that are not there are added once', async () => {
  const { counts } = await importText(
    shop,
    `Product number,Name,Category,Tax rate,Default location,Default bin,Track by Lot Number,Expiry date required,Shelf life in days
     OAT,Oat milk,Food > Drinks,Standard,HS,A-02,Yes,Yes,90
     RYE,Rye bread,food>Bread,7.5 %,Harbour Street,A-01,No,,
     TEA,Tea,Food › drinks,,,,,,`.replace(/\n +/g, '\n'),
  )
  expect(counts).toMatchObject({ created: 3, refused: 0 })
  const { items } = await listCategories(shop.reader)
  expect(items.map(one => one.path.join(' › '))).toEqual(['Food', 'Food › Bread', 'Food › Drinks'])
  const drinks = items.find(one => one.name === 'Drinks')!.id
  expect(await stored('OAT')).toMatchObject({
    category_id: drinks,
    default_bin_id: shelf.otherBinId,
    requires_expiry: true,
    shelf_life_days: 90,
  })
  expect((await stored('TEA'))?.category_id).toBe(drinks)
  expect((await stored('RYE'))?.tax_rate_id).not.toBeNull()
})

test('only what a file says is changed, and what it says again is unchanged', async () => {
  expect(await sentences('Product number,Default bin\nOAT,A-01')).toEqual([
    ['changed', 'Changes default bin.'],
  ])
  expect(await sentences('Product number,Default bin\nOAT,A-01')).toEqual([['unchanged', '']])
  expect(await stored('OAT')).toMatchObject({ requires_expiry: true, default_bin_id: shelf.binId })
})

test('a row that names what the shop does not have is refused with what to do', async () => {
  const said = await sentences(
    `Product number,Name,Tax rate,Default location,Default bin,Expiry date required,Category
     OAT,,Luxury,,,,
     RYE,,,HS,Z-99,,
     NEW,New,,,A-01,,
     RYE-2,Rye,,,,Yes,
     RYE-3,Rye,,,,,a > b > c > d`.replace(/\n +/g, '\n'),
  )
  expect(said.map(([verdict]) => verdict)).toEqual(Array(5).fill('refused'))
  for (const [at, part] of [
    '“Luxury” is no tax rate of this shop (Reduced, Standard)',
    '“Z-99” is no bin of the default location',
    'needs the location that it is in',
    'RYE-2 is not tracked by lot',
    'more than three levels',
  ].entries())
    expect(said[at]?.[1]).toContain(part)
})

test('products go into the online store and out of it by a file, and none without a price', async () => {
  expect(
    await sentences(
      `Product number,Name,Price,In the online store,Options,Parent product number
       SHOWN,Shown,2.50,Yes,,
       HIDDEN,Hidden,2.50,,,
       FREE,Free,,Yes,,
       TEE-S,Tee,9,Yes,Size: S,TEE
       TEE-M,Tee,9,,Size: M,TEE`.replace(/\n +/g, '\n'),
    ),
  ).toEqual([
    ['created', ''],
    ['created', ''],
    [
      'refused',
      'FREE has no selling price, so it cannot be put into the online store. Enter Price, or write No at In the online store.',
    ],
    ['created', ''],
    ['created', ''],
  ])
  const published = await Promise.all(['SHOWN', 'HIDDEN', 'TEE-M'].map(stored))
  expect(published.map(one => one!.published)).toEqual([true, false, true])
  await shop.rows(`update product set store_description = 'Told in the store.' where name = 'Shown'`)
  expect(await sentences('SKU,Online store\nSHOWN,no\nHIDDEN,yes\nTEE-S,yes')).toEqual([
    ['changed', 'Changes in the online store.'],
    ['changed', 'Changes in the online store.'],
    ['unchanged', ''],
  ])
  expect(await stored('SHOWN')).toMatchObject({ published: false, store_description: 'Told in the store.' })
  // Prices of what is in the store already may go, as on the product's page: the store then says “Price on request”.
  expect((await sentences('SKU,Price,In the online store\nHIDDEN,0,yes'))[0]![0]).toBe('changed')
})

test('a pattern of serial numbers and a path are read as they are written', () => {
  const length = fc.option(fc.integer({ min: 1, max: 100 }))
  const kind = fc.constantFrom(
    'any' as const,
    'imei' as const,
    'digits' as const,
    'letters_and_digits' as const,
  )
  fc.assert(
    fc.property(kind, length, length, (kind, one, other) => {
      const [minLength, maxLength] =
        one !== null && other !== null ? [Math.min(one, other), Math.max(one, other)] : [one, other]
      const pattern = { kind, minLength, maxLength }
      const isPlain = kind === 'any' && minLength === null && maxLength === null
      expect(serialPatternOf(cell(patternText(pattern)))).toEqual({ value: isPlain ? null : pattern })
    }),
  )
  expect(serialPatternOf(cell('IMEI'))).toMatchObject({ value: { kind: 'imei' } })
  expect(serialPatternOf(cell('digits 12 - 8'))).toHaveProperty('wrong')
  expect(serialPatternOf(cell('whatever'))).toHaveProperty('wrong')
  expect(categoryOf(cell(pathText(['Food', 'Tea'])))).toEqual({ value: ['Food', 'Tea'] })
})
