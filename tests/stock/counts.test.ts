import { afterAll, beforeAll, expect, test } from 'vitest'
import { cancelCount, finishCountBin, reopenCountBin } from '../../server/stock/counts/count-bins.ts'
import { listCountLines, saveCountLine } from '../../server/stock/counts/count-lines.ts'
import { listCountDifferences } from '../../server/stock/counts/list-differences.ts'
import { postCount } from '../../server/stock/counts/post-count.ts'
import { scanCounted } from '../../server/stock/counts/scan-counted.ts'
import { startCount } from '../../server/stock/counts/start-count.ts'
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
  times,
  unitIdOf,
} from '../harness/stocked-shop.ts'

let shop: TestShop
let shelf: Shelf
beforeAll(async () => {
  shop = await openTestShop()
  shelf = await makeShelf(shop)
})
afterAll(async () => {
  expect(await stock.verify(shop.house.pool)).toEqual([])
  await shop.close()
})

const start = (variantIds: number[], isBlind = false) =>
  shop.act(tx => startCount(tx, { locationId: shelf.locationId, binIds: [], variantIds, isBlind, note: '' }))
const scan = (countId: number, binId: number, ...texts: string[]) =>
  shop.act(tx => scanCounted(tx, countId, binId, texts))
const say = (
  countId: number,
  variantId: number,
  counted: number | null,
  was: number | null,
  lotNumber: string | null = null,
) =>
  shop.act(tx =>
    saveCountLine(tx, countId, shelf.binId, { variantId, lotNumber, expiresOn: null, counted, was }),
  )
const finish = (countId: number, binId: number) => shop.act(tx => finishCountBin(tx, countId, binId))
const post = (countId: number) => shop.act(tx => postCount(tx, countId))
const differences = async (countId: number) =>
  (await listCountDifferences(shop.reader, countId, { limit: 100 })).items.map(
    one => `${one.kind} ${one.serial ?? one.product} in ${one.bin}`,
  )
const pieces = (variantId: number, serials: string[], placeId = shelf.binId) =>
  receiveGoods(
    shop,
    serials.map(serial => ({ variantId, quantity: 1, placeId, lotNumber: 'L', serial })),
  )
const placesOf = async (variantId: number) => {
  const rows = await shop.rows<{ serial: string; code: string }>(
    'select serial, place.code from unit join place on place.id = place_id where variant_id = $1 order by serial',
    [variantId],
  )
  return rows.map(row => `${row.serial} ${row.code}`)
}
const onHand = async (variantId: number) =>
  (
    await shop.rows<{ n: number }>('select sum(on_hand)::bigint as n from level where variant_id = $1', [
      variantId,
    ])
  )[0]!.n

/** Sells so many of a lot or piece and gives them to the customer. */
async function sell(
  variantId: number,
  quantity: number,
  choice: { lotId: number | null; unitIds: number[] | null },
) {
  const orderLineId = await placeOrder(shop, shelf, variantId, quantity)
  const note = await makeNote(shop, shelf, [{ orderLineId, variantId, quantity, ...choice }])
  await shop.act(tx => stock.deliver(tx, { documentId: note.id }))
}

test('scanning tells at once what is here, elsewhere, sold and unknown, and posting puts the books right', async () => {
  const variantId = await makeProduct(shop, 'serials', 'Drill')
  await pieces(variantId, ['D-1', 'D-2', 'D-3', 'D-4'])
  await pieces(variantId, ['D-5'], shelf.otherBinId)
  await sell(variantId, 1, { lotId: null, unitIds: [await unitIdOf(shop, 'D-4')] })
  const count = await start([variantId])
  const { items } = await scan(count.id, shelf.binId, 'D-1', 'D-5', 'D-4', 'D-404')
  expect(items.map(one => one.kind === 'piece' && one.piece.verdict)).toEqual([
    'here',
    'elsewhere',
    'gone',
    'unknown',
  ])
  expect(items[1]).toMatchObject({ piece: { where: 'in bin A-02 at Harbour Street' } })
  await scan(count.id, shelf.binId, 'D-2')
  await finish(count.id, shelf.binId)
  await finish(count.id, shelf.otherBinId)
  expect(await differences(count.id)).toEqual([
    'elsewhere D-5 in A-01',
    'gone D-4 in A-01',
    'missing D-3 in A-01',
    'unknown D-404 in A-01',
  ])
  const posted = await post(count.id)
  expect(posted.state).toBe('posted')
  expect(await placesOf(variantId)).toEqual([
    'D-1 A-01',
    'D-2 A-01',
    'D-3 adjustment',
    'D-4 customer',
    'D-5 A-01',
  ])
  await expect(post(count.id)).rejects.toMatchObject({ code: 'wrong_state' })
  await expect(scan(count.id, shelf.binId, 'D-1')).rejects.toMatchObject({ code: 'wrong_state' })
  const again = await start([variantId])
  expect((await scan(again.id, shelf.binId, 'D-3')).items[0]).toMatchObject({
    piece: { verdict: 'elsewhere' },
  })
  await post(again.id)
  expect(await placesOf(variantId)).toContain('D-3 A-01')
})

test('what moves while it is counted is taken into account exactly', async () => {
  const tea = await makeProduct(shop, 'lots', 'Tea')
  const lens = await makeProduct(shop, 'serials', 'Lens')
  await receiveGoods(shop, [{ variantId: tea, quantity: 10, placeId: shelf.binId, lotNumber: 'T' }])
  await pieces(lens, ['N-1', 'N-2', 'N-3'])
  const count = await start([tea, lens])
  await say(count.id, tea, 9, null, 'T')
  await sell(tea, 4, { lotId: await lotIdOf(shop, 'T'), unitIds: null })
  await scan(count.id, shelf.binId, 'N-1')
  await finish(count.id, shelf.binId)
  await sell(lens, 1, { lotId: null, unitIds: [await unitIdOf(shop, 'N-2')] })
  await pieces(lens, ['N-9'])
  await post(count.id)
  expect(await onHand(tea)).toBe(5)
  expect(await placesOf(lens)).toEqual(['N-1 A-01', 'N-2 customer', 'N-3 adjustment', 'N-9 A-01'])
})

test('goods that a note has chosen are not written off, and the note is named', async () => {
  const variantId = await makeProduct(shop, 'serials', 'Saw')
  await pieces(variantId, ['S-1'])
  const orderLineId = await placeOrder(shop, shelf, variantId, 1)
  const note = await makeNote(shop, shelf, [
    { orderLineId, variantId, quantity: 1, lotId: null, unitIds: [await unitIdOf(shop, 'S-1')] },
  ])
  const count = await start([variantId])
  await finish(count.id, shelf.binId)
  await expect(post(count.id)).rejects.toThrow(`Serial S-1 of Saw is already chosen for ${note.number}.`)
  await shop.act(tx => reopenCountBin(tx, count.id, shelf.binId))
  expect(await differences(count.id)).toEqual([])
  expect((await shop.act(tx => cancelCount(tx, count.id))).state).toBe('cancelled')
})

test('two who count the same line are told of each other, and one product is not counted in another’s count', async () => {
  const variantId = await makeProduct(shop, 'none', 'Candles')
  const other = await makeProduct(shop, 'none', 'Matches')
  await receiveGoods(shop, [{ variantId, quantity: 5, placeId: shelf.binId }])
  const count = await start([variantId])
  expect(await say(count.id, variantId, 4, null)).toMatchObject({ counted: 4, expected: 5 })
  await expect(say(count.id, variantId, 5, null)).rejects.toMatchObject({ code: 'changed_meanwhile' })
  await say(count.id, variantId, 7, 4)
  await expect(say(count.id, other, 1, null)).rejects.toMatchObject({ code: 'not_in_count' })
  await post(count.id)
  expect(await onHand(variantId)).toBe(7)
})

test('a serial that several products have means the one that is counted, and scanned twice it is counted once', async () => {
  const saw = await makeProduct(shop, 'serials')
  const lamp = await makeProduct(shop, 'serials')
  await pieces(saw, ['SAME-1'])
  await pieces(lamp, ['SAME-1'], shelf.otherBinId)
  const count = await start([lamp])
  const everything = await start([])
  for (const _ of [1, 2]) {
    const [one] = (await scan(count.id, shelf.binId, 'SAME-1')).items
    expect(one).toMatchObject({ kind: 'piece', piece: { verdict: 'elsewhere' } })
    const [other] = (await scan(everything.id, shelf.binId, 'SAME-1')).items
    expect(other).toMatchObject({ kind: 'piece', piece: { verdict: 'here' } })
  }
  for (const { id } of [count, everything]) await shop.act(tx => cancelCount(tx, id))
})

test('a blind count tells nothing of the books before the bin is finished', async () => {
  const variantId = await makeProduct(shop, 'lots', 'Jam')
  await receiveGoods(shop, [{ variantId, quantity: 5, placeId: shelf.binId, lotNumber: 'J' }])
  const count = await start([variantId], true)
  expect((await listCountLines(shop.reader, count.id, shelf.binId)).items).toEqual([])
  expect(await say(count.id, variantId, 4, null, 'J')).toMatchObject({ counted: 4, expected: null })
  expect(await differences(count.id)).toEqual([])
  await finish(count.id, shelf.binId)
  expect(await differences(count.id)).toEqual(['less Jam in A-01'])
})

test('a count that several post at once is posted once', async () => {
  const variantId = await makeProduct(shop, 'none')
  await receiveGoods(shop, [{ variantId, quantity: 5, placeId: shelf.binId }])
  const count = await start([variantId])
  await say(count.id, variantId, 3, null)
  const { done, refused } = await settle(times(6, () => post(count.id)))
  expect([done, new Set(refused)]).toEqual([1, new Set(['wrong_state'])])
  expect(await onHand(variantId)).toBe(3)
})

test('a count that is posted while its missing pieces are delivered leaves each piece in one place', async () => {
  const variantId = await makeProduct(shop, 'serials')
  const serials = times(8, n => `RACE-${n}`)
  await pieces(variantId, serials)
  const count = await start([variantId])
  await finish(count.id, shelf.binId)
  const notes = await Promise.all(
    serials.slice(0, 4).map(async serial => {
      const orderLineId = await placeOrder(shop, shelf, variantId, 1)
      return makeNote(shop, shelf, [
        { orderLineId, variantId, quantity: 1, lotId: null, unitIds: [await unitIdOf(shop, serial)] },
      ])
    }),
  )
  await Promise.allSettled([
    ...notes.map(note => shop.act(tx => stock.deliver(tx, { documentId: note.id }))),
    ...times(8, () => post(count.id)),
  ])
  await post(count.id).catch(() => null)
  const places = await placesOf(variantId)
  expect(places.filter(one => one.endsWith('customer'))).toHaveLength(4)
  expect(places.filter(one => one.endsWith('adjustment'))).toHaveLength(4)
})

test('10,000 serials are scanned, finished and posted without anybody waiting', async () => {
  const variantId = await makeProduct(shop, 'serials')
  const serials = times(10_000, n => `BULK-${n}`)
  await pieces(variantId, serials)
  const count = await start([variantId])
  await scan(count.id, shelf.binId, ...serials.slice(0, 9_900))
  expect((await finish(count.id, shelf.binId)).bins[0]).toMatchObject({ counted: 9_900, differences: 100 })
  await post(count.id)
  expect(await onHand(variantId)).toBe(9_900)
}, 60_000)
