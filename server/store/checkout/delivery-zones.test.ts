import { expect, test } from 'vitest'
import type { DeliveryZone } from '../../../contract/store.ts'
import { priceOf, zoneOf } from './delivery-zones.ts'

const zone = (name: string, countries: string[], postcodePrefixes: string[] = []): DeliveryZone => ({
  id: 1,
  name,
  countries,
  postcodePrefixes,
  rates: [],
})
const zones = [
  zone('Germany', ['DE']),
  zone('Islands', ['DE'], ['25938', '2594']),
  zone('Neighbours', ['AT', 'NL']),
  zone('London', ['GB'], ['EC', 'SW1']),
]
const nameOf = (country: string, postcode: string) => zoneOf(zones, { country, postcode })?.name

test('the longest beginning of the postcode wins, however it is written', () => {
  expect(nameOf('DE', '80331')).toBe('Germany')
  expect(nameOf('DE', '25946')).toBe('Islands')
  expect(nameOf('DE', '259 38')).toBe('Islands')
  expect(nameOf('GB', 'sw1a 1aa')).toBe('London')
  expect(nameOf('NL', '')).toBe('Neighbours')
})

test('where no zone is, nothing is delivered', () => {
  expect(nameOf('GB', 'M1 1AE')).toBeUndefined()
  expect(nameOf('US', '94103')).toBeUndefined()
  expect(zoneOf([], { country: 'DE', postcode: '80331' })).toBeUndefined()
})

test('delivery is free from the worth that its rate names', () => {
  const rate = { name: 'Standard', priceMinor: 490, freeFromMinor: 5000 }
  expect([4999, 5000, 9000].map(goods => priceOf(rate, goods))).toEqual([490, 0, 0])
  expect(priceOf({ ...rate, freeFromMinor: null }, 100_000)).toBe(490)
})
