import { expect, it } from 'vitest'
import { api } from '../../contract/public.ts'
import { addressOf } from './input.ts'

it('fills in parameters and writes the query, without what is not given', () => {
  expect(addressOf(api.catalog.readProduct, { params: { productId: 7 } })).toBe('/api/v1/products/7')
  expect(
    addressOf(api.catalog.listProducts, {
      query: { search: 'a&b ü', archived: true, cursor: undefined, tracking: '', limit: 20 },
    }),
  ).toBe('/api/v1/products?search=a%26b+%C3%BC&archived=true&limit=20')
})

it('lets no parameter break out of its place in the path', () => {
  expect(addressOf(api.catalog.readProduct, { params: { productId: '7/../../staff' } })).toBe(
    '/api/v1/products/7%2F..%2F..%2Fstaff',
  )
})
