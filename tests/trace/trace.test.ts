import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { startSession } from '../../server/people/sessions.ts'
import * as stock from '../../server/stock/public.ts'
import { readToday } from '../../server/trace/read-today.ts'
import { traceLot } from '../../server/trace/trace-lot.ts'
import { traceUnit } from '../../server/trace/trace-unit.ts'
import { openTestShop, type TestShop } from '../harness/shop.ts'
import { lotIdOf, makeShelf, type Shelf, unitIdOf } from '../harness/stocked-shop.ts'
import { addAda, addHarvest, addProduct, buy, draft, makeNote, order, sell } from './traded-shop.ts'

let shop: TestShop
let shelf: Shelf
let supplier: { id: number }
let ada: { id: number }
beforeAll(async () => {
  shop = await openTestShop()
  shelf = await makeShelf(shop)
  supplier = await addHarvest(shop)
  ada = await addAda(shop)
})
beforeEach(() => {
  shop.now = new Date('2026-11-10T09:00:00Z')
})
afterAll(() => shop.close())
const outside = { location: null, bin: null, binId: null }
const inBin = {
  kind: 'bin',
  location: { id: expect.any(Number), code: 'HS', name: 'Harbour Street' },
  bin: 'A-01',
  binId: expect.any(Number),
  party: null,
}

test('a piece on the shelf says which bin, which lot, who supplied it and which note has it', async () => {
  const phone = await addProduct(shop, { name: 'Phone', tracking: 'serials' })
  const bought = await buy(shop, shelf, supplier.id, [
    { variantId: phone.variantId, lot: 'L1', serial: 'P-1', expiresOn: '2027-03-31' },
  ])
  const unitId = await unitIdOf(shop, 'P-1')
  const before = await traceUnit(shop.reader, unitId)
  expect(before).toMatchObject({
    serial: 'P-1',
    product: { name: 'Phone', productNumber: 'PHONE' },
    lot: { number: 'L1', madeOn: null, expiresOn: '2027-03-31', hold: null },
    where: inBin,
    allocatedTo: null,
    hold: null,
    holds: [],
  })
  expect(before.events).toMatchObject([
    {
      movementId: expect.any(Number),
      at: '2026-11-10T09:00:00.000Z',
      actor: 'Olive Owner',
      quantity: 1,
      from: { kind: 'supplier', ...outside, party: { id: supplier.id, name: 'Harvest & Co' } },
      to: inBin,
      document: { id: bought.receipts[0]!.id, kind: 'goods_receipt', number: bought.receipts[0]!.number },
      order: { id: bought.id, kind: 'purchase_order', number: bought.number },
      party: { kind: 'supplier', id: supplier.id, name: 'Harvest & Co' },
    },
  ])
  const note = await makeNote(shop, shelf, ada.id, [{ variantId: phone.variantId, unitIds: [unitId] }])
  expect((await traceUnit(shop.reader, unitId)).allocatedTo!.id).toBe(note.id)
})

test('a piece that was delivered is with its customer, by its delivery note and order', async () => {
  const radio = await addProduct(shop, { name: 'Radio', tracking: 'serials' })
  await buy(shop, shelf, supplier.id, [
    { variantId: radio.variantId, lot: 'R', serial: 'R-1' },
    { variantId: radio.variantId, lot: 'R', serial: 'R-2' },
  ])
  const unitIds = [await unitIdOf(shop, 'R-1'), await unitIdOf(shop, 'R-2')]
  shop.now = new Date('2026-11-12T09:00:00Z')
  const note = await sell(shop, shelf, ada.id, [{ variantId: radio.variantId, unitIds }])
  const trace = await traceUnit(shop.reader, unitIds[0]!)
  expect(trace.where).toEqual({
    kind: 'customer',
    ...outside,
    party: { id: ada.id, name: 'Ada Byrne' },
  })
  expect(trace.allocatedTo).toBeNull()
  expect(trace.events).toHaveLength(2)
  expect(trace.events[1]).toMatchObject({
    quantity: 1,
    at: '2026-11-12T09:00:00.000Z',
    document: { id: note.id, kind: 'delivery_note', number: note.number },
    order: { kind: 'sales_order', id: note.order.id, number: note.order.number },
  })
})

test('the supplier of a piece is that of its line, else of its lot in a bulk receipt', async () => {
  const other = await addHarvest(shop, 'Other supplier')
  const lamp = await addProduct(shop, { name: 'Lamp', tracking: 'serials' })
  await buy(shop, shelf, other.id, [{ variantId: lamp.variantId, lot: 'LA', serial: 'LA-1' }])
  const { events } = await traceUnit(shop.reader, await unitIdOf(shop, 'LA-1'))
  expect(events[0]!.party).toEqual({ kind: 'supplier', id: other.id, name: 'Other supplier' })
})

test('a recall names every customer, each with notes, orders, times and serials, and what is on the shelf', async () => {
  const camera = await addProduct(shop, { name: 'Camera', tracking: 'serials' })
  const grace = await addAda(shop, 'Grace Hopper', 'grace@example.com')
  await buy(
    shop,
    shelf,
    supplier.id,
    ['C-5', 'C-3', 'C-1', 'C-2', 'C-4'].map((serial, index) => ({
      variantId: camera.variantId,
      lot: 'CAM',
      serial,
      expiresOn: '2026-11-30',
      binId: index === 0 ? shelf.otherBinId : shelf.binId,
    })),
  )
  const id = (serial: string) => unitIdOf(shop, serial)
  const first = await sell(shop, shelf, grace.id, [
    { variantId: camera.variantId, unitIds: [await id('C-2'), await id('C-1')] },
  ])
  shop.now = new Date('2026-11-13T09:00:00Z')
  const second = await sell(shop, shelf, ada.id, [
    { variantId: camera.variantId, unitIds: [await id('C-3')] },
  ])
  await makeNote(shop, shelf, ada.id, [{ variantId: camera.variantId, unitIds: [await id('C-4')] }])
  const lotId = await lotIdOf(shop, 'CAM')
  const trace = await traceLot(shop.reader, lotId)
  expect(trace).toMatchObject({ received: 5, onHand: 2, delivered: 3, expired: false, hold: null })
  expect(trace.supplier).toEqual({ id: supplier.id, name: 'Harvest & Co' })
  expect(trace.product.tracking).toEqual({ lots: true, serials: true })
  expect(trace.shelf).toMatchObject([
    { bin: 'A-01', onHand: 1, allocated: 1, serials: [{ id: await id('C-4'), serial: 'C-4' }] },
    { bin: 'A-02', onHand: 1, allocated: 0, serials: [{ id: await id('C-5'), serial: 'C-5' }] },
  ])
  expect(trace.customers).toMatchObject([
    {
      customer: { id: ada.id, name: 'Ada Byrne', email: 'ada@example.com', phone: '+353 1 555 0100' },
      quantity: 1,
      deliveries: [
        {
          note: { id: second.id, number: second.number },
          order: { id: second.order.id, number: second.order.number },
          at: '2026-11-13T09:00:00.000Z',
          quantity: 1,
          serials: [{ id: await id('C-3'), serial: 'C-3' }],
        },
      ],
    },
    {
      customer: { id: grace.id, name: 'Grace Hopper', email: 'grace@example.com', phone: '+353 1 555 0100' },
      quantity: 2,
      deliveries: [
        expect.objectContaining({
          note: { id: first.id, number: first.number },
          quantity: 2,
          serials: [
            { id: await id('C-1'), serial: 'C-1' },
            { id: await id('C-2'), serial: 'C-2' },
          ],
        }),
      ],
    },
  ])
  shop.now = new Date('2026-12-01T00:00:00Z')
  expect((await traceLot(shop.reader, lotId)).expired).toBe(true)
})

test('a lot counted with decimals adds up over deliveries of one customer', async () => {
  const rice = await addProduct(shop, { name: 'Rice', tracking: 'lots', decimals: 3 })
  await buy(shop, shelf, null, [{ variantId: rice.variantId, lot: 'RICE', quantity: 5000 }])
  const lotId = await lotIdOf(shop, 'RICE')
  await sell(shop, shelf, ada.id, [{ variantId: rice.variantId, quantity: 1250, lotId }])
  await sell(shop, shelf, ada.id, [{ variantId: rice.variantId, quantity: 750, lotId }])
  const trace = await traceLot(shop.reader, lotId)
  expect(trace).toMatchObject({ received: 5000, onHand: 3000, delivered: 2000, supplier: null })
  expect(trace.customers).toMatchObject([
    { quantity: 2000, deliveries: [{ quantity: 1250 }, { quantity: 750 }] },
  ])
  expect(trace.events.map(event => [event.from.kind, event.to.kind, event.quantity])).toEqual([
    ['supplier', 'bin', 5000],
    ['bin', 'customer', 1250],
    ['bin', 'customer', 750],
  ])
})

test('a lot and a piece show the hold that is in force and those that were released', async () => {
  const scale = await addProduct(shop, { name: 'Scale', tracking: 'serials' })
  await buy(shop, shelf, null, [{ variantId: scale.variantId, lot: 'SC', serial: 'SC-1' }])
  const unitId = await unitIdOf(shop, 'SC-1')
  const lotId = await lotIdOf(shop, 'SC')
  const at = (time: string) => {
    shop.now = new Date(`2026-11-10T${time}:00Z`)
  }
  at('10:00')
  await shop.act(tx => stock.holdLot(tx, lotId, { kind: 'quarantined', reason: 'wet' }))
  at('11:00')
  await shop.act(tx => stock.releaseLot(tx, lotId, 'dried'))
  at('12:00')
  const house = { id: 0, name: 'Lotbook' }
  await shop.act(tx => stock.holdLot(tx, lotId, { kind: 'recalled', reason: 'glass' }), { actor: house })
  const live = {
    kind: 'recalled',
    reason: 'glass',
    placedAt: '2026-11-10T12:00:00.000Z',
    placedBy: 'Lotbook',
  }
  const lot = await traceLot(shop.reader, lotId)
  expect(lot.hold).toEqual(live)
  expect(lot.holds).toEqual([
    { ...live, releasedAt: null, releasedBy: null, releaseReason: null },
    {
      kind: 'quarantined',
      reason: 'wet',
      placedAt: '2026-11-10T10:00:00.000Z',
      placedBy: 'Olive Owner',
      releasedAt: '2026-11-10T11:00:00.000Z',
      releasedBy: 'Olive Owner',
      releaseReason: 'dried',
    },
  ])
  const unit = await traceUnit(shop.reader, unitId)
  expect(unit).toMatchObject({ hold: null, holds: [], lot: { hold: live } })
})

test('a piece or a lot that does not exist is refused', async () => {
  await expect(traceUnit(shop.reader, 999_999)).rejects.toMatchObject({ code: 'not_found' })
  await expect(traceLot(shop.reader, 999_999)).rejects.toMatchObject({ code: 'not_found' })
})

test('today counts what waits, and lists what expires soonest and what moved last', async () => {
  const empty = await openTestShop()
  try {
    expect(await readToday(empty.reader)).toMatchObject({
      purchaseDrafts: 0,
      toWarehouse: 0,
      ordersAwaiting: 0,
      notesReady: 0,
      heldLots: 0,
      belowPoint: 0,
      held: [],
      expiring: [],
      latest: [],
    })
    const bins = await makeShelf(empty)
    const buyer = await addAda(empty)
    const milk = await addProduct(empty, { name: 'Milk', tracking: 'lots' })
    const goods = ['2026-12-01', '2026-11-21', '2026-11-19'].map(expiresOn => ({
      variantId: milk.variantId,
      lot: `M ${expiresOn}`,
      quantity: 6,
      expiresOn,
    }))
    empty.now = new Date('2026-11-18T10:00:00Z')
    await buy(empty, bins, null, goods)
    await draft(empty, bins, null, goods)
    const lotId = await lotIdOf(empty, 'M 2026-11-21')
    await sell(empty, bins, buyer.id, [{ variantId: milk.variantId, lotId, quantity: 6 }])
    await order(empty, bins, buyer.id, [{ variantId: milk.variantId, quantity: 1 }])
    empty.now = new Date('2026-11-20T10:00:00Z')
    const today = await readToday(empty.reader)
    expect(today).toMatchObject({ purchaseDrafts: 1, toWarehouse: 0, ordersAwaiting: 1, notesReady: 0 })
    expect(today.expiring.map(lot => [lot.lot, lot.expiresOn, lot.onHand])).toEqual([
      ['M 2026-11-19', '2026-11-19', 6],
      ['M 2026-12-01', '2026-12-01', 6],
    ])
    expect(today.latest[0]).toMatchObject({ product: 'Milk', lot: 'M 2026-11-21', to: { kind: 'customer' } })
    expect(today.latest).toHaveLength(4)
    await empty.act(tx => stock.holdLot(tx, lotId, { kind: 'recalled', reason: 'sour' }))
    expect(await readToday(empty.reader)).toMatchObject({
      heldLots: 1,
      held: [{ lot: 'M 2026-11-21', product: 'Milk', onHand: 0, hold: { kind: 'recalled', reason: 'sour' } }],
    })
  } finally {
    await empty.close()
  }
})

test('the wire carries what the contract says, to those who are signed in', async () => {
  const app = await shop.app()
  const kettle = await addProduct(shop, { name: 'Kettle', tracking: 'serials' })
  await buy(shop, shelf, supplier.id, [{ variantId: kettle.variantId, lot: 'K', serial: 'K-1' }])
  expect((await app.inject({ url: '/api/v1/find?text=K-1' })).statusCode).toBe(401)
  const token = await shop.act(tx => startSession(tx, shop.owner.id))
  const get = async (path: string) =>
    (await app.inject({ url: `/api/v1${path}`, cookies: { lotbook_session: token } })).json()
  const unitId = await unitIdOf(shop, 'K-1')
  const lotId = await lotIdOf(shop, 'K')
  const detail = 'Kettle · lot K · in A-01, Harbour Street'
  expect(await get('/find?text=K-1')).toEqual({
    readAs: 'plain',
    problem: null,
    parts: null,
    matches: [{ kind: 'unit', id: unitId, label: 'K-1', detail, exact: true }],
  })
  expect(await get(`/units/${unitId}/trace`)).toEqual(await traceUnit(shop.reader, unitId))
  expect(await get(`/lots/${lotId}/trace`)).toEqual(await traceLot(shop.reader, lotId))
  expect(await get('/today')).toMatchObject({
    latest: expect.arrayContaining([expect.objectContaining({ lot: 'K' })]),
  })
  expect(await get('/lots/999999/trace')).toMatchObject({ status: 404, code: 'not_found' })
})
