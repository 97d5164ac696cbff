import { expect, test } from 'vitest'
import type { House } from '../../platform/house.ts'
import { netOf, rateLimit } from './rate-limit.ts'

const houseAt = (at: { now: number }) => ({ clock: () => new Date(at.now) }) as House

test('so many tries in so long a time, of each key and in each house for itself', () => {
  const mayTry = rateLimit({ most: 2, minutes: 10 })
  const at = { now: 0 }
  const [house, other] = [houseAt(at), houseAt(at)]
  expect([1, 2, 3].map(() => mayTry(house, ['a']))).toEqual([true, true, false])
  expect([mayTry(house, ['b']), mayTry(other, ['a'])]).toEqual([true, true])
  at.now = 10 * 60_000
  expect(mayTry(house, ['a'])).toBe(true)
})

test('whoever is refused by one key does not use up those of others, nor push them out', () => {
  const mayTry = rateLimit({ most: 1, minutes: 10 })
  const house = houseAt({ now: 0 })
  expect(mayTry(house, ['guesser', 'order 0'])).toBe(true)
  for (let number = 1; number < 100; number++)
    expect(mayTry(house, ['guesser', `order ${number}`])).toBe(false)
  expect(mayTry(house, ['buyer', 'order 50'])).toBe(true)
})

test('a visitor is the address of IPv4, and of IPv6 the net', () => {
  expect(netOf('203.0.113.9')).toBe('net 203.0.113.9')
  expect(netOf('::ffff:203.0.113.9')).toBe('net 203.0.113.9')
  expect(netOf('2001:db8:1:2:3:4:5:6')).toBe('net 2001:db8:1:2')
  expect(netOf('2001:db8:1:2::6')).toBe(netOf('2001:db8:1:2:9::'))
  expect(netOf('2001:db8::6')).toBe('net 2001:db8:0:0')
  expect(netOf('::1')).toBe('net 0:0:0:0')
})
