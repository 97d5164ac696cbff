import { afterAll, beforeAll, expect, test } from 'vitest'
import { permissionsOf } from '../../contract/permissions.ts'
import { changeStaff, type StaffChange } from '../../server/people/change-staff.ts'
import { addStaff } from '../../server/people/public.ts'
import { findSession, startSession } from '../../server/people/sessions.ts'
import { forgetOldAnswers } from '../../server/platform/database/public.ts'
import { openTestShop, type TestShop } from '../harness/shop.ts'
import { settle } from '../harness/stocked-shop.ts'

let shop: TestShop
beforeAll(async () => {
  shop = await openTestShop()
})
afterAll(() => shop.close())

const password = 'correct horse battery'
const add = (name: string, role: StaffChange['role']) =>
  shop.act(tx => addStaff(tx, { name, email: `${name}@example.com`, role, password }))
const change = (id: number, name: string, rest: Partial<StaffChange> = {}) =>
  shop.act(tx =>
    changeStaff(tx, id, { name, email: `${name}@example.com`, role: 'owner', archived: false, ...rest }),
  )

test('a manager may do what staff may, and convert; not the shop’s settings nor its staff', () => {
  expect(permissionsOf('manager')).toContain('tracking.convert')
  expect(permissionsOf('staff')).not.toContain('tracking.convert')
  expect(permissionsOf('manager')).not.toContain('staff.write')
  expect(permissionsOf('staff').filter(one => !permissionsOf('manager').includes(one))).toEqual([])
})

test('who is archived or gets a new password is signed out everywhere, and may come back', async () => {
  await add('olga', 'owner')
  const { id } = await add('sam', 'staff')
  const signIn = () => shop.act(tx => startSession(tx, id))
  const isIn = async (token: string) => (await findSession(shop.reader, token)) !== null
  const first = await signIn()
  await change(id, 'sam', { role: 'manager' })
  expect(await findSession(shop.reader, first)).toMatchObject({ role: 'manager' })
  await change(id, 'sam', { role: 'manager', password: 'another good one' })
  expect(await isIn(first)).toBe(false)
  const second = await signIn()
  expect(await change(id, 'sam', { role: 'manager', archived: true })).toMatchObject({ archived: true })
  expect(await change(id, 'sam', { role: 'manager' })).toMatchObject({ archived: false })
  expect(await isIn(second)).toBe(false)
  await expect(change(id, 'olga')).rejects.toMatchObject({ code: 'email_taken' })
})

test('of two owners who archive each other at once, one stays; the last owner stays an owner', async () => {
  await shop.rows(`update staff set role = 'staff' where name <> 'olga'`)
  const olga = (await shop.rows<{ id: number }>(`select id from staff where name = 'olga'`))[0]!.id
  const { id: otto } = await add('otto', 'owner')
  const { done, refused } = await settle([
    change(olga, 'olga', { archived: true }),
    change(otto, 'otto', { archived: true }),
  ])
  expect({ done, refused }).toEqual({ done: 1, refused: ['last_owner'] })
  const [left] = await shop.rows<{ id: number; name: string }>(
    `select id, name from staff where role = 'owner' and archived_at is null`,
  )
  await expect(change(left!.id, left!.name, { role: 'staff' })).rejects.toThrow('is the only owner')
})

test('nothing of a password or of a session’s token is kept, and answers that were kept go after two months', async () => {
  await shop.rows(`update staff set role = 'owner' where id = 1`)
  const app = await shop.app()
  const send = (payload: object, key: string) =>
    app.inject({ method: 'POST', url: '/api/v1/staff', payload, headers: { 'idempotency-key': key, cookie } })
  const token = await shop.act(tx => startSession(tx, 1))
  const cookie = `lotbook_session=${token}`
  const payload = { name: 'Pia', email: 'pia@example.com', role: 'staff', password: 'correct horse' }
  expect((await send(payload, 'pia')).statusCode).toBe(200)
  const signedIn = await app.inject({
    method: 'POST',
    url: '/api/v1/session',
    payload: { email: 'pia@example.com', password: 'correct horse' },
    headers: { 'idempotency-key': 'in' },
  })
  const given = signedIn.cookies[0]!.value
  expect(await shop.rows(`select from idempotency where key in ('pia', 'in')`)).toEqual([])
  expect(await shop.rows(`select from idempotency where answer::text like $1`, [`%${given}%`])).toEqual([])
  expect(await findSession(shop.reader, given)).toMatchObject({ name: 'Pia' })
  shop.now = new Date(shop.now.getTime() + 61 * 86_400_000)
  await shop.act(tx => forgetOldAnswers(tx))
  expect(await shop.rows('select count(*) from idempotency')).toEqual([{ count: 1 }])
})
