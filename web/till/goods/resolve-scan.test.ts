import { expect, it } from 'vitest'
import { Catalogue } from './catalogue.ts'
import { lotChoices, onlyChoice, todayIn } from './choosable.ts'
import type { Product } from './goods.ts'
import { resolveScan, type StockBook, serialIn } from './resolve-scan.ts'

const product = (variantId: number, name: string, more: Partial<Product> = {}): Product => ({
  variantId,
  name,
  sortName: name.toLowerCase(),
  position: 1,
  productNumber: `N-${variantId}`,
  priceMinor: 100,
  taxBasisPoints: 0,
  decimals: 0,
  tracksLots: false,
  piecesHaveSerials: false,
  identifierMode: 'off',
  identifierValues: [],
  minimumDaysAtSale: 0,
  categoryId: null,
  pictureId: null,
  barcodes: [],
  ...more,
})

const milk = product(1, 'Milk', { tracksLots: true, barcodes: ['09501101530003'], categoryId: 5 })
const phone = product(2, 'Phone Ångström', {
  tracksLots: true,
  piecesHaveSerials: true,
  barcodes: ['4006381333931'],
})
const watch = product(3, 'Watch', { tracksLots: true, piecesHaveSerials: true, barcodes: ['own-1'] })
const catalogue = new Catalogue()
catalogue.put([milk, phone, watch])

const lot = (lotId: number, more = {}) => ({
  lotId,
  number: `L${lotId}`,
  variantId: 1,
  expiresOn: null,
  free: 5,
  held: null,
  ...more,
})
const unit = (unitId: number, variantId: number, serial: string) => ({
  unitId,
  variantId,
  serial,
  lotId: 1,
  blocked: null,
})
const units = [unit(1, 2, 'IMEI-1'), unit(2, 2, 'SAME'), unit(3, 3, 'SAME')]
const stock: StockBook = {
  unitsBySerial: async serial => units.filter(one => one.serial === serial),
  lotsOf: async variantId => (variantId === 1 ? [lot(1), lot(2)] : []),
}
const resolve = (text: string) => resolveScan(text, catalogue, stock)

it('finds a product by its barcode with or without leading zeros, by an own code and by its number', async () => {
  for (const code of ['9501101530003', '09501101530003'])
    expect(await resolve(code)).toMatchObject({ kind: 'product', product: milk })
  expect(await resolve('own-1')).toMatchObject({ kind: 'product', product: watch })
  expect(await resolve('N-2')).toMatchObject({ kind: 'product', product: phone })
})

it('takes product and lot, or product and serial, out of one GS1 code', async () => {
  expect(await resolve(']C1010950110153000310L2')).toMatchObject({ kind: 'lot', lot: { lotId: 2 } })
  expect(await resolve('(01)04006381333931(21)IMEI-1')).toMatchObject({ kind: 'unit', unit: { unitId: 1 } })
  expect(await resolve('(01)09501101530003(10)L9')).toMatchObject({ kind: 'lot-unknown', number: 'L9' })
  expect(await resolve('(01)04006381333931(21)NO')).toMatchObject({ kind: 'serial-unknown', serial: 'NO' })
})

it('adds product and serial by a scan of the serial alone, and asks when two products have it', async () => {
  expect(await resolve('IMEI-1')).toMatchObject({ kind: 'unit', product: phone })
  expect(await resolve('SAME')).toMatchObject({ kind: 'units', choices: [{}, {}] })
  expect(await resolve('imei-1')).toEqual({ kind: 'unknown', text: 'imei-1' })
})

it('says what is wrong with a damaged code, and reads a serial out of a code or as it is', async () => {
  expect(await resolve(']C101123')).toMatchObject({ kind: 'damaged' })
  expect(serialIn('(01)04006381333931(21)IMEI-1')).toBe('IMEI-1')
  expect(serialIn(' IMEI-1 ')).toBe('IMEI-1')
})

it('finds by words of the name without case and accents, within categories, and forgets what was removed', () => {
  expect(catalogue.find('angstrom pho', null, 10)).toEqual([phone])
  expect(catalogue.find('', new Set([5]), 10)).toEqual([milk])
  expect(catalogue.find('', null, 2)).toHaveLength(2)
  const other = new Catalogue()
  other.put([milk, phone])
  other.put([{ ...milk, barcodes: ['x'] }])
  expect(other.byBarcode('9501101530003')).toBeUndefined()
  other.remove(1)
  expect(other.byBarcode('x')).toBeUndefined()
  expect(other.size).toBe(1)
})

it('lists lots soonest expiry first, with those that cannot be chosen last and their reason', () => {
  const lots = [
    lot(1),
    lot(2, { expiresOn: '2026-12-01' }),
    lot(3, { expiresOn: '2026-11-25' }),
    lot(4, { expiresOn: '2026-11-21' }),
    lot(5, { held: 'quarantined' }),
    lot(6, { free: 2 }),
    lot(7, { expiresOn: '2026-11-23' }),
  ]
  const choices = lotChoices(lots, {
    taken: lotId => (lotId === 6 ? 2 : 0),
    today: '2026-11-22',
    minimumDaysAtSale: 2,
  })
  expect(choices.map(choice => [choice.lotId, choice.barred])).toEqual([
    [3, null],
    [2, null],
    [1, null],
    [4, 'expired'],
    [7, 'expires-too-soon'],
    [5, 'held'],
    [6, 'gone'],
  ])
  expect(onlyChoice(choices)).toBeNull()
  expect(onlyChoice(choices.slice(2))?.lotId).toBe(1)
})

it('knows the day of the shop, not of the device', () => {
  const now = new Date('2026-11-21T20:00:00Z')
  expect(todayIn('Asia/Hong_Kong', now)).toBe('2026-11-22')
  expect(todayIn('Europe/Lisbon', now)).toBe('2026-11-21')
})
