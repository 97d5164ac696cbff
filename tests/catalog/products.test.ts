import { afterAll, beforeAll, expect, test } from 'vitest'
import { productInput } from '../../contract/catalog.ts'
import { changeProduct } from '../../server/catalog/change-product.ts'
import { listProducts } from '../../server/catalog/list-products.ts'
import { addProduct, addProducts, findByNumbers } from '../../server/catalog/public.ts'
import { readProduct } from '../../server/catalog/read-product.ts'
import { openTestShop, type TestShop } from '../harness/shop.ts'

let shop: TestShop
beforeAll(async () => {
  shop = await openTestShop()
})
afterAll(() => shop.close())

type Given = Partial<Parameters<typeof productInput.parse>[0] & object> & Record<string, unknown>
const given = (productNumber: string, rest: Given = {}) =>
  productInput.parse({ name: `Product ${productNumber}`, productNumber, ...rest })
const add = (productNumber: string, rest: Given = {}) =>
  shop.act(tx => addProduct(tx, given(productNumber, rest)))
const found = async (search: string, rest: object = {}) =>
  (await listProducts(shop.reader, { search, limit: 100, archived: false, ...rest })).items.map(
    p => p.productNumber,
  )

test('a product comes back as it was added, its GTIN in the length that people know', async () => {
  const product = await add('KB-1', {
    name: 'Keyboard',
    barcodes: ['4006381333931', '036000291452', '96385074', 'own code é'],
    priceMinor: 4999,
    unitsPerPu: 12,
    tracking: { lots: true, serials: true },
  })
  expect(product).toMatchObject({
    name: 'Keyboard',
    productNumber: 'KB-1',
    priceMinor: 4999,
    unitsPerPu: 12,
    decimals: 0,
    tracking: { lots: true, serials: true },
    trackingLockedAt: null,
    archived: false,
    onHand: 0,
    allocated: 0,
    reserved: 0,
    version: 1,
  })
  expect([...product.barcodes].sort()).toEqual(['036000291452', '4006381333931', '96385074', 'own code é'])
  expect(await readProduct(shop.reader, product.id)).toEqual(product)
})

test('an id that no product has is refused in words', async () => {
  await expect(readProduct(shop.reader, 999_999)).rejects.toMatchObject({ code: 'not_found' })
})

test('a GTIN with a wrong check digit is refused with the digit that was expected', async () => {
  await expect(add('KB-2', { barcodes: ['4006381333932'] })).rejects.toMatchObject({
    code: 'barcode_wrong',
    details: { barcode: '4006381333932', expected: '1' },
  })
})

test('one barcode in two lengths is one barcode', async () => {
  const product = await add('TWICE-1', { barcodes: ['5901234123457', '05901234123457'] })
  expect(product.barcodes).toEqual(['5901234123457'])
  await expect(add('TWICE-2', { barcodes: ['05901234123457'] })).rejects.toMatchObject({
    code: 'barcode_taken',
    details: { barcode: '5901234123457', name: 'Product TWICE-1' },
  })
})

test('a product number belongs to one product, however its accents are encoded', async () => {
  await add('CAFÉ')
  await expect(add('CAFE\u0301')).rejects.toMatchObject({
    code: 'product_number_taken',
    details: { name: 'Product CAFÉ' },
  })
})

test('of two clerks who add one number in the same second, one is told who has it', async () => {
  const results = await Promise.allSettled([add('SAME'), add('SAME'), add('SAME')])
  expect(results.filter(result => result.status === 'fulfilled')).toHaveLength(1)
  for (const result of results) {
    if (result.status === 'rejected') expect(result.reason).toMatchObject({ code: 'product_number_taken' })
  }
  expect(await found('same')).toEqual(['SAME'])
})

test('many products are added in one go, in their order, or none of them', async () => {
  const inputs = Array.from({ length: 2000 }, (_, i) => given(`BULK-${i}`, { barcodes: [`bulk ${i}`] }))
  const products = await shop.act(tx => addProducts(tx, inputs))
  expect(products.map(product => product.productNumber)).toEqual(inputs.map(input => input.productNumber))
  expect(products[7]?.barcodes).toEqual(['bulk 7'])
  await expect(
    shop.act(tx => addProducts(tx, [given('NEW-1'), given('BULK-5'), given('NEW-2')])),
  ).rejects.toMatchObject({ code: 'product_number_taken', details: { productNumber: 'BULK-5' } })
  await expect(
    shop.act(tx =>
      addProducts(tx, [given('NEW-1', { barcodes: ['x'] }), given('NEW-2', { barcodes: ['x'] })]),
    ),
  ).rejects.toMatchObject({ code: 'barcode_taken', details: { barcode: 'x', name: 'Product NEW-1' } })
  expect(await found('NEW-')).toEqual([])
  expect(await shop.act(tx => addProducts(tx, []))).toEqual([])
})

test('products are found by their numbers, as the numbers were given', async () => {
  await add('É-1', { unitsPerPu: 6 })
  const byNumber = await findByNumbers(shop.reader, ['E\u0301-1', 'NOBODY', 'E\u0301-1'])
  expect([...byNumber.keys()]).toEqual(['E\u0301-1'])
  expect(byNumber.get('E\u0301-1')).toMatchObject({ productNumber: 'É-1', unitsPerPu: 6, archived: false })
})

test('a search finds every word anywhere in name, number and barcode, in any case', async () => {
  await add('TEA-100', { name: 'Darjeeling, First Flush', barcodes: ['4012345678901'] })
  await add('TEA-200', { name: 'Darjeeling 50% off_cut' })
  expect(await found('flush DARJ')).toEqual(['TEA-100'])
  expect(await found('tea-1')).toEqual(['TEA-100'])
  expect(await found('4012345678901')).toEqual(['TEA-100'])
  expect(await found('04012345678901')).toEqual(['TEA-100'])
  expect(await found('234567890')).toEqual(['TEA-100'])
  expect(await found('50%')).toEqual(['TEA-200'])
  expect(await found('f_c')).toEqual(['TEA-200'])
  expect(await found('darj nothing')).toEqual([])
})

test('the product whose number was typed in full comes before those that only contain it', async () => {
  await add('ZX', { name: 'Zebra' })
  await add('AZX', { name: 'Aardvark' })
  expect(await found('ZX')).toEqual(['ZX', 'AZX'])
})

test('a list is read page by page, each product once and in the order of the names', async () => {
  for (const search of [undefined, 'bulk']) {
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const page = await listProducts(shop.reader, { search, cursor, limit: 300, archived: false })
      seen.push(...page.items.map(product => product.name.toLowerCase()))
      cursor = page.next ?? undefined
    } while (cursor !== undefined)
    expect(new Set(seen).size).toBe(seen.length)
    expect(seen.length).toBeGreaterThanOrEqual(2000)
    expect([...seen].sort()).toEqual(seen)
  }
})

test('a list shows those that are tracked in the way asked for', async () => {
  await add('TR-N', { name: 'trackword n' })
  await add('TR-L', { name: 'trackword l', tracking: { lots: true, serials: false } })
  await add('TR-S', { name: 'trackword s', tracking: { lots: true, serials: true } })
  expect(await found('trackword', { tracking: 'none' })).toEqual(['TR-N'])
  expect(await found('trackword', { tracking: 'lots' })).toEqual(['TR-L'])
  expect(await found('trackword', { tracking: 'serials' })).toEqual(['TR-S'])
})

test('a change is stored whole, and found by its new words only', async () => {
  const product = await add('OLD-1', { name: 'Oldname', barcodes: ['old code', 'kept code'] })
  const changed = await shop.act(tx =>
    changeProduct(tx, product.id, {
      ...given('NEU-1', { name: 'Neuname', barcodes: ['kept code', '40170725'], unitsPerPu: 3, decimals: 2 }),
      version: 1,
      archived: false,
    }),
  )
  expect(changed).toMatchObject({
    name: 'Neuname',
    productNumber: 'NEU-1',
    unitsPerPu: 3,
    decimals: 2,
    version: 2,
  })
  expect(changed.barcodes).toEqual(['40170725', 'kept code'])
  expect(await found('oldname')).toEqual([])
  expect(await found('old code')).toEqual([])
  expect(await found('kept neu-1 40170725')).toEqual(['NEU-1'])
})

test('an archived product leaves the list, and comes back', async () => {
  const product = await add('ARCH-1')
  const put = (version: number, archived: boolean) =>
    shop.act(tx => changeProduct(tx, product.id, { ...given('ARCH-1'), version, archived }))
  expect(await put(1, true)).toMatchObject({ archived: true })
  expect(await found('ARCH-1')).toEqual([])
  expect(await found('ARCH-1', { archived: true })).toEqual(['ARCH-1'])
  expect(await put(2, false)).toMatchObject({ archived: false })
})

test('a change that was made on an older version is refused with the name of whoever was quicker', async () => {
  const product = await add('VER-1')
  const put = (name: string) =>
    shop.act(tx =>
      changeProduct(tx, product.id, { ...given('VER-1', { name }), version: 1, archived: false }),
    )
  const results = await Promise.allSettled([put('mine'), put('yours')])
  expect(results.map(result => result.status).sort()).toEqual(['fulfilled', 'rejected'])
  const lost = results.find(result => result.status === 'rejected')
  expect(lost?.reason).toMatchObject({ code: 'changed_meanwhile', details: { by: 'Olive Owner' } })
})

test('a change cannot take the number or barcode of another product', async () => {
  await add('HAS-1', { barcodes: ['its code'] })
  const product = await add('HAS-2', { barcodes: ['my code'] })
  const put = (input: ReturnType<typeof given>) =>
    shop.act(tx => changeProduct(tx, product.id, { ...input, version: 1, archived: false }))
  await expect(put(given('HAS-1'))).rejects.toMatchObject({
    code: 'product_number_taken',
    details: { name: 'Product HAS-1' },
  })
  await expect(put(given('HAS-2', { barcodes: ['its code'] }))).rejects.toMatchObject({
    code: 'barcode_taken',
    details: { barcode: 'its code', name: 'Product HAS-1' },
  })
  expect((await readProduct(shop.reader, product.id)).barcodes).toEqual(['my code'])
})

test('of two products changed to one number in the same second, one is refused', async () => {
  const [a, b] = await Promise.all([add('RACE-A'), add('RACE-B')])
  const put = (id: number) =>
    shop.act(tx => changeProduct(tx, id, { ...given('RACE-C'), version: 1, archived: false }))
  const results = await Promise.allSettled([put(a.id), put(b.id)])
  expect(results.map(result => result.status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(results.find(result => result.status === 'rejected')?.reason).toMatchObject({
    code: 'product_number_taken',
  })
})
