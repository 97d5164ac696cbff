import { afterAll, beforeAll, expect, test } from 'vitest'
import type { TillSaleDraft } from '../../contract/till/sales.ts'
import * as fulfilment from '../../server/fulfilment/public.ts'
import * as sales from '../../server/sales/public.ts'
import * as stock from '../../server/stock/public.ts'
import * as till from '../../server/till/public.ts'
import {
  lotIdOf,
  makeNote,
  makeProduct,
  placeOrder,
  receiveGoods,
  settle,
  times,
  unitIdOf,
} from '../harness/stocked-shop.ts'
import { addCustomer, order } from '../sales/corner-shop.ts'
import { type Answer, type Counter, openCounter, openTill, type Till } from './counter.ts'
import { line, rungUp } from './rung-up.ts'

let counter: Counter
let tills: Till[]
let mug: number
let cheese: number
let phone: number
const rounds = 6
beforeAll(async () => {
  counter = await openCounter()
  const { shop, shelf } = counter
  tills = []
  for (const name of ['One', 'Two', 'Three']) tills.push(await openTill(counter, name))
  mug = await makeProduct(shop, 'none', 'Mug')
  cheese = await makeProduct(shop, 'lots', 'Cheese')
  phone = await makeProduct(shop, 'serials', 'Phone')
  const at = { placeId: shelf.binId }
  await receiveGoods(shop, [
    { variantId: mug, quantity: 11_000, ...at },
    ...times(rounds, index => ({ variantId: cheese, quantity: 10, lotNumber: `CH-${index}`, ...at })),
    ...times(2 * rounds, index => ({
      variantId: phone,
      quantity: 1,
      lotNumber: 'PH',
      serial: `S-${index}`,
      ...at,
    })),
  ])
})
afterAll(() => counter.shop.close())

const provedClean = async () => {
  const { pool } = counter.shop.house
  expect([...(await stock.verify(pool)), ...(await till.verifyTills(pool))]).toEqual([])
}
const codesOf = (answers: Answer[]) => answers.map(({ body }) => body.code ?? body.result).sort()

test('of tills that sell one piece at once, one sells it and the others hear with which receipt', async () => {
  for (const round of times(rounds, index => index)) {
    const answers = await Promise.all(
      tills.map(one =>
        one.call('POST', '/sales', rungUp(counter, one, [line(phone, { serials: [`S-${round}`] })])),
      ),
    )
    const told = answers.filter(({ status }) => status !== 200)
    expect(told).toHaveLength(tills.length - 1)
    for (const { body } of told) expect(body.detail).toMatch(/T\d+-\d+/)
  }
  await provedClean()
})

test('of tills that sell the last of a lot at once, no more is sold than there was', async () => {
  for (const round of times(rounds, index => index)) {
    const lotId = await lotIdOf(counter.shop, `CH-${round}`)
    const answers = await Promise.all(
      tills.map(one =>
        one.call(
          'POST',
          '/sales',
          rungUp(counter, one, [line(cheese, { quantity: 5, lots: [{ lotId, quantity: 5 }] })]),
        ),
      ),
    )
    expect(codesOf(answers)).toEqual(['lot_short', 'taken', 'taken'])
  }
  await provedClean()
})

test('of a till and a delivery note that want one piece, one has it; what orders reserved no till sells', async () => {
  const { shop, shelf } = counter
  for (const round of times(rounds, index => rounds + index)) {
    const unitIds = [await unitIdOf(shop, `S-${round}`)]
    const sale = rungUp(counter, tills[0]!, [line(phone, { serials: [`S-${round}`] })])
    const [note, sold] = await Promise.all([
      settle([
        makeNote(shop, shelf, [{ variantId: phone, orderLineId: null, quantity: 1, lotId: null, unitIds }]),
      ]),
      tills[0]!.call('POST', '/sales', sale),
    ])
    expect(note.done + (sold.status === 200 ? 1 : 0)).toBe(1)
  }
  await placeOrder(shop, shelf, mug, 10_990)
  const answers = await Promise.all(
    tills.map(one => one.call('POST', '/sales', rungUp(counter, one, [line(mug, { quantity: 6 })]))),
  )
  expect(codesOf(answers)).toEqual(['not_enough', 'not_enough', 'taken'])
  await provedClean()
})

test('of a till and Order Dispatch that want one piece, one has it', async () => {
  const { shop, shelf } = counter
  const watch = await makeProduct(shop, 'serials', 'Watch')
  const serials = times(2 * rounds, index => `W-${index}`)
  await receiveGoods(
    shop,
    serials.map(serial => ({ variantId: watch, quantity: 1, placeId: shelf.binId, lotNumber: 'W', serial })),
  )
  const customerId = await addCustomer(shop, 'Ada Archer')
  for (const round of times(rounds, index => index)) {
    const { id, lines } = await order(shop, { shelf, customerId }, [watch, 1])
    const given = [{ orderLineId: lines[0]!.id, identifiers: [`W-${round}`] }]
    const [dispatch, sold] = await Promise.all([
      settle([shop.act(tx => fulfilment.saveIdentifiers(tx, { orderId: id, version: null, lines: given }))]),
      tills[0]!.call(
        'POST',
        '/sales',
        rungUp(counter, tills[0]!, [line(watch, { serials: [`W-${round}`] })]),
      ),
    ])
    expect(dispatch.done + (sold.status === 200 ? 1 : 0)).toBe(1)
    if (dispatch.done === 1) await shop.act(tx => fulfilment.completeOrder(tx, id, {}))
    else await shop.act(tx => sales.cancelSalesOrder(tx, id))
  }
  await provedClean()
})

test('a sale that is sent ten thousand times happens once', async () => {
  const { shop } = counter
  const sale: TillSaleDraft = rungUp(counter, tills[1]!, [line(mug)])
  const alone = times(100, () => tills[1]!.call('POST', '/sales', sale))
  const batches = times(50, () => tills[1]!.call('POST', '/sales/send', { sales: times(198, () => sale) }))
  const answers = await Promise.all([...alone, ...batches])
  const heard = answers.flatMap(({ body }) => body.items ?? [body])
  expect(heard).toHaveLength(10_000)
  expect(new Set(heard.map(answer => JSON.stringify(answer))).size).toBe(1)
  expect(
    await shop.rows(
      `select count(*)::int as moved from movement m join till_sale s on s.document_id = m.document_id where s.id = $1`,
      [sale.id],
    ),
  ).toEqual([{ moved: 1 }])
  await provedClean()
})

test('a drawer that is closed while sales come in tells each of them once, here or in the next', async () => {
  const one = tills[2]!
  const close = { signInId: one.signInId, countedMinor: 0, at: counter.shop.now.toISOString() }
  const late = times(4, () => rungUp(counter, one, [line(mug)]))
  await Promise.all([
    ...late.slice(0, 2).map(sale => one.call('POST', '/sales/send', { sales: [sale] })),
    one.call('POST', `/drawers/${one.drawerId}/close`, close),
    ...late.slice(2).map(sale => one.call('POST', '/sales/send', { sales: [sale] })),
  ])
  const drawerId = crypto.randomUUID()
  await one.call('POST', '/drawers', { id: drawerId, signInId: one.signInId, floatMinor: 0, at: close.at })
  const [uncounted] = await counter.shop.rows(
    `select count(*)::int as sales from till_sale where counted_in is null`,
  )
  expect(uncounted).toEqual({ sales: 0 })
  const z = (await counter.office('GET', `/z-reports/${one.drawerId}`)).body
  const x = (await counter.office('GET', `/z-reports/${drawerId}`)).body
  const [sold] = await counter.shop.rows<{ total: number }>(
    `select sum(total_minor)::int as total from till_sale where till_id = $1`,
    [one.id],
  )
  expect(z.sales.totalMinor + x.sales.totalMinor).toBe(sold!.total)
  await provedClean()
})
