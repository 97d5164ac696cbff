import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { DispatchNeed } from '../../contract/order-dispatch.ts'
import type { SalesOrder } from '../../contract/sales.ts'
import { fitIdentifier } from '../../server/fulfilment/dispatch/fit-identifier.ts'
import { listDispatch } from '../../server/fulfilment/dispatch/list-dispatch.ts'
import { readDispatch } from '../../server/fulfilment/dispatch/read-dispatch.ts'
import { suggestIdentifiers } from '../../server/fulfilment/dispatch/suggest-identifiers.ts'
import * as fulfilment from '../../server/fulfilment/public.ts'
import { listSalesOrders } from '../../server/sales/list-sales-orders.ts'
import * as sales from '../../server/sales/public.ts'
import { readSalesOrder } from '../../server/sales/read-sales-order.ts'
import { addIdentifierValue } from '../../server/stock/identifiers/add-identifier-value.ts'
import { readIdentifiers } from '../../server/stock/identifiers/read-identifiers.ts'
import { saveIdentifierValues } from '../../server/stock/identifiers/save-identifier-values.ts'
import * as stock from '../../server/stock/public.ts'
import * as trace from '../../server/trace/find.ts'
import { openTestShop, type TestShop } from '../harness/shop.ts'
import { settle, times } from '../harness/stocked-shop.ts'
import { type CornerShop, cancelNote, order, refusalOf, stockCornerShop } from '../sales/corner-shop.ts'
import { bulk, stockDispatchShop } from './dispatch-shop.ts'

let shop: TestShop
let corner: CornerShop
let phone: number
let yoghurt: number
beforeAll(async () => {
  shop = await openTestShop({ poolSize: 12 })
  corner = await stockCornerShop(shop)
  ;({ phone, yoghurt } = await stockDispatchShop(shop, corner))
})
afterEach(async () => expect(await stock.verify(shop.house.pool)).toEqual([]))
afterAll(() => shop.close())

const save = async (of: SalesOrder, boxes: (string | null)[][], version: number | null = null) =>
  shop.act(tx =>
    fulfilment.saveIdentifiers(tx, {
      orderId: of.id,
      version,
      lines: boxes.flatMap((identifiers, index) =>
        identifiers.length === 0 ? [] : [{ orderLineId: of.lines[index]!.id, identifiers }],
      ),
    }),
  )
const complete = (of: SalesOrder, lines?: { orderLineId: number; quantity: number }[]) =>
  shop.act(tx => fulfilment.completeOrder(tx, of.id, { lines }))
const dispatchOf = async (of: SalesOrder) => (await readDispatch(shop.reader, [of.id]))[0]!
const needs = async (need: DispatchNeed) =>
  (await listDispatch(shop.reader, { need, limit: 100 })).items.map(row => row.number)

test('the list says what each order needs, and one that is complete is gone from it', async () => {
  const plain = await order(shop, corner, [corner.bag, 1])
  const asking = await order(shop, corner, [phone, 2], [yoghurt, 1], [corner.milk, 1])
  expect(await needs('ready')).toContain(plain.number)
  expect(await needs('identifiers')).toEqual([asking.number])
  const [row] = (await listDispatch(shop.reader, { need: 'identifiers', limit: 1 })).items
  expect(row).toMatchObject({ identifiersLacking: 3, lines: 3, short: false, note: null })
  expect(await refusalOf(complete(asking))).toEqual({
    code: 'identifiers_needed',
    sentence: `${asking.number}: Phone still needs 2 dispatch identifiers, and so does 1 more product. Add them under Dispatch Identifiers, then try again.`,
  })
  expect(await shop.rows('select from delivery_note where order_id = $1', [asking.id])).toEqual([])
  await save(asking, [['IMEI-02', 'IMEI-01'], ['2026-12-31'], []])
  expect(await needs('ready')).toEqual([plain.number, asking.number])
  const note = await complete(asking)
  expect(note).toMatchObject({ state: 'delivered' })
  expect(note.lines.map(line => line.identifiers.map(one => one.value))).toEqual([[], ['2026-12-31'], []])
  expect(note.lines[0]!.picks[0]!.units.map(unit => unit.serial)).toEqual(['IMEI-01', 'IMEI-02'])
  expect(note.lines[2]).toMatchObject({ quantitySuggested: 1 })
  expect(note.lines[2]!.picks[0]!.lot!.number).toBe('M-SOON')
  await complete(plain)
  expect(await needs('all')).toEqual([])
  expect((await refusalOf(complete(plain))).code).toBe('wrong_state')
})

test('what is partly chosen is kept as a draft and claimed; a later save goes on from it, an older one is refused', async () => {
  const placed = await order(shop, corner, [phone, 2])
  const { note } = await save(placed, [[null, 'IMEI-03']])
  expect((await dispatchOf(placed)).lines[0]!.identifiers).toEqual(['IMEI-03', null])
  const other = await order(shop, corner, [phone, 1])
  const taken = await refusalOf(save(other, [['IMEI-03']]))
  expect(taken).toMatchObject({ code: 'unit_taken', sentence: expect.stringContaining(note!.number) })
  expect((await refusalOf(save(placed, [['IMEI-04', null]]))).code).toBe('changed_meanwhile')
  await save(placed, [['IMEI-03', 'IMEI-04']], 1)
  expect((await dispatchOf(placed)).note).toMatchObject({ state: 'ready', version: 2 })
  expect((await refusalOf(save(placed, [['imei-03', null]], 2))).code).toBe('unit_unknown')
  expect((await refusalOf(save(placed, [['IMEI-03', 'IMEI-04', 'IMEI-05']], 2))).code).toBe(
    'choice_incomplete',
  )
  expect((await refusalOf(save(placed, [['IMEI-03', 'IMEI-03']], 2))).code).toBe('identifiers_twice')
  await complete(placed)
  await complete(other).catch(() => undefined)
})

test('values of multiple use come from the list of the product, again and again', async () => {
  const placed = await order(shop, corner, [yoghurt, 3])
  expect((await refusalOf(save(placed, [['2027-01-01', null, null]]))).code).toBe('identifier_not_listed')
  await save(placed, [['2026-12-24', '2026-12-24', '2026-12-31']])
  expect((await complete(placed)).state).toBe('delivered')
})

test('a value that lacks on the list is added on the spot, by two clerks at once too, and once', async () => {
  const add = (value: string, variantId = yoghurt) => shop.act(tx => addIdentifierValue(tx, variantId, value))
  await Promise.all([add('2027-01-07'), add('2027-01-14'), add('2027-01-07'), add('2026-12-31')])
  expect((await readIdentifiers(shop.reader, yoghurt)).values.toSorted()).toEqual([
    '2026-12-24',
    '2026-12-31',
    '2027-01-07',
    '2027-01-14',
  ])
  const { version } = await readIdentifiers(shop.reader, yoghurt)
  await shop.act(tx => saveIdentifierValues(tx, yoghurt, { version, values: ['2026-12-24', '2026-12-31'] }))
  await add('2027-01-07')
  expect((await readIdentifiers(shop.reader, yoghurt)).values).toEqual([
    '2026-12-24',
    '2026-12-31',
    '2027-01-07',
  ])
  expect((await refusalOf(add('IMEI-1', phone))).code).toBe('identifier_mode_wrong')
  const placed = await order(shop, corner, [yoghurt, 1])
  await save(placed, [['2027-01-07']])
  await complete(placed)
})

test('orders and notes are found by a serial, a lot number, and an identifier of theirs', async () => {
  const placed = await order(shop, corner, [phone, 1], [yoghurt, 1], [corner.milk, 1])
  await save(placed, [['IMEI-09'], ['2026-12-24']])
  const find = async (search: string) =>
    (await listSalesOrders(shop.reader, { search, tab: 'all', limit: 50 })).items.map(row => row.number)
  expect(await find('IMEI-09')).toEqual([placed.number])
  const note = await complete(placed)
  expect(await find('IMEI-09')).toEqual([placed.number])
  expect(await find('imei-09')).toEqual([])
  expect(await find('2026-12-24')).toContain(placed.number)
  expect(await find(note.lines[2]!.picks[0]!.lot!.number)).toContain(placed.number)
  const { matches } = await trace.find(shop.reader, '2026-12-24')
  expect(matches).toContainEqual({
    kind: 'delivery_note',
    id: note.id,
    label: note.number,
    detail: 'Ada Archer · delivered · dispatch identifier 2026-12-24',
    exact: true,
  })
})

test('a part of an order is dispatched, and the rest awaits dispatch', async () => {
  const placed = await order(shop, corner, [corner.bag, 5], [phone, 2])
  const [bags, phones] = placed.lines.map(line => line.id)
  const part = [
    { orderLineId: bags!, quantity: 3 },
    { orderLineId: phones!, quantity: 0 },
  ]
  const note = await complete(placed, part)
  expect(note.lines).toMatchObject([{ quantity: 3 }])
  expect((await readSalesOrder(shop.reader, placed.id)).state).toBe('part_delivered')
  expect((await dispatchOf(placed)).lines).toMatchObject([{ toDispatch: 2 }, { toDispatch: 2 }])
  expect((await refusalOf(complete(placed, [{ orderLineId: bags!, quantity: 9 }]))).code).toBe(
    'line_over_delivered',
  )
  await save(placed, [[], ['IMEI-10', 'IMEI-11']])
  const fewer = [
    { orderLineId: bags!, quantity: 2 },
    { orderLineId: phones!, quantity: 1 },
  ]
  expect((await refusalOf(complete(placed, fewer))).code).toBe('choice_incomplete')
  expect((await complete(placed)).state).toBe('delivered')
  expect((await readSalesOrder(shop.reader, placed.id)).state).toBe('delivered')
})

test('what is not there is said, and not before it is asked for', async () => {
  await shop.rows(`update product set backorders_allowed = true where name = 'Milk'`)
  const placed = await order(shop, corner, [corner.milk, 99], [phone, 1])
  await save(placed, [[], ['IMEI-12']])
  expect(await needs('short')).toEqual([placed.number])
  expect((await refusalOf(complete(placed))).code).toBe('not_enough')
  const { note } = await dispatchOf(placed)
  await cancelNote(shop, note!)
  expect(await whereFits('IMEI-12')).toMatchObject({ fits: [{ blocked: null }] })
  await shop.act(tx => sales.cancelSalesOrder(tx, placed.id))
})

const whereFits = (text: string) => fitIdentifier(shop.reader, text, [phone, yoghurt, corner.camera])

test('a scan says which product it fits, and who has it already', async () => {
  const placed = await order(shop, corner, [phone, 1])
  const { note } = await save(placed, [['IMEI-13']])
  expect(await whereFits('IMEI-13')).toMatchObject({
    fits: [
      {
        variantId: phone,
        orderId: placed.id,
        blocked: `chosen for ${note!.number}: ${placed.number}, Ada Archer`,
      },
    ],
  })
  const sent = await complete(placed)
  expect((await whereFits('IMEI-13')).fits[0]!.blocked).toBe(
    `sent on ${sent.number}: ${placed.number}, Ada Archer`,
  )
  expect(await whereFits('2026-12-31')).toMatchObject({ fits: [{ variantId: yoghurt, blocked: null }] })
  expect((await whereFits('nothing')).fits).toEqual([])
})

test('empty boxes are filled oldest first, never with what is taken on the screen', async () => {
  const free = (await stock.listUnits(shop.reader, phone, { onlyFree: true, onlyOnHand: true, limit: 3 }))
    .items
  const { items } = await suggestIdentifiers(shop.reader, {
    wants: [
      { variantId: phone, locationId: corner.shelf.locationId, count: 2 },
      { variantId: yoghurt, locationId: corner.shelf.locationId, count: 2 },
    ],
    taken: [{ variantId: phone, value: free[0]!.serial }],
  })
  expect(items.map(item => item.values)).toEqual([
    [free[1]!.serial, free[2]!.serial],
    ['2026-12-24', '2026-12-24'],
  ])
})

test('two clerks who give one serial to two orders: one gets it, the other is told who has it', async () => {
  for (let round = 20; round < 26; round++) {
    const orders = [await order(shop, corner, [phone, 1]), await order(shop, corner, [phone, 1])]
    const result = await settle(orders.map(one => save(one, [[`IMEI-${round}`]])))
    expect(result).toEqual({ done: 1, refused: ['unit_taken'] })
    for (const one of orders) await complete(one).catch(() => undefined)
  }
})

test('a double click, and a clerk beside a bulk run, complete an order once', async () => {
  for (let round = 0; round < 5; round++) {
    const placed = await order(shop, corner, [corner.bag, 1])
    const result = await settle([
      complete(placed),
      complete(placed),
      bulk(shop, 'complete', { orderIds: [placed.id] }),
    ])
    expect(result.done).toBeLessThanOrEqual(2)
    expect(await shop.rows('select from delivery_note where order_id = $1', [placed.id])).toHaveLength(1)
  }
})

test('many orders in one go: those that fail are listed with the reason, and a repeat changes nothing', async () => {
  const orders = await Promise.all(times(12, () => order(shop, corner, [corner.bag, 1])))
  const asking = await order(shop, corner, [phone, 1])
  const body = { orderIds: [...orders, asking].map(one => one.id) }
  const first = await bulk(shop, 'complete', body, 'bulk-1')
  expect(first.done).toHaveLength(12)
  expect(first.failed).toMatchObject([{ number: asking.number, code: 'identifiers_needed' }])
  const saved = await bulk(shop, 'identifiers', {
    orders: [
      {
        orderId: asking.id,
        version: null,
        lines: [{ orderLineId: asking.lines[0]!.id, identifiers: ['IMEI-30'] }],
      },
      { orderId: orders[0]!.id, version: null, lines: [] },
    ],
  })
  expect(saved).toMatchObject({ done: [{ orderId: asking.id }], failed: [{ code: 'wrong_state' }] })
  expect(await bulk(shop, 'complete', body, 'bulk-1')).toEqual(first)
  expect((await readSalesOrder(shop.reader, asking.id)).state).toBe('open')
  expect((await bulk(shop, 'complete', body, 'bulk-2')).done).toHaveLength(1)
})

test('what was dispatched elsewhere comes in with its identifiers, or a reason for values but never for pieces', async () => {
  const told = await order(shop, corner, [phone, 1], [yoghurt, 1], [corner.milk, 1])
  const silent = await order(shop, corner, [yoghurt, 2])
  const secret = await order(shop, corner, [phone, 1])
  const wrong = await order(shop, corner, [phone, 1])
  const rows = [
    { order: told.number.toLowerCase(), identifiers: ['2026-12-31'] },
    { order: told.number, identifiers: ['IMEI-31'] },
    { order: silent.number, identifiers: [] },
    { order: secret.number, identifiers: [] },
    { order: wrong.number, identifiers: ['IMEI-NONE'] },
    { order: 'O999999', identifiers: [] },
  ]
  const unexplained = await bulk(shop, 'elsewhere', { rows: rows.slice(2, 3) })
  expect(unexplained).toMatchObject({
    done: [],
    failed: [{ number: silent.number, sentence: expect.stringContaining('still needs 2') }],
  })
  const sent = await bulk(shop, 'elsewhere', { rows, reason: 'Sent from the fair' })
  expect(sent.done.map(one => one.number)).toEqual([told.number, silent.number])
  expect(sent.failed.map(one => [one.number, one.sentence])).toEqual([
    [secret.number, expect.stringContaining('Phone still needs 1 dispatch identifier')],
    [
      wrong.number,
      `“IMEI-NONE” fits no product of ${wrong.number} that still needs an identifier. Check it, or leave it out.`,
    ],
    ['O999999', expect.stringContaining('There is no such sales order')],
  ])
  expect((await readSalesOrder(shop.reader, told.id)).state).toBe('delivered')
})
