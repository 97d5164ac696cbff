import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { DeliveryNote } from '../../contract/fulfilment.ts'
import { type ReturnOutcome, returnInput, swapInput } from '../../contract/returns.ts'
import * as fulfilment from '../../server/fulfilment/public.ts'
import { findReturnable } from '../../server/fulfilment/returns/find-returnable.ts'
import { listReturns } from '../../server/fulfilment/returns/list-returns.ts'
import * as stock from '../../server/stock/public.ts'
import { openTestShop, type TestShop } from '../harness/shop.ts'
import { lotIdOf, receiveGoods, settle, times, unitIdOf } from '../harness/stocked-shop.ts'
import {
  addCustomer,
  type CornerShop,
  deliver,
  note,
  order,
  refusalOf,
  stockCornerShop,
} from '../sales/corner-shop.ts'

let shop: TestShop
let corner: CornerShop
let bob: number
let reasonId: number
beforeAll(async () => {
  shop = await openTestShop({ poolSize: 12 })
  corner = await stockCornerShop(shop)
  bob = await addCustomer(shop, 'Bob Baker')
  const [reason] = await shop.rows<{ id: number }>(`select id from return_reason where name = 'Faulty'`)
  reasonId = reason!.id
  await receiveGoods(shop, [
    ...times(40, index => ({
      variantId: corner.camera,
      quantity: 1,
      placeId: corner.shelf.binId,
      lotNumber: 'C2',
      serial: `NEW-${index}`,
    })),
    { variantId: corner.milk, quantity: 400, placeId: corner.shelf.binId, lotNumber: 'M-BIG' },
    { variantId: corner.milk, quantity: 400, placeId: corner.shelf.binId, lotNumber: 'M-OTHER' },
    { variantId: corner.bag, quantity: 400, placeId: corner.shelf.binId },
  ])
})
afterEach(async () => expect(await stock.verify(shop.house.pool)).toEqual([]))
afterAll(() => shop.close())

let next = 0
/** A camera that nobody else in this file touches, sold and delivered. */
async function soldCamera(): Promise<{ serial: string; unitId: number; note: DeliveryNote }> {
  const serial = `NEW-${next++}`
  const unitId = await unitIdOf(shop, serial)
  const placed = await order(shop, corner, [corner.camera, 1])
  const made = await note(shop, placed, { quantity: 1, unitIds: [unitId] })
  return { serial, unitId, note: await deliver(shop, made) }
}
async function soldMilk(quantity: number): Promise<DeliveryNote> {
  const placed = await order(shop, corner, [corner.milk, quantity])
  const lots = [{ lotId: await lotIdOf(shop, 'M-BIG'), quantity }]
  return deliver(shop, await note(shop, placed, { quantity, lots }))
}
interface Back {
  unitId?: number
  noteLineId?: number
  lotId?: number
  quantity?: number
  outcome?: ReturnOutcome
}
const back = (customerId: number, ...lines: Back[]) =>
  shop.act(tx =>
    fulfilment.takeReturn(
      tx,
      returnInput.parse({
        customerId,
        lines: lines.map(line => ({ reasonId, binId: corner.shelf.binId, ...line })),
      }),
    ),
  )
const judge = (id: number, lineId: number, outcome: ReturnOutcome, binId: number | null = null) =>
  shop.act(tx =>
    fulfilment.inspectReturn(tx, id, { lines: [{ lineId, outcome, finding: 'Looked at', binId }] }),
  )
const swap = (made: DeliveryNote, input: object) =>
  shop.act(tx =>
    fulfilment.swapDelivered(
      tx,
      made.id,
      swapInput.parse({ noteLineId: made.lines[0]!.id, reason: 'Wrong label', ...input }),
    ),
  )
const whereIs = async (unitId: number) => {
  const [row] = await shop.rows<{ kind: string; code: string; claimed: boolean }>(
    'select kind, code, allocation_id is not null as claimed from unit join place on place.id = place_id where unit.id = $1',
    [unitId],
  )
  return row!
}

test('returns: a scan opens the original sale; what came back waits for its inspection, and is sold again after it', async () => {
  const { serial, unitId, note: sold } = await soldCamera()
  const { sales } = await findReturnable(shop.reader, serial)
  expect(sales).toMatchObject([
    {
      note: { number: sold.number },
      customer: { name: 'Ada Archer' },
      parts: [{ isMeant: true, blocked: null, unit: { serial } }],
    },
  ])
  const returned = await back(corner.customerId, { unitId })
  expect(returned.number).toMatch(/^R\d+$/)
  expect(returned.lines).toMatchObject([
    { unit: { serial }, outcome: null, reason: 'Faulty', note: { number: sold.number } },
  ])
  expect(await whereIs(unitId)).toEqual({ kind: 'bin', code: 'A-01', claimed: true })
  const again = await order(shop, corner, [corner.camera, 1])
  const taken = await refusalOf(note(shop, again, { quantity: 1, unitIds: [unitId] }))
  expect(taken.sentence).toContain(`already chosen for ${returned.number}`)
  const judged = await judge(returned.id, returned.lines[0]!.id, 'resell', corner.shelf.otherBinId)
  expect(judged.lines[0]).toMatchObject({
    outcome: 'resell',
    finding: 'Looked at',
    inspectedBy: 'Olive Owner',
  })
  expect(await whereIs(unitId)).toEqual({ kind: 'bin', code: 'A-02', claimed: false })
  await deliver(shop, await note(shop, again, { quantity: 1, unitIds: [unitId] }))
  expect((await whereIs(unitId)).kind).toBe('customer')
  expect((await refusalOf(judge(returned.id, returned.lines[0]!.id, 'scrap'))).code).toBe('inspected_already')
})

test('returns: a piece comes back only from the customer it was sold to, only once, and only when it was sold', async () => {
  const { serial, unitId, note: sold } = await soldCamera()
  const wrong = await refusalOf(back(bob, { unitId }))
  expect(wrong).toEqual({
    code: 'sold_to_another',
    sentence: `Serial ${serial} of Camera was sold to Ada Archer (${sold.number}), not to Bob Baker. Take it back from Ada Archer, or check the number on the piece.`,
  })
  const done = await back(corner.customerId, { unitId, outcome: 'scrap' })
  const twice = await refusalOf(back(corner.customerId, { unitId }))
  expect(twice.sentence).toBe(
    `Serial ${serial} of Camera is back already: returned with ${done.number} on 2026-11-20. Check the number on the piece.`,
  )
  expect((await refusalOf(findReturnable(shop.reader, serial))).code).toBe('already_returned')
  const never = await refusalOf(back(corner.customerId, { unitId: await unitIdOf(shop, 'CAM-6') }))
  expect(never.sentence).toContain(
    'Serial CAM-6 of Camera is not with a customer: it is in bin A-01 at Harbour Street.',
  )
  const { unitId: other } = await soldCamera()
  expect((await refusalOf(back(corner.customerId, { unitId: other }, { unitId: other }))).code).toBe(
    'line_over_returned',
  )
})

test('returns: of a delivery line no more comes back than went, lot by lot; a note that is not delivered gives nothing back', async () => {
  const made = await soldMilk(10)
  const noteLineId = made.lines[0]!.id
  const lotId = await lotIdOf(shop, 'M-BIG')
  const first = await back(corner.customerId, { noteLineId, lotId, quantity: 4 })
  const tooMany = await refusalOf(back(corner.customerId, { noteLineId, lotId, quantity: 7 }))
  expect(tooMany.sentence).toContain(
    `Only 6 of Lot M-BIG of Milk can still come back from ${made.number}; 7 were entered.`,
  )
  const otherLot = await lotIdOf(shop, 'M-OTHER')
  expect((await refusalOf(back(corner.customerId, { noteLineId, lotId: otherLot, quantity: 1 }))).code).toBe(
    'line_over_returned',
  )
  await back(corner.customerId, { noteLineId, lotId, quantity: 6, outcome: 'supplier' })
  expect((await fulfilment.readReturn(shop.reader, first.id)).lines[0]!.quantity).toBe(4)
  const placed = await order(shop, corner, [corner.bag, 2])
  const ready = await note(shop, placed, { quantity: 2 })
  const early = await refusalOf(
    back(corner.customerId, { noteLineId: ready.lines[0]!.id, quantity: 1, outcome: 'resell' }),
  )
  expect(early.code).toBe('wrong_state')
  await deliver(shop, ready)
  await back(corner.customerId, { noteLineId: ready.lines[0]!.id, quantity: 2, outcome: 'resell' })
})

test('returns: what waits or is repaired is not sold; held and expired goods come back, but not for sale', async () => {
  const { unitId, note: sold } = await soldCamera()
  const returned = await back(corner.customerId, { unitId })
  const lineId = returned.lines[0]!.id
  await judge(returned.id, lineId, 'repair')
  expect((await refusalOf(judge(returned.id, lineId, 'repair'))).code).toBe('inspected_already')
  expect((await listReturns(shop.reader, { limit: 5, waits: 'repair' })).items.map(row => row.id)).toContain(
    returned.id,
  )
  await shop.act(tx => stock.holdUnit(tx, unitId, { kind: 'recalled', reason: 'Hot battery' }))
  expect((await refusalOf(judge(returned.id, lineId, 'resell'))).code).toBe('on_hold')
  await judge(returned.id, lineId, 'supplier')
  expect((await whereIs(unitId)).kind).toBe('supplier')
  expect((await listReturns(shop.reader, { limit: 5, search: sold.number })).items).toHaveLength(1)
})

test('returns: two clerks who take back the same piece in the same second: one does, the other is told', async () => {
  const { unitId } = await soldCamera()
  const { done, refused } = await settle(times(4, () => back(corner.customerId, { unitId })))
  expect(done).toBe(1)
  expect(new Set(refused)).toEqual(new Set(['already_returned']))
})

test('returns: of one delivery line, clerks together take back what went and no more', async () => {
  const made = await soldMilk(10)
  const line = { noteLineId: made.lines[0]!.id, lotId: await lotIdOf(shop, 'M-BIG'), quantity: 3 }
  const { done, refused } = await settle(times(6, () => back(corner.customerId, line)))
  expect([done, ...new Set(refused)]).toEqual([3, 'line_over_returned'])
})

test('returns: a wrong serial on a delivered note is swapped in one step, told in its history, with movements both ways', async () => {
  const { serial, unitId, note: sold } = await soldCamera()
  const right = `NEW-${next++}`
  const swapped = await swap(sold, { wrongUnitId: unitId, rightSerial: right })
  expect(swapped.lines[0]!.picks.flatMap(pick => pick.units.map(unit => unit.serial))).toEqual([right])
  expect(swapped.lines[0]).toMatchObject({ identifiersLacking: 0, quantityChosen: 1 })
  expect(swapped.correctedAt).not.toBeNull()
  expect(swapped.events.at(-1)).toMatchObject({
    what: 'swapped',
    detail: { wrong: serial, right, product: 'Camera', reason: 'Wrong label' },
  })
  expect(await whereIs(unitId)).toEqual({ kind: 'bin', code: 'A-01', claimed: false })
  expect((await whereIs(await unitIdOf(shop, right))).kind).toBe('customer')
  expect((await refusalOf(back(corner.customerId, { unitId }))).code).toBe('not_with_customer')
  await back(corner.customerId, { unitId: await unitIdOf(shop, right) })
  const late = await refusalOf(
    swap(sold, { wrongUnitId: await unitIdOf(shop, right), rightSerial: `NEW-${next}` }),
  )
  expect(late.code).toBe('already_returned')
})

test('returns: a swap refuses a right piece that is unknown, chosen, held or sold, and keeps everything as it was', async () => {
  const { unitId, note: sold } = await soldCamera()
  const gone = await soldCamera()
  const wrongUnitId = unitId
  expect((await refusalOf(swap(sold, { wrongUnitId, rightSerial: 'NOWHERE' }))).code).toBe('unit_unknown')
  const elsewhere = await refusalOf(swap(sold, { wrongUnitId, rightSerial: gone.serial }))
  expect(elsewhere.sentence).toContain(`delivered on ${gone.note.number}`)
  const chosen = `NEW-${next++}`
  const holder = await note(shop, await order(shop, corner, [corner.camera, 1]), {
    quantity: 1,
    unitIds: [await unitIdOf(shop, chosen)],
  })
  const taken = await refusalOf(swap(sold, { wrongUnitId, rightSerial: chosen }))
  expect(taken.sentence).toContain(holder.number)
  const held = `NEW-${next++}`
  const heldId = await unitIdOf(shop, held)
  await shop.act(tx => stock.holdUnit(tx, heldId, { kind: 'quarantined', reason: 'Scratched' }))
  expect((await refusalOf(swap(sold, { wrongUnitId, rightSerial: held }))).code).toBe('on_hold')
  expect((await whereIs(unitId)).kind).toBe('customer')
  const ready = await note(shop, await order(shop, corner, [corner.bag, 1]), { quantity: 1 })
  expect((await refusalOf(swap(ready, { wrongUnitId, rightSerial: held }))).code).toBe('wrong_state')
  await swap(sold, { wrongUnitId, rightSerial: `NEW-${next++}`, quarantine: true })
  const [wrong] = await shop.rows<{ reason: string }>(
    'select reason from unit join hold on hold.id = unit.hold_id where unit.id = $1',
    [unitId],
  )
  expect(wrong!.reason).toBe(`Swapped on ${sold.number}: Wrong label`)
})

test('returns: a part of a wrong lot is swapped; what is promised to others stays promised', async () => {
  const made = await soldMilk(10)
  const [wrongLotId, rightLotId] = [await lotIdOf(shop, 'M-BIG'), await lotIdOf(shop, 'M-OTHER')]
  const swapped = await swap(made, { wrongLotId, rightLotId, quantity: 4 })
  expect(swapped.lines[0]!.picks.map(pick => [pick.lot!.number, pick.quantity])).toEqual([
    ['M-BIG', 6],
    ['M-OTHER', 4],
  ])
  const noteLineId = made.lines[0]!.id
  expect(
    (await refusalOf(back(corner.customerId, { noteLineId, lotId: wrongLotId, quantity: 7 }))).code,
  ).toBe('line_over_returned')
  await back(corner.customerId, { noteLineId, lotId: rightLotId, quantity: 4, outcome: 'resell' })
  const tooMany = await refusalOf(swap(made, { wrongLotId, rightLotId, quantity: 7 }))
  expect(tooMany.code).toBe('line_over_returned')
})

test('returns: return against swap of the same piece: one is done, and the other is told why not', async () => {
  for (const _ of times(4, index => index)) {
    const { unitId, note: sold } = await soldCamera()
    const rightSerial = `NEW-${next++}`
    const { done, refused } = await settle([
      back(corner.customerId, { unitId }),
      swap(sold, { wrongUnitId: unitId, rightSerial }),
    ])
    expect(done).toBe(1)
    expect(['already_returned', 'not_with_customer']).toContain(refused[0])
  }
})

test('returns: two swaps that want the same right piece: one gets it', async () => {
  const [one, other] = [await soldCamera(), await soldCamera()]
  const rightSerial = `NEW-${next++}`
  const { done, refused } = await settle(
    [one, other].map(sold => swap(sold.note, { wrongUnitId: sold.unitId, rightSerial })),
  )
  expect([done, ...refused]).toEqual([1, 'unit_elsewhere'])
})

test('returns: however goods come back, are judged and swapped, no line gets back more than it sent', async () => {
  const lot = [await lotIdOf(shop, 'M-BIG'), await lotIdOf(shop, 'M-OTHER')] as const
  const deed = fc.record({
    kind: fc.constantFrom('back', 'back', 'swap'),
    lot: fc.nat(1),
    quantity: fc.integer({ min: 1, max: 6 }),
    outcome: fc.constantFrom<(ReturnOutcome | undefined)[]>(undefined, 'resell', 'repair'),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(deed, { minLength: 2, maxLength: 6 }), async deeds => {
      const made = await soldMilk(6)
      const has = [6, 0]
      const noteLineId = made.lines[0]!.id
      for (const { kind, lot: which, quantity, outcome } of deeds) {
        const other = 1 - which
        const act =
          kind === 'swap'
            ? swap(made, { wrongLotId: lot[which]!, rightLotId: lot[other]!, quantity })
            : back(corner.customerId, {
                noteLineId,
                lotId: lot[which]!,
                quantity,
                ...(outcome && { outcome }),
              })
        if (quantity > has[which]!) {
          expect((await refusalOf(act)).code).toBe('line_over_returned')
          continue
        }
        await act
        has[which]! -= quantity
        if (kind === 'swap') has[other]! += quantity
      }
      const [row] = await shop.rows<{ returned: number }>(
        'select quantity_returned as returned from delivery_note_line where id = $1',
        [noteLineId],
      )
      expect(row!.returned).toBe(6 - has[0]! - has[1]!)
      const rest = has.flatMap((left, index) =>
        left === 0 ? [] : [{ noteLineId, lotId: lot[index]!, quantity: left, outcome: 'resell' as const }],
      )
      if (rest.length > 0) await back(corner.customerId, ...rest)
    }),
    { numRuns: 25 },
  )
})
