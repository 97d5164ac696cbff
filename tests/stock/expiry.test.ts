import { afterAll, beforeAll, expect, test } from 'vitest'
import * as people from '../../server/people/public.ts'
import { moveBetweenBins } from '../../server/stock/adjustments/move-between-bins.ts'
import { correctLot } from '../../server/stock/corrections/correct-lot.ts'
import { correctSerial } from '../../server/stock/corrections/correct-serial.ts'
import { readCorrections } from '../../server/stock/corrections/read-corrections.ts'
import { disposeExpired } from '../../server/stock/expiry/dispose-expired.ts'
import { listExpiring, readExpirySums } from '../../server/stock/expiry/list-expiring.ts'
import * as stock from '../../server/stock/public.ts'
import { openTestShop, type TestShop } from '../harness/shop.ts'
import {
  lotIdOf,
  makeNote,
  makeProduct,
  makeShelf,
  placeOrder,
  receiveGoods,
  receiveIn,
  type Shelf,
  settle,
  unitIdOf,
} from '../harness/stocked-shop.ts'

let shop: TestShop
let shelf: Shelf
let staff: { id: number; name: string }
beforeAll(async () => {
  shop = await openTestShop()
  shelf = await makeShelf(shop)
  await shop.act(tx =>
    people.addStaff(tx, {
      name: 'Olive Owner',
      email: 'o@example.com',
      password: 'correct horse',
      role: 'owner',
    }),
  )
  staff = await shop.act(tx =>
    people.addStaff(tx, {
      name: 'Sam Staff',
      email: 's@example.com',
      password: 'correct horse',
      role: 'staff',
    }),
  )
})
afterAll(async () => {
  expect(await stock.verify(shop.house.pool)).toEqual([])
  await shop.close()
})

/** The shop’s day is 20 November 2026. */
const bring = (variantId: number, lotNumber: string, quantity: number, expiresOn: string) =>
  receiveGoods(shop, [{ variantId, quantity, placeId: shelf.binId, lotNumber, expiresOn }])
const watch = (window: 'expired' | '30' | '60' | '90') => listExpiring(shop.reader, { window, limit: 100 })

test('the watch shows what has expired and what will, with its value, and the night puts expired lots on hold once', async () => {
  const milk = await makeProduct(shop, 'lots', 'Milk')
  await shop.rows('update variant set price_minor = 150 where id = $1', [milk])
  await bring(milk, 'M-OLD', 4, '2026-11-19')
  await bring(milk, 'M-TODAY', 2, '2026-11-20')
  await bring(milk, 'M-LATER', 3, '2027-01-10')
  expect((await watch('expired')).items).toMatchObject([
    { lot: 'M-OLD', daysLeft: -1, onHand: 4, valueMinor: 600, held: null },
  ])
  expect((await watch('30')).items.map(row => row.lot)).toEqual(['M-TODAY'])
  expect((await watch('60')).items.map(row => row.lot)).toEqual(['M-TODAY', 'M-LATER'])
  expect((await readExpirySums(shop.reader, {})).items).toEqual([
    { window: 'expired', lots: 1, valueMinor: 600 },
    { window: '30', lots: 1, valueMinor: 300 },
    { window: '60', lots: 2, valueMinor: 750 },
    { window: '90', lots: 2, valueMinor: 750 },
  ])
  for (const _ of [1, 2]) await shop.act(stock.holdExpired)
  expect((await watch('expired')).items[0]!.held).toBe('expired: Expired on 2026-11-19')
  const lotId = await lotIdOf(shop, 'M-OLD')
  await shop.act(tx => stock.releaseLot(tx, lotId, 'Sold as feed'))
  await shop.act(stock.holdExpired)
  expect(await shop.rows('select hold_id from lot where id = $1', [lotId])).toEqual([{ hold_id: null }])
})

test('what has expired is written off to scrap, pieces and all; what has not stays', async () => {
  const milk = await makeProduct(shop, 'lots', 'Cream')
  const filter = await makeProduct(shop, 'serials', 'Filter')
  await bring(milk, 'C-OLD', 4, '2026-11-01')
  await bring(milk, 'C-NEW', 4, '2027-11-01')
  await receiveGoods(
    shop,
    ['F-1', 'F-2'].map(serial => ({
      variantId: filter,
      quantity: 1,
      placeId: shelf.otherBinId,
      lotNumber: 'F-OLD',
      expiresOn: '2026-10-01',
      serial,
    })),
  )
  const row = async (lot: string, onHand: number) => ({
    lotId: await lotIdOf(shop, lot),
    locationId: shelf.locationId,
    onHand,
  })
  const dispose = async (...rows: [string, number][]) => {
    const given = await Promise.all(rows.map(([lot, onHand]) => row(lot, onHand)))
    return shop.act(tx => disposeExpired(tx, given))
  }
  await expect(dispose(['C-NEW', 4])).rejects.toMatchObject({ code: 'not_expired' })
  await expect(dispose(['C-OLD', 5])).rejects.toMatchObject({ code: 'changed_meanwhile' })
  const disposed = await dispose(['C-OLD', 4], ['F-OLD', 2])
  expect(disposed.reason).toBe('Expired')
  expect(disposed.lines.map(line => [line.product.name, line.quantity, line.serials.length])).toEqual([
    ['Cream', 4, 0],
    ['Filter', 2, 2],
  ])
  expect((await watch('expired')).items.map(one => one.lot)).not.toContain('C-OLD')
})

test('what has expired is disposed of though orders reserved it; they wait, and what still covers others stays', async () => {
  const yoghurt = await makeProduct(shop, 'lots', 'Yoghurt')
  const lens = await makeProduct(shop, 'serials', 'Worn lens')
  await bring(yoghurt, 'Y-SOLD', 6, '2026-12-31')
  await bring(yoghurt, 'Y-GOOD', 2, '2027-11-01')
  await receiveGoods(
    shop,
    ['WL-1', 'WL-2'].map(serial => ({
      variantId: lens,
      quantity: 1,
      placeId: shelf.binId,
      lotNumber: 'WL',
      serial,
    })),
  )
  await placeOrder(shop, shelf, yoghurt, 7)
  await placeOrder(shop, shelf, lens, 2)
  const unsaid = { binId: shelf.binId, madeOn: null, expiresOn: null }
  const yoghurts = (lotNumber: string, quantity: number) => ({
    ...unsaid,
    variantId: yoghurt,
    lotNumber,
    quantity: -quantity,
    serials: [],
  })
  const lenses = (...serials: string[]) => ({
    ...unsaid,
    variantId: lens,
    lotNumber: 'WL',
    quantity: -serials.length,
    serials,
  })
  const writeOff = (change: ReturnType<typeof lenses>) =>
    shop.act(tx => stock.adjust(tx, { reasonId, note: '', changes: [change] }))
  const [{ id: reasonId } = { id: 0 }] = await shop.rows<{ id: number }>(
    `select id from adjustment_reason where name = 'Damage'`,
  )
  // While it may be sold, it covers the order, and stays.
  await expect(writeOff(yoghurts('Y-SOLD', 6))).rejects.toMatchObject({ code: 'below_reserved' })
  await shop.rows(`update lot set expires_on = '2026-11-19' where number = 'Y-SOLD'`)
  const rows = [{ lotId: await lotIdOf(shop, 'Y-SOLD'), locationId: shelf.locationId, onHand: 6 }]
  expect((await shop.act(tx => disposeExpired(tx, rows))).lines).toMatchObject([{ quantity: 6 }])
  await expect(writeOff(yoghurts('Y-GOOD', 1))).rejects.toMatchObject({ code: 'below_reserved' })
  expect(await stock.verify(shop.house.pool)).toEqual([])
  // So it is with a piece on hold; and goods and pieces that may be sold do not go along with it.
  await expect(writeOff(lenses('WL-1'))).rejects.toMatchObject({ code: 'below_reserved' })
  await shop.act(async tx =>
    stock.holdUnit(tx, await unitIdOf(shop, 'WL-1'), { kind: 'quarantined', reason: 'Scratched' }),
  )
  await expect(writeOff(lenses('WL-1', 'WL-2'))).rejects.toMatchObject({ code: 'below_reserved' })
  await writeOff(lenses('WL-1'))
})

test('a serial number is put right, the former one is kept, and one that exists is refused with its place', async () => {
  const drill = await makeProduct(shop, 'serials', 'Drill')
  await receiveGoods(
    shop,
    ['DR-l', 'DR-2'].map(serial => ({
      variantId: drill,
      quantity: 1,
      placeId: shelf.binId,
      lotNumber: 'D',
      serial,
    })),
  )
  const unitId = await unitIdOf(shop, 'DR-l')
  const correct = (was: string, serial: string) => shop.act(tx => correctSerial(tx, unitId, { was, serial }))
  await expect(correct('DR-l', 'DR-2')).rejects.toThrow('it is in bin A-01 at Harbour Street')
  await correct('DR-l', 'DR-1')
  await expect(correct('DR-l', 'DR-3')).rejects.toMatchObject({ code: 'changed_meanwhile' })
  expect((await readCorrections(shop.reader, { unitId })).items).toMatchObject([
    { what: 'serial', former: 'DR-l', now: 'DR-1' },
  ])
})

test('a serial that is corrected while a receipt brings in the same: one of the two is refused', async () => {
  const saw = await makeProduct(shop, 'serials', 'Saw')
  const piece = (serial: string) => ({
    variantId: saw,
    quantity: 1,
    placeId: shelf.binId,
    lotNumber: 'S',
    serial,
  })
  for (const round of [1, 2, 3, 4]) {
    await receiveGoods(shop, [piece(`WRONG-${round}`)])
    const unitId = await unitIdOf(shop, `WRONG-${round}`)
    const { done, refused } = await settle([
      shop.act(tx => correctSerial(tx, unitId, { was: `WRONG-${round}`, serial: `S-${round}` })),
      shop.act(tx => receiveIn(tx, [piece(`S-${round}`)])),
    ])
    expect([done, refused]).toEqual([1, ['serial_exists']])
  }
})

test('a lot’s number and dates are put right; a later expiry needs a manager, and lets the lot be sold again', async () => {
  const milk = await makeProduct(shop, 'lots', 'Butter')
  await bring(milk, 'B-O1', 4, '2026-11-01')
  await bring(milk, 'B-02', 4, '2027-11-01')
  await shop.act(stock.holdExpired)
  const lotId = await lotIdOf(shop, 'B-O1')
  const was = { number: 'B-O1', madeOn: null, expiresOn: '2026-11-01' }
  const correct = (now: Partial<typeof was>, actor = shop.owner) =>
    shop.act(tx => correctLot(tx, lotId, { was, ...was, ...now, reason: 'Misread' }), { actor })
  await expect(correct({ number: 'B-02' })).rejects.toMatchObject({ code: 'lot_exists' })
  await expect(correct({ expiresOn: '2027-11-01' }, staff)).rejects.toMatchObject({ code: 'expiry_later' })
  await correct({ number: 'B-01', expiresOn: '2027-11-01' })
  expect((await readCorrections(shop.reader, { lotId })).items).toMatchObject([
    { what: 'lot', former: 'B-O1', now: 'B-01', reason: 'Misread' },
    { what: 'expires_on', former: '2026-11-01', now: '2027-11-01' },
  ])
  expect(await shop.rows('select hold_id from lot where id = $1', [lotId])).toEqual([{ hold_id: null }])
})

test('goods move from bin to bin though all of them are reserved, and nothing moves that a note has chosen', async () => {
  const tea = await makeProduct(shop, 'lots', 'Tea')
  const lens = await makeProduct(shop, 'serials', 'Lens')
  await receiveGoods(shop, [
    { variantId: tea, quantity: 10, placeId: shelf.binId, lotNumber: 'T' },
    { variantId: lens, quantity: 1, placeId: shelf.binId, lotNumber: 'L', serial: 'L-1' },
  ])
  await placeOrder(shop, shelf, tea, 10)
  const go = (variantId: number, quantity: number, lotNumber: string | null, serial: string | null) => ({
    variantId,
    quantity,
    lotNumber,
    serial,
    fromBinId: shelf.binId,
  })
  const move = (...moves: ReturnType<typeof go>[]) =>
    shop.act(tx => moveBetweenBins(tx, { toBinId: shelf.otherBinId, moves }))
  const moved = await move(go(tea, 4, 'T', null), go(lens, 1, null, 'L-1'))
  expect(
    moved.lines.map(line => `${line.direction} ${line.quantity} ${line.product.name} ${line.bin}`),
  ).toEqual(['down 1 Lens A-01', 'down 4 Tea A-01', 'up 1 Lens A-02', 'up 4 Tea A-02'])
  await expect(move(go(lens, 1, null, 'L-1'))).rejects.toMatchObject({ code: 'unit_elsewhere' })
  await expect(move(go(tea, 7, 'T', null))).rejects.toMatchObject({ code: 'below_claimed' })
  const other = await makeShelf(shop, 'QS')
  await expect(
    shop.act(tx => moveBetweenBins(tx, { toBinId: other.binId, moves: [go(tea, 1, 'T', null)] })),
  ).rejects.toMatchObject({ code: 'other_location' })
  const orderLineId = await placeOrder(shop, shelf, lens, 1)
  const pick = {
    orderLineId,
    variantId: lens,
    quantity: 1,
    lotId: null,
    unitIds: [await unitIdOf(shop, 'L-1')],
  }
  const note = await makeNote(shop, shelf, [pick])
  await expect(
    shop.act(tx =>
      moveBetweenBins(tx, {
        toBinId: shelf.binId,
        moves: [{ ...go(lens, 1, null, 'L-1'), fromBinId: shelf.otherBinId }],
      }),
    ),
  ).rejects.toThrow(note.number)
})
