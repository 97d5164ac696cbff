import { afterAll, beforeAll, expect, test } from 'vitest'
import { changeProduct } from '../../server/catalog/change-product.ts'
import { judgeProducts } from '../../server/catalog/import/judge-products.ts'
import { readProductRows } from '../../server/catalog/import/read-product-rows.ts'
import { storeProducts } from '../../server/catalog/import/store-products.ts'
import * as catalog from '../../server/catalog/public.ts'
import { RowProblems } from '../../server/platform/imports/public.ts'
import { openTestShop, type TestShop } from '../harness/shop.ts'
import { choicesOf, importNow, importText, uploadProducts } from './product-files.ts'

let shop: TestShop
beforeAll(async () => {
  shop = await openTestShop()
})
afterAll(() => shop.close())

const product = async (number: string) => {
  const [row] = await shop.rows<{
    id: number
    variant: number
    name: string
    price: number
    version: number
  }>(
    `select p.id, v.id as variant, p.name, v.price_minor as price, p.version
       from variant v join product p on p.id = v.product_id where v.product_number = $1`,
    [number],
  )
  return row!
}

/** Judges a file, lets something happen, then stores it, as a run does; gives how often it had to begin anew. */
async function importWhile(text: string, meanwhile: () => Promise<unknown>): Promise<number> {
  const upload = await uploadProducts(shop, text)
  const problems = new RowProblems()
  const choices = choicesOf(upload)
  const signal = new AbortController().signal
  const sheet = { ...choices, file: Buffer.from(text), fileName: 'products.csv' }
  const money = { currency: 'EUR', decimals: 2 }
  const read = await readProductRows(sheet, money, problems, { signal, progress: () => {} })
  let attempts = 0
  await shop.act(async tx => {
    const judgement = await judgeProducts(tx, read, problems, choices)
    if (attempts++ === 0) await meanwhile()
    await storeProducts(tx, judgement, () => {})
  })
  return attempts
}

test('two imports of the same products at once: each product is made once, and the later one counts', async () => {
  const lines = (price: number) =>
    Array.from(
      { length: 300 },
      (_, n) => `R-${price === 1 ? n : 299 - n},Product,${price},R-CODE-${price === 1 ? n : 299 - n}`,
    )
  const files = [1, 2].map(price => `SKU,Name,Price,EAN\n${lines(price).join('\n')}\n`)
  const uploads = await Promise.all(files.map(text => uploadProducts(shop, text)))
  const outcomes = await Promise.all(uploads.map(upload => importNow(shop, upload)))
  expect(outcomes.map(({ job }) => job.state)).toEqual(['done', 'done'])
  expect(outcomes.map(({ counts }) => counts.refused)).toEqual([0, 0])
  const made = await shop.rows<{ price: number; n: number }>(
    `select price_minor as price, count(*) as n from variant where product_number like 'R-%' group by 1`,
  )
  expect(made).toEqual([{ price: expect.any(Number), n: 300 }])
  // Once more over what is there, from both ends at once: nobody locks the other out for good.
  const again = await Promise.all(files.map(text => importText(shop, text.replaceAll('Product', 'Thing'))))
  expect(again.map(({ job }) => job.state)).toEqual(['done', 'done'])
})

test('a clerk who has a product open while an import changes it is told so, and nothing is lost', async () => {
  await importText(shop, 'SKU,Name,Price\nOPEN,Open,1\n')
  const before = await product('OPEN')
  await importText(shop, 'SKU,Price\nOPEN,2\n')
  const save = shop.act(tx =>
    changeProduct(tx, before.id, {
      name: 'By hand',
      productNumber: 'OPEN',
      description: '',
      barcodes: [],
      priceMinor: 100,
      unitsPerPu: 1,
      decimals: 0,
      tracking: { lots: false, serials: false },
      backordersAllowed: false,
      archived: false,
      version: before.version,
    }),
  )
  await expect(save).rejects.toMatchObject({ code: 'changed_meanwhile' })
  expect(await product('OPEN')).toMatchObject({ name: 'Open', price: 200, version: 2 })
})

test('a clerk who saves while an import is under way keeps the change: the import judges anew', async () => {
  await importText(shop, 'SKU,Name,Price\nSAVE,Save,1\n')
  const { id, version } = await product('SAVE')
  const attempts = await importWhile('SKU,Price\nSAVE,5\n', () =>
    shop.rows(`update product set name = 'By hand', version = version + 1 where id = $1 and version = $2`, [
      id,
      version,
    ]),
  )
  expect(attempts).toBe(2)
  expect(await product('SAVE')).toMatchObject({ name: 'By hand', price: 500, version: 3 })
})

test('a number, a barcode or a first receipt that comes in between is found, not run into', async () => {
  const taken = await importWhile('SKU,Name,EAN\nNEW-A,Mine,\n', () =>
    importText(shop, 'SKU,Name\nNEW-A,Theirs\n'),
  )
  expect(taken).toBe(2)
  expect(await product('NEW-A')).toMatchObject({ name: 'Mine', version: 2 })
  const barcode = await importWhile('SKU,Name,EAN\nNEW-B,Mine,SHARED\n', () =>
    importText(shop, 'SKU,Name,EAN\nNEW-C,Theirs,SHARED\n'),
  )
  expect(barcode).toBe(2)
  expect(await shop.rows(`select from variant where product_number = 'NEW-B'`)).toEqual([])
  const { variant } = await product('NEW-A')
  const moved = await importWhile('SKU,Track by lot\nNEW-A,yes\n', () =>
    shop.act(tx => catalog.lockTracking(tx, [variant])),
  )
  expect(moved).toBe(2)
  expect(await shop.rows(`select tracks_lots from product where name = 'Mine'`)).toEqual([
    { tracks_lots: false },
  ])
})
