import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { ReturnOutcome } from '../../contract/returns.ts'
import * as fulfilment from '../../server/fulfilment/public.ts'
import { findReturnable } from '../../server/fulfilment/returns/find-returnable.ts'
import { listReturns } from '../../server/fulfilment/returns/list-returns.ts'
import * as stock from '../../server/stock/public.ts'
import { find } from '../../server/trace/find.ts'
import { heldOpen, untilSomebodyWaits } from '../harness/held-open.ts'
import { openTestShop, type TestShop } from '../harness/shop.ts'
import { lotIdOf, settle, times, unitIdOf } from '../harness/stocked-shop.ts'
import { type CornerShop, deliver, note, order, refusalOf } from '../sales/corner-shop.ts'
import { stockForReturns } from './returning.ts'

let shop: TestShop
let corner: CornerShop
let at: Awaited<ReturnType<typeof stockForReturns>>
beforeAll(async () => {
  shop = await openTestShop({ poolSize: 12 })
  at = await stockForReturns(shop)
  corner = at.corner
})
afterEach(async () => expect(await stock.verify(shop.house.pool)).toEqual([]))
afterAll(() => shop.close())

test('returns: a scan opens the original sale; what came back waits for its inspection, and is sold again after it', async () => {
  const { serial, unitId, note: sold } = await at.soldCamera()
  const { sales } = await findReturnable(shop.reader, serial)
  expect(sales).toMatchObject([
    {
      note: { number: sold.number },
      customer: { name: 'Ada Archer' },
      parts: [{ isMeant: true, blocked: null, unit: { serial } }],
    },
  ])
  const returned = await at.back(corner.customerId, { unitId })
  expect(returned.number).toMatch(/^R\d+$/)
  expect((await find(shop.reader, returned.number.toLowerCase())).matches).toMatchObject([
    { kind: 'return', id: returned.id, exact: true, detail: 'Ada Archer · to inspect' },
  ])
  expect(returned.lines).toMatchObject([
    { unit: { serial }, outcome: null, reason: 'Faulty', note: { number: sold.number } },
  ])
  expect(await at.whereIs(unitId)).toEqual({ kind: 'bin', code: 'A-01', claimed: true })
  const again = await order(shop, corner, [corner.camera, 1])
  const taken = await refusalOf(note(shop, again, { quantity: 1, unitIds: [unitId] }))
  expect(taken.sentence).toContain(`already chosen for ${returned.number}`)
  const judged = await at.judge(returned.id, returned.lines[0]!.id, 'resell', corner.shelf.otherBinId)
  expect(judged.lines[0]).toMatchObject({
    outcome: 'resell',
    finding: 'Looked at',
    inspectedBy: 'Olive Owner',
  })
  expect(await at.whereIs(unitId)).toEqual({ kind: 'bin', code: 'A-02', claimed: false })
  await deliver(shop, await note(shop, again, { quantity: 1, unitIds: [unitId] }))
  expect((await at.whereIs(unitId)).kind).toBe('customer')
  expect((await refusalOf(at.judge(returned.id, returned.lines[0]!.id, 'scrap'))).code).toBe(
    'inspected_already',
  )
})

test('returns: a piece comes back only from the customer it was sold to, only once, and only when it was sold', async () => {
  const { serial, unitId, note: sold } = await at.soldCamera()
  const wrong = await refusalOf(at.back(at.bob, { unitId }))
  expect(wrong).toEqual({
    code: 'sold_to_another',
    sentence: `Serial ${serial} of Camera was sold to Ada Archer (${sold.number}), not to Bob Baker. Take it back from Ada Archer, or check the number on the piece.`,
  })
  const done = await at.back(corner.customerId, { unitId, outcome: 'scrap' })
  const twice = await refusalOf(at.back(corner.customerId, { unitId }))
  expect(twice.sentence).toBe(
    `Serial ${serial} of Camera is back already: returned with ${done.number} on 2026-11-20. Check the number on the piece.`,
  )
  expect((await refusalOf(findReturnable(shop.reader, serial))).code).toBe('already_returned')
  const never = await refusalOf(at.back(corner.customerId, { unitId: await unitIdOf(shop, 'CAM-6') }))
  expect(never.sentence).toContain(
    'Serial CAM-6 of Camera is not with a customer: it is in bin A-01 at Harbour Street.',
  )
  const { unitId: other } = await at.soldCamera()
  expect((await refusalOf(at.back(corner.customerId, { unitId: other }, { unitId: other }))).code).toBe(
    'line_over_returned',
  )
})

test('returns: of a delivery line no more comes back than went, lot by lot; a note that is not delivered gives nothing back', async () => {
  const made = await at.soldMilk(10)
  const noteLineId = made.lines[0]!.id
  const lotId = await lotIdOf(shop, 'M-BIG')
  const first = await at.back(corner.customerId, { noteLineId, lotId, quantity: 4 })
  const tooMany = await refusalOf(at.back(corner.customerId, { noteLineId, lotId, quantity: 7 }))
  expect(tooMany.sentence).toContain(
    `Only 6 of Lot M-BIG of Milk can still come back from ${made.number}; 7 were entered.`,
  )
  const otherLot = await lotIdOf(shop, 'M-OTHER')
  expect(
    (await refusalOf(at.back(corner.customerId, { noteLineId, lotId: otherLot, quantity: 1 }))).code,
  ).toBe('line_over_returned')
  await at.back(corner.customerId, { noteLineId, lotId, quantity: 6, outcome: 'supplier' })
  expect((await fulfilment.readReturn(shop.reader, first.id)).lines[0]!.quantity).toBe(4)
  const placed = await order(shop, corner, [corner.bag, 2])
  const ready = await note(shop, placed, { quantity: 2 })
  const early = await refusalOf(
    at.back(corner.customerId, { noteLineId: ready.lines[0]!.id, quantity: 1, outcome: 'resell' }),
  )
  expect(early.code).toBe('wrong_state')
  await deliver(shop, ready)
  await at.back(corner.customerId, { noteLineId: ready.lines[0]!.id, quantity: 2, outcome: 'resell' })
})

test('returns: what waits or is repaired is not sold; held and expired goods come back, but not for sale', async () => {
  const { unitId, note: sold } = await at.soldCamera()
  const returned = await at.back(corner.customerId, { unitId })
  const lineId = returned.lines[0]!.id
  await at.judge(returned.id, lineId, 'repair')
  expect((await refusalOf(at.judge(returned.id, lineId, 'repair'))).code).toBe('inspected_already')
  expect((await listReturns(shop.reader, { limit: 5, waits: 'repair' })).items.map(row => row.id)).toContain(
    returned.id,
  )
  await shop.act(tx => stock.holdUnit(tx, unitId, { kind: 'recalled', reason: 'Hot battery' }))
  expect((await refusalOf(at.judge(returned.id, lineId, 'resell'))).code).toBe('on_hold')
  await at.judge(returned.id, lineId, 'supplier')
  expect((await at.whereIs(unitId)).kind).toBe('supplier')
  expect((await listReturns(shop.reader, { limit: 5, search: sold.number })).items).toHaveLength(1)
})

test('returns: two clerks who take back the same piece in the same second: one does, the other is told', async () => {
  const { unitId } = await at.soldCamera()
  const { done, refused } = await settle(times(4, () => at.back(corner.customerId, { unitId })))
  expect(done).toBe(1)
  expect(new Set(refused)).toEqual(new Set(['already_returned']))
})

test('returns: of one delivery line, clerks together take back what went and no more', async () => {
  const made = await at.soldMilk(10)
  const line = { noteLineId: made.lines[0]!.id, lotId: await lotIdOf(shop, 'M-BIG'), quantity: 3 }
  const { done, refused } = await settle(times(6, () => at.back(corner.customerId, line)))
  expect([done, ...new Set(refused)]).toEqual([3, 'line_over_returned'])
})

test('returns: what somebody is just taking back of a lot is waited for, and counted', async () => {
  const made = await at.soldMilk(10)
  // Of the line there is enough for both, of the lot there is not.
  const [lotId, rightLotId] = [await lotIdOf(shop, 'M-BIG'), await lotIdOf(shop, 'M-OTHER')]
  await at.swap(made, { wrongLotId: lotId, rightLotId, quantity: 5 })
  const line = { noteLineId: made.lines[0]!.id, lotId, quantity: 4 }
  const first = await heldOpen(shop, tx => at.backIn(tx, corner.customerId, line))
  const second = settle([at.back(corner.customerId, line)])
  await untilSomebodyWaits(shop, second)
  await first.commit()
  expect(await second).toEqual({ done: 0, refused: ['line_over_returned'] })
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
      const made = await at.soldMilk(6)
      const has = [6, 0]
      const noteLineId = made.lines[0]!.id
      for (const { kind, lot: which, quantity, outcome } of deeds) {
        const other = 1 - which
        const act =
          kind === 'swap'
            ? at.swap(made, { wrongLotId: lot[which]!, rightLotId: lot[other]!, quantity })
            : at.back(corner.customerId, {
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
      if (rest.length > 0) await at.back(corner.customerId, ...rest)
    }),
    { numRuns: 25 },
  )
})
