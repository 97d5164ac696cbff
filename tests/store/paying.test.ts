import { createHmac, timingSafeEqual } from 'node:crypto'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import * as sales from '../../server/sales/public.ts'
import * as stock from '../../server/stock/public.ts'
import { paymentMethods } from '../../server/store/payment/built-in.ts'
import type { PaymentMethod } from '../../server/store/payment/payment-method.ts'
import { lapseUnpaid } from '../../server/store/public.ts'
import { openTestShop, type TestShop } from '../harness/shop.ts'
import { times } from '../harness/stocked-shop.ts'
import type { CornerShop } from '../sales/corner-shop.ts'
import { Buyer, lookLast, openStore, orderForm } from './store-shop.ts'

/* A card provider as the room's README says to add one: an object in the list of methods, and nothing else. */

const secret = 'whsec_test'
const signatureOf = (body: string | Buffer) => createHmac('sha256', secret).update(body).digest('hex')

const card: PaymentMethod = {
  id: 'card',
  name: () => 'Card',
  recordedAs: 'card',
  isOffered: () => true,
  hint: () => 'On the page of our provider.',
  instructions: (_store, { number }) => `Pay ${number} by card.`,
  payAt: async (_house, { key, totalMinor, currency }) =>
    `https://cards.example.com/pay?order=${key}&amount=${totalMinor}&currency=${currency}`,
  readNotice: async (_house, { headers, body }) => {
    const given = Buffer.from(String(headers['x-signature']))
    const right = Buffer.from(signatureOf(body))
    if (given.length !== right.length || !timingSafeEqual(given, right)) return undefined
    const { kind, ...notice } = JSON.parse(body.toString('utf8'))
    return kind === 'paid' ? notice : null
  },
}

let shop: TestShop
let corner: CornerShop
const methods = paymentMethods as PaymentMethod[]
beforeAll(async () => {
  methods.push(card)
  shop = await openTestShop({ poolSize: 12 })
  corner = await openStore(shop)
  await shop.rows(`update shop set email = 'till@example.com'`)
})
afterEach(async () => expect(await stock.verify(shop.house.pool)).toEqual([]))
afterAll(async () => {
  methods.splice(methods.indexOf(card), 1)
  await shop.close()
})

async function tell(notice: object, signature?: string): Promise<number> {
  const payload = JSON.stringify(notice)
  const answer = await (await shop.app()).inject({
    method: 'POST',
    url: '/shop/payments/card',
    headers: { 'x-signature': signature ?? signatureOf(payload), 'content-type': 'application/json' },
    payload,
  })
  return answer.statusCode
}

/** Orders one bag by card; gives the order, the page of the provider that the buyer is sent to, and the notice of it. */
async function order(reference: string) {
  const app = await shop.app()
  const buyer = new Buyer(app)
  const form = { ...orderForm(await lookLast(buyer, [[corner.bag, '1']])), payment: 'card' }
  const page = await buyer.post('/shop/checkout/place', form)
  const payNow = /href="([^"]+\/pay)"/.exec(page.text)![1]!
  const provider = new URL(String((await app.inject(payNow)).headers.location))
  const [row] = await shop.rows<{ id: number }>('select max(id) as id from sales_order')
  const { order: orderKey, amount, currency } = Object.fromEntries(provider.searchParams)
  const notice = { kind: 'paid', orderKey, amountMinor: Number(amount), currency, reference }
  return { id: row!.id, address: buyer.address, provider, notice }
}

const read = (id: number) => sales.readSalesOrder(shop.reader, id)
async function lapse(): Promise<void> {
  const before = shop.now
  shop.now = new Date(before.getTime() + 8 * 86_400_000)
  await lapseUnpaid(shop.house).finally(() => {
    shop.now = before
  })
}

test('a buyer pays at the provider, whose signed message is believed once however often it comes', async () => {
  const { id, address, provider, notice } = await order('pay_1')
  expect(provider.host).toBe('cards.example.com')
  expect(await Promise.all(times(5, () => tell(notice)))).toEqual(times(5, () => 200))
  expect(await tell(notice)).toBe(200)
  const paid = await read(id)
  expect(paid).toMatchObject({ paymentState: 'paid', paidMinor: paid.totalMinor })
  expect(paid.payments.map(one => [one.method, one.reference])).toEqual([['card', 'Card pay_1']])
  const page = (await new Buyer(await shop.app()).get(address)).text
  expect(page).toContain('we have your payment')
  expect(page).not.toContain('Pay now')
  await lapse()
  expect((await read(id)).state).toBe('open')
})

test('a message with a wrong signature, of no order or in another currency records nothing; one of no payment is taken', async () => {
  const { id, notice } = await order('pay_2')
  expect(await tell(notice, signatureOf('another'))).toBe(400)
  expect(await tell(notice, '')).toBe(400)
  expect(await tell({ ...notice, orderKey: 'unknown' })).toBe(409)
  expect(await tell({ ...notice, currency: 'JPY' })).toBe(409)
  expect(await tell({ kind: 'viewed' })).toBe(200)
  expect(await read(id)).toMatchObject({ paymentState: 'unpaid', payments: [] })
  const other = await (await shop.app()).inject({ method: 'POST', url: '/shop/payments/bank_transfer' })
  expect(other.statusCode).toBe(404)
  expect(await tell(notice)).toBe(200)
})

test('money for an order that has lapsed is kept as what has to go back, and the merchant is told', async () => {
  const { id, address, notice } = await order('pay_3')
  await lapse()
  expect([await tell(notice), await tell(notice)]).toEqual([200, 200])
  expect(await read(id)).toMatchObject({ state: 'cancelled', paymentState: 'overpaid' })
  const told = await shop.rows(
    `select subject from message where to_address = 'till@example.com' and document_id = $1`,
    [id],
  )
  expect(told).toEqual([{ subject: expect.stringContaining('was paid after it was cancelled') }])
  expect((await new Buyer(await shop.app()).get(address)).text).toContain('You get back what you paid')
})

test('an order that lapses while its payment comes is paid and stays, or has lapsed and is overpaid', async () => {
  const free = async () => {
    const [row] = await shop.rows<{ quantity: number }>(
      'select quantity from reserved_level where variant_id = $1',
      [corner.bag],
    )
    return row!.quantity
  }
  for (const round of times(6, index => index)) {
    const before = await free()
    const { id, notice } = await order(`race_${round}`)
    const [, status] = await Promise.all([lapse(), tell(notice)])
    expect(status).toBe(200)
    const after = await read(id)
    const stayed = after.state === 'open'
    expect(after.paymentState).toBe(stayed ? 'paid' : 'overpaid')
    // What is paid does not lapse.
    const happened = after.events
      .map(event => event.what)
      .filter(what => what === 'paid' || what === 'cancelled')
    expect(happened).toEqual(stayed ? ['paid'] : ['cancelled', 'paid'])
    expect((await free()) - before).toBe(stayed ? 1 : 0)
  }
})
