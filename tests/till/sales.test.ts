import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as stock from '../../server/stock/public.ts'
import { lotIdOf, makeNote, makeProduct, receiveGoods, times, unitIdOf } from '../harness/stocked-shop.ts'
import { type Counter, openCounter, openTill, type Till } from './counter.ts'
import { line, rungUp } from './rung-up.ts'

let counter: Counter
let till: Till
let plain: number
let cheese: number
let phone: number
beforeAll(async () => {
  counter = await openCounter()
  const { shop, shelf } = counter
  till = await openTill(counter, 'Front')
  plain = await makeProduct(shop, 'none', 'Mug')
  cheese = await makeProduct(shop, 'lots', 'Cheese')
  phone = await makeProduct(shop, 'serials', 'Phone')
  const at = { placeId: shelf.binId }
  await receiveGoods(shop, [
    { variantId: plain, quantity: 100, ...at },
    { variantId: cheese, quantity: 50, lotNumber: 'CH-1', expiresOn: '2026-12-24', ...at },
    { variantId: cheese, quantity: 50, lotNumber: 'CH-OLD', expiresOn: '2026-11-19', ...at },
    ...times(20, index => ({
      variantId: phone,
      quantity: 1,
      lotNumber: 'PH-1',
      serial: `IMEI-${index}`,
      ...at,
    })),
  ])
})
afterAll(() => counter.shop.close())

const pay = (...lines: Parameters<typeof rungUp>[2]) =>
  till.call('POST', '/sales', rungUp(counter, till, lines))
const phoneLine = (...serials: string[]) => line(phone, { quantity: serials.length, serials })
const cheeseLine = async (lot: string, quantity: number) =>
  line(cheese, { quantity, lots: [{ lotId: await lotIdOf(counter.shop, lot), quantity }] })

test('a sale is a receipt with a number, a paid order and its delivered note, and the goods are gone', async () => {
  const { shop, shelf } = counter
  const { status, body } = await pay(
    line(plain, { quantity: 2 }),
    await cheeseLine('CH-1', 3),
    phoneLine('IMEI-0'),
  )
  expect(body).toMatchObject({ result: 'taken', number: `T${till.number}-1001`, sentence: null })
  expect(status).toBe(200)
  const [order] = await shop.rows(
    `select o.state, o.channel, o.total_minor, o.payment_state, n.state as note, c.name as customer
       from document d join sales_order o on o.id = d.id join delivery_note n on n.id = d.id join customer c on c.id = o.customer_id
      where d.number = $1`,
    [body.number],
  )
  expect(order).toEqual({
    state: 'delivered',
    channel: 'till',
    total_minor: 6000,
    payment_state: 'paid',
    note: 'delivered',
    customer: 'Walk-in customer',
  })
  expect(
    await shop.rows(`select kind from unit join place on place.id = place_id where serial = 'IMEI-0'`),
  ).toEqual([{ kind: 'customer' }])
  const levels = await stock.listLevels(shop.reader, cheese, { locationId: shelf.locationId })
  expect(levels.items.find(level => level.lot?.number === 'CH-1')).toMatchObject({ onHand: 47, allocated: 0 })
  expect(await stock.verify(shop.house.pool)).toEqual([])
})

test('what cannot be sold is refused with where it is, and nothing of the sale happens', async () => {
  const { shop, shelf } = counter
  const refusal = async (...lines: Parameters<typeof rungUp>[2]) => (await pay(...lines)).body
  expect(await refusal(phoneLine('IMEI-0'))).toMatchObject({
    code: 'piece_sold',
    detail: expect.stringContaining(`with T${till.number}-1001 on 2026-11-20`),
  })
  expect((await refusal(phoneLine('NOBODY'))).code).toBe('unit_unknown')
  expect((await refusal(phoneLine('IMEI-1', 'IMEI-1'))).code).toBe('choice_incomplete')
  expect((await refusal(line(phone))).code).toBe('choice_incomplete')
  expect((await refusal(await cheeseLine('CH-OLD', 1))).code).toBe('expired')
  expect((await refusal(await cheeseLine('CH-1', 48))).code).toBe('lot_short')
  expect((await refusal(line(plain, { quantity: 99 }))).code).toBe('not_enough')
  const note = await makeNote(shop, shelf, [
    {
      variantId: phone,
      orderLineId: null,
      quantity: 1,
      lotId: null,
      unitIds: [await unitIdOf(shop, 'IMEI-2')],
    },
  ])
  expect(await refusal(line(plain), phoneLine('IMEI-2'))).toMatchObject({
    code: 'unit_taken',
    detail: expect.stringContaining(note.number),
  })
  await shop.act(async tx =>
    stock.holdUnit(tx, await unitIdOf(shop, 'IMEI-3'), { kind: 'quarantined', reason: 'scratched' }),
  )
  expect((await refusal(phoneLine('IMEI-3'))).detail).toContain('scratched')
  const [count] = await shop.rows(`select count(*)::int as sales from till_sale`)
  expect(count).toEqual({ sales: 1 })
})

test('sums that differ, a discount without the right and a closed drawer are refused', async () => {
  const carls = await openTill(counter, 'Carl’s', 'carl')
  const sale = rungUp(counter, till, [line(plain)])
  expect((await till.call('POST', '/sales', { ...sale, totalMinor: 999 })).body.code).toBe('sale_sums_differ')
  const short = { ...sale, payments: [{ method: 'cash', amountMinor: 1000, tenderedMinor: 900 }] }
  expect((await till.call('POST', '/sales', short)).body.code).toBe('sale_sums_differ')
  const discounted = rungUp(counter, carls, [line(plain, { discountBasisPoints: 1000 })])
  expect((await carls.call('POST', '/sales', discounted)).body.code).toBe('till_right_lacking')
  const allowedByHimself = { ...discounted, discountSignInId: carls.signInId }
  expect((await carls.call('POST', '/sales', allowedByHimself)).body.code).toBe('till_right_lacking')
  const pin = { staffId: counter.mary, pin: '1234' }
  const allowed = {
    ...discounted,
    discountSignInId: (await carls.call('POST', '/sign-in', pin)).body.signInId,
  }
  expect((await carls.call('POST', '/sales', allowed)).body).toMatchObject({ result: 'taken' })
  expect((await carls.call('GET', `/sales/${allowed.id}`)).body).toMatchObject({
    cashier: 'Carl Cashier',
    discountAllowedBy: 'Mary Manager',
    totalMinor: 900,
  })
  const elsewhere = rungUp(counter, carls, [line(plain)], { drawerId: till.drawerId })
  expect((await carls.call('POST', '/sales', elsewhere)).body.code).toBe('not_found')
  expect((await till.call('POST', '/sales', { ...sale, customerId: 999_999 })).body.code).toBe('not_found')
})

test('a sale that is sent again changes nothing, and other content under its id is refused', async () => {
  const { shop } = counter
  const sale = rungUp(counter, till, [phoneLine('IMEI-4')])
  const [one, other] = await Promise.all([
    till.call('POST', '/sales', sale),
    till.call('POST', '/sales', sale),
  ])
  expect(one.body).toEqual(other.body)
  const sent = await till.call('POST', '/sales/send', { sales: times(200, () => sale) })
  expect(new Set(sent.body.items.map((item: object) => JSON.stringify(item)))).toEqual(
    new Set([JSON.stringify(one.body)]),
  )
  expect((await till.call('POST', '/sales', { ...sale, note: 'other' })).body.code).toBe('sale_id_reused')
  expect(
    await shop.rows(
      `select count(*)::int as moved from movement_unit mu join unit u on u.id = mu.unit_id where serial = 'IMEI-4'`,
    ),
  ).toEqual([{ moved: 2 }])
})

test('of sales that were taken offline, one whose piece is gone waits for a manager and holds nobody up', async () => {
  const { shop } = counter
  const second = await openTill(counter, 'Second')
  const lone = rungUp(counter, second, [phoneLine('IMEI-5')])
  const offline = [
    rungUp(counter, till, [line(plain)], { provisionalNumber: 'T1-P-1' }),
    rungUp(counter, till, [phoneLine('IMEI-5'), line(plain)]),
    rungUp(counter, till, [phoneLine('IMEI-6')]),
    rungUp(counter, till, [line(plain)], { drawerId: randomUUID() }),
  ]
  expect((await second.call('POST', '/sales', lone)).body.result).toBe('taken')
  const { body } = await till.call('POST', '/sales/send', { sales: offline })
  expect(body.items.map((item: { result: string }) => item.result)).toEqual([
    'taken',
    'conflict',
    'taken',
    'refused',
  ])
  expect(body.items[1].sentence).toContain(`T${second.number}-1001`)
  const again = await till.call('POST', '/sales/send', { sales: offline })
  expect(again.body).toEqual(body)
  const numbers = await shop.rows<{ number: string }>(
    `select d.number from till_sale s join document d on d.id = s.document_id where s.till_id = $1 order by d.id`,
    [till.id],
  )
  expect(numbers.map(row => row.number).sort()).toEqual(
    times(numbers.length, index => `T${till.number}-${1001 + index}`),
  )
  expect(await stock.verify(shop.house.pool)).toEqual([])
})
