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

test('a command that needs no words may come without a body', async () => {
  const app = await shop.app()
  const token = 'test-token'
  await shop.rows(
    `insert into session (token_hash, staff_id, created_at, expires_at) values (sha256($1), 1, '2026-11-01', '2026-12-31')`,
    [token],
  )
  const cookies = { lotbook_session: token }
  const answer = await app.inject({ method: 'POST', url: '/api/v1/sales-orders/999/cancel', cookies })
  expect(answer.json()).toMatchObject({ status: 404, code: 'not_found' })
})

test('staff may not do what only the owner may', async () => {
  const app = await shop.app()
  await shop.rows(
    `insert into staff (id, name, email, role, password_hash, created_at) values (7, 'Sam', 'sam@example.com', 'staff', 'none', now())`,
  )
  await shop.rows(
    `insert into session (token_hash, staff_id, created_at, expires_at) values (sha256('sams'), 7, '2026-11-01', '2026-12-31')`,
  )
  const answer = await app.inject({ url: '/api/v1/staff', cookies: { lotbook_session: 'sams' } })
  expect(answer.json()).toMatchObject({ status: 403, code: 'not_allowed' })
})

test('a screen’s address gives the page, but a part of an older build is not found', async () => {
  const app = await shop.app()
  const page = await app.inject({ url: '/admin/products/7' })
  expect(page.headers['content-type']).toContain('text/html')
  expect(page.headers['content-security-policy']).toContain("script-src 'self'")
  expect((await app.inject({ url: '/admin/assets/gone-1234.js' })).statusCode).toBe(404)
})
