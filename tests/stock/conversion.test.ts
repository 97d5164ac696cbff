import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ConversionLine, conversionLine } from '../../contract/conversion.ts'
import * as documentsOf from '../../server/documents/public.ts'
import { cancelConversion } from '../../server/stock/conversion/cancel-conversion.ts'
import { convert } from '../../server/stock/conversion/convert.ts'
import { readShelf, saveShelf } from '../../server/stock/conversion/count-shelf.ts'
import { readConversion } from '../../server/stock/conversion/read-conversion.ts'
import { startConversion } from '../../server/stock/conversion/start-conversion.ts'
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

const none = { lots: false, serials: false }
const lots = { lots: true, serials: false }
const serials = { lots: true, serials: true }

async function productOf(variantId: number): Promise<number> {
  const [row] = await shop.rows<{ id: number }>('select product_id as id from variant where id = $1', [
    variantId,
  ])
  return row!.id
}
const start = async (variantId: number, to: typeof none) =>
  shop.act(async tx => startConversion(tx, await productOf(variantId), to))
const count = (
  conversionId: number,
  variantId: number,
  lines: Partial<ConversionLine>[],
  { binId = shelf.binId, lotId = null as number | null, version = 0 } = {},
) =>
  shop.act(tx =>
    saveShelf(tx, conversionId, {
      variantId,
      binId,
      lotId,
      version,
      lines: lines.map(line => conversionLine.parse({ quantity: 1, ...line })),
    }),
  )
const levels = (variantId: number) =>
  shop.rows(
    `select lot.number, place.code, on_hand from level join place on place.id = place_id left join lot on lot.id = lot_id
      where level.variant_id = $1 and on_hand > 0 order by place.code, lot.number`,
    [variantId],
  )
const receiveIn = (variantId: number, quantity: number, placeId = shelf.binId) =>
  receiveGoods(shop, [{ variantId, quantity, placeId }])

test('goods without lots become goods of lots, bin by bin, and the orders that reserved some keep them', async () => {
  const variantId = await makeProduct(shop, 'none', 'Soap')
  await receiveIn(variantId, 10)
  await receiveIn(variantId, 4, shelf.otherBinId)
  await placeOrder(shop, shelf, variantId, 12)
  const draft = await start(variantId, lots)
  expect(draft).toMatchObject({ state: 'draft', asks: true, onHand: 14, identified: 0, obstacles: [] })
  expect(draft.number).toMatch(/^K\d+$/)
  await count(draft.id, variantId, [
    { quantity: 7, lotNumber: 'S-1', expiresOn: '2027-06-01' },
    { quantity: 3, lotNumber: 'S-2' },
  ])
  const part = shop.act(tx => convert(tx, draft.id))
  await expect(part).rejects.toThrow(
    'In bin A-02 at Harbour Street there are 4, and 0 are identified. Enter the rest, or take out what is too much.',
  )
  await count(draft.id, variantId, [{ quantity: 4, lotNumber: 'S-1' }], { binId: shelf.otherBinId })
  const done = await shop.act(tx => convert(tx, draft.id))
  expect(await levels(variantId)).toEqual([
    { number: 'S-1', code: 'A-01', on_hand: 7 },
    { number: 'S-2', code: 'A-01', on_hand: 3 },
    { number: 'S-1', code: 'A-02', on_hand: 4 },
  ])
  expect(done).toMatchObject({ state: 'done', endedBy: 'Olive Owner' })
  expect(
    done.moved.map(({ direction, bin, quantity, lot }) => [direction, bin, quantity, lot?.number]),
  ).toEqual([
    ['down', 'A-01', 10, undefined],
    ['down', 'A-02', 4, undefined],
    ['up', 'A-01', 7, 'S-1'],
    ['up', 'A-01', 3, 'S-2'],
    ['up', 'A-02', 4, 'S-1'],
  ])
  await expect(receiveIn(variantId, 1)).rejects.toMatchObject({ code: 'lot_number_needed' })
})

test('goods without anything become pieces with serials, and back again they are the same pieces', async () => {
  const variantId = await makeProduct(shop, 'none', 'Radio')
  await receiveIn(variantId, 3)
  const there = await start(variantId, serials)
  await count(
    there.id,
    variantId,
    times(3, n => ({ serial: `R-${n}`, lotNumber: 'R' })),
  )
  await shop.act(tx => convert(tx, there.id))
  const unitId = await unitIdOf(shop, 'R-1')
  const back = await start(variantId, none)
  expect(back).toMatchObject({ asks: false, givesUp: { lots: 1, serials: 3 } })
  await shop.act(tx => convert(tx, back.id))
  expect(await levels(variantId)).toEqual([{ number: null, code: 'A-01', on_hand: 3 }])
  await receiveIn(variantId, 1)
  const again = await start(variantId, serials)
  await count(
    again.id,
    variantId,
    times(4, n => ({ serial: `R-${n}`, lotNumber: 'R' })),
  )
  await shop.act(tx => convert(tx, again.id))
  expect(await unitIdOf(shop, 'R-1')).toBe(unitId)
})

test('goods of lots become pieces of the same lots, and back; a held lot stays held', async () => {
  const variantId = await makeProduct(shop, 'lots', 'Battery')
  await receiveGoods(shop, [
    { variantId, quantity: 2, placeId: shelf.binId, lotNumber: 'B-1' },
    { variantId, quantity: 1, placeId: shelf.binId, lotNumber: 'B-2' },
  ])
  const [one, two] = [await lotIdOf(shop, 'B-1'), await lotIdOf(shop, 'B-2')]
  await shop.act(tx => stock.holdLot(tx, two, { kind: 'recalled', reason: 'swells' }))
  const draft = await start(variantId, serials)
  await count(draft.id, variantId, [{ serial: 'BT-1' }, { serial: 'BT-2' }], { lotId: one })
  await count(draft.id, variantId, [{ serial: 'BT-3' }], { lotId: two })
  await shop.act(tx => convert(tx, draft.id))
  expect(await shop.rows('select hold_id is not null as held from lot where id = $1', [two])).toEqual([
    { held: true },
  ])
  const back = await start(variantId, lots)
  await shop.act(tx => convert(tx, back.id))
  expect((await levels(variantId)).map(level => level.number)).toEqual(['B-1', 'B-2'])
  const plain = await start(variantId, none)
  expect(plain.obstacles).toEqual([{ kind: 'held', names: 'lot B-2' }])
  await expect(shop.act(tx => convert(tx, plain.id))).rejects.toThrow(
    '“Battery” cannot be converted yet. Goods are on hold (lot B-2), which could no longer be told apart: release or take them out first.',
  )
})

test('what is chosen for a note stands in the way, by the note’s name; what is only reserved does not', async () => {
  const variantId = await makeProduct(shop, 'none', 'Lamp')
  await receiveIn(variantId, 5)
  const orderLineId = await placeOrder(shop, shelf, variantId, 2)
  const draft = await start(variantId, lots)
  await count(draft.id, variantId, [{ quantity: 5, lotNumber: 'L' }])
  const note = await makeNote(shop, shelf, [
    { orderLineId, variantId, quantity: 2, lotId: null, unitIds: null },
  ])
  await expect(shop.act(tx => convert(tx, draft.id))).rejects.toThrow(
    `Goods are chosen for ${note.number}: deliver or cancel that first.`,
  )
  await shop.act(tx => stock.releaseAllocations(tx, { documentId: note.id }))
  expect(await shop.act(tx => convert(tx, draft.id))).toMatchObject({ state: 'done' })
})

test('stock that moves after it was counted is asked anew, also when it is as much as before', async () => {
  const variantId = await makeProduct(shop, 'none', 'Cup')
  await receiveIn(variantId, 3)
  const draft = await start(variantId, serials)
  const pieces = times(3, n => ({ serial: `C-${n}`, lotNumber: 'C' }))
  await count(draft.id, variantId, pieces)
  const orderLineId = await placeOrder(shop, shelf, variantId, 1)
  const note = await makeNote(shop, shelf, [
    { orderLineId, variantId, quantity: 1, lotId: null, unitIds: null },
  ])
  await shop.act(tx => stock.deliver(tx, { documentId: note.id }))
  await receiveIn(variantId, 1)
  expect((await readConversion(shop.reader, draft.id)).shelves).toMatchObject([
    { state: 'changed', onHand: 3 },
  ])
  await expect(shop.act(tx => convert(tx, draft.id))).rejects.toThrow('has changed since it was counted')
  await count(draft.id, variantId, pieces, { version: 1 })
  await shop.act(tx => convert(tx, draft.id))
})

test('a count is kept as a draft: it goes on tomorrow, says what is wrong with it, and two people do not overwrite it', async () => {
  const variantId = await makeProduct(shop, 'none', 'Tripod')
  await receiveIn(variantId, 3)
  await receiveIn(variantId, 1, shelf.otherBinId)
  const draft = await start(variantId, serials)
  await count(draft.id, variantId, [{ serial: 'T-1', lotNumber: 'T' }], { binId: shelf.otherBinId })
  const saved = await count(draft.id, variantId, [
    { serial: 'T-0', lotNumber: 'T' },
    { serial: 'T-1', lotNumber: 'T' },
    { serial: 'T-0', lotNumber: 'T' },
  ])
  expect(saved.problems).toEqual([
    { line: 0, sentence: 'Serial T-0 is entered twice: it is also in row 3.' },
    { line: 1, sentence: 'Serial T-1 is entered twice: it is also in bin A-02.' },
    { line: 2, sentence: 'Serial T-0 is entered twice: it is also in row 1.' },
  ])
  await expect(count(draft.id, variantId, [], { version: 0 })).rejects.toMatchObject({
    code: 'changed_meanwhile',
  })
  await expect(shop.act(tx => convert(tx, draft.id))).rejects.toMatchObject({ code: 'serial_twice' })
  const kept = await readShelf(shop.reader, draft.id, { variantId, binId: shelf.binId, lotId: null })
  expect(kept.lines.map(line => line.serial)).toEqual(['T-0', 'T-1', 'T-0'])
  await expect(start(variantId, lots)).rejects.toMatchObject({ code: 'conversion_open' })
  await shop.act(tx => cancelConversion(tx, draft.id))
  await expect(count(draft.id, variantId, [], { version: 1 })).rejects.toMatchObject({ code: 'wrong_state' })
  await start(variantId, lots)
})

test('a product that never moved, or is tracked so already, needs no conversion', async () => {
  const variantId = await makeProduct(shop, 'none')
  await expect(start(variantId, lots)).rejects.toMatchObject({ code: 'conversion_needless' })
  await receiveIn(variantId, 1)
  await expect(start(variantId, none)).rejects.toMatchObject({ code: 'conversion_needless' })
})

test('a receipt of before the conversion is not reversed, and the refusal names the conversion', async () => {
  const variantId = await makeProduct(shop, 'none')
  const receipt = await shop.act(async tx => {
    const { id } = await documentsOf.openDocument(tx, 'goods_receipt')
    const row = { lineId: 1, variantId, quantity: 1, placeId: shelf.binId }
    await stock.receive(tx, { documentId: id, goods: stock.goodsOf([row]) })
    return id
  })
  const draft = await start(variantId, serials)
  await count(draft.id, variantId, [{ serial: 'REV-1', lotNumber: 'R' }])
  const { number } = await shop.act(tx => convert(tx, draft.id))
  await expect(shop.act(tx => stock.reverseReceipt(tx, { documentId: receipt }))).rejects.toThrow(number)
})

test('pieces of single use keep the serials that they have when they become tracked by them; lots alone would lose them', async () => {
  const variantId = await makeProduct(shop, 'none', 'Handset')
  await shop.rows(`update product set dispatch_identifier_mode = 'single_use' where name = 'Handset'`)
  await receiveGoods(shop, [
    { variantId, quantity: 1, placeId: shelf.binId, serial: 'HS-1' },
    { variantId, quantity: 1, placeId: shelf.binId },
  ])
  await expect(start(variantId, lots)).rejects.toMatchObject({ code: 'conversion_single_use' })
  const unitId = await unitIdOf(shop, 'HS-1')
  const draft = await start(variantId, serials)
  const key = { variantId, binId: shelf.binId, lotId: null }
  const known = await readShelf(shop.reader, draft.id, key)
  expect(known.lines.map(line => line.serial)).toEqual(['HS-1'])
  const pieces = ['HS-1', 'HS-2'].map(serial => ({ serial, lotNumber: 'H' }))
  expect(await count(draft.id, variantId, pieces)).toMatchObject({ problems: [] })
  await shop.act(tx => convert(tx, draft.id))
  expect(await unitIdOf(shop, 'HS-1')).toBe(unitId)
  expect(
    await shop.rows(`select dispatch_identifier_mode as mode from product where name = 'Handset'`),
  ).toEqual([{ mode: 'off' }])
})

test('10,000 pieces are counted and converted in seconds', async () => {
  const variantId = await makeProduct(shop, 'none', 'Chip')
  await receiveIn(variantId, 10_000)
  const draft = await start(variantId, serials)
  const began = performance.now()
  await count(
    draft.id,
    variantId,
    times(10_000, n => ({ serial: `CHIP-${n}`, lotNumber: 'CH' })),
  )
  const saved = performance.now()
  await shop.act(tx => convert(tx, draft.id))
  console.info(
    `saved in ${Math.round(saved - began)} ms, converted in ${Math.round(performance.now() - saved)} ms`,
  )
  expect(await levels(variantId)).toEqual([{ number: 'CH', code: 'A-01', on_hand: 10_000 }])
})
