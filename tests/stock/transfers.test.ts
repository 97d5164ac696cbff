import { afterAll, beforeAll, expect, test } from 'vitest'
import type { TransferLineInput } from '../../contract/transfers.ts'
import { listAdjustmentReasons } from '../../server/stock/adjustments/reasons.ts'
import * as stock from '../../server/stock/public.ts'
import { changeTransfer, draftTransfer } from '../../server/stock/transfers/draft-transfer.ts'
import { cancelTransfer, writeOffTransfer } from '../../server/stock/transfers/end-transfer.ts'
import { readTransfer } from '../../server/stock/transfers/read-transfers.ts'
import { receiveTransfer } from '../../server/stock/transfers/receive-transfer.ts'
import { sendTransfer } from '../../server/stock/transfers/send-transfer.ts'
import { traceUnit } from '../../server/trace/trace-unit.ts'
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
  times,
  unitIdOf,
} from '../harness/stocked-shop.ts'

let shop: TestShop
let here: Shelf
let there: Shelf
beforeAll(async () => {
  shop = await openTestShop()
  here = await makeShelf(shop)
  there = await makeShelf(shop, 'PIER')
})
afterAll(async () => {
  expect(await stock.verify(shop.house.pool)).toEqual([])
  await shop.close()
})

type Line = Partial<TransferLineInput> & { variantId: number }
const inputOf = (lines: Line[]) => ({
  fromLocationId: here.locationId,
  toLocationId: there.locationId,
  note: '',
  lines: lines.map(line => ({ binId: here.binId, lotId: null, unitId: null, quantity: 1, ...line })),
})
const draft = (...lines: Line[]) => shop.act(tx => draftTransfer(tx, inputOf(lines)))
const send = (id: number) => shop.act(tx => sendTransfer(tx, id))
const read = (id: number) => readTransfer(shop.reader, id)
const receive = (id: number, ...lines: { lineId: number; quantity: number }[]) =>
  shop.act(tx =>
    receiveTransfer(
      tx,
      id,
      lines.map(line => ({ binId: there.binId, ...line })),
    ),
  )
const onHand = async (variantId: number) =>
  Object.fromEntries(
    (
      await shop.rows<{ place: string; n: number }>(
        `select coalesce(location.code, place.kind) as place, sum(on_hand)::bigint as n
           from level join place on place.id = place_id left join location on location.id = place.location_id
          where variant_id = $1 and on_hand > 0 group by 1`,
        [variantId],
      )
    ).map(row => [row.place, row.n]),
  )
async function drills(name: string, count: number): Promise<{ variantId: number; unitIds: number[] }> {
  const variantId = await makeProduct(shop, 'serials', name)
  const serials = times(count, n => `${name}-${n}`)
  await receiveGoods(
    shop,
    serials.map(serial => ({ variantId, quantity: 1, placeId: here.binId, lotNumber: name, serial })),
  )
  return { variantId, unitIds: await Promise.all(serials.map(serial => unitIdOf(shop, serial))) }
}

test('pieces and a part of a lot are sent, are on their way, arrive in two parts, and each part is in its bin', async () => {
  const { variantId, unitIds } = await drills('Drill', 3)
  const honey = await makeProduct(shop, 'lots', 'Honey')
  await receiveGoods(shop, [{ variantId: honey, quantity: 8, placeId: here.binId, lotNumber: 'H' }])
  const lotId = await lotIdOf(shop, 'H')
  const { id, number } = await draft(
    { variantId, unitId: unitIds[0]! },
    { variantId, unitId: unitIds[1]!, binId: null },
    { variantId: honey, lotId, quantity: 5 },
  )
  expect(number).toMatch(/^X\d+$/)
  expect(await onHand(honey)).toEqual({ HS: 8 })
  await send(id)
  expect(await onHand(honey)).toEqual({ HS: 3, transit: 5 })
  expect(await onHand(variantId)).toEqual({ HS: 1, transit: 2 })
  const [one, two, lot] = (await read(id)).lines
  await receive(id, { lineId: one!.id, quantity: 1 }, { lineId: lot!.id, quantity: 2 })
  expect(await read(id)).toMatchObject({ state: 'part_received', endedAt: null })
  await expect(receive(id, { lineId: lot!.id, quantity: 4 })).rejects.toThrow(
    `${number}: only 3 of Honey, lot H are still on their way, and 4 were entered.`,
  )
  await receive(id, { lineId: two!.id, quantity: 1 }, { lineId: lot!.id, quantity: 3 })
  expect(await read(id)).toMatchObject({ state: 'received' })
  expect(await onHand(honey)).toEqual({ HS: 3, PIER: 5 })
  expect(await onHand(variantId)).toEqual({ HS: 1, PIER: 2 })
  await expect(receive(id, { lineId: two!.id, quantity: 1 })).rejects.toMatchObject({ code: 'wrong_state' })
  expect((await read(id)).events.map(event => event.what)).toEqual([
    'created',
    'sent',
    'part_received',
    'received',
  ])
})

test('a sent transfer that is cancelled brings everything back into the bins that it left', async () => {
  const { variantId, unitIds } = await drills('Saw', 2)
  const candles = await makeProduct(shop, 'none')
  await receiveGoods(shop, [{ variantId: candles, quantity: 4, placeId: here.otherBinId }])
  const { id } = await draft(
    { variantId, unitId: unitIds[0]! },
    { variantId: candles, quantity: 4, binId: here.otherBinId },
  )
  await send(id)
  await expect(shop.act(tx => changeTransfer(tx, id, { ...inputOf([]), version: 2 }))).rejects.toMatchObject({
    code: 'wrong_state',
  })
  await shop.act(tx => cancelTransfer(tx, id))
  expect(await read(id)).toMatchObject({ state: 'cancelled' })
  expect(
    await shop.rows('select place_id, on_hand from level where variant_id = $1 and on_hand > 0', [candles]),
  ).toEqual([{ place_id: here.otherBinId, on_hand: 4 }])
  expect(await onHand(variantId)).toEqual({ HS: 2 })
  const { events } = await traceUnit(shop.reader, unitIds[0]!)
  expect(events.map(event => event.isBroughtBack)).toEqual([false, false, true])
})

test('what never arrives is written off for a reason, and a piece of it may be found again', async () => {
  const { variantId, unitIds } = await drills('Lamp', 2)
  const { id } = await draft(...unitIds.map(unitId => ({ variantId, unitId })))
  await send(id)
  await receive(id, { lineId: (await read(id)).lines[0]!.id, quantity: 1 })
  await expect(shop.act(tx => cancelTransfer(tx, id))).rejects.toMatchObject({ code: 'wrong_state' })
  const reasons = (await listAdjustmentReasons(shop.reader)).items
  const reasonId = (name: string) => reasons.find(reason => reason.name === name)!.id
  const writeOff = (name: string) =>
    shop.act(tx => writeOffTransfer(tx, id, { reasonId: reasonId(name), note: 'Not in the van' }))
  await expect(writeOff('Found')).rejects.toMatchObject({ code: 'reason_wrong_way' })
  await writeOff('Variance')
  const ended = await read(id)
  expect(ended).toMatchObject({ state: 'received', lines: [{ received: 1 }, { received: 0, missing: 1 }] })
  expect(ended.events.at(-1)).toMatchObject({ what: 'written_off', detail: { reason: 'Variance' } })
  expect(await onHand(variantId)).toEqual({ PIER: 1 })
  await shop.act(tx =>
    stock.adjust(tx, {
      reasonId: reasonId('Found'),
      note: '',
      changes: [
        {
          variantId,
          binId: there.binId,
          quantity: 1,
          lotNumber: 'Lamp',
          serials: ['Lamp-1'],
          madeOn: null,
          expiresOn: null,
        },
      ],
    }),
  )
  expect(await unitIdOf(shop, 'Lamp-1')).toBe(unitIds[1])
})

test('held pieces may go, what is chosen or promised may not, and the refusal names who has it', async () => {
  const { variantId, unitIds } = await drills('Lens', 4)
  await shop.act(tx => stock.holdUnit(tx, unitIds[0]!, { kind: 'quarantined', reason: 'Scratched' }))
  const orderLineId = await placeOrder(shop, here, variantId, 1)
  const note = await makeNote(shop, here, [
    { orderLineId, variantId, quantity: 1, lotId: null, unitIds: [unitIds[1]!] },
  ])
  await placeOrder(shop, here, variantId, 2)
  const chosen = await draft({ variantId, unitId: unitIds[1]! })
  await expect(send(chosen.id)).rejects.toThrow(`Serial Lens-1 of Lens is already chosen for ${note.number}.`)
  const promised = await draft({ variantId, unitId: unitIds[2]! })
  await expect(send(promised.id)).rejects.toMatchObject({ code: 'below_reserved' })
  const held = await draft({ variantId, unitId: unitIds[0]! })
  await send(held.id)
  expect(await onHand(variantId)).toEqual({ HS: 3, transit: 1 })
})

test.each([
  ['serials', { quantity: 1 }, 'serial_needed'],
  ['lots', { quantity: 1 }, 'lot_number_needed'],
  ['none', { unitId: 404 }, 'not_found'],
  ['none', { binId: 404 }, 'not_found'],
] as const)('of goods tracked by %s, the line %o is refused: %s', async (tracking, line, code) => {
  const variantId = await makeProduct(shop, tracking)
  await expect(draft({ variantId, ...line })).rejects.toMatchObject({ code })
})

test('a draft follows a piece into another bin, and is changed by one clerk at a time', async () => {
  const { variantId, unitIds } = await drills('Fan', 1)
  const { id } = await draft({ variantId, unitId: unitIds[0]! })
  await shop.act(tx =>
    changeTransfer(tx, id, { ...inputOf([{ variantId, unitId: unitIds[0]! }]), version: 1 }),
  )
  await expect(shop.act(tx => changeTransfer(tx, id, { ...inputOf([]), version: 1 }))).rejects.toMatchObject({
    code: 'changed_meanwhile',
  })
  const nothing = await draft()
  await expect(send(nothing.id)).rejects.toMatchObject({ code: 'no_lines' })
})

test('of two who receive the same goods at once, one does', async () => {
  const { variantId, unitIds } = await drills('Race', 4)
  const { id } = await draft(...unitIds.map(unitId => ({ variantId, unitId })))
  await send(id)
  const { lines } = await read(id)
  const { done, refused } = await settle(times(6, () => receive(id, { lineId: lines[0]!.id, quantity: 1 })))
  expect(done).toBe(1)
  expect(new Set(refused)).toEqual(new Set(['transfer_over_received']))
  const ends = await settle([
    receive(id, ...lines.slice(1).map(line => ({ lineId: line.id, quantity: 1 }))),
    receive(id, ...lines.slice(1).map(line => ({ lineId: line.id, quantity: 1 }))),
  ])
  expect(ends.done).toBe(1)
  expect(await onHand(variantId)).toEqual({ PIER: 4 })
})

test('a piece that is sent and chosen for a note in the same moment goes one way only', async () => {
  const { variantId, unitIds } = await drills('Duel', 4)
  const orderLineId = await placeOrder(shop, here, variantId, 1)
  const drafts = await Promise.all(unitIds.map(unitId => draft({ variantId, unitId })))
  const outcomes = await Promise.all(
    unitIds.map((unitId, index) =>
      settle([
        makeNote(shop, here, [{ orderLineId, variantId, quantity: 1, lotId: null, unitIds: [unitId] }]),
        send(drafts[index]!.id),
      ]),
    ),
  )
  for (const { done } of outcomes) expect(done).toBeLessThanOrEqual(1)
  expect(outcomes.some(({ done }) => done === 1)).toBe(true)
})
