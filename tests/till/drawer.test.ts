import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeProduct, receiveGoods, times } from '../harness/stocked-shop.ts'
import { type Counter, openCounter, openTill, type Till } from './counter.ts'
import { line, rungUp } from './rung-up.ts'

let counter: Counter
let till: Till
let mug: number
let phone: number
beforeAll(async () => {
  counter = await openCounter()
  const { shop, shelf } = counter
  till = await openTill(counter, 'Front')
  mug = await makeProduct(shop, 'none', 'Mug')
  phone = await makeProduct(shop, 'serials', 'Phone')
  await receiveGoods(shop, [
    { variantId: mug, quantity: 100, placeId: shelf.binId },
    ...times(5, index => ({
      variantId: phone,
      quantity: 1,
      lotNumber: 'PH',
      serial: `S-${index}`,
      placeId: shelf.binId,
    })),
  ])
})
afterAll(() => counter.shop.close())

const at = () => counter.shop.now.toISOString()

test('a drawer is counted against what was taken, and its Z report stands', async () => {
  const half = [
    { method: 'cash' as const, amountMinor: 500, tenderedMinor: 1000 },
    { method: 'card' as const, amountMinor: 500, reference: 'Terminal 7' },
  ]
  await till.call('POST', '/sales', rungUp(counter, till, [line(mug, { quantity: 2 })]))
  await till.call('POST', '/sales', rungUp(counter, till, [line(mug)], { payments: half }))
  await till.call(
    'POST',
    '/sales',
    rungUp(counter, till, [line(mug, { discountBasisPoints: 1000, taxBasisPoints: 700 })]),
  )
  const cash = { id: randomUUID(), signInId: till.signInId, at: at() }
  await till.call('POST', `/drawers/${till.drawerId}/cash`, {
    ...cash,
    kind: 'out',
    amountMinor: 300,
    reason: 'Milk',
  })
  await till.call('POST', `/drawers/${till.drawerId}/cash`, {
    ...cash,
    kind: 'out',
    amountMinor: 300,
    reason: 'Milk',
  })
  const x = (await till.call('GET', `/drawers/${till.drawerId}/report`)).body
  expect(x).toMatchObject({
    zNumber: null,
    sales: { count: 3, totalMinor: 3900 },
    discountMinor: 100,
    netMinor: 3900,
    methods: [
      { method: 'card', netMinor: 500 },
      { method: 'cash', netMinor: 3400 },
    ],
    taxes: [
      { basisPoints: 700, grossMinor: 900, taxMinor: 59, netMinor: 841 },
      { basisPoints: 1900, grossMinor: 3000, taxMinor: 479, netMinor: 2521 },
    ],
    payOuts: [{ amountMinor: 300, reason: 'Milk', by: 'Mary Manager' }],
    expectedCashMinor: 10_000 + 3400 - 300,
    receipts: { first: `T${till.number}-1001`, last: `T${till.number}-1003` },
  })
  const close = { signInId: till.signInId, countedMinor: 13_000, at: at() }
  const z = (await till.call('POST', `/drawers/${till.drawerId}/close`, close)).body
  expect(z).toMatchObject({ zNumber: 1, differenceMinor: -100, closedBy: 'Mary Manager' })
  expect(
    (await till.call('POST', `/drawers/${till.drawerId}/close`, { ...close, countedMinor: 1 })).body,
  ).toEqual(z)
  const list = (await counter.office('GET', '/z-reports')).body
  expect(list.items).toMatchObject([{ zNumber: 1, netMinor: 3900, differenceMinor: -100 }])
  expect((await counter.office('GET', `/z-reports/${till.drawerId}`)).body).toEqual(z)
})

test('what comes in after its Z report is told by the next, and its cash is not counted twice', async () => {
  const late = rungUp(counter, till, [line(mug)])
  expect((await till.call('POST', '/sales', late)).body.code).toBe('drawer_closed')
  expect((await till.call('POST', '/sales/send', { sales: [late] })).body.items[0].result).toBe('taken')
  const drawerId = randomUUID()
  const open = { id: drawerId, signInId: till.signInId, floatMinor: 5000, at: at() }
  expect((await till.call('POST', '/drawers', open)).status).toBe(200)
  const later = rungUp(counter, till, [line(mug)])
  await till.call('POST', '/sales/send', { sales: [later, rungUp(counter, till, [line(mug)], { drawerId })] })
  const close = { signInId: till.signInId, countedMinor: 6000, at: at() }
  const z = (await till.call('POST', `/drawers/${drawerId}/close`, close)).body
  expect(z).toMatchObject({
    zNumber: 2,
    sales: { count: 3, totalMinor: 3000 },
    lateSales: { count: 2, totalMinor: 2000, cashMinor: 2000 },
    expectedCashMinor: 6000,
    differenceMinor: 0,
  })
})

test('a drawer that was opened twice is one: what was sold beside it counts there, and its report tells of both', async () => {
  const twice = await openTill(counter, 'Twice')
  const beside = randomUUID()
  const open = { id: beside, signInId: twice.signInId, floatMinor: 7000, at: at() }
  const told = await twice.call('POST', '/drawers', open)
  expect(told.body.id).toBe(twice.drawerId)
  expect((await twice.call('POST', '/drawers', open)).body).toEqual(told.body)
  const sale = rungUp(counter, twice, [line(mug)], { drawerId: beside })
  expect((await twice.call('POST', '/sales/send', { sales: [sale] })).body.items[0].result).toBe('taken')
  const cash = { id: randomUUID(), signInId: twice.signInId, at: at(), kind: 'in', amountMinor: 50 }
  const paidIn = await twice.call('POST', `/drawers/${beside}/cash`, { ...cash, reason: 'Coins' })
  expect(paidIn.body).toMatchObject({
    drawer: { id: twice.drawerId, floatMinor: 10_000 },
    sales: { count: 1 },
    lateSales: { count: 0 },
    openedAgain: [{ by: 'Mary Manager', floatMinor: 7000 }],
    expectedCashMinor: 10_000 + 1000 + 50,
  })
  const close = { signInId: twice.signInId, countedMinor: 11_050, at: at() }
  await twice.call('POST', `/drawers/${twice.drawerId}/close`, close)
  const late = rungUp(counter, twice, [line(mug)], { drawerId: beside })
  expect((await twice.call('POST', '/sales/send', { sales: [late] })).body.items[0].result).toBe('taken')
})

test('a receipt tells all that was sold, and a piece in one basket is told to the other till', async () => {
  const second = await openTill(counter, 'Second')
  const [basketId, otherBasket] = [randomUUID(), randomUUID()]
  const claim = (from: Till, basket: string, serial: string) =>
    from.call('POST', '/basket-claims', { basketId: basket, serial })
  expect((await claim(second, basketId, 'S-1')).body).toMatchObject({
    variantId: phone,
    serial: 'S-1',
    lot: { number: 'PH' },
  })
  expect((await claim(till, otherBasket, 'S-1')).body).toMatchObject({
    code: 'piece_in_basket',
    detail: expect.stringContaining('basket of Second'),
  })
  expect((await claim(till, otherBasket, 'NOBODY')).body.code).toBe('unit_unknown')
  await second.call('POST', '/basket-claims/end', { basketId })
  expect((await claim(till, otherBasket, 'S-1')).status).toBe(200)
  const sale = rungUp(counter, second, [line(phone, { serials: ['S-1'] }), line(mug, { quantity: 2 })], {
    payments: [{ method: 'cash', amountMinor: 3000, tenderedMinor: 5000 }],
  })
  const { number } = (await second.call('POST', '/sales', sale)).body
  expect((await claim(till, otherBasket, 'S-1')).body.code).toBe('piece_sold')
  const receipt = (await second.call('GET', `/sales/${sale.id}`)).body
  expect(receipt).toMatchObject({
    number,
    state: 'sold',
    cashier: 'Mary Manager',
    customer: null,
    totalMinor: 3000,
    taxMinor: 479,
    lines: [
      { productName: 'Phone', serials: ['S-1'], lots: [{ number: 'PH', quantity: 1 }], amountMinor: 1000 },
      { productName: 'Mug', quantity: 2, amountMinor: 2000, serials: [], lots: [] },
    ],
    payments: [{ method: 'cash', amountMinor: 3000, tenderedMinor: 5000, changeMinor: 2000 }],
  })
  expect((await counter.office('GET', `/receipts/${receipt.documentId}`)).body).toEqual(receipt)
  expect((await second.call('GET', `/sales?search=${number}`)).body.items).toMatchObject([
    { number, totalMinor: 3000 },
  ])
})
