import { afterAll, beforeAll, expect, test } from 'vitest'
import { mostOfRare, type Wanted } from '../../server/store/catalogue/shelf-page.ts'
import { listOffered } from '../../server/store/catalogue/shelves.ts'
import { openTestShop, type TestShop } from '../harness/shop.ts'

let shop: TestShop
beforeAll(async () => {
  shop = await openTestShop()
  // Every second has the same name as its neighbour; the last have a word that those that are looked at first have not.
  await shop.rows(`
    with made as (
      insert into product (name, published, created_at, created_by)
      select case when n > ${mostOfRare} then 'Zither ' else 'Thing ' end || lpad((n / 2)::text, 5, '0'), n % 40 <> 0, now(), 1
        from generate_series(1, ${2 * mostOfRare + 100}) n returning id, name)
    insert into variant (product_id, product_number, name, sort_name, search_text, price_minor)
    select id, 'N-' || id, name, lower(name), lower(name) || chr(10) || 'n-' || id, 100 from made`)
})
afterAll(() => shop.close())

async function inOrder(word: string): Promise<number[]> {
  const rows = await shop.rows<{ id: number }>(
    `select p.id from product p join variant v on v.product_id = p.id
      where published and v.search_text like '%' || $1 || '%' order by lower(p.name), p.id`,
    [word],
  )
  return rows.map(row => row.id)
}

const pageOf = async (wanted: Wanted) => {
  const page = await listOffered(shop.reader, wanted)
  return { ...page, ids: page.products.map(product => product.id) }
}

test('pages one after the other, and back again, have every product once and in order', async () => {
  for (const [search, word = ''] of [
    [undefined],
    ['thing', 'thing'],
    ['zither', 'zither'],
    ['0109 zit', 'zither 0109'],
  ] as const) {
    const all = await inOrder(word)
    const pages = [await pageOf({ search })]
    while (pages.at(-1)!.next !== null && pages.length < 4)
      pages.push(await pageOf({ search, after: pages.at(-1)!.next! }))
    const seen = pages.flatMap(page => page.ids)
    expect(seen).toEqual(all.slice(0, seen.length))
    expect(seen.length === all.length).toBe(pages.at(-1)!.next === null)
    expect(await pageOf({ search, after: all.at(-2) })).toMatchObject({ ids: all.slice(-1), next: null })
    expect(pages[0]!.follows).toBeNull()
    for (let index = pages.length - 2; index >= 0; index--)
      expect(await pageOf({ search, before: pages[index + 1]!.ids[0] })).toEqual(pages[index])
  }
})

test('a word that is in none, and a page behind a product that never was, are no mistake', async () => {
  expect(await pageOf({ search: 'zebra' })).toMatchObject({ ids: [], follows: null, next: null })
  expect((await pageOf({ search: 'n-1 thing' })).ids.length).toBeGreaterThan(0)
  expect((await pageOf({ after: 999_999 })).ids).toEqual((await pageOf({})).ids)
  expect((await pageOf({ search: '100 %' })).ids).toEqual([])
})
