import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { DeliveryChoice, DeliveryNote } from '../../contract/fulfilment.ts'
import type { SalesOrder } from '../../contract/sales.ts'
import * as fulfilment from '../../server/fulfilment/public.ts'
import { readSalesOrder } from '../../server/sales/read-sales-order.ts'
import * as stock from '../../server/stock/public.ts'
import { heldOpen, untilSomebodyWaits } from '../harness/held-open.ts'
import { openTestShop, type TestShop } from '../harness/shop.ts'
import { lotIdOf, makeProduct, receiveGoods, settle, unitIdOf } from '../harness/stocked-shop.ts'
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
/** Ten cards, for each of which a text is written down when it is sent. */
let card: number
beforeAll(async () => {
  shop = await openTestShop({ poolSize: 12 })
  corner = await stockCornerShop(shop)
  card = await makeProduct(shop, 'none', 'Gift card')
  await shop.rows(`update product set dispatch_identifier_mode = 'at_dispatch' where name = 'Gift card'`)
  await receiveGoods(shop, [{ variantId: card, quantity: 10, placeId: corner.shelf.binId }])
})
afterEach(async () => expect(await stock.verify(shop.house.pool)).toEqual([]))
afterAll(() => shop.close())

const unit = (serial: string) => unitIdOf(shop, serial)
const ship = (made: DeliveryNote, carrier = 'Royal Mail', trackingNumber = 'RM 1') =>
  shop.act(tx => fulfilment.shipDeliveryNote(tx, made.id, { carrier, trackingNumber }))
const change = (made: DeliveryNote, lines: DeliveryChoice[], version = made.version, draft = false) =>
  shop.act(tx => fulfilment.changeDeliveryNote(tx, made.id, { lines, version, draft }))
const draft = (of: SalesOrder, ...lines: (Partial<DeliveryChoice> & { quantity: number })[]) =>
  shop.act(tx =>
    fulfilment.createDeliveryNote(tx, of.id, {
      draft: true,
      lines: lines.map((line, index) => ({
        orderLineId: of.lines[index]!.id,
        lots: [],
        unitIds: [],
        ...line,
      })),
    }),
  )
const onHand = async (variantId: number) => {
  const [row] = await shop.rows<{ on_hand: number; allocated: number }>(
    'select sum(on_hand)::bigint as on_hand, sum(allocated)::bigint as allocated from level where variant_id = $1',
    [variantId],
  )
  return [row!.on_hand, row!.allocated]
}
const reserved = async (orderId: number) =>
  (await shop.rows('select quantity from reservation where document_id = $1 order by 1', [orderId])).map(
    row => row.quantity,
  )

test('goods leave the shelf when the carrier takes them, and count as delivered when they arrive', async () => {
  const placed = await order(shop, corner, [corner.bag, 4])
  const made = await note(shop, placed, { quantity: 4 })
  const [before] = await onHand(corner.bag)
  const shipped = await ship(made)
  expect(shipped).toMatchObject({
    state: 'shipped',
    carrier: 'Royal Mail',
    trackingNumber: 'RM 1',
    shippedAt: '2026-11-20T10:00:00.000Z',
    endedAt: null,
  })
  expect(await onHand(corner.bag)).toEqual([before! - 4, 0])
  expect((await readSalesOrder(shop.reader, placed.id)).state).toBe('open')
  expect((await refusalOf(ship(made))).code).toBe('wrong_state')
  const delivered = await deliver(shop, made)
  expect(delivered.events.map(event => event.what)).toEqual(['created', 'shipped', 'delivered'])
  expect(await onHand(corner.bag)).toEqual([before! - 4, 0])
  expect((await readSalesOrder(shop.reader, placed.id)).state).toBe('delivered')
  expect((await refusalOf(cancelNote(shop, made))).code).toBe('wrong_state')
})

test('a shipped note that is cancelled brings back goods, pieces and the reservation, and all can be sent again', async () => {
  const placed = await order(shop, corner, [corner.camera, 1], [corner.milk, 2])
  const lots = [{ lotId: await lotIdOf(shop, 'M-LATE'), quantity: 2 }]
  const camera = { quantity: 1, unitIds: [await unit('CAM-1')] }
  const milk = { quantity: 2, lots }
  const before = [await onHand(corner.camera), await onHand(corner.milk)]
  const made = await note(shop, placed, camera, milk)
  await ship(made)
  expect(await reserved(placed.id)).toEqual([0, 0])
  await cancelNote(shop, made)
  expect([await onHand(corner.camera), await onHand(corner.milk)]).toEqual(before)
  expect(await reserved(placed.id)).toEqual([1, 2])
  const again = await note(shop, placed, camera, milk)
  expect((await deliver(shop, again)).state).toBe('delivered')
})

test('a draft claims what is chosen so far: nobody else can take it, and the rest stays reserved', async () => {
  const placed = await order(shop, corner, [corner.camera, 2])
  const made = await draft(placed, { quantity: 2, unitIds: [await unit('CAM-2')] })
  expect(made).toMatchObject({ state: 'draft', lines: [{ quantityChosen: 1, identifiersLacking: 1 }] })
  expect(await reserved(placed.id)).toEqual([1])
  const other = await order(shop, corner, [corner.camera, 1])
  expect(
    (await refusalOf(note(shop, other, { quantity: 1, unitIds: [await unit('CAM-2')] }))).sentence,
  ).toContain(made.number)
  for (const leave of [() => deliver(shop, made), () => ship(made)]) {
    expect(await refusalOf(leave())).toEqual({
      code: 'identifiers_needed',
      sentence: `${placed.number}: Camera still needs 1 dispatch identifier. Add them under Dispatch Identifiers, then try again.`,
    })
  }
  const line = { orderLineId: placed.lines[0]!.id, quantity: 2, lots: [] }
  const ready = await change(made, [{ ...line, unitIds: [await unit('CAM-3'), await unit('CAM-2')] }])
  expect(ready).toMatchObject({ state: 'ready', version: 2, lines: [{ quantityChosen: 2 }] })
  expect((await refusalOf(change(made, [{ ...line, unitIds: [] }], 1, true))).code).toBe('changed_meanwhile')
  await cancelNote(shop, made)
  expect(await reserved(placed.id)).toEqual([2])
})

test('a changed note takes the new choice and frees the old one, and refuses without losing it', async () => {
  const placed = await order(shop, corner, [corner.camera, 1], [corner.bag, 3])
  const made = await note(shop, placed, { quantity: 1, unitIds: [await unit('CAM-2')] }, { quantity: 3 })
  const lines = (unitId: number, bags: number) => [
    { orderLineId: placed.lines[0]!.id, quantity: 1, lots: [], unitIds: [unitId] },
    { orderLineId: placed.lines[1]!.id, quantity: bags, lots: [], unitIds: [] },
  ]
  const changed = await change(made, lines(await unit('CAM-4'), 2))
  expect(changed.lines.map(line => line.quantity)).toEqual([1, 2])
  expect(changed.lines[0]!.picks[0]!.units).toMatchObject([{ serial: 'CAM-4' }])
  const held = await note(shop, await order(shop, corner, [corner.camera, 1]), {
    quantity: 1,
    unitIds: [await unit('CAM-2')],
  })
  expect((await refusalOf(change(changed, lines(await unit('CAM-2'), 2)))).code).toBe('unit_taken')
  expect((await refusalOf(change(changed, lines(await unit('CAM-4'), 4)))).code).toBe('line_over_delivered')
  const delivered = await deliver(shop, made)
  expect(delivered.lines[0]!.picks[0]!.units).toMatchObject([{ serial: 'CAM-4' }])
  expect((await refusalOf(change(delivered, lines(await unit('CAM-4'), 2)))).code).toBe('wrong_state')
  await cancelNote(shop, held)
})

test('of two clerks who change a note at once, one is told who was first', async () => {
  const placed = await order(shop, corner, [corner.bag, 2])
  let made = await note(shop, placed, { quantity: 2 })
  const line = { orderLineId: placed.lines[0]!.id, lots: [], unitIds: [] }
  for (let round = 0; round < 5; round++) {
    const acts = [1, 2, 1].map(quantity => change(made, [{ ...line, quantity }]))
    expect(await settle(acts)).toEqual({ done: 1, refused: ['changed_meanwhile', 'changed_meanwhile'] })
    const [row] = await shop.rows<{ version: number }>('select version from delivery_note where id = $1', [
      made.id,
    ])
    made = { ...made, version: row!.version }
  }
  await settle([change(made, [{ ...line, quantity: 1 }]), cancelNote(shop, made)])
  expect(await reserved(placed.id)).toEqual([2])
})

test('a cancellation that waits for a change gives back what the change left', async () => {
  const placed = await order(shop, corner, [corner.bag, 2])
  const made = await note(shop, placed, { quantity: 2 })
  const lines = [{ orderLineId: placed.lines[0]!.id, quantity: 1, lots: [], unitIds: [] }]
  const changing = await heldOpen(shop, tx =>
    fulfilment.changeDeliveryNote(tx, made.id, { version: made.version, draft: false, lines }),
  )
  const cancelled = cancelNote(shop, made)
  await untilSomebodyWaits(shop)
  await changing.commit()
  await cancelled
  expect(await reserved(placed.id)).toEqual([2])
})

test('what needs no choice is filled at the door: soonest lot first, marked as suggested', async () => {
  const placed = await order(shop, corner, [corner.milk, 6], [corner.bag, 1])
  const lots = [{ lotId: await lotIdOf(shop, 'M-EVER'), quantity: 1 }]
  const made = await draft(placed, { quantity: 6, lots }, { quantity: 1 })
  expect(made.state).toBe('draft')
  const delivered = await deliver(shop, made)
  expect(delivered.lines[0]).toMatchObject({ quantitySuggested: 5, quantityChosen: 6 })
  expect(delivered.lines[0]!.picks.map(pick => [pick.lot!.number, pick.quantity])).toEqual([
    ['M-SOON', 5],
    ['M-EVER', 1],
  ])
})

test('a text for each piece is asked for at dispatch, and stands on the note', async () => {
  const placed = await order(shop, corner, [card, 2])
  expect((await refusalOf(note(shop, placed, { quantity: 2, identifiers: ['A', null] }))).code).toBe(
    'identifiers_needed',
  )
  const made = await draft(placed, { quantity: 2, identifiers: [null, 'abc'] })
  expect((await refusalOf(deliver(shop, made))).code).toBe('identifiers_needed')
  const line = { orderLineId: placed.lines[0]!.id, quantity: 2, lots: [], unitIds: [] }
  expect((await refusalOf(change(made, [{ ...line, identifiers: ['ABC', 'abc', 'x'] }]))).code).toBe(
    'choice_incomplete',
  )
  const ready = await change(made, [{ ...line, identifiers: ['ABC', 'abc'] }])
  expect(ready.lines[0]!.identifiers).toEqual([
    { position: 1, value: 'ABC' },
    { position: 2, value: 'abc' },
  ])
  expect((await deliver(shop, made)).state).toBe('delivered')
})

test('a product that begins to ask for identifiers asks for those of a note that was ready', async () => {
  const placed = await order(shop, corner, [corner.bag, 1])
  const made = await note(shop, placed, { quantity: 1 })
  const setMode = (mode: string) =>
    shop.rows(`update product set dispatch_identifier_mode = $1 where name = 'Bag'`, [mode])
  await setMode('at_dispatch')
  expect((await refusalOf(deliver(shop, made))).code).toBe('identifiers_needed')
  await setMode('off')
  expect((await deliver(shop, made)).state).toBe('delivered')
})

test('a note that is shipped, delivered and cancelled in the same second does one or two of them, never all', async () => {
  for (let round = 0; round < 6; round++) {
    const placed = await order(shop, corner, [corner.bag, 1])
    const made = await note(shop, placed, { quantity: 1 })
    await settle([ship(made), deliver(shop, made), cancelNote(shop, made)])
    const { state, lines } = await readSalesOrder(shop.reader, placed.id)
    const [row] = await shop.rows<{ state: string }>('select state from delivery_note where id = $1', [
      made.id,
    ])
    expect(['delivered', 'cancelled']).toContain(row!.state)
    expect(lines[0]!.quantityOnNotes).toBe(state === 'delivered' ? 1 : 0)
  }
})
