import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as stock from '../../server/stock/public.ts'
import { lotIdOf, makeProduct, receiveGoods, times, unitIdOf } from '../harness/stocked-shop.ts'
import { type Counter, openCounter, openTill, type Till } from './counter.ts'
import { line, rungUp } from './rung-up.ts'

let counter: Counter
let till: Till
let mug: number
let cheese: number
let phone: number
let reasonId: number
beforeAll(async () => {
  counter = await openCounter()
  const { shop, shelf } = counter
  till = await openTill(counter, 'Front')
  mug = await makeProduct(shop, 'none', 'Mug')
  cheese = await makeProduct(shop, 'lots', 'Cheese')
  phone = await makeProduct(shop, 'serials', 'Phone')
  const at = { placeId: shelf.binId }
  await receiveGoods(shop, [
    { variantId: mug, quantity: 50, ...at },
    { variantId: cheese, quantity: 10, lotNumber: 'CH', ...at },
    ...times(12, index => ({ variantId: phone, quantity: 1, lotNumber: 'PH', serial: `S-${index}`, ...at })),
  ])
  reasonId = (await till.call('GET', '')).body.returnReasons[0].id
})
afterAll(() => counter.shop.close())

const phoneLine = (...serials: string[]) => line(phone, { quantity: serials.length, serials })
const find = async (text: string) =>
  (await till.call('GET', `/returnable?text=${encodeURIComponent(text)}`)).body
// biome-ignore lint/suspicious/noExplicitAny: parts as the endpoint gives them
const backOf = (saleId: string, parts: any[], refundMinor: number, more: object = {}) => ({
  id: randomUUID(),
  drawerId: till.drawerId,
  signInId: till.signInId,
  at: counter.shop.now.toISOString(),
  saleId,
  lines: parts.map(part => ({
    noteLineId: part.noteLineId,
    lotId: part.lot?.id ?? null,
    unitId: part.unit?.id ?? null,
    quantity: 1,
    reasonId,
    outcome: 'resell',
  })),
  refundMinor,
  refunds: [{ method: 'cash', amountMinor: refundMinor }],
  ...more,
})

test('a receipt opens by its number, its link or a serial, and comes back part by part to the last cent', async () => {
  const { shop } = counter
  const sale = rungUp(counter, till, [
    phoneLine('S-0', 'S-1'),
    line(mug, { quantity: 3, discountBasisPoints: 3333 }),
  ])
  const { number, token } = (await till.call('POST', '/sales', sale)).body
  const found = await find(number)
  expect(await find(`https://shop.example/receipt/${token}`)).toEqual(found)
  const bySerial = await find('S-1')
  expect(bySerial.parts.filter((part: { isMeant: boolean }) => part.isMeant)).toMatchObject([
    { unit: { serial: 'S-1' }, lineIndex: 0, blocked: null },
  ])
  const [first, second, mugs] = found.parts
  const back = backOf(sale.id, [first], 1000)
  expect((await till.call('POST', '/returns', { ...back, refundMinor: 999 })).body.code).toBe(
    'sale_sums_differ',
  )
  const given = await till.call('POST', '/returns', back)
  expect(given.body).toMatchObject({ number: expect.stringMatching(/^R\d+/), refundMinor: 1000 })
  expect((await till.call('POST', '/returns', back)).body).toEqual(given.body)
  expect((await till.call('POST', '/returns', { ...backOf(sale.id, [first], 1000) })).body.code).toBe(
    'already_returned',
  )
  const rest = backOf(sale.id, [second, mugs], 1667)
  expect((await till.call('POST', '/returns', rest)).body).toMatchObject({ refundMinor: 1667 })
  const last = backOf(sale.id, [mugs, mugs], 1333)
  expect((await till.call('POST', '/returns', last)).body).toMatchObject({ refundMinor: 1333 })
  expect((await till.call('POST', '/returns', backOf(sale.id, [mugs], 1))).body.code).toBe(
    'line_over_returned',
  )
  expect(
    await shop.rows(
      `select paid_minor, credited_minor, total_minor, payment_state from sales_order o join document d on d.id = o.id where d.number = $1`,
      [number],
    ),
  ).toEqual([{ paid_minor: 0, credited_minor: 4000, total_minor: 4000, payment_state: 'nothing_due' }])
  const receipt = (await till.call('GET', `/sales/${sale.id}`)).body
  expect(receipt.refunds).toHaveLength(3)
  expect(receipt.lines.map((one: { quantityReturned: number }) => one.quantityReturned)).toEqual([2, 3])
  const x = (await till.call('GET', `/drawers/${till.drawerId}/report`)).body
  expect(x).toMatchObject({ netMinor: 0, refunds: { count: 3, totalMinor: 4000 }, expectedCashMinor: 10_000 })
  expect(x.taxes).toMatchObject([{ basisPoints: 1900, taxMinor: 0 }])
  expect(await stock.verify(shop.house.pool)).toEqual([])
})

test('an exchange is a return and a sale in one act, both or neither', async () => {
  const sold = rungUp(counter, till, [phoneLine('S-2')])
  await till.call('POST', '/sales', sold)
  const { parts } = await find('S-2')
  const back = backOf(sold.id, parts, 1000, { refunds: [{ method: 'exchange', amountMinor: 1000 }] })
  const payments = [
    { method: 'exchange' as const, amountMinor: 1000 },
    { method: 'card' as const, amountMinor: 1000 },
  ]
  const sale = rungUp(counter, till, [phoneLine('S-3'), line(mug)], { payments })
  const gone = rungUp(counter, till, [phoneLine('NOBODY'), line(mug)], { payments })
  expect((await till.call('POST', '/exchanges', { back, sale: gone })).body.code).toBe('unit_unknown')
  expect((await find('S-2')).parts[0].blocked).toBeNull()
  const { status, body } = await till.call('POST', '/exchanges', { back, sale })
  expect(body).toMatchObject({ back: { refundMinor: 1000 }, sale: { result: 'taken' } })
  expect(status).toBe(200)
  expect((await till.call('POST', '/exchanges', { back, sale })).body).toEqual(body)
  // Their answer was lost, and another basket is paid with the goods that came back: they have paid already.
  const another = rungUp(counter, till, [phoneLine('S-8'), line(mug)], { payments })
  expect((await till.call('POST', '/exchanges', { back, sale: another })).body.code).toBe('sale_id_reused')
  expect((await till.call('GET', `/sales/${sale.id}`)).body.broughtBack).toEqual({
    returnNumber: body.back.number,
    receiptNumber: expect.stringMatching(/^T/),
    refundMinor: 1000,
    givenBackMinor: 0,
    lines: [{ productName: 'Phone', quantity: 1, decimals: 0, lot: 'PH', serial: 'S-2' }],
  })
  expect(
    (
      await till.call(
        'POST',
        '/sales',
        rungUp(counter, till, [line(mug)], { payments: [{ method: 'exchange', amountMinor: 1000 }] }),
      )
    ).body.code,
  ).toBe('bad_input')
  const carls = await openTill(counter, 'Carl’s', 'carl')
  const notHis = {
    ...backOf(sale.id, [], 0, { refunds: [] }),
    drawerId: carls.drawerId,
    signInId: carls.signInId,
    lines: back.lines,
  }
  expect((await carls.call('POST', '/returns', notHis)).body.code).toBe('till_right_lacking')
  expect(await stock.verify(counter.shop.house.pool)).toEqual([])
})

/** Two offline tills sell the same piece, and the second's sale waits. */
async function conflictOf(serial: string) {
  const taken = rungUp(counter, till, [phoneLine(serial)])
  await till.call('POST', '/sales', taken)
  const late = rungUp(counter, till, [phoneLine(serial), line(mug)])
  const { body } = await till.call('POST', '/sales/send', { sales: [late] })
  expect(body.items[0]).toMatchObject({ result: 'conflict' })
  return { sale: late, number: body.items[0].number as string }
}

test('a manager settles a conflict by another piece, once, and the receipt shows what went', async () => {
  const { sale, number } = await conflictOf('S-4')
  const { office } = counter
  const list = (await office('GET', '/till-conflicts')).body
  expect(list.items).toMatchObject([{ saleId: sale.id, number, settled: null }])
  const conflict = (await office('GET', `/till-conflicts/${sale.id}`)).body
  expect(conflict.lines).toMatchObject([
    { serials: [{ serial: 'S-4', problem: expect.stringContaining('delivered on T') }] },
    { problem: null },
  ])
  const settle = (body: object) => office('POST', `/till-conflicts/${sale.id}/settle`, body)
  expect((await settle({ how: 'other_goods', lines: [] })).body.code).toBe('piece_sold')
  const by = { how: 'other_goods', lines: [{ lineIndex: 0, serials: ['S-5'] }], note: 'Came back for it' }
  const both = await Promise.all([settle(by), settle(by)])
  expect(both.map(answer => answer.status).sort()).toEqual([200, 409])
  const receipt = (await till.call('GET', `/sales/${sale.id}`)).body
  expect(receipt).toMatchObject({
    number,
    state: 'sold',
    lines: [{ serials: ['S-5'] }, { productName: 'Mug' }],
  })
  expect((await office('GET', '/till-conflicts?state=settled')).body.items).toMatchObject([
    { number, settled: { by: 'Mary Manager', how: 'other_goods' } },
  ])
  expect((await till.call('POST', '/sales/send', { sales: [sale] })).body.items[0]).toMatchObject({
    result: 'conflict',
    number,
  })
})

test('a conflict is settled by giving the money back, which the drawer tells', async () => {
  const before = (await till.call('GET', `/drawers/${till.drawerId}/report`)).body
  const { sale } = await conflictOf('S-6')
  const settle = (body: object) => counter.office('POST', `/till-conflicts/${sale.id}/settle`, body)
  const refund = (amountMinor: number) => ({ how: 'refunded', refunds: [{ method: 'cash', amountMinor }] })
  expect((await settle(refund(100))).body.code).toBe('sale_sums_differ')
  expect((await settle(refund(2000))).body.receipt).toMatchObject({
    state: 'refunded',
    refunds: [{ amountMinor: 2000, returnNumber: null }],
  })
  const after = (await till.call('GET', `/drawers/${till.drawerId}/report`)).body
  expect(after.netMinor - before.netMinor).toBe(1000)
  expect(after.expectedCashMinor - before.expectedCashMinor).toBe(1000)
})

test('what the books did not know is booked in by an adjustment and sold', async () => {
  const { shop, shelf, office } = counter
  const unknown = rungUp(counter, till, [
    phoneLine('FOUND-1'),
    line(cheese, { quantity: 14, lots: [{ lotId: await lotIdOf(shop, 'CH'), quantity: 14 }] }),
    line(mug, { quantity: 60 }),
  ])
  await till.call('POST', '/sales/send', { sales: [unknown] })
  const reasons = (await office('GET', '/adjustment-reasons')).body.items
  const up = reasons.find((reason: { direction: string }) => reason.direction !== 'down').id
  const by = { how: 'uncounted', reasonId: up, binId: shelf.binId, lotNumber: 'PH' }
  const { body } = await office('POST', `/till-conflicts/${unknown.id}/settle`, by)
  expect(body).toMatchObject({
    settled: { how: 'uncounted' },
    receipt: { state: 'sold', lines: [{ serials: ['FOUND-1'] }, {}, {}] },
  })
  const [piece] = await shop.rows(
    `select kind from unit join place on place.id = place_id where unit.id = $1`,
    [await unitIdOf(shop, 'FOUND-1')],
  )
  expect(piece).toEqual({ kind: 'customer' })
  expect(await stock.verify(shop.house.pool)).toEqual([])
})
