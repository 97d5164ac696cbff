import { afterAll, afterEach, expect, test } from 'vitest'
import { readIdentifiers } from '../../server/stock/identifiers/read-identifiers.ts'
import { saveSerials } from '../../server/stock/identifiers/save-serials.ts'
import { checkSerials } from '../../server/stock/identifiers/taken-serials.ts'
import { withdrawSerials } from '../../server/stock/identifiers/withdraw-serials.ts'
import * as stock from '../../server/stock/public.ts'
import { find } from '../../server/trace/find.ts'
import { readToday } from '../../server/trace/read-today.ts'
import { traceUnit } from '../../server/trace/trace-unit.ts'
import { openTestShop } from '../harness/shop.ts'
import {
  makeNote,
  makeProduct,
  makeShelf,
  placeOrder,
  receiveGoods,
  times,
  unitIdOf,
} from '../harness/stocked-shop.ts'
import { phoneCounter } from './phone-counter.ts'

const shop = await openTestShop()
const shelf = await makeShelf(shop)
const { singleUse, setMode, changeMode, receive, enter, correct, pick } = phoneCounter(shop, shelf)
afterEach(async () => expect(await stock.verify(shop.house.pool)).toEqual([]))
afterAll(() => shop.close())

test('pieces come in without serials, get theirs, are chosen by them and go to the customer with them', async () => {
  const phone = await singleUse()
  await receive(phone, 2)
  await receive(phone, 1, shelf.otherBinId)
  const before = await readIdentifiers(shop.reader, phone)
  expect(before).toMatchObject({ mode: 'single_use', version: 0, onHand: 3, changed: null })
  expect(before.shelves).toMatchObject([
    { bin: { code: 'A-01' }, onHand: 2, units: [] },
    { bin: { code: 'A-02' }, onHand: 1, units: [] },
  ])
  await shop.act(tx =>
    saveSerials(tx, phone, {
      version: 0,
      added: [
        { binId: shelf.binId, lotId: null, serial: 'ABC' },
        { binId: shelf.binId, lotId: null, serial: 'abc' },
        { binId: shelf.otherBinId, lotId: null, serial: 'Ünï #1' },
      ],
      corrected: [],
    }),
  )
  const after = await readIdentifiers(shop.reader, phone)
  expect(after).toMatchObject({ version: 1, changed: { by: 'Olive Owner' } })
  expect(after.shelves.map(one => one.units.map(unit => unit.serial))).toEqual([['ABC', 'abc'], ['Ünï #1']])
  const line = await placeOrder(shop, shelf, phone, 2)
  const note = await makeNote(shop, shelf, [await pick(phone, ['ABC', 'Ünï #1'], line)])
  await shop.act(tx => stock.deliver(tx, { documentId: note.id }))
  const listed = await stock.listUnits(shop.reader, phone, { limit: 10, onlyFree: true, onlyOnHand: true })
  expect(listed.items).toMatchObject([{ serial: 'abc', lot: null, bin: { code: 'A-01' } }])
  const all = await stock.listUnits(shop.reader, phone, { limit: 10, onlyFree: false, onlyOnHand: false })
  expect(all.items).toHaveLength(3)
})

test('serials that are on a receipt become pieces at once, beside others without', async () => {
  const phone = await singleUse()
  await receiveGoods(shop, [
    { variantId: phone, quantity: 1, placeId: shelf.binId, serial: 'R-1' },
    { variantId: phone, quantity: 4, placeId: shelf.binId },
  ])
  const { shelves } = await readIdentifiers(shop.reader, phone)
  expect(shelves).toMatchObject([{ onHand: 5, units: [{ serial: 'R-1' }] }])
  const crowded = receiveGoods(shop, [{ variantId: phone, quantity: 1, placeId: shelf.binId, serial: 'R-1' }])
  await expect(crowded).rejects.toThrow('Serial R-1')
})

test('single use: a piece without a serial cannot be dispatched, though somebody chose it by quantity', async () => {
  const phone = await makeProduct(shop, 'none', 'Phone by quantity')
  await receive(phone, 3)
  const line = await placeOrder(shop, shelf, phone, 2)
  const note = await makeNote(shop, shelf, [
    { orderLineId: line, variantId: phone, quantity: 2, lotId: null, unitIds: null },
  ])
  await setMode(phone, 'single_use')
  const gone = shop.act(tx => stock.deliver(tx, { documentId: note.id }))
  await expect(gone).rejects.toMatchObject({ code: 'identifiers_needed' })
  await expect(gone).rejects.toThrow(`${note.number}: Phone by quantity still needs 2 dispatch identifiers`)
})

test('every box must be filled, and nothing is saved until it is', async () => {
  const phone = await singleUse('Box phone')
  await receive(phone, 3)
  expect((await readToday(shop.reader)).lackingSerials).toContainEqual(
    expect.objectContaining({ product: 'Box phone', pieces: 3 }),
  )
  const half = enter(phone, ['B-1', 'B-2'])
  await expect(half).rejects.toThrow(
    '1 piece of Box phone in bin A-01 at Harbour Street lacks its serial number.',
  )
  await expect(enter(phone, ['B-1', 'B-2', 'B-1'])).rejects.toMatchObject({ code: 'identifiers_twice' })
  await expect(enter(phone, ['B-1', 'B-2', 'B-3', 'B-4'])).rejects.toMatchObject({
    code: 'changed_meanwhile',
  })
  expect((await readIdentifiers(shop.reader, phone)).version).toBe(0)
  expect(await enter(phone, ['B-1', 'B-2', 'B-3'])).toEqual({ version: 1, added: 3, corrected: 0 })
})

test('a serial of another piece is refused with where that is, in stock or sold', async () => {
  const phone = await singleUse('Sold phone')
  await receive(phone, 2)
  await enter(phone, ['T-1', 'T-2'])
  const line = await placeOrder(shop, shelf, phone, 1)
  const note = await makeNote(shop, shelf, [await pick(phone, ['T-1'], line)])
  await shop.act(tx => stock.deliver(tx, { documentId: note.id }))
  await receive(phone, 1)
  await expect(enter(phone, ['T-1'])).rejects.toThrow(
    `T-1 is another piece of Sold phone already: it is delivered on ${note.number}.`,
  )
  await expect(enter(phone, ['T-2'])).rejects.toThrow('it is in bin A-01 at Harbour Street')
  expect((await checkSerials(shop.reader, phone, ['T-1', 'x', 'T-2'])).items).toMatchObject([
    { serial: 'T-1', inStock: false, where: `delivered on ${note.number}` },
    { serial: 'T-2', inStock: true },
  ])
  await enter(phone, ['T-3'])
})

test('a mistyped serial is corrected, two may be exchanged, and the former names stay readable', async () => {
  const phone = await singleUse()
  await receive(phone, 3)
  await enter(phone, ['C-1', 'C-2', 'C-3'])
  await correct(phone, ['C-1', 'C-2'], ['C-2', 'C-1'])
  await correct(phone, ['C-3', 'C-33'])
  const serials = (await readIdentifiers(shop.reader, phone)).shelves[0]!.units.map(unit => unit.serial)
  expect(serials).toEqual(['C-2', 'C-1', 'C-33'])
  const [once] = await shop.rows('select former, serial from serial_correction where serial = $1', ['C-33'])
  expect(once).toEqual({ former: 'C-3', serial: 'C-33' })
  const unitId = await unitIdOf(shop, 'C-33')
  expect(await traceUnit(shop.reader, unitId)).toMatchObject({
    formerSerials: [{ serial: 'C-3', by: 'Olive Owner' }],
  })
  expect((await find(shop.reader, 'C-3')).matches[0]).toMatchObject({
    kind: 'unit',
    id: unitId,
    label: 'C-33',
  })
  await expect(correct(phone, ['C-33', 'C-1'])).rejects.toMatchObject({ code: 'serial_taken' })
})

test('serials as the product’s pattern asks for them', async () => {
  const phone = await singleUse()
  await shop.rows(
    `update product set serial_pattern = 'imei' where id = (select product_id from variant where id = $1)`,
    [phone],
  )
  await receive(phone, 1)
  await expect(enter(phone, ['356938035643808'])).rejects.toThrow('As an IMEI its last digit should be 9')
  await enter(phone, ['356938035643809'])
})

test('the mode is left only when no piece in stock has a serial; taken off and entered again it is the same piece', async () => {
  const phone = await singleUse('Leaving phone')
  await receive(phone, 2)
  await enter(phone, ['V-1', 'V-2'])
  await expect(changeMode(phone, 'off')).rejects.toThrow('2 pieces in stock have serial numbers.')
  const line = await placeOrder(shop, shelf, phone, 1)
  const note = await makeNote(shop, shelf, [await pick(phone, ['V-1'], line)])
  await expect(changeMode(phone, 'off')).rejects.toThrow(`Some are chosen for ${note.number}`)
  const withdraw = async () => {
    const { version } = await readIdentifiers(shop.reader, phone)
    return shop.act(tx => withdrawSerials(tx, phone, { version }))
  }
  await expect(withdraw()).rejects.toThrow(`because of ${note.number}`)
  await shop.act(tx => stock.releaseAllocations(tx, { documentId: note.id }))
  const unitId = await unitIdOf(shop, 'V-1')
  expect(await withdraw()).toMatchObject({ withdrawn: 2 })
  expect(await stock.verify(shop.house.pool)).toEqual([])
  await changeMode(phone, 'off')
  await changeMode(phone, 'single_use')
  await enter(phone, ['V-2', 'V-1'])
  expect(await unitIdOf(shop, 'V-1')).toBe(unitId)
})

test('single use is not entered while a note has chosen some by quantity', async () => {
  const phone = await makeProduct(shop, 'none')
  await receive(phone, 2)
  const line = await placeOrder(shop, shelf, phone, 1)
  const note = await makeNote(shop, shelf, [
    { orderLineId: line, variantId: phone, quantity: 1, lotId: null, unitIds: null },
  ])
  await expect(changeMode(phone, 'single_use')).rejects.toThrow(
    `${note.number} has chosen some of it without serial numbers.`,
  )
  await shop.act(tx => stock.releaseAllocations(tx, { documentId: note.id }))
  await changeMode(phone, 'single_use')
})

test('single use: a receipt of pieces that have got their serials since is not reversed', async () => {
  const phone = await singleUse()
  await receive(phone, 2)
  await receive(phone, 1)
  const [receipt] = await shop.rows<{ id: number }>(
    'select document_id as id from movement where variant_id = $1 order by id limit 1',
    [phone],
  )
  await enter(phone, ['G-1', 'G-2', 'G-3'])
  const reversed = shop.act(tx => stock.reverseReceipt(tx, { documentId: receipt!.id }))
  await expect(reversed).rejects.toMatchObject({ code: 'receipt_goods_moved' })
  await expect(reversed).rejects.toThrow(/N\d+/)
})

test('10,000 boxes are saved at once', async () => {
  const card = await singleUse('Card')
  await receive(card, 10_000)
  const saved = await enter(
    card,
    times(10_000, index => `CARD-${index}`),
  )
  expect(saved.added).toBe(10_000)
  expect((await readIdentifiers(shop.reader, card)).shelves[0]!.units).toHaveLength(10_000)
})

test('a change of the stock level names the pieces: those that are found, and which ones go', async () => {
  const phone = await singleUse('Counted phone')
  const [reason] = await shop.rows<{ id: number }>(`select id from adjustment_reason where name = 'Variance'`)
  const change = (quantity: number, ...serials: string[]) =>
    shop.act(tx =>
      stock.adjust(tx, {
        reasonId: reason!.id,
        note: '',
        changes: [
          {
            variantId: phone,
            binId: shelf.binId,
            quantity,
            serials,
            lotNumber: null,
            madeOn: null,
            expiresOn: null,
          },
        ],
      }),
    )
  await receive(phone, 3)
  await change(-1)
  await enter(phone, ['Q-1', 'Q-2'])
  await expect(change(-1)).rejects.toMatchObject({ code: 'pieces_unnamed' })
  await expect(change(2, 'Q-3')).rejects.toMatchObject({ code: 'pieces_unnamed' })
  await change(2, 'Q-3', 'Q-4')
  await change(-2, 'Q-1', 'Q-4')
  const { shelves } = await readIdentifiers(shop.reader, phone)
  expect(shelves[0]).toMatchObject({ onHand: 2, units: [{ serial: 'Q-2' }, { serial: 'Q-3' }] })
  await change(1, 'Q-1')
  await receive(phone, 2)
  await change(-3, 'Q-1')
  expect((await readIdentifiers(shop.reader, phone)).onHand).toBe(2)
})
