import { afterAll, beforeAll, expect, test } from 'vitest'
import { readPreferences, savePreferences } from '../../server/people/preferences.ts'
import * as people from '../../server/people/public.ts'
import { openTestShop, type TestShop } from '../harness/shop.ts'

let shop: TestShop
beforeAll(async () => {
  shop = await openTestShop()
})
afterAll(() => shop.close())

test('a preference is kept for the one who chose it, and the later choice stands', async () => {
  const clerk = await shop.act(tx =>
    people.addStaff(tx, { name: 'Cleo', email: 'cleo@example.com', role: 'staff', password: 'long enough' }),
  )
  await shop.act(tx => savePreferences(tx, { productListColumns: { price: false } }), { actor: clerk })
  await shop.act(tx => savePreferences(tx, { purchaseGridColumns: { bin: true } }), { actor: clerk })
  await shop.act(tx => savePreferences(tx, { productListColumns: { onHand: false } }), { actor: clerk })
  expect(await readPreferences({ ...shop.reader, actor: clerk })).toEqual({
    productListColumns: { onHand: false },
    purchaseGridColumns: { bin: true },
  })
  expect(await readPreferences(shop.reader)).toEqual({})
})

test('many choices at the same moment end in one of them', async () => {
  await Promise.all(
    [true, false, true, false].map(price =>
      shop.act(tx =>
        savePreferences(tx, { productListColumns: { price }, purchaseGridColumns: { bin: price } }),
      ),
    ),
  )
  const { productListColumns, purchaseGridColumns } = await readPreferences(shop.reader)
  expect(purchaseGridColumns?.bin).toBe(productListColumns?.price)
})

test('what was kept in a shape of other times is as if nothing had been chosen', async () => {
  await shop.rows(`insert into staff_preference (staff_id, key, value) values
    (1, 'gone', '1'), (1, 'productListColumns', '["price"]') on conflict (staff_id, key) do update set value = excluded.value`)
  expect(await readPreferences(shop.reader)).not.toHaveProperty('productListColumns')
  expect(await readPreferences(shop.reader)).not.toHaveProperty('gone')
})
