import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import * as people from '../../server/people/public.ts'
import { openTestShop, type TestShop } from '../harness/shop.ts'
import { makeShelf, type Shelf } from '../harness/stocked-shop.ts'

/** A shop with one location and staff: Mary the manager, who may do everything, and Carl the cashier, who may neither. */
export interface Counter {
  readonly shop: TestShop
  readonly shelf: Shelf
  /** Calls an endpoint of the back office as Mary. */
  office(method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown): Promise<Answer>
  readonly mary: number
  readonly carl: number
}

export interface Answer {
  readonly status: number
  // biome-ignore lint/suspicious/noExplicitAny: an answer of any endpoint, looked at by expectations
  readonly body: any
}

const password = 'correct horse battery'
const pins = { mary: '1234', carl: '8642' }

/** Its location has the code that is given, so that a test may have others beside it. */
export async function openCounter(code = 'HS'): Promise<Counter> {
  const shop = await openTestShop()
  const mary = await shop.act(tx =>
    people.addStaff(tx, { name: 'Mary Manager', email: 'mary@example.com', role: 'manager', password }),
  )
  const carl = await shop.act(tx =>
    people.addStaff(tx, { name: 'Carl Cashier', email: 'carl@example.com', role: 'staff', password }),
  )
  const shelf = await makeShelf(shop, code)
  const app = await shop.app()
  const signedIn = await app.inject({
    method: 'POST',
    url: '/api/v1/session',
    payload: { email: 'mary@example.com', password },
  })
  const cookies = { lotbook_session: signedIn.cookies[0]!.value }
  const office: Counter['office'] = async (method, path, body) => {
    const answer = await app.inject({
      method,
      url: `/api/v1${path}`,
      cookies,
      ...(body === undefined ? {} : { payload: body as object }),
    })
    return { status: answer.statusCode, body: jsonOf(answer.body) }
  }
  await office('PUT', `/cashiers/${mary.id}`, { pin: pins.mary, mayDiscount: true, mayRefund: true })
  await office('PUT', `/cashiers/${carl.id}`, { pin: pins.carl, mayDiscount: false, mayRefund: false })
  return { shop, shelf, office, mary: mary.id, carl: carl.id }
}

/** An enrolled till with somebody signed in and its drawer open. */
export interface Till {
  readonly id: number
  readonly number: number
  readonly drawerId: string
  readonly signInId: string
  call(method: 'GET' | 'POST', path: string, body?: unknown): Promise<Answer>
}

export async function openTill(
  { shop, shelf, office, mary, carl }: Counter,
  name: string,
  who: 'mary' | 'carl' = 'mary',
): Promise<Till> {
  const made = await office('POST', '/tills', { name, locationId: shelf.locationId })
  const { code } = (await office('POST', `/tills/${made.body.id}/enrolment`, {})).body
  const app = await shop.app()
  const enrolled = await app.inject({
    method: 'POST',
    url: '/api/v1/till/enrol',
    payload: { code, deviceName: name },
  })
  expect(enrolled.statusCode).toBe(200)
  const cookies = { lotbook_till: enrolled.cookies[0]!.value }
  const call: Till['call'] = async (method, path, body) => {
    const answer = await app.inject({
      method,
      url: `/api/v1/till${path}`,
      cookies,
      ...(body === undefined ? {} : { payload: body as object }),
    })
    return { status: answer.statusCode, body: jsonOf(answer.body) }
  }
  const staffId = who === 'mary' ? mary : carl
  const signedIn = await call('POST', '/sign-in', { staffId, pin: pins[who] })
  expect(signedIn.status).toBe(200)
  const { signInId } = signedIn.body
  const drawerId = randomUUID()
  const drawer = await call('POST', '/drawers', {
    id: drawerId,
    signInId,
    floatMinor: 10_000,
    at: shop.now.toISOString(),
  })
  expect(drawer.status).toBe(200)
  return { id: made.body.id, number: made.body.number, drawerId, signInId, call }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
