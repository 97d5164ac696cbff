import { afterAll, beforeAll, expect, test } from 'vitest'
import * as stock from '../../server/stock/public.ts'
import { openTestShop, type TestShop } from '../harness/shop.ts'

let shop: TestShop
beforeAll(async () => {
  shop = await openTestShop()
})
afterAll(() => shop.close())

const add = (code: string, bins: string[] = []) =>
  shop.act(tx => stock.addLocation(tx, { code, name: `Place ${code}`, kind: 'warehouse', bins }))

test('a location without bins starts with one', async () => {
  const location = await add('WH')
  expect(location).toMatchObject({ code: 'WH', name: 'Place WH', kind: 'warehouse' })
  expect(location.bins.map(bin => bin.code)).toEqual(['MAIN'])
})

test('bins are added once, however often they are asked for, and come by code', async () => {
  const location = await add('ST', ['B-2', 'A-1', 'A-1'])
  const ids = new Map(location.bins.map(bin => [bin.code, bin.id]))
  const results = await Promise.all(
    [0, 1, 2].map(() => shop.act(tx => stock.addBins(tx, location.id, ['A-1', 'C-3', 'E\u0301', 'É']))),
  )
  for (const { bins } of results) expect(bins.map(bin => bin.code)).toEqual(['A-1', 'B-2', 'C-3', 'É'])
  expect(results[0]?.bins.find(bin => bin.code === 'A-1')?.id).toBe(ids.get('A-1'))
})

test('a code that another location has is refused, and a location that does not exist gets no bins', async () => {
  await add('ONE')
  await expect(add('ONE')).rejects.toMatchObject({
    code: 'code_taken',
    details: { what: 'location', code: 'ONE' },
  })
  await expect(shop.act(tx => stock.addBins(tx, 999_999, ['X']))).rejects.toMatchObject({ code: 'not_found' })
})

test('locations are listed by name, without the places outside the house', async () => {
  const { items } = await stock.listLocations(shop.reader)
  expect(items.map(location => location.code)).toEqual(['ONE', 'ST', 'WH'])
})
