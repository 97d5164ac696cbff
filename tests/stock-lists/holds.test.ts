import { afterAll, beforeAll, expect, test } from 'vitest'
import { listStock } from '../../server/stock/list-stock.ts'
import * as stock from '../../server/stock/public.ts'
import { openTestShop, type TestShop } from '../harness/shop.ts'
import {
  lotIdOf,
  makeNote,
  makeProduct,
  makeShelf,
  placeOrder,
  receiveGoods,
  type Shelf,
  settle,
  unitIdOf,
} from '../harness/stocked-shop.ts'

let shop: TestShop
let shelf: Shelf
let phone: number
beforeAll(async () => {
  shop = await openTestShop()
  shelf = await makeShelf(shop)
  phone = await makeProduct(shop, 'serials', 'Phone')
  await receiveGoods(
    shop,
    ['S-1', 'S-2', 'S-3', 'S-4'].map((serial, i) => ({
      variantId: phone,
      quantity: 1,
      placeId: shelf.binId,
      lotNumber: i < 2 ? 'L-1' : 'L-2',
      serial,
    })),
  )
})
afterAll(() => shop.close())

const recall = { kind: 'recalled', reason: 'glass found' } as const
const blocked = async (serial: string) =>
  (await stock.listUnits(shop.reader, phone, { search: serial, limit: 1, onlyFree: false, onlyOnHand: true }))
    .items[0]?.blockedBecause
const row = async () => (await listStock(shop.reader, { limit: 10, onlyInStock: true })).items[0]

test('a held lot blocks its pieces, a released one frees them, and the history of both stays', async () => {
  const lotId = await lotIdOf(shop, 'L-1')
  expect(await shop.act(tx => stock.holdLot(tx, lotId, recall))).toEqual({
    ...recall,
    placedAt: '2026-11-20T10:00:00.000Z',
    placedBy: 'Olive Owner',
  })
  expect(await blocked('S-1')).toBe('recalled: glass found')
  expect(await row()).toMatchObject({ onHand: 4, blocked: 2, available: 2 })
  const [level] = (await stock.listLevels(shop.reader, phone)).items
  expect(level?.lot).toMatchObject({ number: 'L-1', held: 'recalled: glass found' })
  await expect(shop.act(tx => stock.holdLot(tx, lotId, recall))).rejects.toMatchObject({
    code: 'already_on_hold',
    details: { what: 'Lot L-1 of Phone', reason: 'recalled: glass found' },
  })
  expect(await shop.act(tx => stock.releaseLot(tx, lotId, 'not our glass'))).toEqual({ ok: true })
  expect(await blocked('S-1')).toBeNull()
  await expect(shop.act(tx => stock.releaseLot(tx, lotId, 'again'))).rejects.toMatchObject({
    code: 'not_on_hold',
    details: { what: 'Lot L-1 of Phone' },
  })
  await shop.act(tx => stock.holdLot(tx, lotId, { kind: 'quarantined', reason: 'second look' }))
  await shop.act(tx => stock.releaseLot(tx, lotId, 'fine'))
  const history = await shop.rows(
    'select kind, reason, release_reason from hold where lot_id = $1 order by id',
    [lotId],
  )
  expect(history).toEqual([
    { kind: 'recalled', reason: 'glass found', release_reason: 'not our glass' },
    { kind: 'quarantined', reason: 'second look', release_reason: 'fine' },
  ])
})

test('a held piece is blocked by itself, and is not counted twice when its lot is held too', async () => {
  const unitId = await unitIdOf(shop, 'S-3')
  await shop.act(tx => stock.holdUnit(tx, unitId, { kind: 'quarantined', reason: 'scratched' }))
  expect(await blocked('S-3')).toBe('quarantined: scratched')
  expect(await blocked('S-4')).toBeNull()
  expect(await row()).toMatchObject({ onHand: 4, blocked: 1, available: 3 })
  const lots = await stock.listLots(shop.reader, phone, { limit: 10, onlyOnHand: true, search: 'L-2' })
  expect(lots.items[0]).toMatchObject({ onHand: 2, free: 1, blockedBecause: null })
  await expect(shop.act(tx => stock.holdUnit(tx, unitId, recall))).rejects.toMatchObject({
    code: 'already_on_hold',
    details: { what: 'Serial S-3 of Phone' },
  })
  const lotId = await lotIdOf(shop, 'L-2')
  await shop.act(tx => stock.holdLot(tx, lotId, recall))
  expect(await row()).toMatchObject({ onHand: 4, blocked: 2, available: 2 })
  await shop.act(tx => stock.releaseLot(tx, lotId, 'done'))
  await shop.act(tx => stock.releaseUnit(tx, unitId, 'polished'))
  expect(await row()).toMatchObject({ blocked: 0, available: 4 })
})

test('a lot or piece that does not exist is refused in words', async () => {
  await expect(shop.act(tx => stock.holdLot(tx, 999_999, recall))).rejects.toMatchObject({
    code: 'not_found',
  })
  await expect(shop.act(tx => stock.releaseUnit(tx, 999_999, 'x'))).rejects.toMatchObject({
    code: 'not_found',
  })
})

test('of two who hold one lot in the same second one is told that it is held; the row and its history agree', async () => {
  const lotId = await lotIdOf(shop, 'L-1')
  for (let round = 0; round < 10; round++) {
    const { done, refused } = await settle(
      [1, 2, 3].map(() => shop.act(tx => stock.holdLot(tx, lotId, recall))),
    )
    expect({ done, refused }).toEqual({ done: 1, refused: ['already_on_hold', 'already_on_hold'] })
    const released = await settle([1, 2].map(() => shop.act(tx => stock.releaseLot(tx, lotId, 'ok'))))
    expect(released).toEqual({ done: 1, refused: ['not_on_hold'] })
  }
})

test('holds and releases at once leave the row pointing at its live hold, or at none', async () => {
  const lotId = await lotIdOf(shop, 'L-1')
  await settle(
    Array.from({ length: 60 }, (_, i) =>
      shop.act(tx =>
        i % 2 === 0 ? stock.holdLot(tx, lotId, recall) : stock.releaseLot(tx, lotId, 'ok').then(() => null),
      ),
    ),
  )
  const [agrees] = await shop.rows<{ same: boolean }>(
    `select lot.hold_id is not distinct from (select id from hold where lot_id = lot.id and released_at is null) as same
       from lot where id = $1`,
    [lotId],
  )
  expect(agrees?.same).toBe(true)
  await settle([shop.act(tx => stock.releaseLot(tx, lotId, 'end'))])
})

test('a lot that is held after it was chosen does not leave with the note', async () => {
  const orderLineId = await placeOrder(shop, shelf, phone, 1)
  const unitIds = [await unitIdOf(shop, 'S-1')]
  const note = await makeNote(shop, shelf, [
    { orderLineId, variantId: phone, quantity: 1, lotId: null, unitIds },
  ])
  await shop.act(async tx => stock.holdLot(tx, await lotIdOf(shop, 'L-1'), recall))
  expect(await row()).toMatchObject({ onHand: 4, allocated: 1, blocked: 2, available: 2 })
  await expect(shop.act(tx => stock.deliver(tx, { documentId: note.id }))).rejects.toMatchObject({
    code: 'on_hold',
  })
})
