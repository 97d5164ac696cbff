import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import * as stock from '../../server/stock/public.ts'
import { heldOpen, untilSomebodyWaits } from '../harness/held-open.ts'
import { openTestShop, type TestShop } from '../harness/shop.ts'
import { lotIdOf, settle, times, unitIdOf } from '../harness/stocked-shop.ts'
import { type CornerShop, note, order, refusalOf } from '../sales/corner-shop.ts'
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

test('returns: a wrong serial on a delivered note is swapped in one step, told in its history, with movements both ways', async () => {
  const { serial, unitId, note: sold } = await at.soldCamera()
  const right = at.freshSerial()
  const swapped = await at.swap(sold, { wrongUnitId: unitId, rightSerial: right })
  expect(swapped.lines[0]!.picks.flatMap(pick => pick.units.map(unit => unit.serial))).toEqual([right])
  expect(swapped.lines[0]).toMatchObject({ identifiersLacking: 0, quantityChosen: 1 })
  expect(swapped.correctedAt).not.toBeNull()
  expect(swapped.events.at(-1)).toMatchObject({
    what: 'swapped',
    detail: { wrong: serial, right, product: 'Camera', reason: 'Wrong label' },
  })
  expect(await at.whereIs(unitId)).toEqual({ kind: 'bin', code: 'A-01', claimed: false })
  expect((await at.whereIs(await unitIdOf(shop, right))).kind).toBe('customer')
  expect((await refusalOf(at.back(corner.customerId, { unitId }))).code).toBe('not_with_customer')
  await at.back(corner.customerId, { unitId: await unitIdOf(shop, right) })
  const late = await refusalOf(
    at.swap(sold, { wrongUnitId: await unitIdOf(shop, right), rightSerial: at.freshSerial() }),
  )
  expect(late.code).toBe('already_returned')
})

test('returns: a swap refuses a right piece that is unknown, chosen, held or sold, and keeps everything as it was', async () => {
  const { unitId, note: sold } = await at.soldCamera()
  const gone = await at.soldCamera()
  const wrongUnitId = unitId
  expect((await refusalOf(at.swap(sold, { wrongUnitId, rightSerial: 'NOWHERE' }))).code).toBe('unit_unknown')
  const elsewhere = await refusalOf(at.swap(sold, { wrongUnitId, rightSerial: gone.serial }))
  expect(elsewhere.sentence).toContain(`delivered on ${gone.note.number}`)
  const chosen = at.freshSerial()
  const holder = await note(shop, await order(shop, corner, [corner.camera, 1]), {
    quantity: 1,
    unitIds: [await unitIdOf(shop, chosen)],
  })
  const taken = await refusalOf(at.swap(sold, { wrongUnitId, rightSerial: chosen }))
  expect(taken.sentence).toContain(holder.number)
  const held = at.freshSerial()
  const heldId = await unitIdOf(shop, held)
  await shop.act(tx => stock.holdUnit(tx, heldId, { kind: 'quarantined', reason: 'Scratched' }))
  expect((await refusalOf(at.swap(sold, { wrongUnitId, rightSerial: held }))).code).toBe('on_hold')
  expect((await at.whereIs(unitId)).kind).toBe('customer')
  const ready = await note(shop, await order(shop, corner, [corner.bag, 1]), { quantity: 1 })
  expect((await refusalOf(at.swap(ready, { wrongUnitId, rightSerial: held }))).code).toBe('wrong_state')
  await at.swap(sold, { wrongUnitId, rightSerial: at.freshSerial(), quarantine: true })
  const [wrong] = await shop.rows<{ reason: string }>(
    'select reason from unit join hold on hold.id = unit.hold_id where unit.id = $1',
    [unitId],
  )
  expect(wrong!.reason).toBe(`Swapped on ${sold.number}: Wrong label`)
})

test('returns: a part of a wrong lot is swapped; what is promised to others stays promised', async () => {
  const made = await at.soldMilk(10)
  const [wrongLotId, rightLotId] = [await lotIdOf(shop, 'M-BIG'), await lotIdOf(shop, 'M-OTHER')]
  const swapped = await at.swap(made, { wrongLotId, rightLotId, quantity: 4 })
  expect(swapped.lines[0]!.picks.map(pick => [pick.lot!.number, pick.quantity])).toEqual([
    ['M-BIG', 6],
    ['M-OTHER', 4],
  ])
  const noteLineId = made.lines[0]!.id
  expect(
    (await refusalOf(at.back(corner.customerId, { noteLineId, lotId: wrongLotId, quantity: 7 }))).code,
  ).toBe('line_over_returned')
  await at.back(corner.customerId, { noteLineId, lotId: rightLotId, quantity: 4, outcome: 'resell' })
  const tooMany = await refusalOf(at.swap(made, { wrongLotId, rightLotId, quantity: 7 }))
  expect(tooMany.code).toBe('line_over_returned')
})

test('returns: return against swap of the same piece: one is done, and the other is told why not', async () => {
  for (const _ of times(4, index => index)) {
    const { unitId, note: sold } = await at.soldCamera()
    const rightSerial = at.freshSerial()
    const { done, refused } = await settle([
      at.back(corner.customerId, { unitId }),
      at.swap(sold, { wrongUnitId: unitId, rightSerial }),
    ])
    expect(done).toBe(1)
    expect(['already_returned', 'not_with_customer']).toContain(refused[0])
  }
})

test('returns: a swap waits for a return that is under way, and swaps nothing that came back', async () => {
  const made = await at.soldMilk(10)
  const [wrongLotId, rightLotId] = [await lotIdOf(shop, 'M-BIG'), await lotIdOf(shop, 'M-OTHER')]
  const back = { noteLineId: made.lines[0]!.id, lotId: wrongLotId, quantity: 8 }
  const returned = await heldOpen(shop, tx => at.backIn(tx, corner.customerId, back))
  const swap = settle([at.swap(made, { wrongLotId, rightLotId, quantity: 4 })])
  await untilSomebodyWaits(shop, swap)
  await returned.commit()
  expect(await swap).toEqual({ done: 0, refused: ['line_over_returned'] })
})

test('returns: two swaps that want the same right piece: one gets it', async () => {
  const [one, other] = [await at.soldCamera(), await at.soldCamera()]
  const rightSerial = at.freshSerial()
  const { done, refused } = await settle(
    [one, other].map(sold => at.swap(sold.note, { wrongUnitId: sold.unitId, rightSerial })),
  )
  expect([done, ...refused]).toEqual([1, 'unit_elsewhere'])
})
