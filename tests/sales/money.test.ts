import { afterAll, beforeAll, expect, test } from 'vitest'
import type { PaymentInput } from '../../contract/payments.ts'
import type { SalesOrder, SalesOrderInput } from '../../contract/sales.ts'
import { cancelInvoice } from '../../server/sales/cancel-invoice.ts'
import * as sales from '../../server/sales/public.ts'
import { readSalesOrder } from '../../server/sales/read-sales-order.ts'
import { openTestShop, type TestShop } from '../harness/shop.ts'
import { settle, times } from '../harness/stocked-shop.ts'
import { type CornerShop, deliver, note, order, refusalOf, stockCornerShop } from './corner-shop.ts'

let shop: TestShop
let corner: CornerShop
beforeAll(async () => {
  shop = await openTestShop()
  corner = await stockCornerShop(shop)
  await shop.rows(
    `with rate as (insert into tax_rate (name, basis_points, created_at, created_by) values ('Full', 1900, now(), 1) returning id)
     update product set tax_rate_id = (select id from rate) where name = 'Bag'`,
  )
})
afterAll(() => shop.close())

const place = (more: Partial<SalesOrderInput> = {}) =>
  shop.act(tx =>
    sales.placeSalesOrder(tx, {
      customerId: corner.customerId,
      locationId: corner.shelf.locationId,
      notes: '',
      lines: [{ variantId: corner.bag, quantity: 3, priceMinor: 333, discountBasisPoints: 1000 }],
      ...more,
    }),
  )
const read = ({ id }: { id: number }) => readSalesOrder(shop.reader, id)
const money = (amountMinor: number, paidBeforeMinor: number): PaymentInput => ({
  amountMinor,
  paidBeforeMinor,
  method: 'card',
  paidOn: '2026-11-20',
  reference: 'T-1',
})
const pay = ({ id }: { id: number }, amount: number, before: number) =>
  shop.act(tx => sales.recordPayment(tx, id, money(amount, before)))
const refund = ({ id }: { id: number }, amount: number, before: number) =>
  shop.act(tx => sales.refundPayment(tx, id, money(amount, before)))
const invoice = ({ id }: { id: number }, of: 'order' | 'delivered' = 'order') =>
  shop.act(tx => sales.writeInvoice(tx, id, { of }))
const credit = ({ id }: { id: number }) => shop.act(tx => cancelInvoice(tx, id))
const numberOf = (text: string) => Number(text.slice(1))

test('discounts, shipping and the tax of the day make the total, and a later tax changes nothing', async () => {
  const placed = await place({
    discountBasisPoints: 500,
    shippingMinor: 490,
    shippingTaxBasisPoints: 1900,
    channel: 'store',
  })
  expect(placed).toMatchObject({
    channel: 'store',
    pricesIncludeTax: true,
    totalMinor: 899 - 45 + 490,
    sums: { subtotalMinor: 899, discountMinor: 45, shippingMinor: 490, taxMinor: 215 },
    lines: [{ taxBasisPoints: 1900, discountBasisPoints: 1000 }],
    paymentState: 'unpaid',
  })
  await shop.rows('update tax_rate set basis_points = 2500')
  expect((await read(placed)).sums).toEqual(placed.sums)
  await shop.rows('update tax_rate set basis_points = 1900')
})

test('unpaid, part paid, paid and overpaid follow from what was paid and given back', async () => {
  const placed = await order(shop, corner, [corner.bag, 2])
  expect((await pay(placed, 200, 0)).paymentState).toBe('part_paid')
  expect((await pay(placed, 300, 200)).paymentState).toBe('paid')
  expect((await pay(placed, 100, 500)).paymentState).toBe('overpaid')
  expect((await refund(placed, 100, 600)).paymentState).toBe('paid')
  expect(await refusalOf(refund(placed, 501, 500))).toMatchObject({ code: 'refund_too_large' })
  const cancelled = await shop.act(tx => sales.cancelSalesOrder(tx, placed.id))
  expect(cancelled.paymentState).toBe('overpaid')
  const back = await refund(placed, 500, 500)
  expect(back.paymentState).toBe('nothing_due')
  expect(back.payments.map(payment => payment.amountMinor)).toEqual([200, 300, 100, -100, -500])
  expect(await refusalOf(pay(placed, 1, 0))).toMatchObject({ code: 'wrong_state' })
})

test('two clerks who record the same payment record it once, and the sum of payments is what is paid', async () => {
  const placed = await order(shop, corner, [corner.bag, 2])
  const result = await settle(times(6, () => pay(placed, 500, 0)))
  expect(result).toEqual({ done: 1, refused: times(5, () => 'changed_meanwhile') })
  expect(await read(placed)).toMatchObject({ paidMinor: 500, paymentState: 'paid' })
  expect(
    await shop.rows(
      `select o.id from sales_order o
        where o.paid_minor <> coalesce((select sum(amount_minor) from payment p where p.order_id = o.id), 0)`,
    ),
  ).toEqual([])
  await expect(shop.rows('update payment set amount_minor = 1')).rejects.toThrow()
})

test('invoices of what was delivered add up to the order, to the last cent, with shipping on the first', async () => {
  const placed = await place({ discountBasisPoints: 333, shippingMinor: 490, shippingTaxBasisPoints: 1900 })
  expect(await refusalOf(invoice(placed, 'delivered'))).toMatchObject({ code: 'nothing_to_invoice' })
  await deliver(shop, await note(shop, placed, { quantity: 1 }))
  const first = await invoice(placed, 'delivered')
  expect(await refusalOf(invoice(placed, 'delivered'))).toMatchObject({ code: 'nothing_to_invoice' })
  await deliver(shop, await note(shop, placed, { quantity: 2 }))
  const second = await invoice(placed, 'delivered')
  expect(numberOf(second.number)).toBe(numberOf(first.number) + 1)
  const { invoices } = await read(placed)
  expect(invoices.reduce((sum, one) => sum + one.totalMinor, 0)).toBe(placed.totalMinor)
  const rows = await shop.rows(
    'select shipping_minor, (select count(*)::int from invoice_delivery_note n where n.invoice_id = i.id) as notes from invoice i where order_id = $1 order by id',
    [placed.id],
  )
  expect(rows).toEqual([
    { shipping_minor: 490, notes: 1 },
    { shipping_minor: 0, notes: 1 },
  ])
})

test('an invoice is cancelled by a credit note, once, and then its goods can be invoiced again for the same', async () => {
  const placed = await place({ shippingMinor: 100 })
  const wrong = await invoice(placed)
  const result = await settle(times(4, () => credit(wrong)))
  expect(result).toEqual({ done: 1, refused: times(3, () => 'invoice_cancelled') })
  const after = await read(placed)
  expect(after.invoices).toMatchObject([
    { number: wrong.number, totalMinor: placed.totalMinor, cancels: null },
    { totalMinor: -placed.totalMinor, cancels: { number: wrong.number }, cancelledBy: null },
  ])
  expect(await refusalOf(credit(after.invoices[1]!))).toMatchObject({ code: 'invoice_cancelled' })
  await invoice(placed)
  const { invoices } = await read(placed)
  expect(invoices.map(one => one.totalMinor)).toEqual([1, -1, 1].map(sign => sign * placed.totalMinor))
})

test('numbers of invoices have no gap and none comes twice, whatever is refused or fails meanwhile', async () => {
  const orders = await Promise.all(times(12, () => order(shop, corner, [corner.bag, 1])))
  const failing = (placed: SalesOrder) =>
    shop.act(async tx => {
      await sales.writeInvoice(tx, placed.id, { of: 'order' })
      throw new Error('the printer is on fire')
    })
  await settle(
    orders.flatMap(placed => [
      failing(placed),
      invoice(placed),
      invoice(placed),
      invoice(placed, 'delivered'),
    ]),
  )
  const rows = await shop.rows<{ number: string }>(
    `select number from document where kind = 'invoice' order by length(number), number`,
  )
  expect(rows.map(row => numberOf(row.number))).toEqual(times(rows.length, index => 1001 + index))
  for (const placed of orders) expect((await read(placed)).invoices).toHaveLength(1)
})

test('an invoiced order is neither changed nor cancelled before its invoice is', async () => {
  const placed = await order(shop, corner, [corner.bag, 1])
  const { number } = await invoice(placed)
  expect(await refusalOf(shop.act(tx => sales.cancelSalesOrder(tx, placed.id)))).toEqual({
    code: 'has_invoices',
    sentence: `${placed.number} is invoiced (${number}). Cancel the invoice first; that writes a credit note.`,
  })
})
