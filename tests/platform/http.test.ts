import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestShop, type TestShop } from '../harness/shop.ts'

let shop: TestShop
beforeAll(async () => {
  shop = await openTestShop()
})
afterAll(() => shop.close())

test('a stranger is told to sign in before anything is said about what was sent', async () => {
  const app = await shop.app()
  const answer = await app.inject({ method: 'POST', url: '/api/v1/suppliers', payload: { nonsense: true } })
  expect(answer.statusCode).toBe(401)
  expect(answer.headers['content-type']).toContain('application/problem+json')
  expect(answer.json()).toMatchObject({ code: 'not_signed_in', detail: 'Please sign in.' })
})

test('the contract comes out as OpenAPI 3.1', async () => {
  const app = await shop.app()
  const answer = await app.inject({ url: '/api/v1/openapi.json' })
  expect(answer.json().openapi).toBe('3.1.0')
  expect(Object.keys(answer.json().paths)).toContain('/api/v1/session')
})

test('a second first visit is refused, and the first owner stays', async () => {
  const app = await shop.app()
  const answer = await app.inject({
    method: 'POST',
    url: '/api/v1/setup/owner',
    payload: {
      shopName: 'S',
      currency: 'EUR',
      name: 'B',
      email: 'b@example.com',
      password: 'correct horse battery',
    },
  })
  expect(answer.json()).toMatchObject({ status: 409, code: 'owner_exists' })
})
