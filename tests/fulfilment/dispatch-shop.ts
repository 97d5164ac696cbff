import { expect } from 'vitest'
import type { DispatchResult } from '../../contract/order-dispatch.ts'
import * as people from '../../server/people/public.ts'
import type { TestShop } from '../harness/shop.ts'
import { makeProduct, receiveGoods, times } from '../harness/stocked-shop.ts'
import type { CornerShop } from '../sales/corner-shop.ts'

/** 40 phones of single use, IMEI-01 to IMEI-40, and 50 yoghurts with two use-by dates to give out. */
export async function stockDispatchShop(shop: TestShop, corner: CornerShop) {
  const phone = await makeProduct(shop, 'none', 'Phone')
  const yoghurt = await makeProduct(shop, 'none', 'Yoghurt')
  await shop.rows(`update product set dispatch_identifier_mode = 'single_use' where name = 'Phone'`)
  await shop.rows(`update product set dispatch_identifier_mode = 'multiple_use' where name = 'Yoghurt'`)
  await receiveGoods(shop, [
    ...times(40, index => ({
      variantId: phone,
      quantity: 1,
      placeId: corner.shelf.binId,
      serial: `IMEI-${String(index + 1).padStart(2, '0')}`,
    })),
    { variantId: yoghurt, quantity: 50, placeId: corner.shelf.binId },
  ])
  await shop.rows(
    `insert into dispatch_identifier_value (variant_id, value, position) values ($1, '2026-12-24', 1), ($1, '2026-12-31', 2)`,
    [yoghurt],
  )
  return { phone, yoghurt }
}

/** Sends many orders to one of the endpoints that take them, as a clerk who is signed in. */
export async function bulk(
  shop: TestShop,
  what: 'complete' | 'identifiers' | 'elsewhere',
  body: object,
  key?: string,
): Promise<DispatchResult> {
  const answer = await send(shop, 'POST', `/order-dispatch/${what}`, body, key)
  expect(answer.statusCode, answer.body).toBe(200)
  return answer.json()
}

/** Sends anything to an endpoint that writes, as a clerk who is signed in. */
export async function send(shop: TestShop, method: 'POST' | 'PUT', path: string, body: object, key?: string) {
  const app = await shop.app()
  const cookie = await signIn(shop)
  return app.inject({
    method,
    url: `/api/v1${path}`,
    headers: { cookie, ...(key ? { 'idempotency-key': key } : {}) },
    payload: body,
  })
}

const sessions = new WeakMap<TestShop, Promise<string>>()
function signIn(shop: TestShop): Promise<string> {
  const session = sessions.get(shop) ?? openSession(shop)
  sessions.set(shop, session)
  return session
}

async function openSession(shop: TestShop): Promise<string> {
  const clerk = { name: 'Clara', email: 'clara@example.com', password: 'correct horse battery' }
  await shop.act(tx => people.addStaff(tx, { ...clerk, role: 'owner' }))
  const app = await shop.app()
  const answer = await app.inject({ method: 'POST', url: '/api/v1/session', payload: clerk })
  return String(answer.headers['set-cookie']).split(';')[0]!
}
