import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Counter, openCounter, openTill } from './counter.ts'

let counter: Counter
beforeAll(async () => {
  counter = await openCounter()
})
afterAll(() => counter.shop.close())

const enrolWith = async (code: string) => {
  const app = await counter.shop.app()
  return app.inject({ method: 'POST', url: '/api/v1/till/enrol', payload: { code } })
}

test('a code makes one device a till, once, and only for a quarter of an hour', async () => {
  const { office, shelf, shop } = counter
  const till = (await office('POST', '/tills', { name: 'Front', locationId: shelf.locationId })).body
  const first = (await office('POST', `/tills/${till.id}/enrolment`, {})).body.code
  expect((await enrolWith('AAAAA-AAAAA')).statusCode).toBe(403)
  const now = shop.now
  shop.now = new Date(now.getTime() + 16 * 60_000)
  expect((await enrolWith(first)).json().code).toBe('enrolment_code_wrong')
  const { code } = (await office('POST', `/tills/${till.id}/enrolment`, {})).body
  const both = await Promise.all([enrolWith(code.toLowerCase()), enrolWith(code)])
  expect(both.map(answer => answer.statusCode).sort()).toEqual([200, 403])
  const cookie = both.find(answer => answer.statusCode === 200)!.cookies[0]!
  expect(cookie).toMatchObject({
    name: 'lotbook_till',
    path: '/api/v1/till',
    httpOnly: true,
    sameSite: 'Strict',
  })
  shop.now = now
})

test('another device that is enrolled takes the place of the first, and a revoked one is no till any more', async () => {
  const { office } = counter
  const till = await openTill(counter, 'Replaced')
  expect((await till.call('GET', '')).body).toMatchObject({
    till: { name: 'Replaced' },
    shop: { currency: 'EUR' },
    drawer: { id: till.drawerId, floatMinor: 10_000, openedBy: 'Mary Manager' },
  })
  const { code } = (await office('POST', `/tills/${till.id}/enrolment`, {})).body
  await enrolWith(code)
  expect(await till.call('GET', '')).toMatchObject({ status: 401, body: { code: 'till_not_enrolled' } })
  expect((await office('POST', `/tills/${till.id}/revoke`, {})).body.device).toBeNull()
})

test('a session of the back office is no till, and a till opens nothing of the back office', async () => {
  const till = await openTill(counter, 'Apart')
  expect((await counter.office('GET', '/till')).body.code).toBe('till_not_enrolled')
  expect((await till.call('GET', '/../tills')).status).toBe(401)
})

test('wrong PINs slow down and lock, and a manager unlocks', async () => {
  const { shop, office, carl } = counter
  const till = await openTill(counter, 'Guessed at')
  const now = shop.now
  const guess = (pin: string) => till.call('POST', '/sign-in', { staffId: carl, pin })
  const heard = new Set<string>()
  for (let i = 0; i < 10; i++) {
    heard.add((await guess('0000')).body.code)
    if (i >= 2) heard.add((await guess('8642')).body.code)
    shop.now = new Date(shop.now.getTime() + 61_000)
  }
  expect([...heard].sort()).toEqual(['pin_locked', 'pin_wait', 'pin_wrong'])
  expect(await guess('8642')).toMatchObject({ status: 403, body: { code: 'pin_locked' } })
  expect((await office('POST', `/cashiers/${carl}/unlock`, {})).body.locked).toBe(false)
  expect((await guess('8642')).body).toMatchObject({ cashier: { name: 'Carl Cashier', mayDiscount: false } })
  shop.now = now
})

test('a drawer is opened once for its id; while it is open, who opens it again is told of it', async () => {
  const { shop } = counter
  const till = await openTill(counter, 'Drawer')
  const again = { id: till.drawerId, signInId: till.signInId, floatMinor: 10_000, at: shop.now.toISOString() }
  expect((await till.call('POST', '/drawers', again)).status).toBe(200)
  const beside = await till.call('POST', '/drawers', { ...again, id: randomUUID() })
  expect(beside.body).toMatchObject({ id: till.drawerId, openedBy: 'Mary Manager' })
  const stranger = await till.call('POST', '/drawers', { ...again, id: randomUUID(), signInId: randomUUID() })
  expect(stranger.body.code).toBe('cashier_unknown')
})
