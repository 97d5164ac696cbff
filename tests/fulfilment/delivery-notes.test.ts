import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { listDeliveryNotes } from '../../server/fulfilment/list-delivery-notes.ts'
import * as sales from '../../server/sales/public.ts'
import { readSalesOrder } from '../../server/sales/read-sales-order.ts'
import * as stock from '../../server/stock/public.ts'
import { openTestShop, type TestShop } from '../harness/shop.ts'
import { lotIdOf, receiveGoods, settle, unitIdOf } from '../harness/stocked-shop.ts'
import {
  type CornerShop,
  cancelNote,
  deliver,
  note,
  order,
  refusalOf,
  stockCornerShop,
} from '../sales/corner-shop.ts'

let shop: TestShop
let corner: CornerShop
let soon: number
let late: number
beforeAll(async () => {
  shop = await openTestShop({ poolSize: 12 })
  corner = await stockCornerShop(shop)
  soon = await lotIdOf(shop, 'M-SOON')
  late = await lotIdOf(shop, 'M-LATE')
})
afterEach(async () => expect(await stock.verify(shop.house.pool)).toEqual([]))
afterAll(() => shop.close())

const unit = (serial: string) => unitIdOf(shop, serial)
const lineOf = async (orderId: number, index = 0) => {
  const { quantityOnNotes, quantityDelivered } = (await readSalesOrder(shop.reader, orderId)).lines[index]!
  return [quantityOnNotes, quantityDelivered]
}
const levelsOf = (variantId: number) =>
  shop.rows<{ number: string | null; on_hand: number; allocated: number }>(
    `select lot.number, on_hand, allocated from level left join lot on lot.id = lot_id
      where level.variant_id = $1 order by 1`,
    [variantId],
  )

test('an order of one product of each kind is chosen, delivered, and told in both histories', async () => {
  const placed = await order(shop, corner, [corner.bag, 2], [corner.milk, 3], [corner.camera, 1])
  const made = await note(
    shop,
    placed,
    { quantity: 2 },
    { quantity: 3, lots: [{ lotId: soon, quantity: 3 }] },
    { quantity: 1, unitIds: [await unit('CAM-1')] },
  )
  expect(made.number).toMatch(/^D\d+$/)
  expect(made).toMatchObject({
    state: 'ready',
    order: { id: placed.id, number: placed.number },
    customer: { name: 'Ada Archer' },
    endedAt: null,
    events: [{ what: 'created' }],
  })
  const picks = [
    [{ lot: null, bin: 'A-01', quantity: 2, units: [] }],
    [{ lot: { number: 'M-SOON', expiresOn: '2026-12-01' }, bin: 'A-01', quantity: 3, units: [] }],
    [{ lot: { number: 'C1', expiresOn: null }, bin: 'A-01', quantity: 1, units: [{ serial: 'CAM-1' }] }],
  ]
  expect(made.lines.map(line => line.picks)).toMatchObject(picks)

  const delivered = await deliver(shop, made)
  expect(delivered).toMatchObject({ state: 'delivered', endedAt: '2026-11-20T10:00:00.000Z' })
  expect(delivered.lines.map(line => line.picks)).toMatchObject(picks)
  expect(delivered.events.map(event => event.what)).toEqual(['created', 'delivered'])
  const after = await readSalesOrder(shop.reader, placed.id)
  expect(after).toMatchObject({
    state: 'delivered',
    deliveryNotes: [{ number: made.number, state: 'delivered' }],
    events: [
      { what: 'created' },
      { what: 'delivery note created', detail: { note: made.number } },
      { what: 'delivered', detail: { note: made.number } },
    ],
  })
  expect(await levelsOf(corner.bag)).toEqual([{ number: null, on_hand: 98, allocated: 0 }])
  expect(await levelsOf(corner.milk)).toContainEqual({ number: 'M-SOON', on_hand: 2, allocated: 0 })
})

test('an order is part delivered while anything is still to go, and its lines are split over notes', async () => {
  const placed = await order(shop, corner, [corner.bag, 5], [corner.camera, 2])
  const first = await note(shop, placed, { quantity: 3 }, { quantity: 1, unitIds: [await unit('CAM-2')] })
  const second = await note(shop, placed, { quantity: 2 }, { quantity: 1, unitIds: [await unit('CAM-3')] })
  await deliver(shop, second)
  expect((await readSalesOrder(shop.reader, placed.id)).state).toBe('part_delivered')
  expect(await lineOf(placed.id)).toEqual([5, 2])
  await deliver(shop, first)
  expect((await readSalesOrder(shop.reader, placed.id)).state).toBe('delivered')
  expect(await refusalOf(note(shop, placed, { quantity: 1 }))).toMatchObject({ code: 'wrong_state' })
})

test('two notes of an order that are delivered at the same moment leave it delivered', async () => {
  for (let round = 0; round < 6; round++) {
    const placed = await order(shop, corner, [corner.bag, 1], [corner.bag, 1])
    const notes = [
      await note(shop, placed, { quantity: 1 }, null),
      await note(shop, placed, null, { quantity: 1 }),
    ]
    await Promise.all(notes.map(one => deliver(shop, one)))
    expect((await readSalesOrder(shop.reader, placed.id)).state).toBe('delivered')
  }
})

test('a line may take from several lots', async () => {
  const placed = await order(shop, corner, [corner.milk, 4])
  const lots = [
    { lotId: late, quantity: 3 },
    { lotId: soon, quantity: 1 },
  ]
  const made = await note(shop, placed, { quantity: 4, lots })
  expect(made.lines[0]!.picks.map(pick => [pick.lot?.number, pick.quantity])).toEqual([
    ['M-SOON', 1],
    ['M-LATE', 3],
  ])
  await cancelNote(shop, made)
})

test('a cancelled note gives everything back, and still says what it was for', async () => {
  const before = await levelsOf(corner.camera)
  const placed = await order(shop, corner, [corner.camera, 1])
  const reservedRows = () => shop.rows('select quantity from reservation where document_id = $1', [placed.id])
  const choice = { quantity: 1, unitIds: [await unit('CAM-4')] }
  const made = await note(shop, placed, choice)
  expect(await reservedRows()).toEqual([{ quantity: 0 }])
  const cancelled = await cancelNote(shop, made)
  expect(cancelled.state).toBe('cancelled')
  expect(cancelled.lines[0]!.picks[0]!.units).toMatchObject([{ serial: 'CAM-4' }])
  expect(await levelsOf(corner.camera)).toEqual(before)
  expect(await reservedRows()).toEqual([{ quantity: 1 }])
  expect(await lineOf(placed.id)).toEqual([0, 0])
  const again = await note(shop, placed, choice)
  expect((await deliver(shop, again)).state).toBe('delivered')
  const events = (await readSalesOrder(shop.reader, placed.id)).events.map(event => event.what)
  expect(events).toEqual([
    'created',
    'delivery note created',
    'delivery note cancelled',
    'delivery note created',
    'delivered',
  ])
})

test('of two clerks who send the same line at once, one is told that nothing is open any more', async () => {
  for (let round = 0; round < 8; round++) {
    const placed = await order(shop, corner, [corner.bag, 1])
    const result = await settle([note(shop, placed, { quantity: 1 }), note(shop, placed, { quantity: 1 })])
    expect(result).toEqual({ done: 1, refused: ['line_over_delivered'] })
  }
  const placed = await order(shop, corner, [corner.bag, 5], [corner.bag, 3])
  await note(shop, { ...placed, lines: placed.lines.slice(1) }, { quantity: 2 })
  expect(await refusalOf(note(shop, placed, { quantity: 3 }, { quantity: 2 }))).toEqual({
    code: 'line_over_delivered',
    sentence: `Only 1 of Bag are still open on ${placed.number}. Somebody may have made a delivery note meanwhile; reload the order.`,
  })
})

test('one line chosen twice on a note counts together', async () => {
  const placed = await order(shop, corner, [corner.bag, 2])
  const twice = (quantity: number) => [
    { orderLineId: placed.lines[0]!.id, quantity, lots: [], unitIds: [] },
    { orderLineId: placed.lines[0]!.id, quantity: 1, lots: [], unitIds: [] },
  ]
  const make = (quantity: number) => {
    const [first, second] = twice(quantity)
    return note(shop, { ...placed, lines: [placed.lines[0]!, placed.lines[0]!] }, first!, second!)
  }
  expect((await refusalOf(make(2))).code).toBe('line_over_delivered')
  expect((await make(1)).lines).toHaveLength(2)
})

test('of two clerks who deliver a note at once, and one who cancels it, one does', async () => {
  for (let round = 0; round < 6; round++) {
    const made = await note(shop, await order(shop, corner, [corner.bag, 1]), { quantity: 1 })
    const result = await settle([deliver(shop, made), deliver(shop, made), cancelNote(shop, made)])
    expect(result).toEqual({ done: 1, refused: ['wrong_state', 'wrong_state'] })
  }
})

test('a choice that does not fit the product’s tracking is refused in words', async () => {
  const placed = await order(shop, corner, [corner.milk, 3], [corner.camera, 2])
  const twice = await unit('CAM-5')
  const sentence = async (promise: Promise<unknown>) => {
    const refusal = await refusalOf(promise)
    expect(refusal.code).toBe('choice_incomplete')
    return refusal.sentence
  }
  expect(await sentence(note(shop, placed, { quantity: 3, lots: [{ lotId: late, quantity: 2 }] }))).toBe(
    'Milk: 2 of 3 by lot number chosen. Choose the rest, or lower the quantity.',
  )
  expect(await sentence(note(shop, placed, null, { quantity: 2, unitIds: [twice, twice] }))).toBe(
    'Camera: 1 of 2 serial numbers chosen. Choose the rest, or lower the quantity.',
  )
  await shop.act(tx => sales.cancelSalesOrder(tx, placed.id))
})

test('a serial that another note has, or that left the house, is refused with where it is', async () => {
  await receiveGoods(
    shop,
    ['CAM-7', 'CAM-8', 'CAM-9'].map(serial => ({
      variantId: corner.camera,
      quantity: 1,
      placeId: corner.shelf.binId,
      lotNumber: 'C2',
      serial,
    })),
  )
  const holder = await note(shop, await order(shop, corner, [corner.camera, 1]), {
    quantity: 1,
    unitIds: [await unit('CAM-7')],
  })
  const placed = await order(shop, corner, [corner.camera, 1])
  const choose = async (serial: string) =>
    refusalOf(note(shop, placed, { quantity: 1, unitIds: [await unit(serial)] }))
  expect(await choose('CAM-7')).toEqual({
    code: 'unit_taken',
    sentence: `Serial CAM-7 of Camera is already chosen for ${holder.number}. Choose another piece.`,
  })
  expect(await choose('CAM-1')).toMatchObject({
    code: 'unit_elsewhere',
    sentence: expect.stringContaining('is not here: it is delivered on D'),
  })
  expect(await refusalOf(note(shop, placed, { quantity: 1, unitIds: [999_999] }))).toMatchObject({
    code: 'not_found',
  })
  await cancelNote(shop, holder)
  await shop.act(tx => sales.cancelSalesOrder(tx, placed.id))
})

test('a lot with too little, on hold or expired is refused, at the choice and at the door', async () => {
  const placed = await order(shop, corner, [corner.milk, 6])
  const choose = (quantity: number) => note(shop, placed, { quantity, lots: [{ lotId: soon, quantity }] })
  expect(await refusalOf(choose(6))).toMatchObject({ code: 'lot_short' })
  const made = await choose(1)
  shop.now = new Date('2026-12-02T10:00:00Z')
  expect(await refusalOf(deliver(shop, made))).toEqual({
    code: 'expired',
    sentence: 'Lot M-SOON of Milk expired on 2026-12-01 and cannot be sold. Choose another lot.',
  })
  expect((await refusalOf(choose(1))).code).toBe('expired')
  shop.now = new Date('2026-11-20T10:00:00Z')
  await shop.act(tx => stock.holdLot(tx, soon, { kind: 'recalled', reason: 'glass found' }))
  expect((await refusalOf(deliver(shop, made))).code).toBe('on_hold')
  expect((await refusalOf(choose(1))).code).toBe('on_hold')
  await cancelNote(shop, made)
})

test('what other orders reserved is not given away', async () => {
  await order(shop, corner, [corner.camera, 2])
  const placed = await order(shop, corner, [corner.bag, 1])
  await shop.rows('update sales_order_line set variant_id = $2, quantity = 9 where order_id = $1', [
    placed.id,
    corner.camera,
  ])
  const ids = await shop.rows<{ id: number }>(
    `select id from unit where variant_id = $1 and allocation_id is null and place_id = $2`,
    [corner.camera, corner.shelf.binId],
  )
  const choice = { quantity: ids.length, unitIds: ids.map(row => row.id) }
  expect((await refusalOf(note(shop, placed, choice))).code).toBe('not_enough')
})

test('a line of another order, and an order or a note that is not there, are not found', async () => {
  const one = await order(shop, corner, [corner.bag, 1])
  const other = await order(shop, corner, [corner.bag, 1])
  const not = { code: 'not_found' }
  expect(await refusalOf(note(shop, { ...one, lines: other.lines }, { quantity: 1 }))).toMatchObject(not)
  expect(await refusalOf(note(shop, { ...one, id: 999_999 }, { quantity: 1 }))).toMatchObject(not)
  expect(await refusalOf(deliver(shop, { id: 999_999 }))).toMatchObject(not)
  expect(await refusalOf(cancelNote(shop, { id: one.id }))).toMatchObject(not)
})

test('a cancelled order gets no delivery note', async () => {
  const placed = await order(shop, corner, [corner.bag, 1])
  await shop.act(tx => sales.cancelSalesOrder(tx, placed.id))
  expect((await refusalOf(note(shop, placed, { quantity: 1 }))).code).toBe('wrong_state')
})

test('notes are listed newest first, by state, and found by their own number, the order’s, and the customer', async () => {
  const placed = await order(shop, corner, [corner.bag, 2])
  const first = await note(shop, placed, { quantity: 1 })
  const second = await note(shop, placed, { quantity: 1 })
  await deliver(shop, first)
  const list = async (search: string, state?: 'ready' | 'delivered') =>
    (await listDeliveryNotes(shop.reader, { search, state, limit: 100 })).items.map(row => row.number)
  expect(await list(placed.number)).toEqual([second.number, first.number])
  expect(await list(placed.number, 'delivered')).toEqual([first.number])
  expect(await list(second.number)).toEqual([second.number])
  expect((await list('ada arch')).slice(0, 2)).toEqual([second.number, first.number])
  const page = await listDeliveryNotes(shop.reader, { limit: 1 })
  expect(page.items[0]!.number).toBe(second.number)
  const next = await listDeliveryNotes(shop.reader, { limit: 1, cursor: page.next! })
  expect(next.items[0]!.number).toBe(first.number)
})
