import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type StockChange, stockChange } from '../../contract/adjustments.ts'
import { readAdjustment } from '../../server/stock/adjustments/read-adjustments.ts'
import { listAdjustmentReasons } from '../../server/stock/adjustments/reasons.ts'
import * as stock from '../../server/stock/public.ts'
import { heldOpen, untilSomebodyWaits } from '../harness/held-open.ts'
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
let shelf: Shelf
const reasons = new Map<string, number>()
beforeAll(async () => {
  shop = await openTestShop()
  shelf = await makeShelf(shop)
  for (const { id, name } of (await listAdjustmentReasons(shop.reader)).items) reasons.set(name, id)
})
afterAll(async () => {
  expect(await stock.verify(shop.house.pool)).toEqual([])
  await shop.close()
})

const adjust = (reason: string, ...changes: Partial<StockChange>[]) =>
  shop.act(tx =>
    stock.adjust(tx, {
      reasonId: reasons.get(reason)!,
      note: '',
      changes: changes.map(change => stockChange.parse({ binId: shelf.binId, ...change })),
    }),
  )
const onHand = async (variantId: number) =>
  (
    await shop.rows<{ n: number }>(
      'select coalesce(sum(on_hand), 0)::bigint as n from level where variant_id = $1',
      [variantId],
    )
  )[0]!.n

test('goods without lots go up and down, and the adjustment says what, where, why and who', async () => {
  const variantId = await makeProduct(shop, 'none', 'Candles')
  await adjust('Found', { variantId, quantity: 12 })
  const { id, number } = await adjust('Damage', { variantId, quantity: -5 })
  expect(number).toMatch(/^A\d+$/)
  expect(await onHand(variantId)).toBe(7)
  expect(await readAdjustment(shop.reader, id)).toMatchObject({
    number,
    reason: 'Damage',
    lines: [{ product: { name: 'Candles' }, bin: 'A-01', direction: 'down', quantity: 5, lot: null }],
  })
  const scrapped = await shop.rows(
    `select from movement m join place on place.id = m.to_place_id where m.document_id = $1 and place.kind = 'scrap'`,
    [id],
  )
  expect(scrapped).toHaveLength(1)
})

test('a lot that was not known is found, and part of it goes again', async () => {
  const variantId = await makeProduct(shop, 'lots', 'Honey')
  await adjust('Found', { variantId, quantity: 10, lotNumber: 'H-1', expiresOn: '2027-05-01' })
  await adjust('Variance', { variantId, quantity: -4, lotNumber: 'H-1' })
  expect(await onHand(variantId)).toBe(6)
  await expect(adjust('Variance', { variantId, quantity: -7, lotNumber: 'H-1' })).rejects.toThrow(
    'Honey, lot H-1: only 6 in bin A-01 may be taken out, not 7. There is no more of it. Reload to see what is there now.',
  )
  await expect(adjust('Variance', { variantId, quantity: -1, lotNumber: 'H-2' })).rejects.toMatchObject({
    code: 'below_claimed',
  })
  await expect(adjust('Variance', { variantId, quantity: -1 })).rejects.toMatchObject({
    code: 'lot_number_needed',
  })
})

test('a piece that was taken out and is found again is the same piece', async () => {
  const variantId = await makeProduct(shop, 'serials', 'Drill')
  await receiveGoods(shop, [
    { variantId, quantity: 1, placeId: shelf.binId, lotNumber: 'D', serial: 'D-1' },
    { variantId, quantity: 1, placeId: shelf.binId, lotNumber: 'D', serial: 'D-2' },
  ])
  const unitId = await unitIdOf(shop, 'D-1')
  await adjust('Variance', { variantId, quantity: -1, serials: ['D-1'] })
  expect(await onHand(variantId)).toBe(1)
  await adjust('Found', {
    variantId,
    quantity: 1,
    lotNumber: 'D',
    serials: ['D-1'],
    binId: shelf.otherBinId,
  })
  expect(await unitIdOf(shop, 'D-1')).toBe(unitId)
  expect(await shop.rows('select place_id from unit where id = $1', [unitId])).toEqual([
    { place_id: shelf.otherBinId },
  ])
})

test.each([
  ['serials', { quantity: -2, serials: ['X-1'] }, 'pieces_unnamed'],
  ['serials', { quantity: -1, serials: ['X-404'] }, 'unit_unknown'],
  ['serials', { quantity: -2, serials: ['X-1', 'X-1'] }, 'serial_twice'],
  ['serials', { quantity: 1, lotNumber: 'X', serials: ['X-1'] }, 'serial_exists'],
  ['none', { quantity: -1, serials: ['X-1'] }, 'serial_not_tracked'],
  ['none', { quantity: 1, lotNumber: 'X' }, 'lot_not_tracked'],
] as const)('of goods tracked by %s, %o is refused: %s', async (tracking, change, code) => {
  const variantId = await makeProduct(shop, tracking)
  const serial = tracking === 'serials' ? { lotNumber: 'X', serial: 'X-1' } : {}
  await receiveGoods(shop, [{ variantId, quantity: 1, placeId: shelf.binId, ...serial }])
  const given = { variantId, ...change, serials: 'serials' in change ? [...change.serials] : [] }
  await expect(adjust('Variance', given)).rejects.toMatchObject({ code })
})

test('what is chosen for a note or promised to an order stays, and the refusal names who has it', async () => {
  const variantId = await makeProduct(shop, 'serials', 'Lens')
  await receiveGoods(
    shop,
    times(3, n => ({ variantId, quantity: 1, placeId: shelf.binId, lotNumber: 'L', serial: `L-${n}` })),
  )
  const orderLineId = await placeOrder(shop, shelf, variantId, 1)
  const note = await makeNote(shop, shelf, [
    { orderLineId, variantId, quantity: 1, lotId: null, unitIds: [await unitIdOf(shop, 'L-0')] },
  ])
  await expect(adjust('Variance', { variantId, quantity: -1, serials: ['L-0'] })).rejects.toThrow(
    `Serial L-0 of Lens is already chosen for ${note.number}.`,
  )
  await placeOrder(shop, shelf, variantId, 2)
  await expect(adjust('Variance', { variantId, quantity: -1, serials: ['L-1'] })).rejects.toMatchObject({
    code: 'below_reserved',
  })
  const tea = await makeProduct(shop, 'lots', 'Tea')
  await receiveGoods(shop, [{ variantId: tea, quantity: 5, placeId: shelf.binId, lotNumber: 'T' }])
  const teaLine = await placeOrder(shop, shelf, tea, 3)
  const lotId = await lotIdOf(shop, 'T')
  const teaNote = await makeNote(shop, shelf, [
    { orderLineId: teaLine, variantId: tea, quantity: 3, lotId, unitIds: null },
  ])
  await expect(adjust('Variance', { variantId: tea, quantity: -3, lotNumber: 'T' })).rejects.toThrow(
    `The rest is chosen for ${teaNote.number}.`,
  )
})

test('a reason that only raises the stock does not lower it, and an archived one is not found', async () => {
  const variantId = await makeProduct(shop, 'none')
  await expect(adjust('Found', { variantId, quantity: -1 })).rejects.toThrow('“Found” only raises the stock.')
  await shop.rows(`update adjustment_reason set archived_at = now() where name = 'Transfer'`)
  await expect(adjust('Transfer', { variantId, quantity: 1 })).rejects.toMatchObject({ code: 'not_found' })
})

test('of many clerks who take the last ones out at once, only so many succeed as there were', async () => {
  const variantId = await makeProduct(shop, 'none')
  await adjust('Found', { variantId, quantity: 5 })
  const { done, refused } = await settle(times(12, () => adjust('Variance', { variantId, quantity: -1 })))
  expect(done).toBe(5)
  expect(new Set(refused)).toEqual(new Set(['below_claimed']))
})

test('a clerk who chooses a piece and one who writes it off: one of the two is told', async () => {
  const variantId = await makeProduct(shop, 'serials')
  const serials = times(10, n => `RACE-${n}`)
  await receiveGoods(
    shop,
    serials.map(serial => ({ variantId, quantity: 1, placeId: shelf.binId, lotNumber: 'R', serial })),
  )
  const orderLineId = await placeOrder(shop, shelf, variantId, 1)
  const outcomes = await Promise.all(
    serials.map(async serial => {
      const unitId = await unitIdOf(shop, serial)
      const pick = { orderLineId, variantId, quantity: 1, lotId: null, unitIds: [unitId] }
      return settle([
        makeNote(shop, shelf, [pick]),
        adjust('Damage', { variantId, quantity: -1, serials: [serial] }),
      ])
    }),
  )
  for (const { done } of outcomes) expect(done).toBe(1)
})

test('whoever chooses a piece stands in the queue for reserved goods before taking hold of the shelf', async () => {
  const variantId = await makeProduct(shop, 'serials')
  await receiveGoods(shop, [
    { variantId, quantity: 1, placeId: shelf.binId, lotNumber: 'Q', serial: 'QUEUE-1' },
    { variantId, quantity: 1, placeId: shelf.binId, lotNumber: 'Q', serial: 'QUEUE-2' },
  ])
  const orderLineId = await placeOrder(shop, shelf, variantId, 1)
  const first = await heldOpen(shop, tx =>
    sql`select from reserved_level where variant_id = ${variantId} for update`.execute(tx.db),
  )
  const unitIds = [await unitIdOf(shop, 'QUEUE-1')]
  const note = makeNote(shop, shelf, [{ orderLineId, variantId, quantity: 1, lotId: null, unitIds }])
  await untilSomebodyWaits(shop)
  await shop.rows('select from level where variant_id = $1 for update nowait', [variantId])
  await first.commit()
  await note
})
