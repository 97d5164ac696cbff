import { afterAll, beforeAll, expect, test } from 'vitest'
import * as stock from '../../server/stock/public.ts'
import * as till from '../../server/till/public.ts'
import { lotIdOf, makeProduct, receiveGoods } from '../harness/stocked-shop.ts'
import { type Counter, openCounter, openTill, type Till } from '../till/counter.ts'
import { line, rungUp } from '../till/rung-up.ts'
import { Buyer, lookLast, openStore, orderForm } from './store-shop.ts'

let counter: Counter
let tills: Till[]
let binId: number
beforeAll(async () => {
  const opened = await openCounter('OLD')
  const { shelf } = await openStore(opened.shop)
  counter = { ...opened, shelf }
  binId = shelf.binId
  tills = [await openTill(counter, 'One'), await openTill(counter, 'Two')]
})
afterAll(() => counter?.shop.close())

/** A product in the store, a thing of its own for each round. */
async function publish(tracking: 'lots' | 'serials', name: string): Promise<number> {
  const variantId = await makeProduct(counter.shop, tracking, name)
  await counter.shop.rows('update product set published = true')
  await counter.shop.rows('update variant set price_minor = 1000')
  return variantId
}

/** Both tills and a buyer in the store at once; how many of the three got something. */
async function race(variantId: number, quantity: number, sale: Parameters<typeof line>[1]): Promise<number> {
  const buyer = new Buyer(await counter.shop.app())
  const form = orderForm(await lookLast(buyer, [[variantId, String(quantity)]]))
  const sell = (at: Till) => at.call('POST', '/sales', rungUp(counter, at, [line(variantId, sale)]))
  const answers = await Promise.all([
    buyer.post('/shop/checkout/place', form),
    ...tills.map(async at => sell(at)),
  ])
  expect(answers.map(answer => answer.status).filter(status => ![200, 409, 422].includes(status))).toEqual([])
  return answers.filter(answer => answer.status === 200).length
}

async function expectNothingOversold(variantId: number): Promise<void> {
  const { shop } = counter
  const [left] = await shop.rows<{ free: number }>(
    `select coalesce((select sum(on_hand - allocated) from level where variant_id = $1), 0)::bigint
          - coalesce((select sum(quantity) from reserved_level where variant_id = $1), 0)::bigint as free`,
    [variantId],
  )
  expect(left).toEqual({ free: 0 })
  expect([...(await stock.verify(shop.house.pool)), ...(await till.verifyTills(shop.house.pool))]).toEqual([])
}

test('of two tills and the store that sell the last piece at once, one has it', async () => {
  for (const round of [1, 2, 3, 4]) {
    const variantId = await publish('serials', `Last phone ${round}`)
    const serial = `LAST-${round}`
    await receiveGoods(counter.shop, [{ variantId, quantity: 1, placeId: binId, lotNumber: 'P', serial }])
    expect(await race(variantId, 1, { serials: [serial] })).toBe(1)
    await expectNothingOversold(variantId)
  }
})

test('of two tills and the store that sell the last of a lot at once, no more goes than there is', async () => {
  for (const round of [1, 2, 3, 4]) {
    const variantId = await publish('lots', `Last cheese ${round}`)
    const lotNumber = `LAST-CHEESE-${round}`
    await receiveGoods(counter.shop, [{ variantId, quantity: 10, placeId: binId, lotNumber }])
    const lotId = await lotIdOf(counter.shop, lotNumber)
    expect(await race(variantId, 5, { quantity: 5, lots: [{ lotId, quantity: 5 }] })).toBe(2)
    await expectNothingOversold(variantId)
  }
})

test('whoever bought at a till finds the piece genuine by its receipt, also the one printed offline; the overview finds it, too', async () => {
  const { shop } = counter
  const variantId = await publish('serials', 'Watch')
  for (const serial of ['WATCH-1', 'WATCH-2'])
    await receiveGoods(shop, [{ variantId, quantity: 1, placeId: binId, lotNumber: 'W', serial }])
  const sell = (serial: string, provisionalNumber = '') =>
    rungUp(counter, tills[0]!, [line(variantId, { serials: [serial] })], { provisionalNumber })
  const { number } = (await tills[0]!.call('POST', '/sales', sell('WATCH-1'))).body
  await tills[0]!.call('POST', '/sales/send', { sales: [sell('WATCH-2', 'T1-P0007')] })
  const ask = async (serial: string, order: string) =>
    (await new Buyer(await shop.app()).post('/shop/genuine', { serial, order })).status
  expect(await ask('WATCH-1', number.toLowerCase())).toBe(200)
  expect(await ask('WATCH-2', 'T1-P0007')).toBe(200)
  expect(await ask('WATCH-2', number)).toBe(404)
  const search = `search=${number.toLowerCase()}`
  const { body } = await counter.office('GET', `/sales-orders?tab=all&${search}`)
  expect(body.items.map((row: { number: string }) => row.number)).toEqual([number])
  const found = await counter.office('GET', `/find?text=${number.toLowerCase()}`)
  expect(JSON.stringify(found.body)).toContain('"till_receipt"')
})
